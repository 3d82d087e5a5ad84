"""Meetings and bodies as programs are given them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from msgspec import Struct

from indexer.decisions.records import Attendee
from indexer.records import Document, Meeting
from service.citations import cited_document
from service.meetings.overview import Meetings, meeting_about
from service.meetings.values import (
    BodyRecord,
    Item,
    KnownMeeting,
    Line,
    MeetingRecord,
    Said,
    Standing,
    uid_of,
)
from service.web.giving_decisions import DecisionGiven
from service.web.giving_decisions import given as given_decision
from service.web.links import paper_link
from service.web.quoting import quote_link


class SaidGiven(Struct, frozen=True):
    """Words of a page; ``link`` opens it with the words marked."""

    document: str
    title: str
    page: int
    quote: str
    link: str


class PaperGiven(Struct, frozen=True):
    """A document of a meeting. ``records`` is the id of the meeting that it records, if any."""

    id: str
    title: str
    kind: str
    pages: int
    records: str | None
    link: str


class MeetingGiven(Struct, frozen=True):
    """A meeting. ``time`` is the hour that its papers print, None where they print none.

    ``standing`` is ``minuted`` where minutes of it are held, ``cancelled`` or ``postponed`` where a
    paper says so, else ``upcoming`` or ``past``. ``published`` and ``recording`` are how many
    documents were published with it and how many record it. ``uid`` is that of its calendar event.
    """

    id: str
    council: str
    body: str
    body_id: str
    date: dt.date
    time: dt.time | None
    place: str | None
    standing: Standing
    published: int
    recording: int
    uid: str
    link: str


class ItemGiven(Struct, frozen=True):
    """An item of a meeting: ``number`` on the agenda, ``minute`` in the minutes, or both.

    ``lines`` are what the minutes tell of it.
    """

    number: str
    minute: str
    title: str
    agenda: SaidGiven | None
    minutes: SaidGiven | None
    lines: tuple[Line, ...]
    papers: tuple[PaperGiven, ...]
    decisions: tuple[DecisionGiven, ...]


class AttendanceGiven(Struct, frozen=True):
    """Who is on record, in the order printed, and the words that say so."""

    people: tuple[Attendee, ...]
    said: SaidGiven | None


class WholeMeeting(Struct, frozen=True):
    """A meeting with its items, papers, attendance and decisions.

    ``published`` are all documents published with it, ``recording`` those that record it: two
    facts.
    ``papers`` are the published ones that name no item; ``decisions`` stand under no item.
    ``called_off`` is what says that it was cancelled or postponed.
    """

    meeting: MeetingGiven
    announced: SaidGiven | None
    called_off: SaidGiven | None
    items: tuple[ItemGiven, ...]
    papers: tuple[PaperGiven, ...]
    decisions: tuple[DecisionGiven, ...]
    attendance: AttendanceGiven | None
    published: tuple[PaperGiven, ...]
    recording: tuple[PaperGiven, ...]


class MeetingsGiven(Struct, frozen=True):
    """Some of the meetings that a filter names; ``total`` is how many there are."""

    total: int
    page: int
    meetings: tuple[MeetingGiven, ...]


class KindGiven(Struct, frozen=True):
    """How many documents of a kind a body has."""

    kind: str
    documents: int


class BodyGiven(Struct, frozen=True):
    """A body that meets. ``next`` is its next meeting, ``last`` the last one not called off."""

    id: str
    council: str
    name: str
    meetings: int
    kinds: tuple[KindGiven, ...]
    next: MeetingGiven | None
    last: MeetingGiven | None
    link: str
    calendar: str


class WholeBody(Struct, frozen=True):
    """A body with all its meetings, the newest first, and its latest decisions."""

    body: BodyGiven
    meetings: tuple[MeetingGiven, ...]
    decisions: tuple[DecisionGiven, ...]


class BodiesGiven(Struct, frozen=True):
    """The bodies held, by id."""

    bodies: tuple[BodyGiven, ...]


class Giving:
    """Makes what programs are given of meetings; links begin with `base`."""

    def __init__(self, meetings: Meetings, today: dt.date, base: str) -> None:
        self._meetings = meetings
        self._today = today
        self._base = base

    def meeting(self, known: KnownMeeting) -> MeetingGiven:
        """Return a meeting without what it holds."""
        at, announced = known.meeting, self._meetings.announced(known)
        return MeetingGiven(
            id=at.id,
            council=at.body.council.name,
            body=at.body.name,
            body_id=at.body.id,
            date=at.date,
            time=announced.time,
            place=announced.place,
            standing=known.standing(self._today),
            published=len(known.published),
            recording=len(known.recording),
            uid=uid_of(at),
            link=self._base + meeting_link(at),
        )

    def whole(self, record: MeetingRecord) -> WholeMeeting:
        """Return a meeting with all that it holds."""
        off, attendance = record.known.called_off, record.attendance
        return WholeMeeting(
            meeting=self.meeting(record.known),
            announced=self._said(record.announced.said),
            called_off=self._said(off.said) if off else None,
            items=tuple(map(self._item, record.items)),
            papers=self._papers(record.papers),
            decisions=tuple(given_decision(each, self._base) for each in record.decisions),
            attendance=(
                AttendanceGiven(
                    attendance.attendance.people,
                    self._said(Said(attendance.document, attendance.attendance.proofs)),
                )
                if attendance
                else None
            ),
            published=self._papers(record.known.published),
            recording=self._papers(record.known.recording),
        )

    def body(self, record: BodyRecord) -> BodyGiven:
        """Return a body without its meetings."""
        coming, last = record.next(self._today), record.last(self._today)
        link = f"{self._base}/bodies/{record.body.id}"
        return BodyGiven(
            id=record.body.id,
            council=record.body.council.name,
            name=record.body.name,
            meetings=len(record.meetings),
            kinds=tuple(KindGiven(kind.value, count) for kind, count in record.kinds()),
            next=self.meeting(coming) if coming else None,
            last=self.meeting(last) if last else None,
            link=link,
            calendar=f"{link}.ics",
        )

    def _item(self, item: Item) -> ItemGiven:
        return ItemGiven(
            number=item.number,
            minute=item.minute,
            title=item.title,
            agenda=self._said(item.agenda),
            minutes=self._said(item.minutes),
            lines=item.lines,
            papers=self._papers(item.papers),
            decisions=tuple(given_decision(each, self._base) for each in item.decisions),
        )

    def _papers(self, documents: Sequence[Document]) -> tuple[PaperGiven, ...]:
        return tuple(paper(each, self._base) for each in documents)

    def _said(self, said: Said | None) -> SaidGiven | None:
        if said is None or not said.proofs:
            return None
        return SaidGiven(
            document=said.document.id,
            title=cited_document(said.document).title,
            page=said.page,
            quote=said.quote,
            link=self._base + quote_link(said.document, said.proofs),
        )


def paper(document: Document, base: str = "") -> PaperGiven:
    """Return a document as a paper of a meeting."""
    cited, described = cited_document(document), document.description
    at = meeting_about(document) if described.recorded_date else None
    first, last = document.within or (1, document.pages)
    return PaperGiven(
        id=document.id,
        title=cited.title,
        kind=cited.kind,
        pages=last - first + 1,
        records=at.id if at else None,
        link=base + paper_link(document.id, document.first_page),
    )


def meeting_link(meeting: Meeting) -> str:
    """Return the path of a meeting's page."""
    return f"/meetings/{meeting.id}"


def meeting_path(document: Document) -> str:
    """Return the path of the meeting that a document records, or came with; empty if of none."""
    meeting = meeting_about(document)
    return meeting_link(meeting) if meeting else ""


def clock(hour: dt.time) -> str:
    """Return an hour as councils print it: ``6.30 pm``."""
    return f"{hour.hour % 12 or 12}.{hour.minute:02} {'am' if hour.hour < 12 else 'pm'}"
