"""The hour and the place of a meeting, as agendas and minutes print them."""

from __future__ import annotations

from datetime import date, time

import pytest

from service.meetings.overview import Meetings
from service.meetings.values import Announced
from tests.service.meetings.made_meetings import MadeIndex, Paper, agenda, minutes

DAY = date(2025, 3, 6)


def announced(*papers: Paper) -> Announced:
    meetings = Meetings(MadeIndex(*papers))
    return meetings.announced(meetings.known(f"netherwick-town-council/works/{DAY}"))


@pytest.mark.parametrize(
    ("line", "hour"),
    [
        ("Thursday, 6 March 2025 at 10.00 am", time(10)),
        ("Thursday, 6th March, 2025, at 7 pm Ask for: Ada Thornbury", time(19)),
        ("6 March 2025 - 18:30", time(18, 30)),
        ("Thursday, 6 March 2025, 12 noon", time(12)),
        ("Thursday 6 March 2025 at 12.15 a.m.", time(0, 15)),
        ("Time 6.30 pm", time(18, 30)),
        ("Time: 14.00", time(14)),
        ("Date: 6 March 2025 Time: 18:30 Venue: Moot Hall", time(18, 30)),
        ("DATE: Thursday TIME: 6.30 pm", time(18, 30)),
        ("Date: 6 March 2025 Questions: at this time: 18:30", None),
        ("Papers go out in good Time: 18:30", None),
        ("Thursday, 6 March 2025 at 2.00", None),  # of the night or the day?
        ("Thursday, 6 March 2025", None),
        ("Thursday, 13 March 2025 at 10.00 am", None),  # another day
        ("Questions by 6 March 2025. 12 were received", None),
        ("6 March 2025 at 25.00", None),
    ],
)
def test_an_hour_is_read_where_it_is_said_wholly(line: str, hour: time | None) -> None:
    assert announced(agenda("Works", DAY, line, "1. Benches")).time == hour


def test_the_hour_may_stand_in_the_name_of_the_agenda() -> None:
    paper = agenda("Works", DAY, "1. Benches", title="Agenda 06th-Mar-2025 09.30 Works")
    assert announced(paper) == Announced(time(9, 30), None, None)


def test_what_the_agenda_leaves_open_the_minutes_tell() -> None:
    told = announced(
        agenda("Works", DAY, "Thursday, 6 March 2025 at 10.00 am", "1. Benches"),
        minutes(
            "Works", DAY,
            "MINUTES of a meeting of the Works held in the Moot Hall, High Street on Thursday, "
            "6 March 2025 at 10.20 am.", "# 1. Benches", "None.",
        ),
    )  # fmt: skip
    assert (told.time, told.place) == (time(10), "Moot Hall, High Street")
    assert told.said
    assert told.said.quote == "Thursday, 6 March 2025 at 10.00 am"


@pytest.mark.parametrize(
    "line",
    [
        "Venue: Room 2, Moot Hall",
        "Date: 6 March 2025 Time: 18:30 Venue: Room 2, Moot Hall",
        "Date: 6 March 2025 Location: Room 2, Moot Hall Time: 18:30 Contact: Ada Thornbury",
        "Place Room 2, Moot Hall Start time: 18:30",
    ],
)
def test_a_field_gives_the_place_wherever_it_stands_on_its_line(line: str) -> None:
    assert announced(agenda("Works", DAY, line, "1. Benches")).place == "Room 2, Moot Hall"


@pytest.mark.parametrize("line", ["We met at no Venue: none was free", "Agenda: no Place Is free"])
def test_a_word_for_a_place_is_no_field_in_the_midst_of_a_sentence(line: str) -> None:
    assert announced(agenda("Works", DAY, line, "1. Benches")).place is None
