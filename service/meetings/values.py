"""What is told of a meeting and of a body that meets, and what that needs of an index."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date, time
from enum import StrEnum
from typing import Protocol

from msgspec import Struct

from indexer.catalogue.values import Version
from indexer.decisions.records import Proof
from indexer.records import NAMESPACE, Body, Document, DocumentKind, Meeting, Page, Passage, Section
from indexer.store.schema import Narrowing
from service.decisions import DecisionRecords, RecordedAttendance, RecordedDecision


class MeetingRecords(DecisionRecords, Protocol):
    """What telling of meetings needs of an index."""

    def documents(self, narrowing: Narrowing) -> tuple[Document, ...]:
        """Return the documents that meet `narrowing`, by source and path."""

    def sections(self, document_id: str) -> tuple[Section, ...]:
        """Return the sections of a document, in order."""

    def page(self, document_id: str, number: int) -> Page:
        """Return one page of a document; raises `NotFound`."""

    def passages_saying(self, text: str, limit: int) -> tuple[Passage, ...]:
        """Return up to `limit` passages that hold `text`, whatever the case."""

    def versions(self, document_id: str) -> tuple[Version, ...]:
        """Return all versions of a document, the oldest first."""

    def state(self) -> str:
        """Return what changes whenever documents come, change or go."""


class Standing(StrEnum):
    """How a meeting stands. Whether it was held, its minutes alone tell."""

    UPCOMING = "upcoming"
    MINUTED = "minuted"
    PAST = "past"
    CANCELLED = "cancelled"
    POSTPONED = "postponed"


class Said(Struct, frozen=True):
    """Words of a document, and the pages' own characters that prove them, in reading order."""

    document: Document
    proofs: tuple[Proof, ...]

    @property
    def page(self) -> int:
        """The page on which the words begin."""
        return self.proofs[0].page

    @property
    def quote(self) -> str:
        """The words as printed; a hyphen that parts a word at a line's end is one."""
        return " … ".join(printed(proof.quote) for proof in self.proofs)


def printed(quote: str) -> str:
    """Return a quotation as printed: PDFium writes U+FFFE for a hyphen at a line's end."""
    return quote.replace("\ufffe", "-")


class CalledOff(Struct, frozen=True):
    """That a meeting is not held on its day: cancelled or postponed, and the paper that says so.

    ``said`` is None where only the title of ``document`` says it.
    """

    standing: Standing
    document: Document
    said: Said | None = None


class KnownMeeting(Struct, frozen=True):
    """A meeting, and the documents that make it known.

    ``published`` were published with it; ``recording`` record it: minutes mostly stand with a later
    meeting than the one they record. Both are by path. A meeting that was called off may have
    neither.
    """

    meeting: Meeting
    published: tuple[Document, ...] = ()
    recording: tuple[Document, ...] = ()
    called_off: CalledOff | None = None

    @property
    def minutes(self) -> tuple[Document, ...]:
        """The minutes of this meeting, those among its own papers first."""
        kept = [each for each in self.recording if each.description.kind is DocumentKind.MINUTES]
        own = {each.id for each in self.published}
        return tuple(
            sorted(kept, key=lambda each: (each.id not in own, each.within is not None, each.path))
        )

    @property
    def agendas(self) -> tuple[Document, ...]:
        """The front sheets of its agenda."""
        return tuple(
            each
            for each in self.published
            if each.description.kind is DocumentKind.AGENDA_FRONTSHEET
        )

    def standing(self, today: date) -> Standing:
        """Return how it stands on the day `today`. Minutes outweigh a notice that called it off."""
        if self.minutes:
            return Standing.MINUTED
        if self.called_off is not None:
            return self.called_off.standing
        return Standing.UPCOMING if self.meeting.date >= today else Standing.PAST


class Announced(Struct, frozen=True):
    """The hour and the place of a meeting as a paper prints them; None where none does."""

    time: time | None = None
    place: str | None = None
    said: Said | None = None


class Line(Struct, frozen=True):
    """A paragraph of minutes, or a row of a table, as it stands on page ``page``."""

    text: str
    page: int


class Item(Struct, frozen=True):
    """An item of a meeting: from its agenda, from its minutes, or from both.

    ``number`` is that on the agenda, ``minute`` that in the minutes; either may be empty.
    ``agenda`` and ``minutes`` say where it stands; ``lines`` are what the minutes tell of it.
    """

    title: str
    number: str = ""
    minute: str = ""
    agenda: Said | None = None
    minutes: Said | None = None
    lines: tuple[Line, ...] = ()
    papers: tuple[Document, ...] = ()
    decisions: tuple[RecordedDecision, ...] = ()


class MeetingRecord(Struct, frozen=True):
    """All that is known of one meeting.

    ``papers`` were published with it and name no item of it; ``decisions`` stand under none.
    """

    known: KnownMeeting
    announced: Announced
    items: tuple[Item, ...]
    papers: tuple[Document, ...]
    decisions: tuple[RecordedDecision, ...]
    attendance: RecordedAttendance | None
    before: Meeting | None
    after: Meeting | None


class BodyRecord(Struct, frozen=True):
    """A body that meets: its meetings, newest first, and its documents, newest first."""

    body: Body
    meetings: tuple[KnownMeeting, ...]
    documents: tuple[Document, ...]

    def next(self, today: date) -> KnownMeeting | None:
        """Return its next meeting from `today` on that is not called off."""
        return next_from(self.meetings, today)

    def last(self, today: date) -> KnownMeeting | None:
        """Return its last meeting before `today` that was not called off."""
        return last_before(self.meetings, today)

    def kinds(self) -> tuple[tuple[DocumentKind, int], ...]:
        """Return how many documents of each kind it has, in the order of the kinds."""
        held: Sequence[DocumentKind] = [
            each.description.kind or DocumentKind.OTHER for each in self.documents
        ]
        return tuple((kind, held.count(kind)) for kind in DocumentKind if kind in held)


def next_from(meetings: Sequence[KnownMeeting], today: date) -> KnownMeeting | None:
    """Return the next from `today` on of `meetings`, newest first, that is not called off."""
    coming = [each for each in meetings if each.meeting.date >= today and each.called_off is None]
    return coming[-1] if coming else None


def last_before(meetings: Sequence[KnownMeeting], today: date) -> KnownMeeting | None:
    """Return the last before `today` of `meetings`, newest first, that was not called off."""
    for each in meetings:
        if each.meeting.date < today and (each.minutes or each.called_off is None):
            return each
    return None


def uid_of(meeting: Meeting) -> str:
    """Return the UID of a meeting: from its council, body and day, the same in every index."""
    return str(uuid.uuid5(NAMESPACE, f"meeting:{meeting.id}"))
