"""Calendars of meetings, read back by a real parser."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Event

from indexer.naming import meeting
from indexer.records import Document, DocumentKind, Meeting
from service.meetings.calendar import as_calendar
from service.meetings.overview import Meetings
from service.meetings.values import Announced, KnownMeeting, uid_of
from tests.service.meetings.made_meetings import SEEN, MadeIndex, agenda, report

LONDON = ZoneInfo("Europe/London")


def link(meant: Meeting) -> str:
    return f"https://ask.example.org/meetings/{meant.id}"


def events(meetings: Meetings, zone: ZoneInfo = LONDON) -> dict[date, Event]:
    written = as_calendar(
        "Works; all, of it",
        [(each, meetings.announced(each)) for each in meetings.all()],
        zone,
        link,
        lambda document: SEEN,
    )
    calendar = Calendar.from_ical(written)
    assert calendar.calendar_name == "Works; all, of it"
    assert calendar.get_missing_tzids() == set()
    found = {}
    for event in calendar.events:
        start = event.start
        found[start.date() if isinstance(start, datetime) else start] = event
    assert len(found) == len(meetings.all()) == len({str(each.uid) for each in calendar.events})
    return found


def made() -> Meetings:
    return Meetings(
        MadeIndex(
            agenda("Works", date(2025, 1, 9), "Thursday, 9 January 2025 at 10.00 am", "1. Bins"),
            agenda("Works", date(2025, 7, 3), "Thursday, 3 July 2025 at 10.00 am",
                   "The meeting of 5 June 2025 was cancelled.", "1. Bins"),
            report("Works", date(2025, 9, 4), "Bins"),
        )
    )  # fmt: skip


def test_an_hour_that_the_papers_print_is_that_of_the_zone_in_winter_and_summer() -> None:
    found = events(made())
    winter, summer = found[date(2025, 1, 9)].start, found[date(2025, 7, 3)].start
    assert isinstance(winter, datetime)
    assert isinstance(summer, datetime)
    assert (winter.hour, winter.utcoffset()) == (10, timedelta(0))
    assert (summer.hour, summer.utcoffset()) == (10, timedelta(hours=1))
    dublin = events(made(), ZoneInfo("America/New_York"))[date(2025, 1, 9)].start
    assert isinstance(dublin, datetime)
    assert dublin.utcoffset() == timedelta(hours=-5)


def test_without_an_hour_it_is_on_its_day_as_a_whole() -> None:
    event = events(made())[date(2025, 9, 4)]
    assert (event.start, event.end) == (date(2025, 9, 4), date(2025, 9, 5))
    assert not isinstance(event.start, datetime)


def test_a_meeting_called_off_stays_as_cancelled_and_says_who_says_so() -> None:
    found = events(made())
    assert {day: str(event.status) for day, event in found.items()} == {
        date(2025, 1, 9): "CONFIRMED",
        date(2025, 6, 5): "CANCELLED",
        date(2025, 7, 3): "CONFIRMED",
        date(2025, 9, 4): "CONFIRMED",
    }
    assert "The meeting of 5 June 2025 was cancelled." in str(found[date(2025, 6, 5)].description)


def test_every_event_has_what_the_standard_asks_for_and_leads_to_its_page() -> None:
    meetings = made()
    found = events(meetings)
    for each in meetings.all():
        event = found[each.meeting.date]
        assert str(event.uid) == uid_of(each.meeting)
        assert event.stamp == SEEN
        assert event.url == link(each.meeting)


def test_the_same_records_give_the_same_calendar() -> None:
    written = [
        as_calendar("All", [(each, Announced()) for each in made().all()], LONDON, link, _seen)
        for _ in range(2)
    ]
    assert written[0] == written[1]


def test_a_calendar_may_be_empty() -> None:
    calendar = Calendar.from_ical(as_calendar("None", [], LONDON, link, _seen))
    assert calendar.events == []


@given(
    body=st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=120),
    place=st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=200),
)
def test_any_name_and_place_come_back(body: str, place: str) -> None:
    at = meeting("Council", body, date(2025, 1, 9))
    paper = report("Works", at.date, "Bins", DocumentKind.REPORT).document
    known = KnownMeeting(at, published=(paper,))
    written = as_calendar(
        "All", [(known, Announced(place=place))], LONDON, lambda _: "https://x.example", _seen
    )
    (event,) = Calendar.from_ical(written).events
    assert event.location == place
    assert event.summary == f"{body}, Council"


def _seen(document: Document) -> datetime:
    return SEEN
