"""Where matters occur: agenda items, reports, records of decision, press releases."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from enum import StrEnum
from typing import Protocol

from msgspec import Struct

from indexer.catalogue.decided import ItemPlace
from indexer.catalogue.values import place_of
from indexer.decisions.actions import references_in
from indexer.decisions.paragraphs import paragraphs_of
from indexer.decisions.records import Decision, Proceedings
from indexer.records import NAMESPACE, Document, DocumentKind, Section
from indexer.slugs import slug, with_and
from indexer.store.schema import EVERYTHING, Narrowing
from service.matters.titles import APPENDIX, about, routine


class Step(StrEnum):
    """What a paper is in the course of a matter, in the order in which they come."""

    AGENDA = "agenda"
    REPORT = "report"
    MINUTES = "minutes"
    DECISION = "decision"
    PRESS = "press"
    OTHER = "other"


STEPS = {
    DocumentKind.REPORT: Step.REPORT,
    DocumentKind.DECISION_NOTICE: Step.DECISION,
    DocumentKind.PRESS_RELEASE: Step.PRESS,
    DocumentKind.OTHER: Step.OTHER,
}


class Occurrence(Struct, frozen=True):
    """A matter at one place: an item of a document, or a document as a whole (``section`` None).

    ``id`` comes from council, body, day and title, so that the agenda item, its report and its
    minute each keep theirs when documents are indexed again.
    """

    id: str
    council: str
    body: str
    date: date
    step: Step
    title: str
    minute: str
    references: tuple[str, ...]
    document: Document
    page: int
    section: int | None
    decisions: tuple[Decision, ...] = ()


class MatterRecords(Protocol):
    """What finding matters needs of an index."""

    def documents(self, narrowing: Narrowing) -> tuple[Document, ...]:
        """Return the documents that meet `narrowing`."""

    def sections(self, document_id: str) -> tuple[Section, ...]:
        """Return the sections of a document, in order."""

    def agenda_items(self) -> tuple[ItemPlace, ...]:
        """Return every document's agenda items."""

    def proceedings(self, narrowing: Narrowing) -> tuple[Proceedings, ...]:
        """Return what was read of the decisions in each document that meets `narrowing`."""


def occurrences_in(index: MatterRecords) -> tuple[Occurrence, ...]:
    """Return all places where a matter may occur, by date; routine items are left out."""
    documents = index.documents(EVERYTHING)
    items: dict[str, list[ItemPlace]] = {}
    for place in index.agenda_items():
        items.setdefault(place.document, []).append(place)
    read = {
        (each.document_id, each.first_page): each.decisions
        for each in index.proceedings(EVERYTHING)
    }
    found: list[Occurrence] = []
    for document in (paper for each in documents for paper in each.papers):
        decided = read.get((document.id, document.first_page), ())
        kind = document.description.kind
        if kind is DocumentKind.MINUTES:
            places = [each for each in items.get(document.id, ()) if document.holds(each.page)]
            found += _of_minutes(document, places, decided)
        elif kind is DocumentKind.AGENDA_FRONTSHEET:
            found += _of_agenda(document, index.sections(document.id))
        elif kind in STEPS:
            found += _of_document(document, decided)
    return tuple(sorted(found, key=lambda each: (each.date, list(Step).index(each.step), each.id)))


def _of_minutes(
    document: Document, places: Iterable[ItemPlace], decided: Sequence[Decision]
) -> Iterator[Occurrence]:
    by_item: dict[tuple[str, str], list[Decision]] = {}
    for decision in decided:
        if decision.agenda_item is not None:
            key = (decision.agenda_item.minute, decision.agenda_item.title)
            by_item.setdefault(key, []).append(decision)
    seen = set()
    for place in places:
        key = (place.item.minute, place.item.title)
        seen.add(key)
        yield from _occurrence(
            document, Step.MINUTES, place.item.title, place.page, place.section,
            minute=place.item.minute, decisions=tuple(by_item.get(key, ())),
        )  # fmt: skip
    for key, decisions in by_item.items():
        if key not in seen:
            yield from _occurrence(
                document, Step.MINUTES, key[1], decisions[0].page, decisions[0].section,
                minute=key[0], decisions=tuple(decisions),
            )  # fmt: skip


def _of_agenda(document: Document, sections: Sequence[Section]) -> Iterator[Occurrence]:
    for paragraph in paragraphs_of(document.own(sections)):
        if paragraph.number.isdigit() and not paragraph.heading:
            section = sections[paragraph.span.section]
            page = next(piece.page for piece in section.pieces if piece.stop > paragraph.span.start)
            yield from _occurrence(
                document, Step.AGENDA, paragraph.text[paragraph.body :], page,
                paragraph.span.section,
            )  # fmt: skip


def _of_document(document: Document, decided: tuple[Decision, ...]) -> Iterator[Occurrence]:
    described = document.description
    step = STEPS[described.kind] if described.kind else Step.OTHER
    title = described.title or document.path.rsplit("/", 1)[-1]
    named = decided[0].agenda_item if decided else None
    references = tuple(
        reference for decision in decided for reference in decision.references
    ) or references_in(f"{title} {document.path.rsplit('/', 1)[-1]}".replace("-", "/"))
    if APPENDIX.search(title) and not references:
        return
    yield from _occurrence(
        document, step, named.title if named and about(named.title) else title, 1, None,
        references=references, decisions=decided,
    )  # fmt: skip


def _occurrence(
    document: Document,
    step: Step,
    title: str,
    page: int,
    section: int | None,
    minute: str = "",
    references: tuple[str, ...] = (),
    decisions: tuple[Decision, ...] = (),
) -> Iterator[Occurrence]:
    """Yield the occurrence, unless it is routine or nothing says when it was."""
    described, place = document.description, place_of(document.description)
    if place.day is None or place.council is None or (routine(title) and not references):
        return
    plain = " ".join(title.split())
    body = described.recorded_body or described.body or ""
    key = f"{place.council.id}/{slug(with_and(body))}/{place.day.isoformat()}/{slug(about(plain))}"
    yield Occurrence(
        id=uuid.uuid5(NAMESPACE, f"matter:{key}").hex[:12],
        council=place.council.id,
        body=body,
        date=place.day,
        step=step,
        title=plain,
        minute=minute,
        references=references or references_in(plain),
        document=document,
        page=page,
        section=section,
        decisions=decisions,
    )
