"""What is asked of a meeting itself, and what its papers say of it."""

from __future__ import annotations

from datetime import date

import pytest

from indexer.naming import body
from service.answers import Period, Reading
from service.meetings.overview import Meetings
from service.recall.meeting import OfMeeting, asked_of_meeting, on_meeting
from service.recall.values import Recollection
from tests.service.meetings.made_meetings import COUNCIL, MadeIndex, agenda, minutes

WORKS = body(COUNCIL, "Works")
DAY, NEXT, TODAY = date(2025, 3, 6), date(2025, 6, 5), date(2025, 4, 1)


def reading(question: str, day: date | None = None) -> Reading:
    """Return a question read as one of the Works, and of a meeting of `day`."""
    words = f"{day.day} {day:%B %Y}" if day else ""
    periods = (Period(words, day, day),) if day else ()
    return Reading(question, bodies=(WORKS,) if "Works" in question else (), periods=periods)


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("What time does the Works meeting on 6 March 2025 start?", {OfMeeting.HOUR}),
        ("When will the Works meeting of 6 March 2025 begin?", {OfMeeting.HOUR, OfMeeting.DAY}),
        ("Where is the Works meeting on 6 March 2025?", {OfMeeting.PLACE}),
        ("Which room is the Works in on 6 March 2025?", {OfMeeting.PLACE}),
        ("When and where did the Works last meet?", {OfMeeting.DAY, OfMeeting.PLACE}),
        ("When is the next Works meeting?", {OfMeeting.DAY}),
        ("Who can people ask about the Works meeting?", {OfMeeting.CONTACT}),
        ("What's on the agenda of the Works on 6 March 2025?", {OfMeeting.AGENDA}),
        ("works agenda Works 6 March 2025", {OfMeeting.AGENDA}),
        ("What was discussed at the Works meeting on 6 March 2025?", {OfMeeting.AGENDA}),
        ("What did the Works discuss about benches on 6 March 2025?", set()),
        ("Where will the Works put the benches?", set()),
        ("When did the Works approve the benches?", set()),
        ("What time does the market start?", set()),
        ("Where is the meeting?", set()),
    ],
)
def test_what_is_asked_of_a_meeting_itself(question: str, asked: set[OfMeeting]) -> None:
    day = DAY if "6 March 2025" in question else None
    assert asked_of_meeting(reading(question, day)) == asked


def told(question: str, index: MadeIndex, day: date | None = None) -> Recollection:
    read = reading(question, day)
    return on_meeting(asked_of_meeting(read), read, Meetings(index), index, TODAY)


def quotes(recollection: Recollection) -> list[str]:
    return [words.quote for words in recollection.words]


BOTH = MadeIndex(
    agenda(
        "Works", DAY, "AGENDA", "Date: Thursday, 6 March 2025", "Time: 6.00 pm",
        "Place: Moot Hall", "Ask for: Ada Thornbury", "Telephone: 01632 960001",
        "1. Benches", "2. Urgent business",
    ),
    agenda("Works", NEXT, "Thursday, 5 June 2025 at 7.30 pm", "1. Lamps"),
)  # fmt: skip


def test_the_hour_stands_with_its_day() -> None:
    (words,) = quotes(told("What time does the Works meeting start?", BOTH, DAY))
    assert " ".join(words.split()) == "Date: Thursday, 6 March 2025 Time: 6.00 pm"


def test_whom_to_ask_stands_with_how_to_reach_them() -> None:
    found = quotes(told("Who do I ask about the Works meeting?", BOTH, DAY))
    assert [words.split("\n\n") for words in found] == [
        ["Ask for: Ada Thornbury", "Telephone: 01632 960001"]
    ]


def test_the_agenda_is_told_in_its_order() -> None:
    found = quotes(told("What is on the agenda of the Works?", BOTH, DAY))
    assert found == ["1. Benches", "2. Urgent business"]


