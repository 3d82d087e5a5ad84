"""What the record of a decision, or of those at a meeting, does not say of what is asked for."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from indexer.decisions.records import (
    Attendance,
    Attendee,
    DecisionKind,
    Presence,
    Proof,
    ProofOf,
    Side,
    Vote,
)
from service.answers import Reading
from service.decisions import RecordedAttendance
from service.interpret.people import people_in
from service.interpret.sought import sought_by
from service.recall.decision import Match
from service.recall.lacking import UNSURE, lacking_of, lacking_of_those_away, note_on
from tests.service.made import made_document
from tests.service.recall.test_listing import decided

AMENDED = decided(1, "That the lido be heated.", kind=DecisionKind.AMENDMENT)
MOVED = replace(AMENDED, decision=replace(AMENDED.decision, proposer="Mr Coyle"))
TOLD = "Carried by 5 votes to 1, Councillor Orme against."
VOTED = replace(
    AMENDED,
    decision=replace(
        AMENDED.decision,
        vote=Vote(Side(5), Side(1)),
        proofs=(Proof(ProofOf.VOTED, 1, 0, len(TOLD), TOLD),),
    ),
)
SECONDED = replace(MOVED, decision=replace(MOVED.decision, seconder="Ms Orme"))


def reading(question: str) -> Reading:
    return Reading(question, people=people_in(question), sought=sought_by(question))


@pytest.mark.parametrize(
    ("question", "match", "words"),
    [
        ("Who seconded heating the lido?", Match(MOVED, certain=True), "no seconder"),
        ("Who seconded heating the lido?", Match(SECONDED, certain=True), ""),
        ("Who moved and seconded heating the lido?", Match(MOVED, certain=True), ""),
        ("Who seconded heating the lido?", Match(MOVED, certain=False), ""),
        ("Who moved heating the pier?", Match(MOVED, certain=False, like=3), "3 amendments"),
        ("Who moved heating the pier?", Match(MOVED, certain=False, like=1), "not surely"),
        ("Who voted for heating the lido?", Match(MOVED, certain=True), "no vote"),
        ("Did Councillor Orme vote to heat the lido?", Match(VOTED, certain=True), ""),
        ("Did Councillor Coyle vote to heat the lido?", Match(VOTED, certain=True), "which way"),
    ],
)
def test_what_a_record_does_not_say_is_said(question: str, match: Match, words: str) -> None:
    said = lacking_of(match, reading(question))
    assert words in said
    assert bool(said) == bool(words)


def test_a_decision_that_may_be_another_is_told_with_a_note() -> None:
    assert note_on(Match(MOVED, certain=False)) == UNSURE
    assert not note_on(Match(MOVED, certain=True))


def attended(away: str = "") -> RecordedAttendance:
    there = tuple(Attendee(name, Presence.PRESENT) for name in ("Mr A Coyle", "Mr Hazel"))
    apologies = (Attendee(away, Presence.APOLOGIES),) if away else ()
    return RecordedAttendance(Attendance((*there, *apologies)), made_document("minutes"))


@pytest.mark.parametrize(
    ("question", "of_whom"),
    [
        ("Why was Mr Coyle absent from the meeting?", "Mr Coyle"),
        ("Did Mr Coyle send his apologies?", "Mr Coyle"),
        ("Why did Ms Orme miss the meeting?", ""),
        ("Who was absent from the meeting that Mr Coyle chaired?", ""),
        ("Did the council apologise to Mr Coyle?", ""),
    ],
)
def test_nobody_is_said_to_have_been_away_whom_the_minutes_do_not_name_so(
    question: str, of_whom: str
) -> None:
    for there in (attended("Ms Orme"), attended()):
        said = lacking_of_those_away(reading(question), [there])
        assert of_whom in said
        assert bool(said) == bool(of_whom)
