from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from eval.answers.asking import make_answers_run, open_composer
from eval.answers.judging import Judged, judge, judge_one
from eval.answers.measures import MEASURES, gold_in, mrr, risk_coverage, risk_coverage_area
from eval.answers.people import PEOPLE, read_verdicts, rows, write_rows
from eval.answers.run import (
    AnswersDescription,
    AnswersRun,
    AnswersWriter,
    Asked,
    CitedPage,
    FoundPassage,
    read_answers_run,
    read_whole_run,
)
from eval.answers.scoring import metrics_of, score_answers
from indexer.config import Settings, load_settings
from indexer.errors import ConfigurationError, EvaluationError
from service.open_index import OpenIndex
from tests.eval.made_runs import (
    GOLD,
    MARS,
    OPENS,
    PAGE,
    PATH,
    QUOTE,
    answer,
    candidate,
    citation,
    said,
)
from tests.service.small_index import build, opened

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
PASSAGES = {
    "gold": FoundPassage("gold", PATH, (1, 1), PAGE),
    "elsewhere": FoundPassage("elsewhere", "pack.pdf", (7, 7), f"Again: {PAGE}"),
    "other": FoundPassage("other", PATH, (1, 1), "The rents of allotments rise by a tenth."),
}
LIDO = GOLD.quote


def run_of(*asked: Asked) -> AnswersRun:
    return AnswersRun(asked, PASSAGES, {(PATH, 1): PAGE})


def judged(asked: Asked) -> Judged:
    return judge_one(asked, run_of(asked), {})


def asked_opens(*statements: object, **given: object) -> Asked:
    return Asked(OPENS, answer(*statements, **given), None, 10.0)  # type: ignore[arg-type]


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


class TestPeople:
    def test_what_people_say_replaces_the_rules(self, tmp_path: Path) -> None:
        run = run_of(asked_opens(said("The motion was carried.", citation("x", "pack.pdf", 2))))
        file = tmp_path / PEOPLE
        assert write_rows(run, file) == 3
        fill(file, {("fact", "1"): "Yes", ("citation", "1"): "", ("answer", "1"): "n"})
        verdicts = read_verdicts(file, run)
        assert verdicts == {("q-1", "fact", 1): True, ("q-1", "answer", 1): False}
        [found] = judge(run, verdicts)
        assert found.facts == (True,)
        assert found.citations == (False,)
        assert found.right_by_person is False

    def test_a_refusal_leaves_nothing_to_judge(self) -> None:
        assert list(rows(run_of(Asked(OPENS, answer(), None, 1.0)))) == []

    def test_an_unanswerable_question_is_judged_as_a_whole(self) -> None:
        [row] = rows(run_of(Asked(MARS, answer(said()), None, 1.0)))
        assert (row.kind, row.program) == ("answer", None)

    def test_a_spreadsheet_takes_nothing_for_a_formula(self, tmp_path: Path) -> None:
        file = tmp_path / "out.csv"
        write_rows(run_of(asked_opens(said("=HYPERLINK(1)"))), file)
        with file.open(encoding="utf-8-sig", newline="") as opened_file:
            cells = [cell for line in csv.reader(opened_file) for cell in line]
        assert not [cell for cell in cells if cell.startswith(("=", "+", "@"))]

    def test_judgements_are_not_written_over(self, tmp_path: Path) -> None:
        file = tmp_path / "out.csv"
        write_rows(run_of(), file)
        with pytest.raises(EvaluationError, match="may hold judgements"):
            write_rows(run_of(), file)

    @pytest.mark.parametrize(
        ("line", "said_of_it"),
        [
            ("q-1,fact,1,maybe", "say yes or no"),
            ("q-1,fact,7,yes", "another run"),
            ("q-1,fact,one,yes", "no number"),
            ("q-1,fact,1,yes\nq-1,fact,1,no", "twice"),
        ],
    )
    def test_a_wrong_line_is_named(self, tmp_path: Path, line: str, said_of_it: str) -> None:
        file = tmp_path / PEOPLE
        file.write_text(f"question_id,kind,number,person\n{line}\n", encoding="utf-8")
        with pytest.raises(EvaluationError, match=said_of_it) as raised:
            read_verdicts(file, run_of(asked_opens(said())))
        assert f"line {1 + len(line.splitlines())}" in str(raised.value)

    def test_a_missing_column_is_named(self, tmp_path: Path) -> None:
        file = tmp_path / PEOPLE
        file.write_text("question_id,kind,number\n", encoding="utf-8")
        with pytest.raises(EvaluationError, match="person"):
            read_verdicts(file, run_of())


def fill(file: Path, said_by_person: dict[tuple[str, str], str]) -> None:
    with file.open(encoding="utf-8-sig", newline="") as opened_file:
        table = list(csv.DictReader(opened_file))
    with file.open("w", encoding="utf-8", newline="") as opened_file:
        writer = csv.DictWriter(opened_file, table[0].keys())
        writer.writeheader()
        for line in table:
            writer.writerow({**line, "person": said_by_person[line["kind"], line["number"]]})


