"""An index of invented papers of meetings, without files: each page is its lines."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

from indexer.catalogue.values import Version, place_of
from indexer.decisions.reading import proceedings_of
from indexer.decisions.records import Decision, Proceedings
from indexer.errors import NotFound
from indexer.records import (
    Description,
    Document,
    DocumentKind,
    Page,
    Passage,
    Section,
    document_id,
    passage_id,
)
from indexer.sections import sections_of
from indexer.store.schema import Narrowing
from tests.indexer.decisions.made_minutes import page

COUNCIL = "Netherwick Town Council"
SEEN = datetime(2025, 1, 2, 3, 4, 5, tzinfo=UTC)


class Paper:
    """A document with its pages and sections."""

    def __init__(
        self, path: str, kind: DocumentKind, body: str, day: date | None, *pages: Sequence[str],
        title: str = "", records: date | None = None,
    ) -> None:  # fmt: skip
        self.pages = tuple(page(number, *lines) for number, lines in enumerate(pages, start=1))
        self.sections: tuple[Section, ...] = sections_of(self.pages)
        self.document = Document(
            id=document_id("made", path),
            source="made",
            path=path,
            description=Description(
                title=title or path,
                kind=kind,
                council=COUNCIL,
                body=body,
                meeting_date=day,
                recorded_date=records,
            ),
            inferred=(),
            version=1,
            digest="0" * 64,
            media_type="text/plain",
            pages=len(self.pages),
            pages_without_text=(),
        )


def agenda(body: str, day: date, *lines: str, title: str = "") -> Paper:
    """Return the agenda of a meeting, on one page."""
    path = f"{body}/{day}/agenda.pdf"
    return Paper(path, DocumentKind.AGENDA_FRONTSHEET, body, day, lines, title=title)


def minutes(body: str, day: date, *lines: str, published_with: date | None = None) -> Paper:
    """Return minutes of a meeting, on one page."""
    with_meeting = published_with or day
    path = f"{body}/{with_meeting}/minutes of {day}.pdf"
    return Paper(path, DocumentKind.MINUTES, body, with_meeting, lines, records=day)


def report(body: str, day: date, title: str, kind: DocumentKind = DocumentKind.REPORT) -> Paper:
    """Return a paper with a title and no words that matter."""
    return Paper(f"{body}/{day}/{title}.pdf", kind, body, day, ["Report"], title=title)


class MadeIndex:
    """What `service.meetings` needs of an index, over some papers."""

    def __init__(self, *papers: Paper) -> None:
        self._papers = {paper.document.id: paper for paper in papers}

    def add(self, paper: Paper) -> None:
        """Hold one more paper."""
        self._papers[paper.document.id] = paper

    def documents(self, narrowing: Narrowing) -> tuple[Document, ...]:
        return tuple(
            paper.document
            for paper in sorted(self._papers.values(), key=lambda each: each.document.path)
            if _meets(paper.document, narrowing)
        )

    def documents_by_id(self, ids: Sequence[str]) -> tuple[Document, ...]:
        return tuple(self._papers[name].document for name in ids if name in self._papers)

    def sections(self, document_id: str) -> tuple[Section, ...]:
        return self._papers[document_id].sections

    def page(self, document_id: str, number: int) -> Page:
        return self._papers[document_id].pages[number - 1]

    def versions(self, document_id: str) -> tuple[Version, ...]:
        return (Version(document_id, 1, "0" * 64, SEEN, None),)

    def state(self) -> str:
        return " ".join(sorted(self._papers)) or "empty"

    def passages_saying(self, text: str, limit: int) -> tuple[Passage, ...]:
        found = [
            Passage(
                id=passage_id(name, section.ordinal),
                document_id=name,
                ordinal=section.ordinal,
                section=section.ordinal,
                start=0,
                stop=len(section.text),
                text=section.text,
                pages=(1, 1),
                header="",
                context="",
            )
            for name, paper in sorted(self._papers.items())
            for section in paper.sections
            if text.casefold() in section.text.casefold()
        ]
        return tuple(found[:limit])

    def proceedings(self, narrowing: Narrowing) -> tuple[Proceedings, ...]:
        return tuple(
            proceedings_of(
                each.id,
                each.description,
                self.sections(each.id),
                lambda number, name=each.id: self.page(name, number),
            )
            for each in self.documents(narrowing)
        )

    def decision(self, decision_id: str) -> Decision:
        raise NotFound(decision_id)


def _meets(document: Document, narrowing: Narrowing) -> bool:
    place = place_of(document.description)
    return (
        (not narrowing.bodies or (place.body is not None and place.body.id in narrowing.bodies))
        and (narrowing.since is None or (place.day is not None and place.day >= narrowing.since))
        and (narrowing.until is None or (place.day is not None and place.day <= narrowing.until))
    )
