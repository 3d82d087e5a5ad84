"""Meetings that papers call off, and sentences that call off none."""

from __future__ import annotations

from datetime import date

import pytest

from service.meetings.overview import Meetings
from service.meetings.values import Standing
from tests.service.meetings.made_meetings import MadeIndex, agenda, minutes, report

DAY = date(2025, 11, 6)
OWN = "netherwick-town-council/works"


def told(*lines: str, title: str = "") -> dict[str, Standing]:
    """Return which meetings these lines of an agenda of the Works call off."""
    index = MadeIndex(
        agenda("Works", DAY, *lines, title=title), agenda("Fire and Rescue", DAY, "1. Hoses")
    )
    return {
        each.meeting.id: each.called_off.standing
        for each in Meetings(index).all()
        if each.called_off
    }


@pytest.mark.parametrize(
    ("sentence", "meeting", "standing"),
    [
        ("The meeting called for Thursday, 8 May 2025 was cancelled.", f"{OWN}/2025-05-08",
         Standing.CANCELLED),
        ("It took a year, the meeting of 8 May 2025 having been canceled.", f"{OWN}/2025-05-08",
         Standing.CANCELLED),
        ("The meeting scheduled to be held on 9 June 2025 at 6.30 pm has been postponed.",
         f"{OWN}/2025-06-09", Standing.POSTPONED),
        ("Noted: that the meeting of the Fire and Rescue due on 9th June 2025 had been cancelled.",
         "netherwick-town-council/fire-and-rescue/2025-06-09", Standing.CANCELLED),
        ("Noted: that the meeting of the Fire & Rescue due on 9th June 2025 had been cancelled.",
         "netherwick-town-council/fire-and-rescue/2025-06-09", Standing.CANCELLED),
        ("THIS MEETING HAS BEEN CANCELLED", f"{OWN}/{DAY}", Standing.CANCELLED),
        ("Postponed", f"{OWN}/{DAY}", Standing.POSTPONED),
    ],
)  # fmt: skip
def test_a_meeting_is_called_off_by_a_sentence_that_names_it(
    sentence: str, meeting: str, standing: Standing
) -> None:
    assert told("Chair: Ada Thornbury", sentence, "1. Benches") == {meeting: standing}


@pytest.mark.parametrize(
    "sentence",
    [
        "The meeting of 8 May 2025 resolved that the fair was cancelled.",
        "It was said at the meeting on 8 May 2025 that the contract had been cancelled.",
        "The fair of 8 May 2025 was cancelled.",
        "The meeting was cancelled because of the snow of 8 May 2025.",
        "The meeting of the Parish Friends on 8 May 2025 was cancelled.",
        "If this meeting is not quorate it will be cancelled.",
        "Memberships were frozen, not cancelled, before the meeting of 8 May 2025.",
    ],
)
def test_other_sentences_call_off_nothing(sentence: str) -> None:
    assert told(sentence, "1. Benches") == {}


def test_an_agenda_may_say_it_in_its_title_alone() -> None:
    assert told("1. Benches", title="Agenda CANCELLED 6 November 2025") == {
        f"{OWN}/{DAY}": Standing.CANCELLED
    }


def test_the_sentence_is_quoted_whole_as_the_page_has_it() -> None:
    line = "Apologies. The meeting of 8 May 2025 was cancelled for want of business. Thank you."
    index = MadeIndex(minutes("Works", DAY, "# 1. Notices", line))
    known = Meetings(index).known(f"{OWN}/2025-05-08")
    assert known.called_off
    said = known.called_off.said
    assert said
    assert said.quote == "The meeting of 8 May 2025 was cancelled for want of business."
    (proof,) = said.proofs
    text = index.page(said.document.id, proof.page).text
    assert text[proof.start : proof.stop] == proof.quote


def test_reports_are_not_believed() -> None:
    paper = report("Works", DAY, "The meeting of 8 May 2025 was cancelled")
    assert [each.meeting.date for each in Meetings(MadeIndex(paper)).all()] == [DAY]


def test_minutes_outweigh_a_notice() -> None:
    index = MadeIndex(
        agenda("Works", DAY, "The meeting of 8 May 2025 was cancelled.", "1. Benches"),
        minutes("Works", date(2025, 5, 8), "# 1. Apologies", "None."),
    )
    known = Meetings(index).known(f"{OWN}/2025-05-08")
    assert known.called_off
    assert known.standing(DAY) is Standing.MINUTED
