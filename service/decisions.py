"""What was decided, by whom, and how they voted: read from the index, each decision told once.

The same minutes stand in several places: with their own meeting, and as a draft with the next one.
The decisions of a meeting are told from one document, that of its own papers first, and from what
is bound into the pack of a later meeting last; and a record of
decision stands beside the minutes, for it is a document of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Protocol

from msgspec import Struct

from indexer.catalogue.values import labels_of, place_of
from indexer.decisions.records import (
    Action,
    Attendance,
    Decision,
    DecisionKind,
    Outcome,
    Proceedings,
)
from indexer.records import Document, DocumentKind, Meeting
from indexer.searching.narrowing import meets
from indexer.store.schema import Narrowing

WORD = re.compile(r"\w+")

WEB_PAGE = "text/html"


class DecisionRecords(Protocol):
    """What reading decisions needs of an index."""

    def documents_by_id(self, ids: Sequence[str]) -> tuple[Document, ...]:
        """Return the documents of these ids, without those not held."""

    def proceedings(self, narrowing: Narrowing) -> tuple[Proceedings, ...]:
        """Return what was read of the decisions in each document that meets `narrowing`."""

    def decision(self, decision_id: str) -> Decision:
        """Return the decision of that id; raises `NotFound`."""


class RecordedDecision(Struct, frozen=True):
    """A decision and where it stands: its document, and the meeting that took it, where known."""

    decision: Decision
    document: Document
    meeting: Meeting | None

    @property
    def day(self) -> date | None:
        """The day it was taken: as the record says, else that of the meeting."""
        if self.decision.decided_on is not None:
            return self.decision.decided_on
        return place_of(self.document.description).day

    @property
    def body(self) -> str | None:
        """The body whose paper records it."""
        described = self.document.description
        return described.recorded_body or described.body


class RecordedAttendance(Struct, frozen=True):
    """Who was at a meeting, and the minutes that say so."""

    attendance: Attendance
    document: Document


class DecisionFilter(Struct, frozen=True):
    """Which decisions are wanted; what is empty does not narrow.

    ``council``, ``body`` and ``meeting`` are ids. ``person`` is words of a name: of the proposer,
    the seconder, or anybody who voted. ``reference`` is a key-decision reference, with a stroke or
    a hyphen. ``words`` must all stand in the decision's text or its agenda item.
    """

    council: str = ""
    body: str = ""
    meeting: str = ""
    since: date | None = None
    until: date | None = None
    kind: DecisionKind | None = None
    outcome: Outcome | None = None
    action: Action | None = None
    person: str = ""
    reference: str = ""
    words: str = ""
    with_votes: bool = False


ALL = DecisionFilter()


def decisions(index: DecisionRecords, wanted: DecisionFilter = ALL) -> tuple[RecordedDecision, ...]:
    """Return the decisions that `wanted` names, the newest meeting first, in the order taken."""
    narrowing = Narrowing(
        councils=(wanted.council,) if wanted.council else (),
        bodies=(wanted.body,) if wanted.body else (),
        since=wanted.since,
        until=wanted.until,
    )
    found = [each for each in told_once(index, narrowing) if _wanted(each, wanted)]
    return tuple(sorted(found, key=_newest_first))


def decision(index: DecisionRecords, decision_id: str) -> RecordedDecision:
    """Return one decision.

    Raises
    ------
    NotFound
        None of that id is held.
    """
    held = index.decision(decision_id)
    return _recorded(held, index.documents_by_id([held.document_id])[0].at(held.page))


def decisions_of_meeting(index: DecisionRecords, meeting: Meeting) -> tuple[RecordedDecision, ...]:
    """Return what a meeting decided, in the order taken, from its best minutes and its notices."""
    narrowing = Narrowing(bodies=(meeting.body.id,), since=meeting.date, until=meeting.date)
    found = [each for each in told_once(index, narrowing) if each.meeting == meeting]
    return tuple(sorted(found, key=_newest_first))


def moved_by(decision: Decision, name: str) -> bool:
    """Return whether somebody of that last name moved it: seconding it is not that."""
    return name.casefold() in (decision.proposer or "").casefold().split()


def attendance_of_meeting(index: DecisionRecords, meeting: Meeting) -> RecordedAttendance | None:
    """Return who was at a meeting and who sent apologies; None where no minutes name anyone."""
    narrowing = Narrowing(bodies=(meeting.body.id,), since=meeting.date, until=meeting.date)
    found = attendances(index, narrowing)
    return next((each for each in found if meeting_of(each.document) == meeting), None)


def attendances(index: DecisionRecords, narrowing: Narrowing) -> tuple[RecordedAttendance, ...]:
    """Return who was at each meeting whose minutes meet `narrowing`, by its best minutes."""
    found: dict[Meeting | None, RecordedAttendance] = {}
    for proceedings, document in _best_first(index, narrowing):
        if proceedings.attendance.people:
            each = RecordedAttendance(proceedings.attendance, document)
            found.setdefault(meeting_of(document), each)
    return tuple(found.values())


def told_once(index: DecisionRecords, narrowing: Narrowing) -> Iterable[RecordedDecision]:
    """Yield the decisions of every record of decision, and of each meeting's best minutes."""
    told: set[str] = set()
    for proceedings, document in _best_first(index, narrowing):
        meeting = meeting_of(document)
        if document.description.kind is DocumentKind.MINUTES and meeting is not None:
            if meeting.id in told:
                continue
            told.add(meeting.id)
        for each in proceedings.decisions:
            yield _recorded(each, document)


