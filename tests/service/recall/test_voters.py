"""Whose names a question about a vote asks for."""

from __future__ import annotations

import pytest

from indexer.decisions.records import Side, Vote
from service.answers import Reading
from service.interpret.people import people_in
from service.interpret.sought import sought_by
from service.recall.moving import mover_in, party_in
from service.recall.voters import SIDES, names_asked_for, not_among, sides_asked_for

VOTE = Vote(
    Side(2, ("Mr Hazel", "Sir Peter Love OBE")),
    Side(2, ("Mrs Ash", "Ms Ivy")),
    Side(1, ("Dr Yew",)),
)
ALL = set(SIDES)


def reading(question: str) -> Reading:
    return Reading(question, people=people_in(question), sought=sought_by(question))


@pytest.mark.parametrize(
    ("question", "sides"),
    [
        ("How did the vote on rents go?", set()),
        ("How many voted against the rise?", set()),
        ("Who won the vote on rents?", set()),
        ("How did the council vote on rents?", set()),
        ("Who proposed the rise, and how did councillors vote?", set()),
        ("Which councillor asked for a rise, and how did the vote go?", set()),
        ("How did the vote on Mr Hazel's amendment go?", set()),
        ("Who voted against the rise?", {"against"}),
        ("Which two councillors voted down the rise?", {"against"}),
        ("Which members backed the rise?", {"in_favour"}),
        ("Who abstained on rents?", {"abstained"}),
        ("Who voted for and against the rise?", {"in_favour", "against"}),
        ("Who voted for Mr Hazel's amendment?", {"in_favour"}),
        ("Who voted which way on rents?", ALL),
        ("How did each councillor vote on rents?", ALL),
        ("How did Mrs Ash vote on rents?", {"against"}),
        ("how did love vote on rents", {"in_favour"}),
        ("Did Dr Yew vote for the rise?", {"abstained"}),
        ("How did Mr Elm vote on rents?", ALL),
    ],
)
def test_the_sides_whose_names_are_asked_for(question: str, sides: set[str]) -> None:
    assert sides_asked_for(reading(question), VOTE) == sides
    assert names_asked_for(reading(question)) or not sides or "love" in question


@pytest.mark.parametrize(
    ("question", "mover", "party"),
    [
        ("How did Mr Hook's amendment go?", "Hook", ""),
        ("How did the vote on rents moved by Jane Orme go?", "Orme", ""),
        ("Who voted for what Mr Hook proposed?", "Hook", ""),
        ("How did the Lib Dem pothole amendment go?", None, "Lib Dem"),
        ("Was the motion by the Labour group lost?", None, "Labour group"),
        ("How did the vote on green waste go?", None, ""),
        ("Was the green waste contract let?", None, ""),
    ],
)
def test_who_or_what_party_moved_what_is_asked_about(
    question: str, mover: str | None, party: str
) -> None:
    assert mover_in(question) == mover
    assert party_in(question) == party


@pytest.mark.parametrize(
    ("question", "vote", "absent"),
    [
        ("How did Mr Elm vote on rents?", VOTE, "Mr Elm"),
        ("Did Councillor Elm back the rise?", VOTE, "Councillor Elm"),
        ("How did Mrs Ash vote on rents?", VOTE, ""),
        ("How did members vote on the thanks to Mr Elm?", VOTE, ""),
        ("How did Mr Elm vote on rents?", Vote(Side(9, ("the Blue Members",)), Side(), Side()), ""),
        ("How did Mr Elm vote on rents?", Vote(Side(None, ("Mrs Ash",)), Side(), Side()), ""),
    ],
)
def test_who_did_not_vote_is_known_where_all_who_did_are_named(
    question: str, vote: Vote, absent: str
) -> None:
    assert not_among(reading(question), vote) == absent
