"""Minutes that say only in their head, and in no sentence or heading, whose they are."""

from __future__ import annotations

from datetime import date

import pytest

from indexer.records import DocumentKind
from tests.indexer.test_inference import inferred, page

PRESENT = """Present: Cllrs A Thorn (Chair), B Reed and C Marsh
1. Apologies
Apologies were given by Cllr D Moss.
2. Minutes
The minutes of the meeting of 5 November 2024 were approved."""


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (
            "Minutes from the Extraordinary Parish Council Meeting held on 10th December 2024",
            "Parish Council",
        ),
        ("NOTES of the Fernley Parish Council meeting held on 10 December 2024", "Parish Council"),
        (
            "FERNLEY PARISH COUNCIL\nMINUTES OF A MEETING held in the Hall on 10 December 2024",
            "Parish Council",
        ),
        ("Fernley Town Council\nOrdinary Meeting\n10th December 2024, Town Hall", "Town Council"),
        ("Council Meeting Minutes\nTuesday, December 10, 2024", "Council"),
    ],
)
def test_the_councils_own_minutes_are_known_by_their_head(head: str, body: str) -> None:
    found = inferred([page(f"{head}\n{PRESENT}")])
    assert found.kind is DocumentKind.MINUTES
    assert (found.recorded_body, found.recorded_date) == (body, date(2024, 12, 10))


def test_a_head_that_names_another_body_or_two_days_tells_neither() -> None:
    head = "Fernley Parish Council\nMinutes of the Allotments working group meeting, 10 May 2024"
    found = inferred([page(f"{head}\nPosted on 12 May 2024\n{PRESENT}")])
    assert found.kind is DocumentKind.MINUTES
    assert (found.recorded_body, found.recorded_date) == (None, None)
