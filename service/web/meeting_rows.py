"""What the pages of meetings and of bodies share: rows of both, and calendars to subscribe to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from litestar import Response

from service.decisions import RecordedDecision
from service.index import Index
from service.matters.titles import routine
from service.meetings.calendar import as_calendar
from service.meetings.overview import Meetings
from service.meetings.values import KnownMeeting
from service.web.giving_meetings import meeting_link
from service.web.quoting import quote_link

ICS = ".ics"
CALENDAR = "text/calendar"


def row_of(meetings: Meetings, known: KnownMeeting, today: date) -> dict[str, Any]:
    """Return a meeting as lists show it."""
    return {
        "known": known,
        "meeting": known.meeting,
        "link": meeting_link(known.meeting),
        "standing": known.standing(today),
        "announced": meetings.announced(known),
    }


def decided_row(recorded: RecordedDecision) -> dict[str, Any]:
    """Return a decision as pages show it, with the link to what proves it."""
    item = recorded.decision.agenda_item
    return {
        # What stands on every agenda is no matter: the minutes of the last meeting, say.
        "followed": item is not None and not routine(item.title),
        "decision": recorded.decision,
        "recorded": recorded,
        "link": quote_link(recorded.document, recorded.decision.proofs),
    }


def calendar_of(
    name: str,
    slug: str,
    index: Index,
    meetings: Meetings,
    found: Sequence[KnownMeeting],
    zone: ZoneInfo,
    base: str,
) -> Response[bytes]:
    """Return `found` as a calendar called `name`, in a file named by `slug`."""
    written = as_calendar(
        name,
        [(each, meetings.announced(each)) for each in found],
        zone,
        lambda meeting: base + meeting_link(meeting),
        lambda document: index.versions(document.id)[-1].first_seen,
    )
    return Response(
        written,
        media_type=CALENDAR,
        headers={"Content-Disposition": f'inline; filename="{slug}{ICS}"'},
    )
