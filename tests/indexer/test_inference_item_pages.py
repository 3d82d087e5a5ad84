"""What ModernGov's pages of one agenda item, and the heads of other councils' minutes, tell."""

from __future__ import annotations

from datetime import date

import pytest

from indexer.inference.names import body_name
from indexer.records import DocumentKind
from tests.indexer.test_inference import inferred, page

ITEM = """Issue - meetings
Harbour wall
Meeting: 09/01/2025 - Harbour Committee (Item 18)
{more}
Minutes:
RESOLVED that the wall be mended."""


def test_a_page_of_one_item_records_the_meeting_that_it_names() -> None:
    found = inferred([page(ITEM.format(more=""))])
    assert found.kind is DocumentKind.MINUTES
    assert (found.recorded_body, found.recorded_date) == ("Harbour Committee", date(2025, 1, 9))


@pytest.mark.parametrize(
    "text",
    [
        ITEM.format(more="Meeting: 06/02/2025 - Harbour Committee (Item 3)"),
        ITEM.replace("Minutes:", "Purpose:").format(more=""),
    ],
)
def test_a_page_of_several_meetings_or_of_no_minutes_records_none(text: str) -> None:
    assert inferred([page(text)]).kind is not DocumentKind.MINUTES


@pytest.mark.parametrize("number", ["137.", "C/152", "1/19"])
def test_a_meetings_page_records_items_of_any_number(number: str) -> None:
    found = inferred(
        [page(f"Agenda and minutes\nHarbour Committee - Thursday 9 January 2025 7.30 pm\nItems\n"
              f"{number}\nApologies\nTo receive apologies.\nMinutes:\nThere were none.\n"
              "Minutes of the Harbour Committee held on 5 December 2024 were approved.")]
    )  # fmt: skip
    assert found.kind is DocumentKind.MINUTES
    assert found.recorded_date == date(2025, 1, 9)


def test_a_minute_of_meeting_is_of_the_body_that_it_names() -> None:
    found = inferred(
        [page("MINUTE OF MEETING OF THE HARBOUR AND FISHERIES COMMITTEE\nTUESDAY 20 OCTOBER 2015\n"
              "PRESENT\nCouncillors Ash and Elm")]
    )  # fmt: skip
    assert found.kind is DocumentKind.MINUTES
    assert found.recorded_body == "Harbour and Fisheries Committee"
    assert found.recorded_date == date(2015, 10, 20)


def test_minutes_are_not_of_the_meeting_whose_minutes_they_confirm() -> None:
    # fmt: off
    lines = ["NETHERWICK DISTRICT COUNCIL", "COUNCIL MEETING MINUTES", "Tuesday, 9 February 2021",
             "Present: Mayor Ash", *(f"Report {at} was heard." for at in range(12)),
             "That the minutes of the Council meeting held on 8 December 2020 be confirmed."]
    # fmt: on
    assert inferred([page("\n".join(lines))]).recorded_date == date(2021, 2, 9)


def test_an_article_within_a_word_is_part_of_it() -> None:
    assert body_name("Western Area Planning Committee") == "Western Area Planning Committee"
