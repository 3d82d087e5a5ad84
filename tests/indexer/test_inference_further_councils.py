"""Kind, body and day of papers as further councils head them."""

from __future__ import annotations

from datetime import date

from indexer.records import DocumentKind
from tests.indexer.test_inference import inferred, page


def test_a_summons_is_of_the_meeting_it_calls_and_not_of_the_day_it_was_signed() -> None:
    found = inferred([page("""FERNLEY TOWN COUNCIL
SPECIAL MEETING OF THE COUNCIL
To: All Members of the Council
You are hereby summoned to attend a Special Meeting of Fernley Town Council
to be held in the Hall on Tuesday 18 March 2025 at 6.30pm.
A Reed
Town Clerk
12 March 2025
1. Apologies for absence""")])  # fmt: skip
    assert found.kind is DocumentKind.AGENDA_FRONTSHEET
    assert (found.body, found.meeting_date) == ("Council", date(2025, 3, 18))


def test_an_agenda_under_the_councils_own_name_is_of_its_meeting() -> None:
    found = inferred([page("""AGENDA
FERNLEY FALLS CITY COUNCIL
REGULAR MEETING
WEDNESDAY, MARCH 5, 2025 - 7:00 P.M.
1. CALL TO ORDER
2. ROLL CALL""")])  # fmt: skip
    assert found.kind is DocumentKind.AGENDA_FRONTSHEET
    assert (found.body, found.meeting_date) == ("City Council", date(2025, 3, 5))


def test_minutes_with_the_next_meeting_in_their_head_are_of_the_first_day() -> None:
    found = inferred([page("""MINUTES
Ordinary Council Meeting
6.00pm Tuesday 4 March 2025
NEXT ORDINARY COUNCIL MEETING
6.00pm Tuesday 1 April 2025
1 OPENING
2 PRESENT
Cr Ann Reed (Mayor)
Cr Bo Ash
3 APOLOGIES
Cr Cy Marsh
4 CONFIRMATION OF MINUTES
That the minutes of the Council Meeting held on 4 February 2025 be confirmed.""")])  # fmt: skip
    assert found.kind is DocumentKind.MINUTES
    assert (found.recorded_body, found.recorded_date) == ("Council", date(2025, 3, 4))


def test_minutes_that_name_no_day_do_not_take_that_of_the_minutes_they_confirm() -> None:
    filler = "\n".join(f"Cr {name} Reed" for name in ("Ann", "Bo", "Cy", "Di", "Ed", "Flo", "Gus"))
    found = inferred([page(f"""MINUTES
Ordinary Council Meeting
VENUE:
The Hall
PRESENT
{filler}
CONFIRMATION
RESOLUTION
That the minutes of the Council Meeting held on 4 February 2025 be confirmed.""")])  # fmt: skip
    assert found.kind is DocumentKind.MINUTES
    assert found.recorded_date is None


def test_commissioners_and_a_list_of_decisions_show_their_kind() -> None:
    board = inferred([page("""FERNLEY COUNTY BOARD OF COMMISSIONERS
REGULAR MEETING MINUTES
March 4, 2025
Commissioners present: Chair Ann Reed and Bo Ash""")])  # fmt: skip
    assert (board.kind, board.recorded_date) == (DocumentKind.MINUTES, date(2025, 3, 4))
    listed = inferred([page("""CABINET
DECISIONS TAKEN AT THE MEETING HELD ON TUESDAY 4 MARCH 2025
Item 5 - Housing
RESOLVED""")])  # fmt: skip
    assert listed.kind is DocumentKind.DECISION_NOTICE
    assert (listed.body, listed.meeting_date) == ("Cabinet", date(2025, 3, 4))


def test_whether_a_decision_is_key_is_no_title() -> None:
    found = inferred([page("""Is Key decision?: Yes
Is subject to call in?: Yes
Decision details
Disposal of the former depot
Decision Maker: Cabinet
Decision:
That the former depot be sold.
Date of decision: 04/03/2025""")])  # fmt: skip
    assert found.kind is DocumentKind.DECISION_NOTICE
    assert found.title is None or "Key decision" not in found.title