def _best_first(index: DecisionRecords, narrowing: Narrowing) -> list[tuple[Proceedings, Document]]:
    """Return what was read, and of what: minutes among their own meeting's papers first.

    The page of a meeting comes after its minutes, which it may cut short.
    """
    found = [each for each in index.proceedings(narrowing) if not each.empty]
    held = {each.id: each for each in index.documents_by_id([each.document_id for each in found])}
    pairs = [
        (each, held[each.document_id].at(each.first_page))
        for each in found
        if each.document_id in held
    ]
    # a document meets it that has a part which does
    meeting = [
        (read, paper)
        for read, paper in pairs
        if not paper.parts or meets(narrowing, labels_of(paper))
    ]
    return sorted(meeting, key=_worse_to_read)


def _worse_to_read(pair: tuple[Proceedings, Document]) -> tuple[bool, bool, bool, str]:
    return (pair[1].media_type == WEB_PAGE, *farther_from_its_meeting(pair[1]))


def farther_from_its_meeting(document: Document) -> tuple[bool, bool, str]:
    """Return what sorts papers that record a meeting: those among its own papers first.

    Minutes that are a document of their own come before those that are bound into another.
    """
    return (not of_own_meeting(document), document.within is not None, document.path)


def of_own_meeting(document: Document) -> bool:
    """Return whether a document is among the papers of the very meeting that it records."""
    place = place_of(document.description)
    return place.published_with is not None and place.published_with == place.recorded


def meeting_of(document: Document) -> Meeting | None:
    """Return the meeting that a document records, else the one that it was published with."""
    place = place_of(document.description)
    return place.recorded or place.published_with


def _recorded(decision: Decision, document: Document) -> RecordedDecision:
    return RecordedDecision(decision, document, meeting_of(document))


def _newest_first(each: RecordedDecision) -> tuple[int, str, str, int]:
    day = -each.day.toordinal() if each.day else 0
    return (day, each.body or "", each.document.path, each.decision.ordinal)


def _wanted(each: RecordedDecision, wanted: DecisionFilter) -> bool:
    decision = each.decision
    return (
        (not wanted.meeting or (each.meeting is not None and each.meeting.id == wanted.meeting))
        and (wanted.kind is None or decision.kind is wanted.kind)
        and (wanted.outcome is None or decision.outcome is wanted.outcome)
        and (wanted.action is None or wanted.action in decision.actions)
        and (not wanted.with_votes or decision.vote is not None)
        and (
            not wanted.reference
            or _reference(wanted.reference) in map(_reference, decision.references)
        )
        and _all_in(wanted.person, " / ".join(_people(decision)))
        and _all_in(wanted.words, _searched(decision))
    )


def _people(decision: Decision) -> Iterable[str]:
    yield from (name for name in (decision.proposer, decision.seconder) if name)
    if decision.vote is not None:
        for side in (decision.vote.in_favour, decision.vote.against, decision.vote.abstained):
            yield from side.names or ()


def _searched(decision: Decision) -> str:
    item = decision.agenda_item
    return " ".join([decision.text, item.title if item else "", *decision.references])


def _all_in(words: str, text: str) -> bool:
    """Return whether each of `words` begins a word of `text`, whatever the case."""
    searched = " " + " ".join(WORD.findall(text.casefold()))
    return all(f" {word}" in searched for word in WORD.findall(words.casefold()))


def _reference(text: str) -> str:
    """Return a reference as it is compared: files are named ``24-0017`` for ``24/0017``."""
    return text.strip().replace("-", "/").casefold()