def test_one_item_of_the_agenda_is_told_by_its_number() -> None:
    found = quotes(told("What is item 2 on the agenda of the Works?", BOTH, DAY))
    assert found == ["2. Urgent business"]


def test_the_next_meeting_is_the_first_from_today_on() -> None:
    later = agenda("Works", date(2025, 9, 4), "Thursday, 4 September 2025 at 7 pm", "1. Kerbs")
    both = MadeIndex(later, agenda("Works", NEXT, "Thursday, 5 June 2025", "1. Lamps"))
    (words,) = quotes(told("When is the next Works meeting?", both))
    assert words == "Thursday, 5 June 2025"


def test_the_last_meeting_is_before_today() -> None:
    (words,) = quotes(told("When did the Works last meet?", BOTH))
    assert "6 March 2025" in words


def test_that_no_next_meeting_is_on_record_is_said() -> None:
    past = MadeIndex(agenda("Works", DAY, "Thursday, 6 March 2025 at 6 pm", "1. Benches"))
    found = told("When is the next Works meeting?", past)
    assert not found.words
    assert "The newest one is the Works of 6 March 2025." in found.lacking


def test_of_a_meeting_that_was_called_off_it_is_that() -> None:
    off = "The meeting called for Thursday, 6 March 2025 was cancelled."
    index = MadeIndex(agenda("Works", NEXT, "Thursday, 5 June 2025 at 7 pm", off, "1. Lamps"))
    assert quotes(told("What time is the Works meeting?", index, DAY)) == [off]


def test_that_the_only_one_to_come_was_called_off_is_said() -> None:
    index = MadeIndex(
        agenda("Works", DAY, "Thursday, 6 March 2025 at 6 pm", "1. Benches"),
        agenda("Works", NEXT, "THIS MEETING HAS BEEN CANCELLED", "1. Lamps"),
    )
    assert (
        "Called off was the Works of 5 June 2025."
        in told("When is the next Works meeting?", index).lacking
    )


def test_the_hour_may_stand_under_its_day() -> None:
    index = MadeIndex(agenda("Works", DAY, "Thursday, 6 March 2025", "at 6.30 pm", "1. Benches"))
    (words,) = quotes(told("What time is the Works meeting?", index, DAY))
    assert " ".join(words.split()) == "Thursday, 6 March 2025 at 6.30 pm"


def test_what_no_paper_says_of_it_is_noted() -> None:
    index = MadeIndex(agenda("Works", DAY, "Thursday, 6 March 2025 at 6 pm", "1. Benches"))
    found = told("What time is the Works meeting, and where?", index, DAY)
    assert len(found.words) == 1
    assert found.note == "No paper of it says where it is."


def test_of_more_meetings_than_are_told_the_number_is_said() -> None:
    days = [date(2025, month, 6) for month in range(1, 6)]
    index = MadeIndex(*(agenda("Works", day, f"{day.day} {day:%B %Y}", "1. Kerbs") for day in days))
    read = Reading(
        "When did the Works meet in 2025?",
        bodies=(WORKS,),
        periods=(Period("2025", date(2025, 1, 1), date(2025, 12, 31)),),
    )
    found = on_meeting(asked_of_meeting(read), read, Meetings(index), index, TODAY)
    assert len(found.words) == 3
    assert found.note == "5 meetings are on record: these are 3 of them."


def test_what_the_agenda_leaves_open_the_minutes_tell() -> None:
    index = MadeIndex(
        agenda("Works", DAY, "Thursday, 6 March 2025 at 6 pm", "1. Benches"),
        minutes("Works", DAY, "MINUTES of a meeting held in the Moot Hall on 6 March 2025"),
    )
    (words,) = quotes(told("Where was the Works meeting?", index, DAY))
    assert words.startswith("MINUTES of a meeting held in the Moot Hall")


def test_what_no_paper_says_is_not_told() -> None:
    index = MadeIndex(agenda("Works", DAY, "Thursday, 6 March 2025", "1. Benches"))
    assert told("What time is the Works meeting?", index, DAY).certain is False
