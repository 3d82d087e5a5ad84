"""Which meetings are known, how each stands, and what belongs to it: on invented papers."""

from __future__ import annotations

from datetime import date

import pytest

from indexer.errors import NotFound
from indexer.records import DocumentKind
from service.meetings.overview import MeetingFilter, Meetings, When, years
from service.meetings.values import Standing, uid_of
from tests.service.meetings.made_meetings import MadeIndex, Paper, agenda, minutes, report

MAY, JUNE, JULY = date(2025, 5, 8), date(2025, 6, 5), date(2025, 7, 3)
WORKS = "netherwick-town-council/works"


def test_where_minutes_were_published_and_what_they_record_are_two_facts() -> None:
    late = minutes("Works", MAY, "# 1. Apologies", "None.", published_with=JUNE)
    meetings = Meetings(MadeIndex(agenda("Works", JUNE, "1. Apologies"), late))
    may, june = (meetings.known(f"{WORKS}/{day}") for day in (MAY, JUNE))
    assert (may.published, may.recording) == ((), (late.document,))
    assert late.document in june.published
    assert june.recording == ()
    assert (may.standing(JULY), june.standing(JULY)) == (Standing.MINUTED, Standing.PAST)


def test_the_minutes_among_a_meetings_own_papers_come_first() -> None:
    copy = minutes("Works", MAY, "# 1. Apologies", "None.", published_with=date(2025, 1, 9))
    own = minutes("Works", MAY, "# 1. Apologies", "None.")
    known = Meetings(MadeIndex(copy, own)).known(f"{WORKS}/{MAY}")
    assert known.minutes == (own.document, copy.document)


def test_the_day_of_a_press_release_is_no_meeting() -> None:
    press = report("Works", MAY, "A new bench", DocumentKind.PRESS_RELEASE)
    meetings = Meetings(MadeIndex(press, agenda("Works", JUNE, "1. Benches")))
    assert [each.meeting.date for each in meetings.all()] == [JUNE]
    with pytest.raises(NotFound):
        meetings.known(f"{WORKS}/{MAY}")
    with pytest.raises(NotFound):
        meetings.of_document(press.document.id)


def test_ids_come_from_the_place_whatever_else_is_held() -> None:
    papers = [agenda("Works", MAY, "1. Benches"), agenda("Works", JUNE, "1. Bins")]
    few, many = Meetings(MadeIndex(papers[0])), Meetings(MadeIndex(*papers[::-1]))
    (one,) = few.all()
    other = many.known(f"{WORKS}/{MAY}")
    assert one.meeting.id == other.meeting.id == f"{WORKS}/{MAY}"
    assert uid_of(one.meeting) == uid_of(other.meeting) == "b23b3cdd-187c-5218-9451-d0ffa8e817c8"
    assert uid_of(many.known(f"{WORKS}/{JUNE}").meeting) != uid_of(one.meeting)


def test_meetings_are_filtered_and_ordered_by_when_they_are() -> None:
    meetings = Meetings(
        MadeIndex(
            *(agenda("Works", day, "1. Benches") for day in (date(2024, 5, 9), MAY, JULY)),
            agenda("Leisure", JUNE, "1. The lido"),
        )
    )

    def days(wanted: MeetingFilter) -> list[date]:
        return [each.meeting.date for each in meetings.find(wanted, JUNE)]

    assert days(MeetingFilter()) == [JULY, JUNE, MAY, date(2024, 5, 9)]
    assert days(MeetingFilter(when=When.UPCOMING)) == [JUNE, JULY]  # that of today, then the next
    assert days(MeetingFilter(when=When.PAST)) == [MAY, date(2024, 5, 9)]
    assert days(MeetingFilter(body=WORKS, year=2025)) == [JULY, MAY]
    assert days(MeetingFilter(council="elsewhere")) == []
    assert years(meetings.all()) == (2025, 2024)


def test_a_body_knows_its_next_and_its_last_meeting_but_not_those_called_off() -> None:
    off = "The meeting called for Thursday, 5 June 2025 was cancelled."
    meetings = Meetings(
        MadeIndex(
            agenda("Works", MAY, "1. Benches"),
            agenda("Works", date(2025, 9, 4), "1. Bins"),
            agenda("Works", JULY, off, "1. Benches"),
        )
    )
    body = meetings.body(WORKS)
    assert [each.meeting.date for each in body.meetings] == [date(2025, 9, 4), JULY, JUNE, MAY]
    early, late = body.next(date(2025, 5, 20)), body.last(JULY)
    assert early
    assert late
    assert (early.meeting.date, late.meeting.date) == (JULY, MAY)
    assert body.next(date(2025, 9, 5)) is None
    assert body.last(MAY) is None
    assert body.kinds() == ((DocumentKind.AGENDA_FRONTSHEET, 3),)
    with pytest.raises(NotFound):
        meetings.body("netherwick-town-council/nobody")


def test_each_meeting_leads_to_those_before_and_after_it_of_the_same_body() -> None:
    meetings = Meetings(
        MadeIndex(
            *(agenda("Works", day, "1. Benches") for day in (MAY, JUNE, JULY)),
            agenda("Leisure", JUNE, "1. The lido"),
        )
    )
    record = meetings.record(f"{WORKS}/{JUNE}")
    assert record.before
    assert record.after
    assert (record.before.date, record.after.date) == (MAY, JULY)
    assert meetings.record(f"{WORKS}/{MAY}").before is None
    assert meetings.record(f"{WORKS}/{JULY}").after is None


def test_what_changes_in_the_index_is_seen() -> None:
    index = MadeIndex(agenda("Works", MAY, "1. Benches"))
    meetings = Meetings(index)
    assert len(meetings.all()) == 1
    added = Paper("new.pdf", DocumentKind.REPORT, "Works", JUNE, ["Report"])
    index.add(added)
    assert len(meetings.all()) == 2
