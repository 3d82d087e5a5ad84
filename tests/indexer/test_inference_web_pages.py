"""What the pages of ModernGov say of themselves: pages of a meeting, of a committee."""

from __future__ import annotations

from datetime import date

import pytest

from indexer.partition.html import page_of_markup
from indexer.records import DocumentKind
from tests.indexer.test_inference import inferred, page

PAGE_OF_A_MEETING = """{heading}
Harbour Committee - Thursday 9 January 2025 7.30 pm
4. Minutes of the previous meeting
To confirm the minutes of the Harbour Committee held on 5 December 2024.
{confirmed}
5. Harbour wall
To consider a report.
{decided}"""


@pytest.mark.parametrize(
    ("heading", "confirmed", "decided"),
    [
        (
            "Agenda, decisions and minutes",
            "Minutes:\nThe minutes of the Harbour Committee held on 5 December 2024 were approved.",
            "Decision:\nRESOLVED that the wall be mended.",
        ),
        ("Agenda and draft minutes", "Minutes:", "There were none."),
        ("Agenda and decisions", "", "Decision:\nThat the wall be mended."),
        ("Meeting", "", "Decisions:\nThe wall is to be mended."),
    ],
)
def test_a_meetings_page_with_what_became_of_its_items_records_that_meeting(
    heading: str, confirmed: str, decided: str
) -> None:
    text = PAGE_OF_A_MEETING.format(heading=heading, confirmed=confirmed, decided=decided)
    found = inferred([page(text)])
    assert found.kind is DocumentKind.MINUTES
    assert found.body == found.recorded_body == "Harbour Committee"
    assert found.meeting_date == found.recorded_date == date(2025, 1, 9)


def test_minutes_that_are_no_page_of_a_meeting_come_with_a_later_one() -> None:
    text = PAGE_OF_A_MEETING.format(
        heading="Minutes", confirmed="Present: Councillor Orme", decided="Decision:\nAgreed."
    )
    found = inferred([page(text)], "2025-02-13/minutes.pdf")
    assert found.kind is DocumentKind.MINUTES
    assert (found.recorded_date, found.meeting_date) == (date(2025, 1, 9), date(2025, 2, 13))


@pytest.mark.parametrize(
    "confirmed",
    [
        "",
        "Minutes:\nTo be confirmed at the meeting.",
        "Minutes:\nOf the meeting on 5 December 2024 (attached).",
        "Decision:\nThe committee is asked to approve the scheme.",
        "Additional documents:",
    ],
)
def test_a_meetings_page_before_the_meeting_is_its_agenda(confirmed: str) -> None:
    text = PAGE_OF_A_MEETING.format(
        heading="Agenda, decisions and minutes", confirmed=confirmed, decided=""
    )
    found = inferred([page(text)])
    assert found.kind is DocumentKind.AGENDA_FRONTSHEET
    assert (found.body, found.meeting_date) == ("Harbour Committee", date(2025, 1, 9))
    assert found.recorded_date is None


@pytest.mark.parametrize(
    "title",
    [
        '<h1>Committee details</h1><h2 class="mgSubTitleTxt">Harbour Committee</h2>',
        "<h1>Harbour Committee</h1>",
        "<h1>Committee details - Harbour Committee</h1>",
        "<h1>Membership of the Harbour Committee</h1>",
        "<h1>Harbour Committee membership</h1>",
    ],
)
def test_a_page_whose_title_is_a_body_is_of_it_and_of_no_meeting(title: str) -> None:
    members = "<h2>Membership</h2><ul><li>Councillor Ada Thornbury (Chair)</li></ul>"
    found = inferred([page_of_markup(f"<html><body>{title}{members}</body></html>")])
    assert (found.kind, found.body, found.meeting_date) == (None, "Harbour Committee", None)


@pytest.mark.parametrize(
    "title",
    ["Committee structure", "How the Cabinet works", "Harbour walls", "Members Remuneration Panel"],
)
def test_a_page_titled_otherwise_is_of_no_body(title: str) -> None:
    markup = f"<html><body><h1>{title}</h1><ul><li>Harbour Committee</li></ul></body></html>"
    assert inferred([page_of_markup(markup)]).body is None
