"""All meetings of an index: found by council, body and time, and each with all that is known."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum

from msgspec import Struct

from indexer.catalogue.values import labels_of, place_of
from indexer.errors import NotFound
from indexer.records import Document, DocumentKind, Meeting
from indexer.store.schema import EVERYTHING, Narrowing
from service.decisions import attendance_of_meeting, decisions_of_meeting, meeting_of
from service.meetings.agenda import items_of
from service.meetings.announcing import announced
from service.meetings.calling_off import called_off
from service.meetings.papers import with_decisions, with_papers
from service.meetings.values import (
    Announced,
    BodyRecord,
    CalledOff,
    KnownMeeting,
    MeetingRecord,
    MeetingRecords,
)


class When(StrEnum):
    """Which meetings are wanted, seen from today: those of today are still to come."""

    ALL = "all"
    UPCOMING = "upcoming"
    PAST = "past"


class MeetingFilter(Struct, frozen=True):
    """Which meetings are wanted; what is empty does not narrow. ``council``, ``body`` are ids."""

    council: str = ""
    body: str = ""
    year: int | None = None
    when: When = When.ALL


class Meetings:
    """All meetings. Worked out when first asked for, and again when documents change.

    A meeting is known by the papers published with it or recording it, those that are bound into
    other documents among them. A press release is none of
    them: the day that it bears is its own.
    """

    def __init__(self, index: MeetingRecords) -> None:
        self._index = index
        self._state = ""
        self._known: tuple[KnownMeeting, ...] = ()
        self._by_id: dict[str, KnownMeeting] = {}
        self._announced: dict[str, Announced] = {}
        self._working = threading.Lock()

    def all(self) -> tuple[KnownMeeting, ...]:
        """Return every meeting, the newest first."""
        self._work_out()
        return self._known

    def find(self, wanted: MeetingFilter, today: date) -> tuple[KnownMeeting, ...]:
        """Return the meetings that `wanted` names: the newest first, of upcoming the next first."""
        found = tuple(each for each in self.all() if _wanted(each.meeting, wanted, today))
        return found[::-1] if wanted.when is When.UPCOMING else found

    def known(self, meeting_id: str) -> KnownMeeting:
        """Return the meeting of that id.

        Raises
        ------
        NotFound
            None is known.
        """
        self._work_out()
        if meeting_id not in self._by_id:
            raise NotFound(
                f"No paper of a meeting {meeting_id!r} is held. An id is council/body/day, "
                "as /meetings lists them."
            )
        return self._by_id[meeting_id]

    def announced(self, known: KnownMeeting) -> Announced:
        """Return the hour and the place of a meeting, as printed."""
        key = known.meeting.id
        if key not in self._announced:
            self._announced[key] = announced(self._index, known)
        return self._announced[key]

    def record(self, meeting_id: str) -> MeetingRecord:
        """Return all that is known of the meeting of that id.

        Raises
        ------
        NotFound
            None is known.
        """
        known = self.known(meeting_id)
        items, papers = with_papers(items_of(self._index, known), known.published)
        items, decisions = with_decisions(items, decisions_of_meeting(self._index, known.meeting))
        body = known.meeting.body.id
        same = [each.meeting for each in self.all() if each.meeting.body.id == body]
        at = same.index(known.meeting)
        return MeetingRecord(
            known=known,
            announced=self.announced(known),
            items=items,
            papers=papers,
            decisions=decisions,
            attendance=attendance_of_meeting(self._index, known.meeting),
            before=same[at + 1] if at + 1 < len(same) else None,
            after=same[at - 1] if at else None,
        )

    def body(self, body_id: str) -> BodyRecord:
        """Return what is known of the body of that id.

        Raises
        ------
        NotFound
            None is known.
        """
        documents = self._index.documents(Narrowing(bodies=(body_id,)))
        meetings = tuple(each for each in self.all() if each.meeting.body.id == body_id)
        bodies = [each.meeting.body for each in meetings]
        # each document once: itself where it is of the body, else what is bound into it
        of_body = [
            next(paper for paper in each.papers if labels_of(paper).body == body_id)
            for each in documents
        ]
        bodies += [body for each in of_body if (body := place_of(each.description).body)]
        if not bodies:
            raise NotFound(f"No body {body_id!r} is known. An id is council/body.")
        return BodyRecord(bodies[0], meetings, tuple(sorted(of_body, key=_newest_first)))

    def of_document(self, document_id: str) -> Meeting:
        """Return the meeting that a document records, else the one it was published with.

        Raises
        ------
        NotFound
            It is not held, or belongs to no meeting.
        """
        for document in self._index.documents_by_id([document_id]):
            meeting = meeting_about(document)
            if meeting is not None:
                return meeting
        raise NotFound(f"Document {document_id!r} is not held, or is no paper of a meeting.")

    def _work_out(self) -> None:
        with self._working:
            state = self._index.state()
            if state == self._state:
                return
            documents = {each.id: each for each in self._index.documents(EVERYTHING)}
            off = called_off(self._index, documents)
            known = _known(documents.values(), off)
            self._known = tuple(sorted(known, key=_latest_first))
            self._by_id = {each.meeting.id: each for each in self._known}
            self._announced = {}
            self._state = state


def meeting_about(document: Document) -> Meeting | None:
    """Return the meeting that a document leads to, or None: the day of a press release is none."""
    release = document.description.kind is DocumentKind.PRESS_RELEASE
    return None if release else meeting_of(document)


def years(meetings: Iterable[KnownMeeting]) -> tuple[int, ...]:
    """Return the years in which `meetings` were, the latest first."""
    return tuple(sorted({each.meeting.date.year for each in meetings}, reverse=True))


def _known(
    documents: Iterable[Document], off: Mapping[str, tuple[Meeting, CalledOff]]
) -> Iterable[KnownMeeting]:
    meetings = {meeting.id: meeting for meeting, _ in off.values()}
    published: dict[str, list[Document]] = {}
    recording: dict[str, list[Document]] = {}
    for document in documents:
        for paper in document.papers:
            if paper.description.kind is DocumentKind.PRESS_RELEASE:
                continue
            place = place_of(paper.description)
            for meeting, papers in ((place.published_with, published), (place.recorded, recording)):
                # what is bound into a document was published as that document
                if meeting is not None and (papers is recording or paper.within is None):
                    meetings.setdefault(meeting.id, meeting)
                    papers.setdefault(meeting.id, []).append(paper)
    for name, meeting in meetings.items():
        yield KnownMeeting(
            meeting,
            tuple(published.get(name, ())),
            tuple(recording.get(name, ())),
            off[name][1] if name in off else None,
        )


def _wanted(meeting: Meeting, wanted: MeetingFilter, today: date) -> bool:
    day = meeting.date
    return (
        (not wanted.council or meeting.body.council.id == wanted.council)
        and (not wanted.body or meeting.body.id == wanted.body)
        and (wanted.year is None or day.year == wanted.year)
        and (wanted.when is When.ALL or (day >= today) == (wanted.when is When.UPCOMING))
    )


def _latest_first(each: KnownMeeting) -> tuple[int, str]:
    return (-each.meeting.date.toordinal(), each.meeting.id)


def _newest_first(document: Document) -> tuple[int, str]:
    day = place_of(document.description).day
    return (-day.toordinal() if day else 0, document.path)
