"""The meetings of the sample council, whose calendar is known (eval/sample/WORLD.md)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest

from indexer.catalogue import Reader, open_catalogue
from indexer.decisions.records import Presence
from indexer.records import DocumentKind
from service.decisions import decisions_of_meeting
from service.meetings.overview import Meetings
from service.meetings.values import Said, Standing

COUNCIL = "hathermere-borough-council"
TODAY = date(2026, 3, 1)
MEMBERS = {
    "cabinet": 7,
    "council": 24,
    "overview-and-scrutiny-committee": 9,
    "planning-committee": 9,
    "audit-and-governance-committee": 8,  # with its independent member
    "licensing-committee": 9,
}


@pytest.fixture(scope="module")
def reader(sample_home: Path) -> Iterator[Reader]:
    catalogue = open_catalogue(f"sqlite:///{sample_home / 'catalogue.sqlite'}")
    yield catalogue.reader()
    catalogue.close()


@pytest.fixture(scope="module")
def meetings(reader: Reader) -> Meetings:
    return Meetings(reader)


def test_all_meetings_of_the_calendar_are_known_and_no_others(meetings: Meetings) -> None:
    standings = [each.standing(TODAY) for each in meetings.all()]
    assert standings.count(Standing.MINUTED) == 24
    assert standings.count(Standing.CANCELLED) == len(standings) - 24 == 1


def test_the_cancelled_meeting_is_known_by_the_words_that_say_so(
    meetings: Meetings, reader: Reader
) -> None:
    known = meetings.known(f"{COUNCIL}/licensing-committee/2025-05-08")
    assert (known.published, known.recording) == ((), ())
    assert known.called_off
    said = known.called_off.said
    assert said
    assert "Thursday, 8 May 2025 was cancelled" in said.quote
    assert stands(said, reader)
    assert meetings.record(known.meeting.id).items == ()


def test_who_was_present_and_who_sent_apologies_are_all_the_members(meetings: Meetings) -> None:
    for known in meetings.all():
        if known.minutes:
            recorded = meetings.record(known.meeting.id).attendance
            assert recorded, known.meeting.id
            counted = sum(
                len(recorded.attendance.of(presence))
                for presence in (Presence.PRESENT, Presence.APOLOGIES)
            )
            body = known.meeting.body.id.rpartition("/")[2]
            assert counted == MEMBERS[body], known.meeting.id


def test_every_word_that_is_said_to_stand_on_a_page_stands_there(
    meetings: Meetings, reader: Reader
) -> None:
    for known in meetings.all():
        record = meetings.record(known.meeting.id)
        said = [record.announced.said, *(each.agenda for each in record.items)]
        said += [each.minutes for each in record.items]
        assert all(stands(each, reader) for each in said if each), known.meeting.id
        assert known.called_off or record.announced.time, known.meeting.id


def test_nothing_of_a_meeting_is_lost_or_told_twice(meetings: Meetings, reader: Reader) -> None:
    for known in meetings.all():
        record = meetings.record(known.meeting.id)
        papers = [*record.papers, *(paper for each in record.items for paper in each.papers)]
        assert sorted(papers, key=lambda each: each.path) == list(known.published)
        decided = [*record.decisions, *(one for each in record.items for one in each.decisions)]
        assert sorted(each.decision.id for each in decided) == sorted(
            each.decision.id for each in decisions_of_meeting(reader, known.meeting)
        )


def test_an_item_has_its_reports_its_minute_and_its_decisions(meetings: Meetings) -> None:
    record = meetings.record(f"{COUNCIL}/cabinet/2025-02-11")
    assert record.announced.time == time(18)
    (baths,) = [each for each in record.items if "25/0004" in each.title]
    assert (baths.number, baths.minute) == ("5", "43")
    kinds = [each.description.kind for each in baths.papers]
    assert sorted(kinds, key=str) == [
        DocumentKind.DECISION_NOTICE, DocumentKind.REPORT, DocumentKind.REPORT,
    ]  # fmt: skip
    assert len(baths.decisions) == 2
    assert any("RESOLVED" in line.text for line in baths.lines)
    other = {each.path for each in record.papers}
    assert any("Appendix A" in path for path in other)  # it names no item


def test_reports_stand_under_the_item_whose_number_they_bear(meetings: Meetings) -> None:
    numbered = 0
    for known in meetings.all():
        for item in meetings.record(known.meeting.id).items:
            for paper in item.papers:
                name = paper.path.rpartition("/")[2]
                if name.startswith("Item "):
                    numbered += 1
                    assert name.split()[1] == item.number, paper.path
    assert numbered > 20


def stands(said: Said, reader: Reader) -> bool:
    return all(
        " ".join(reader.page(said.document.id, proof.page).text[proof.start : proof.stop].split())
        == proof.quote
        for proof in said.proofs
    )
