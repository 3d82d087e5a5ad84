"""What a question names beside the matter that it asks about: bodies, councils, times."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.records import Meeting
from indexer.terms import terms
from service.answers import Period, Reading
from service.language import content_terms

NEWEST = re.compile(r"\b(?:last|latest|newest|most recent(?:ly)?)\b", re.IGNORECASE)
"""Asks for the newest of several."""
OF_BODIES = frozenset(
    terms(
        "council cabinet committee board panel executive county borough city district town full "
        "extraordinary special meeting session"
    )
)
"""Terms of what meets, whatever it is called."""


def matter_said(reading: Reading, asking: frozenset[str], text: str = "") -> frozenset[str]:
    """Return the terms of the matter that a question names: nothing where it names none.

    These are those of its `text`, or of all of it, without the councils, bodies and times that it
    names, and without the terms `asking` in which such a question is put.
    """
    named = [
        *(f"{body.name} {body.council.name}" for body in reading.bodies),
        *(council.name for council in reading.named),
        *(period.words for period in reading.periods),
    ]
    others = OF_BODIES.union(asking, terms(" ".join(named)))
    return frozenset(content_terms(text or reading.text)) - others


def days_of_meetings(reading: Reading) -> Sequence[Period]:
    """Return the times that a question names meetings by."""
    return [period for period in reading.periods if period.of_meeting]


def may_mean(reading: Reading, meeting: Meeting) -> bool:
    """Return whether a question, and the asker's own filters, allow for a meeting."""
    own, days = reading.narrowing, days_of_meetings(reading)
    bodies = own.bodies or tuple(body.id for body in reading.bodies)
    councils = own.councils or tuple(council.id for council in reading.councils)
    return (
        (not bodies or meeting.body.id in bodies)
        and (not councils or meeting.body.council.id in councils)
        and (own.since is None or meeting.date >= own.since)
        and (own.until is None or meeting.date <= own.until)
        and (not days or any(day.since <= meeting.date <= day.until for day in days))
    )
