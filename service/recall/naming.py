"""What a question names beside the matter that it asks about: bodies, councils, times."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.records import Meeting
from indexer.terms import terms
from service.answers import Period, Reading

OF_BODIES = frozenset(
    terms(
        "council cabinet committee board panel executive county borough city district town full "
        "extraordinary special meeting session"
    )
)
"""Terms of what meets, whatever it is called."""


def terms_of_names(reading: Reading) -> frozenset[str]:
    """Return the terms of the councils, bodies and times that a question names."""
    named = [
        *(f"{body.name} {body.council.name}" for body in reading.bodies),
        *(council.name for council in reading.named),
        *(period.words for period in reading.periods),
    ]
    return OF_BODIES.union(terms(" ".join(named)))


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
