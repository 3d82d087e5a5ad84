"""Fusion, preferences and near-duplicates."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from indexer.records import Description, Document, DocumentKind, Passage
from indexer.store.schema import Hit, Hits
from indexer.text_terms import text_terms
from service import duplicates
from service.answers import ArmScore, Candidate, Period, Reading, Sought
from service.retrieve import fuse, met, named, newness

scores = st.floats(min_value=-10, max_value=50, allow_nan=False)
arms = st.dictionaries(st.sampled_from("abcdefgh"), scores, max_size=8).map(
    lambda found: tuple(
        Hit(name, score) for name, score in sorted(found.items(), key=lambda pair: -pair[1])
    )
)


@given(dense=arms, sparse=arms, weight=st.floats(0, 1))
def test_fusion_keeps_every_hit_once_with_its_scores_and_ranks(
    dense: tuple[Hit, ...], sparse: tuple[Hit, ...], weight: float
) -> None:
    fused = fuse(Hits(dense, sparse), weight)
    assert {hit.id for hit in fused} == {hit.id for hit in (*dense, *sparse)}
    assert len({hit.id for hit in fused}) == len(fused)
    assert all(0 <= hit.score <= 1 + 1e-9 for hit in fused)
    assert [hit.score for hit in fused] == sorted((hit.score for hit in fused), reverse=True)
    for hit in fused:
        for arm, found in ((dense, hit.dense), (sparse, hit.sparse)):
            if found is None:
                assert hit.id not in {each.id for each in arm}
            else:
                assert arm[found.rank - 1] == Hit(hit.id, found.score)


@given(dense=arms, sparse=arms, limit=st.integers(0, 9), also=st.frozensets(st.sampled_from("abc")))
def test_fusion_keeps_the_best_and_what_is_named_as_they_were(
    dense: tuple[Hit, ...], sparse: tuple[Hit, ...], limit: int, also: frozenset[str]
) -> None:
    every = fuse(Hits(dense, sparse), 0.4)
    named = tuple(hit for hit in every[limit:] if hit.id in also)
    assert fuse(Hits(dense, sparse), 0.4, limit, also) == (*every[:limit], *named)


def test_a_weight_of_one_is_one_arm_alone() -> None:
    hits = Hits((Hit("a", 0.9), Hit("b", 0.1)), (Hit("b", 20.0), Hit("a", 3.0)))
    assert fuse(hits, 1.0)[0].id == "a"
    assert fuse(hits, 0.0)[0].id == "b"


def candidate(
    number: int,
    text: str,
    kind: DocumentKind = DocumentKind.REPORT,
    day: date = date(2025, 1, 9),
    title: str = "A report",
) -> Candidate:
    described = Description(title=title, kind=kind, council="N", body="B", meeting_date=day)
    return Candidate(
        passage=Passage(f"p{number}", f"d{number}", 0, 0, 0, len(text), text, (1, 1), "", ""),
        document=Document(
            f"d{number}", "s", f"{number}.pdf", described, (), 1, "", "application/pdf", 1, ()
        ),
        dense=ArmScore(1.0, number),
        sparse=None,
        fused=1 / number,
    )


WORDS = "the pump house by the river flooded because a culvert was blocked last November"


def collapse(
    candidates: list[Candidate], named: Callable[[Candidate], float] = lambda _: 0.0
) -> tuple[Candidate, ...]:
    terms = [text_terms(each.passage.embedded_text) for each in candidates]
    return duplicates.collapse(candidates, terms, 0.8, named)


def test_the_report_stands_for_the_pack_and_takes_its_rank() -> None:
    pack = candidate(1, WORDS, DocumentKind.REPORTS_PACK)
    other = candidate(2, "rents of allotments rise by three per cent from April next year")
    report = candidate(3, WORDS + " again")
    first, second = collapse([pack, other, report])
    assert first.document.path == "3.pdf"
    assert [each.document.path for each in first.also_in] == ["1.pdf"]
    assert first.score == pack.score
    assert second.document.path == "2.pdf"


def test_adopted_minutes_stand_before_drafts_and_newer_before_older() -> None:
    draft = candidate(1, WORDS, DocumentKind.MINUTES, title="Draft minutes")
    adopted = candidate(2, WORDS, DocumentKind.MINUTES, title="Minutes")
    newer = candidate(3, WORDS, DocumentKind.MINUTES, date(2025, 2, 9), title="Minutes")
    (kept,) = collapse([draft, adopted, newer])
    assert kept.document.path == "3.pdf"
    assert [each.document.path for each in kept.also_in] == ["1.pdf", "2.pdf"]


def test_a_paper_that_replaces_another_of_its_meeting_stands_before_it() -> None:
    report, later = candidate(1, WORDS), candidate(2, WORDS, day=date(2025, 2, 9))
    revised = candidate(3, WORDS, title="Item 7 - Supplementary - A report")
    assert [each.document.path for each in collapse([report, revised])] == ["3.pdf"]
    assert [each.document.path for each in collapse([report, revised, later])] == ["2.pdf"]


@pytest.mark.parametrize(
    "title",
    [
        "2 - Amendment - Independents - Play areas",
        "Annex 3 - Liberal Group\u2019s Alternative Budget",
        "Opposition Group Budget",
    ],
)
def test_the_councils_own_paper_stands_before_an_amendment_to_it(title: str) -> None:
    amending, own = candidate(1, WORDS, title=title), candidate(2, WORDS, title="Budget 2025-26")
    (kept,) = collapse([amending, own])
    assert kept.document.path == "2.pdf"


def test_the_place_that_the_question_names_stands_before_a_newer_one() -> None:
    draft, final = candidate(1, WORDS), candidate(2, WORDS, day=date(2025, 2, 13))
    for month, path in ((1, "1.pdf"), (2, "2.pdf")):
        days = date(2025, month, 1), date(2025, month, 28)
        reading = Reading("", periods=(Period("then", *days),))
        (kept,) = collapse([draft, final], partial(met, reading))
        assert kept.document.path == path
        (newest,) = collapse([draft, final])
        assert duplicates.placed(newest, partial(met, reading)).document.path == path


@pytest.mark.parametrize(
    ("sought", "path"), [((Sought.DECISION,), "2.pdf"), ((), "1.pdf"), ((Sought.REASON,), "1.pdf")]
)
def test_of_what_was_decided_the_record_stands_before_the_report_with_the_same_words(
    sought: tuple[Sought, ...], path: str
) -> None:
    report, minutes = candidate(1, WORDS), candidate(2, WORDS, DocumentKind.MINUTES)
    (kept,) = collapse([report, minutes], partial(named, Reading("", sought=sought)))
    assert kept.document.path == path


def test_the_place_that_a_question_names_counts_before_the_record_of_a_decision() -> None:
    final, minutes = (
        candidate(1, WORDS, day=date(2025, 2, 13)),
        candidate(2, WORDS, DocumentKind.MINUTES),
    )
    then = Period("then", date(2025, 2, 1), date(2025, 2, 28))
    reading = Reading("", periods=(then,), sought=(Sought.DECISION,))
    (kept,) = collapse([minutes, final], partial(named, reading))
    assert kept.document.path == "1.pdf"


@given(st.lists(st.text(alphabet="ab ", min_size=1, max_size=12), max_size=8))
def test_collapsing_loses_nothing(texts: list[str]) -> None:
    given_candidates = [candidate(number, text) for number, text in enumerate(texts, start=1)]
    kept = collapse(given_candidates)
    held = [each.passage.id for group in kept for each in (group, *group.also_in)]
    assert sorted(held) == sorted(each.passage.id for each in given_candidates)


def test_the_line_over_passages_does_not_make_them_alike() -> None:
    over = "Netherwick Borough Council, Full Council, 9 January 2025 | The budget for next year"
    first, second = (
        replace(each, passage=replace(each.passage, context=over))
        for each in (candidate(1, "Rents rise."), candidate(2, "Tolls fall."))
    )
    assert len(collapse([first, second])) == 2


def test_a_record_is_half_as_new_with_every_year_where_now_is_asked_of() -> None:
    days = [date(2026, 2, 9), date(2025, 2, 9), date(2027, 1, 1)]
    found = [candidate(1, WORDS, DocumentKind.MINUTES, day) for day in days]
    reading = Reading("What is the charge?", as_of=date(2026, 2, 9))
    assert [round(newness(reading, each), 2) for each in found] == [1.0, 0.5, 1.0]
    assert not any(newness(replace(reading, as_of=None), each) for each in found)
