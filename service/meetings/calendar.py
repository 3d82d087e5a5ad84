"""Meetings as iCalendar (RFC 5545), for people's own calendars."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import STATUS, Calendar, Event

from indexer.records import NAMESPACE, Document, Meeting
from service.meetings.values import Announced, KnownMeeting, Standing, uid_of

PRODUCT = "-//Moothall//Meetings//EN"
AGAIN = timedelta(hours=6)
"""How often a calendar should ask for what is new."""


def as_calendar(
    name: str,
    meetings: Sequence[tuple[KnownMeeting, Announced]],
    zone: ZoneInfo,
    link: Callable[[Meeting], str],
    changed: Callable[[Document], datetime],
) -> bytes:
    """Return a calendar of `meetings` under `name`.

    A meeting begins at the hour that its papers print, in `zone`; where they print none it is on
    its day as a whole. How long it lasts they do not say, and neither does the calendar. One that
    was called off stays, as cancelled. `link` gives a meeting's page; `changed` says when a
    document was first seen as it is now: the newest of a meeting's is when the event last changed.
    """
    calendar = Calendar.new(
        name=name,
        uid=str(uuid.uuid5(NAMESPACE, f"calendar:{name}")),
        prodid=PRODUCT,
        language="en-GB",
        refresh_interval=AGAIN,
        method="PUBLISH",
    )
    days = [known.meeting.date for known, _ in meetings]
    for known, announced in meetings:
        calendar.add_component(_event(known, announced, zone, link(known.meeting), changed))
    if days:
        calendar.add_missing_timezones(date(min(days).year, 1, 1), date(max(days).year + 1, 1, 1))
    written: bytes = calendar.to_ical()
    return written


def _event(
    known: KnownMeeting,
    announced: Announced,
    zone: ZoneInfo,
    link: str,
    changed: Callable[[Document], datetime],
) -> Event:
    meeting = known.meeting
    start: date | datetime = meeting.date
    if announced.time is not None:
        start = datetime.combine(meeting.date, announced.time, zone)
    off = known.called_off if not known.minutes else None
    telling = [*known.published, *known.recording, *([off.document] if off else [])]
    seen = max(map(changed, telling))
    event = Event.new(
        uid=uid_of(meeting),
        summary=f"{meeting.body.name}, {meeting.body.council.name}",
        start=start,
        location=announced.place,
        description=_description(known, off.standing if off else None, link),
        status=STATUS.CANCELLED if off else STATUS.CONFIRMED,
        stamp=seen,
        last_modified=seen,
        url=link,
    )
    if not isinstance(start, datetime):
        event.end = start + timedelta(days=1)
    return event


def _description(known: KnownMeeting, off: Standing | None, link: str) -> str:
    if off is not None:
        said = known.called_off.said if known.called_off else None
        told = (
            f"The records say: \u201c{said.quote}\u201d" if said else f"It is marked {off.value}."
        )
        return f"{off.value.capitalize()}. {told} {link}"
    if known.minutes:
        return f"Minutes are held. {link}"
    return f"Papers held: {len(known.published)}. {link}"
