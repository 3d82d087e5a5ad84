"""What was read together with the question ranks passages too."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from indexer.records import Description, Document, Passage, passage_id
from service.answers import Candidate
from service.compose.composition import answering_first
from service.compose.marked import SURE, marks_of
from service.compose.traits import Choice
from tests.service.test_choosing import LIDO, choices


def candidate(name: str, relevance: float | None) -> Candidate:
    document = Document(name, "s", name, Description(), (), 1, "", "text/plain", 1, ())
    passage = Passage(passage_id(name, 0), name, 0, 0, 0, len(name), name, (1, 1), "", "Cabinet")
    return Candidate(passage, document, None, None, 0.0, relevance=relevance)


FIRST, SECOND, THIRD, FOURTH = (
    candidate(name, chance)
    for name, chance in (("first", 0.5), ("second", 0.4), ("third", 0.3), ("fourth", None))
)
FOUND = (FIRST, SECOND, THIRD, FOURTH)


def names(found: tuple[Candidate, ...], marked: dict[Candidate, float], read: int = 4) -> list[str]:
    odds = {each.passage.id: value for each, value in marked.items()}
    return [each.passage.text for each in answering_first(found, odds, read)]


def test_what_answers_comes_before_what_only_speaks_of_the_matter() -> None:
    assert names(FOUND, {FIRST: -5.0, SECOND: 4.0}) == ["second", "first", "third", "fourth"]


def test_a_little_doubt_does_not_turn_what_the_ranker_is_sure_of() -> None:
    sure = replace(FIRST, relevance=0.999)
    assert names((sure, SECOND), {sure: -1.0, SECOND: 1.0}) == ["first", "second"]


def test_nothing_read_changes_nothing() -> None:
    assert answering_first(FOUND, {}, 4) == FOUND


def test_what_was_not_looked_at_stays_where_it_was() -> None:
    assert names(FOUND, {FIRST: -5.0, SECOND: -1.0, THIRD: 5.0}, read=2) == [
        "second",
        "first",
        "third",
        "fourth",
    ]


def test_a_record_of_what_is_asked_for_stays_first() -> None:
    record = replace(FIRST, recorded=((0, 5),))
    assert names((record, SECOND), {FIRST: -6.0, SECOND: 6.0}) == ["first", "second"]


def test_a_passage_answers_as_its_near_duplicate_does() -> None:
    draft = candidate("draft", 0.3)
    held = replace(THIRD, also_in=(draft,))
    found = answering_first((FIRST, held), {FIRST.passage.id: -5.0, draft.passage.id: 5.0}, 2)
    assert [each.marked for each in found] == [5.0, -5.0]
    assert found[0].passage == THIRD.passage


@pytest.mark.parametrize("share", [0.25, 0.5, 1.0])
def test_a_passage_is_marked_as_its_best_sentence_is(share: float) -> None:
    marked = [with_share(each, share / 2) for each in choices("Why?", LIDO)]
    marked[-1] = with_share(marked[-1], share)
    assert marks_of(marked) == {marked[0].candidate.passage.id: (2 * share - 1) * SURE}


def test_a_passage_that_was_not_read_has_no_mark() -> None:
    assert marks_of(choices("Why?", LIDO)) == {}


def with_share(choice: Choice, share: float) -> Choice:
    return replace(choice, traits=replace(choice.traits, marked=share))
