"""What of a meeting's record a question asks for."""

from __future__ import annotations

from datetime import date

import pytest

from service.answers import Period, Reading
from service.interpret.sought import sought_by
from service.recall.asking import (
    Asked,
    asked_by,
    asks_for_day,
    asks_for_last,
    asks_how,
    asks_of_newest_meeting,
    said_whole,
)


def reading(question: str) -> Reading:
    return Reading(question, sought=sought_by(question))


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("Who chaired the Cabinet on 4 March?", {Asked.CHAIR}),
        ("Who was absent, and who presided?", {Asked.AWAY, Asked.CHAIR}),
        ("Were any apologies received on 4 March?", {Asked.AWAY}),
        ("Who attended the meeting of 4 March?", {Asked.THERE}),
        ("Who moved the amendment and who seconded it?", {Asked.MOVER}),
        ("How did Mr Coyle vote on rents?", {Asked.OUTCOME}),
        ("What did the committee agree about the lido?", {Asked.OUTCOME}),
        ("When did the council approve the budget?", {Asked.DAY}),
        ("At which meeting was the lease agreed?", {Asked.DAY}),
        ("When was it agreed, and how did Mr Coyle vote?", {Asked.DAY, Asked.OUTCOME}),
        ("Which decisions were called in?", set()),
        ("What did the committee decide on the call-in?", {Asked.OUTCOME}),
        ("When will the approved lido open?", set()),
        ("Youth council election: how many voted?", set()),
        ("How many people voted in the council elections?", set()),
        ("How many voted for putting off the elections?", {Asked.OUTCOME}),
        ("The call for elections: how many voted it down?", {Asked.OUTCOME}),
        ("How much did chairs for the hall cost?", {Asked.SPENDING}),
        ("Why is the lido shut?", set()),
    ],
)
def test_what_is_asked_for(question: str, asked: set[Asked]) -> None:
    assert asked_by(reading(question)) == asked


@pytest.mark.parametrize(
    ("question", "newest"),
    [
        ("Which councillors were absent?", True),
        ("Who sent apologies for the last meeting?", True),
        ("Who are my councillors?", True),
        ("Who was absent when the lido was debated?", False),
        ("Who attended the fair?", False),
        ("Who sits on the Allotments Committee?", False),
        ("Which councillors opened the lido?", False),
    ],
)
def test_where_no_body_and_no_matter_is_named_the_councils_newest_meeting_is_meant(
    question: str, newest: bool
) -> None:
    assert asks_of_newest_meeting(reading(question)) == newest


def test_a_question_for_more_than_who_was_there_is_not_only_that() -> None:
    assert said_whole(reading("Who chaired the Cabinet on 4 March?"))
    assert not said_whole(reading("Who chaired it, and how much did the lido cost?"))
    assert not said_whole(reading("Who chaired it, and what did it decide on rents?"))


@pytest.mark.parametrize(
    ("question", "no_more"),
    [
        ("How did the vote on rents go?", True),
        ("Was the motion on rents carried, and who proposed it?", True),
        ("Why did Mr Coyle vote against it?", False),
        ("What did the committee agree about the lido?", False),
        ("How did they vote, and how much is the rise?", False),
    ],
)
def test_a_question_for_how_a_vote_went_may_ask_no_more(question: str, no_more: bool) -> None:
    assert asks_how(reading(question)) is no_more


def test_the_day_alone_is_asked_for_where_nothing_else_of_the_record_is() -> None:
    assert asks_for_day(reading("When was the lease agreed?"))
    assert not asks_for_day(reading("When was the lease agreed, and who voted for it?"))
    assert not asks_for_day(reading("When does the lease end?"))


def test_the_last_of_several_votes() -> None:
    assert asks_for_last("What was the final vote on rents?")
    assert not asks_for_last("What was the vote on rents?")


@pytest.mark.parametrize(
    ("question", "every"),
    [
        ("What did the Cabinet decide on 4 March 2031?", True),
        ("What was agreed at the Cabinet meeting on 4 March 2031?", True),
        ("What was decided at the last Cabinet meeting?", True),
        ("What decisions did the Cabinet take on 4 March 2031?", True),
        ("Which key decisions were made at the last meeting?", True),
        ("What decisions were made about rents on 4 March 2031?", False),
        ("What did the Cabinet decide about rents on 4 March 2031?", False),
        ("What was decided at the last Cabinet meeting on rents?", False),
        ("How did the Cabinet vote on 4 March 2031?", False),
        ("What did the Cabinet decide?", False),
    ],
)
def test_all_that_a_meeting_decided_is_asked_for_where_no_matter_is_named(
    question: str, every: bool
) -> None:
    day = date(2031, 3, 4)
    periods = (Period("4 March 2031", day, day),) if "4 March 2031" in question else ()
    asked = asked_by(Reading(question, sought=sought_by(question), periods=periods))
    assert (Asked.DECISIONS in asked) is every
