"""Judging an answer, and the measures of many."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from eval.answers.judging import Judged, judge_one
from eval.answers.measures import MEASURES, gold_in, mrr, risk_coverage, risk_coverage_area
from eval.answers.run import (
    Asked,
)
from eval.answers.scoring import metrics_of
from tests.eval.made_runs import (
    GOLD,
    MARS,
    OPENS,
    PATH,
    QUOTE,
    answer,
    asked_opens,
    candidate,
    citation,
    run_of,
    said,
)

NAMED = {
    "gold_in_1",
    "gold_in_10",
    "gold_in_50",
    "mrr",
    "key_fact_recall",
    "all_key_facts",
    "citation_precision",
    "citation_recall",
    "quotation_fidelity",
    "page_accuracy",
    "refusal_recall",
    "false_refusal_rate",
    "answer_ms_p50",
    "answer_ms_p95",
    "questions",
    "answerable",
    "by_style",
}
LIDO = GOLD.quote


def judged(asked: Asked) -> Judged:
    return judge_one(asked, run_of(asked), {})


class TestJudging:
    @pytest.mark.parametrize(
        ("names", "rank"),
        [
            (["gold", "other"], 1),
            (["other", "gold"], 2),
            (["other", "elsewhere"], 2),
            (["other"], None),
            ([], None),
            (["unknown"], None),
        ],
    )
    def test_gold_counts_on_its_page_and_wherever_its_words_stand(
        self, names: list[str], rank: int | None
    ) -> None:
        found = [candidate(place, name) for place, name in enumerate(names, 1)]
        assert judged(asked_opens(candidates=found)).gold_rank == rank

    def test_a_candidate_stands_for_its_near_duplicates(self) -> None:
        found = [candidate(1, "other", also_in=["gold"])]
        assert judged(asked_opens(candidates=found)).gold_rank == 1

    @pytest.mark.parametrize(
        ("cited", "supports"),
        [
            (citation(), True),
            (citation("The motion was carried.", PATH, 1), True),
            (citation(QUOTE, "pack.pdf", 7), True),
            (citation("The motion was carried.", "pack.pdf", 7), False),
            (citation("The motion was carried.", PATH, 2), False),
        ],
    )
    def test_a_citation_supports_by_page_or_words(self, cited: object, supports: bool) -> None:
        statement = said("", cited)  # type: ignore[arg-type]
        assert judged(asked_opens(statement)).citations == (supports,)

    @pytest.mark.parametrize(
        ("quote", "stands"),
        [
            (QUOTE, True),
            ("the  lido\nopen on", True),
            ("the lido opens on", False),
            ("The lido open on", False),
            ("", False),
        ],
    )
    def test_a_quotation_stands_on_its_page_letter_by_letter(
        self, quote: str, stands: bool
    ) -> None:
        assert judged(asked_opens(said("x", citation(quote)))).quotations == (stands,)

    def test_a_page_that_was_not_kept_proves_nothing(self) -> None:
        statement = said("x", citation(page=3))
        assert judged(asked_opens(statement)).quotations == (False,)

    def test_a_statement_is_to_be_in_what_it_cites(self) -> None:
        statements = [
            said(QUOTE),
            said("The lido will open on 17 May 2025.", citation()),
            said("The lido will open on 18 May 2025.", citation()),
            said("Councillor Coyle opens the lido on 17 May 2025.", citation()),
        ]
        found = judged(asked_opens(*statements))
        assert found.supported == (True, True, False, False)
        assert found.faithful == (True, False, False, False)

    def test_written_statements_are_not_held_against_letters(self) -> None:
        assert judged(asked_opens(said(), composer="writing")).faithful == ()

    def test_an_answer_held_back_counts_for_the_curve_alone(self) -> None:
        held = Asked(OPENS, answer(confidence=0.2), answer(said(), confidence=0.2), 5.0)
        found = judged(held)
        assert found.refused
        assert found.citations == ()
        assert found.given_right
        assert found.confidence == 0.2


RIGHT = judged(asked_opens(said(f"{QUOTE}"), candidates=[candidate(1, "gold")]))
WRONG = judged(asked_opens(said("The motion was carried.", citation("x", "pack.pdf", 2))))
REFUSED = judged(Asked(OPENS, answer(confidence=0.0), None, 5.0))
FOOLED = judged(Asked(MARS, answer(said(), confidence=0.8), None, 20.0))
KEPT_OUT = judged(Asked(MARS, answer(confidence=0.0), None, 5.0))
ALL = (RIGHT, WRONG, REFUSED, FOOLED, KEPT_OUT)


class TestMeasures:
    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("gold_in_1", 1 / 3),
            ("gold_in_50", 1 / 3),
            ("mrr", 1 / 3),
            ("key_fact_recall", 1 / 3),
            ("key_fact_recall_literal", 1 / 3),
            ("all_key_facts", 1 / 3),
            ("citation_precision", 1 / 2),
            ("citation_recall", 2 / 3),
            ("quotation_fidelity", 2 / 3),
            ("statement_fidelity", 2 / 3),
            ("page_accuracy", 1 / 2),
            ("refusal_recall", 1 / 2),
            ("refusal_precision", 1 / 2),
            ("false_refusal_rate", 1 / 3),
            ("false_citation_rate", 2 / 3),
            ("partly_answered", 0),
            ("answer_ms_p50", 10),
        ],
    )
    def test_a_measure_is_what_its_docstring_says(self, name: str, value: float) -> None:
        assert MEASURES[name](ALL) == pytest.approx(value)

    def test_every_measure_says_what_it_is(self) -> None:
        measures = [getattr(measure, "func", measure) for measure in MEASURES.values()]
        assert all(measure.__doc__ for measure in measures)

    def test_what_cannot_be_measured_is_none(self) -> None:
        assert {name for name, measure in MEASURES.items() if measure([]) is not None} == set()

    def test_the_metrics_have_the_names_that_scripts_go_by(self) -> None:
        metrics = metrics_of(ALL)
        assert metrics.keys() >= NAMED
        assert metrics["by_style"].keys() == {"lookup", "unanswerable"}
        assert metrics["by_style"]["lookup"]["questions"] == 3
        assert (metrics["questions"], metrics["answerable"]) == (5, 3)
        assert msgspec.json.decode(msgspec.json.encode(metrics)) == metrics

    def test_risk_grows_as_wrong_answers_are_let_in(self) -> None:
        scores = [(RIGHT, 0.9), (FOOLED, 0.8), (WRONG, 0.8), (KEPT_OUT, 0.1)]
        curve = risk_coverage([replace(each, confidence=score) for each, score in scores])
        assert [(point.coverage, point.risk) for point in curve] == [
            (0.25, 0),
            (0.75, pytest.approx(2 / 3)),
        ]

    @given(st.lists(st.tuples(st.sampled_from(ALL), st.floats(0, 1)), min_size=1))
    def test_the_curve_never_covers_less_and_ends_at_all_answers(
        self, drawn: list[tuple[Judged, float]]
    ) -> None:
        found = [replace(each, confidence=score) for each, score in drawn]
        given = [each for each in found if each.given_right is not None]
        curve = risk_coverage(found)
        area = risk_coverage_area(found)
        assert [point.coverage for point in curve] == sorted({p.coverage for p in curve})
        if not given:
            assert (curve, area) == ((), None)
            return
        wrong = sum(not each.given_right for each in given) / len(given)
        assert curve[-1].coverage == pytest.approx(len(given) / len(found))
        assert curve[-1].risk == pytest.approx(wrong)
        assert area is not None
        assert 0 <= area <= 1

    @given(st.lists(st.one_of(st.none(), st.integers(1, 200)), min_size=1))
    def test_depth_only_adds_and_bounds_the_reciprocal_rank(self, ranks: list[int | None]) -> None:
        found = [replace(RIGHT, gold_rank=rank) for rank in ranks]
        first, ten, fifty = (gold_in(found, depth) or 0 for depth in (1, 10, 50))
        assert first <= ten <= fifty
        assert first <= (mrr(found) or 0) + 1e-9
