"""What was read together with the question ranks passages too, and what stands in them."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from indexer.records import Description, Document, Passage, passage_id
from service.answers import Candidate
from service.compose.marked import SURE
from service.compose.ordering import answering_first, marks_of, placed_by_reading
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


def names(found: tuple[Candidate, ...], marks: dict[Candidate, float]) -> list[str]:
    odds = {each.passage.id: value for each, value in marks.items()}
    return [each.passage.text for each in answering_first(found, odds)]


def test_what_answers_comes_before_what_only_speaks_of_the_matter() -> None:
    assert names(FOUND, {FIRST: -5.0, SECOND: 4.0}) == ["second", "first", "third", "fourth"]


def test_a_little_doubt_does_not_turn_what_the_ranker_is_sure_of() -> None:
    sure = replace(FIRST, relevance=0.999)
    assert names((sure, SECOND), {sure: -1.0, SECOND: 1.0}) == ["first", "second"]


def test_nothing_read_changes_nothing() -> None:
    assert answering_first(FOUND, {}) == FOUND


def test_what_was_not_read_answers_as_little_as_the_least_that_was() -> None:
    assert names(FOUND, {FIRST: -5.0, THIRD: 5.0}) == ["third", "first", "second", "fourth"]


def test_a_record_of_what_is_asked_for_stays_first() -> None:
    record = replace(FIRST, recorded=((0, 5),))
    assert names((record, SECOND), {FIRST: -6.0, SECOND: 6.0}) == ["first", "second"]


def test_a_passage_answers_as_its_near_duplicate_does() -> None:
    draft = candidate("draft", 0.3)
    held = replace(THIRD, also_in=(draft,))
    found = answering_first((FIRST, held), {FIRST.passage.id: -5.0, draft.passage.id: 5.0})
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


def test_a_sentence_stands_where_ranker_and_marker_together_put_its_passage() -> None:
    texts = "The lido was shut for the winter.", "The pump of the lido was broken."
    first, second = (
        replace(each, candidate=replace(each.candidate, relevance=chance))
        for each, chance in zip(choices("Why?", *texts), (0.5, 0.4), strict=True)
    )
    placed = placed_by_reading([with_share(first, 0.1), with_share(second, 0.9)])
    assert [each.traits.first for each in placed] == [second.traits.first, first.traits.first]
    assert placed[1].traits.place == 1.0
    assert placed[0].traits.place < 1.0