DESCRIPTION = AnswersDescription("q.jsonl", "a", 2, "b", "1", "quoting", "c", "make it again")


class TestRun:
    def test_a_broken_off_run_is_gone_on_with(self, tmp_path: Path) -> None:
        folder = tmp_path / "run"
        first = asked_opens(said(), candidates=[candidate(1, "gold")])
        writer = AnswersWriter(folder, DESCRIPTION)
        writer.write(first, PASSAGES.values(), [CitedPage(PATH, 1, PAGE)])
        with (folder / "answers.jsonl").open("ab") as file:
            file.write(b'{"question": {"id": "q-2"')
        with pytest.raises(EvaluationError, match="line 2"):
            read_answers_run(folder)
        again = AnswersWriter(folder, DESCRIPTION)
        assert again.done == {"q-1"}
        with pytest.raises(EvaluationError, match=r"1 questions to go.*make it again"):
            read_whole_run(folder)
        again.write(Asked(MARS, answer(), None, 1.0), PASSAGES.values(), [])
        run = read_whole_run(folder)
        assert run.asked == (first, Asked(MARS, answer(), None, 1.0))
        assert run.passages == PASSAGES
        assert len((folder / "passages.jsonl").read_bytes().splitlines()) == len(PASSAGES)

    def test_runs_of_other_questions_are_not_mixed(self, tmp_path: Path) -> None:
        AnswersWriter(tmp_path / "run", DESCRIPTION)
        with pytest.raises(EvaluationError, match="other questions and composer"):
            AnswersWriter(tmp_path / "run", replace(DESCRIPTION, questions="x", composer="writing"))

    def test_a_folder_of_other_things_is_left_alone(self, tmp_path: Path) -> None:
        (tmp_path / "letter.txt").write_text("Dear Ada", encoding="utf-8")
        with pytest.raises(EvaluationError, match="other things"):
            AnswersWriter(tmp_path, DESCRIPTION)

    def test_what_is_no_run_is_not_scored(self, tmp_path: Path) -> None:
        with pytest.raises(EvaluationError, match="no run of answers"):
            score_answers(tmp_path)


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    settings = load_settings(home=tmp_path_factory.mktemp("answers") / "home")
    build(settings)
    return settings


@pytest.fixture(scope="module")
def index(settings: Settings) -> Iterator[OpenIndex]:
    with opened(settings) as index:
        yield index


@pytest.fixture(scope="module")
def questions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("questions") / "questions.jsonl"
    lines = [
        {
            "id": "lido",
            "question": "What would the repairs of the lido's pump house cost?",
            "style": "resident",
            "answerable": True,
            "answer": "£48,250.",
            "key_facts": ["£48,250"],
            "gold": [{"file": "leisure/minutes.pdf", "page": 1, "quote": "would cost £48,250"}],
        },
        {
            "id": "mars",
            "question": "zxqv blorf wug?",
            "style": "unanswerable",
            "answerable": False,
            "why": "junk",
        },
    ]
    file.write_bytes(b"\n".join(msgspec.json.encode(line) for line in lines))
    return file


class TestAsking:
    def make(self, questions: Path, index: OpenIndex, settings: Settings, folder: Path) -> None:
        composer = open_composer("quoting", settings)
        make_answers_run(
            questions, index, settings, composer, folder, "command", lambda *heard: None
        )

    def test_an_index_is_asked_and_scored(
        self, questions: Path, index: OpenIndex, settings: Settings, tmp_path: Path
    ) -> None:
        self.make(questions, index, settings, tmp_path / "run")
        metrics = score_answers(tmp_path / "run")
        assert metrics["questions"] == 2
        assert metrics["gold_in_10"] == 1
        assert metrics["quotation_fidelity"] in {1, None}
        written = {file.name for file in (tmp_path / "run").iterdir()}
        assert written >= {"metrics.json", "per_query.jsonl", "config.toml", "environment.json"}

    def test_scoring_again_changes_nothing(
        self, questions: Path, index: OpenIndex, settings: Settings, tmp_path: Path
    ) -> None:
        self.make(questions, index, settings, tmp_path)
        score_answers(tmp_path)
        before = {file: file.read_bytes() for file in tmp_path.iterdir()}
        score_answers(tmp_path)
        assert {file: file.read_bytes() for file in tmp_path.iterdir()} == before

    def test_asking_again_is_the_same_but_for_time(
        self, questions: Path, index: OpenIndex, settings: Settings, tmp_path: Path
    ) -> None:
        timed = {"answer_ms_p50", "answer_ms_p95", "latency_ms", "by_style"}
        found = []
        for name in ("one", "other"):
            self.make(questions, index, settings, tmp_path / name)
            metrics = score_answers(tmp_path / name)
            found.append({key: metrics[key] for key in metrics.keys() - timed})
        assert found[0] == found[1]

    def test_a_composer_that_is_not_there_is_an_error(self, settings: Settings) -> None:
        with pytest.raises(ConfigurationError, match="--composer 'singing'"):
            open_composer("singing", settings)
