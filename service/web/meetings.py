"""Meetings as pages: a list, a calendar by month, and each meeting."""

from __future__ import annotations

from calendar import Calendar
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import Annotated, Any

from litestar import Controller, Response, get
from litestar.params import FromPath, FromQuery, QueryParameter
from litestar.response import Redirect, Template

from indexer.decisions.records import Presence
from indexer.records import Meeting
from service.meetings.overview import When, years
from service.meetings.values import KnownMeeting, MeetingRecord
from service.web.dependencies import TheBase, TheIndex
from service.web.giving_meetings import meeting_link
from service.web.meeting_requests import (
    GIVEN,
    Sought,
    TheMeetings,
    TheSought,
    TheZone,
    Today,
    View,
    month_of,
)
from service.web.meeting_rows import calendar_of, decided_row, row_of

PAGE = 50
"""Meetings on a page."""
Number = Annotated[int, QueryParameter(ge=1, le=100_000)]
PRESENCE = {
    Presence.PRESENT: "Present",
    Presence.ALSO_PRESENT: "Also present",
    Presence.OFFICER: "Officers and others in attendance",
    Presence.APOLOGIES: "Apologies",
    Presence.ABSENT: "Absent",
}


class MeetingPages(Controller):
    """The list and the calendar of meetings, and each meeting."""

    include_in_schema = False
    dependencies = GIVEN

    @get("/meetings", sync_to_thread=True)
    def meetings(
        self,
        index: TheIndex,
        meetings: TheMeetings,
        sought: TheSought,
        today: Today,
        page: Number = 1,
    ) -> Template:
        """Show the meetings that the filter names, as a list or a month of a calendar."""
        found = meetings.find(sought.filter(), today)
        context: dict[str, Any] = {
            "sought": sought,
            "today": today,
            "total": len(found),
            "councils": index.councils(),
            "bodies": index.bodies(),
            "years": years(meetings.all()),
            "whens": list(When),
            "page": page,
            "pages": max(1, -(-len(found) // PAGE)),
        }
        if sought.view is View.CALENDAR:
            return Template("meetings.html", context={**context, **_month(found, sought, today)})
        shown = found[(page - 1) * PAGE : page * PAGE]
        rows = [row_of(meetings, each, today) for each in shown]
        months = groupby(rows, key=lambda row: row["meeting"].date.strftime("%B %Y"))
        listed = [(name, list(group)) for name, group in months]
        return Template("meetings.html", context={**context, "months": listed})

    @get("/meetings.ics", sync_to_thread=True)
    def calendar(
        self,
        index: TheIndex,
        meetings: TheMeetings,
        sought: TheSought,
        today: Today,
        zone: TheZone,
        base: TheBase,
    ) -> Response[bytes]:
        """Send the meetings that the filter names as a calendar."""
        found = meetings.find(sought.filter(), today)
        return calendar_of("Council meetings", "meetings", index, meetings, found, zone, base)

    @get("/meetings/about", sync_to_thread=True)
    def about(self, meetings: TheMeetings, document: FromQuery[str] = "") -> Redirect:
        """Lead from a document to the meeting that it records, else to that of its papers."""
        return Redirect(meeting_link(meetings.of_document(document)), status_code=303)

    @get("/meetings/{council:str}/{body_name:str}/{day:str}", sync_to_thread=True)
    def meeting(
        self,
        meetings: TheMeetings,
        today: Today,
        council: FromPath[str],
        body_name: FromPath[str],
        day: FromPath[str],
    ) -> Template:
        """Show a meeting: its items, who came, what was decided, and its papers."""
        record = meetings.record(f"{council}/{body_name}/{day}")
        return Template("meeting.html", context=_described(record, today))


def _month(found: Sequence[KnownMeeting], sought: Sought, today: date) -> dict[str, Any]:
    """Return the month asked for, else that of the nearest meeting, in weeks from Monday."""
    nearest = min(
        (each.meeting.date for each in found), key=lambda day: abs(day - today), default=today
    )
    first = (month_of(sought.month) or nearest).replace(day=1)
    by_day: dict[date, list[tuple[Meeting, str, Any]]] = {}
    for each in found:
        at = each.meeting
        by_day.setdefault(at.date, []).append((at, meeting_link(at), each.standing(today)))
    held = {(day.year, day.month) for day in by_day}
    before = [each for each in held if each < (first.year, first.month)]
    after = [each for each in held if each > (first.year, first.month)]
    return {
        "month": first,
        "weeks": [
            [(day, day.month == first.month, by_day.get(day, ())) for day in week]
            for week in Calendar().monthdatescalendar(first.year, first.month)
        ],
        "earlier": date(*max(before), 1) if before else None,
        "later": date(*min(after), 1) if after else None,
        "week": [date(2024, 1, 1) + timedelta(days=at) for at in range(7)],
    }


def _described(record: MeetingRecord, today: date) -> dict[str, Any]:
    known, attendance = record.known, record.attendance
    return {
        "record": record,
        "meeting": known.meeting,
        "body": known.meeting.body,
        "standing": known.standing(today),
        "items": [(item, [decided_row(each) for each in item.decisions]) for item in record.items],
        "decisions": [decided_row(each) for each in record.decisions],
        "attendance": attendance,
        "people": [
            (name, attendance.attendance.of(presence))
            for presence, name in PRESENCE.items()
            if attendance and attendance.attendance.of(presence)
        ],
    }
