"""Where a record stands: its meeting, its version, and what it belongs together with."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from litestar.datastructures import State
from msgspec import Struct

from indexer.catalogue.values import place_of
from indexer.records import Document, DocumentKind, Page, Section
from service.citations import cited_document, cited_meeting, item_name
from service.index import Index
from service.matters.following import Matter, Matters
from service.standing import Standings
from service.web.comparing import LIKE, ComparedRecords
from service.web.matters import matters_of
from service.web.quoting import words_link
from service.web.viewing import Stretch, occurrences

MOST_ALIKE = 2
"""Documents that one is offered to be compared with on its own pages."""


class Alike(Struct, frozen=True):
    """A document to compare with: its title, and the ids of both, the older first."""

    title: str
    older: str
    newer: str


class Around(Struct, frozen=True):
    """What a page belongs together with.

    ``items`` are the agenda items of the words marked on it, else of all of it. ``comparable``
    tells that there are versions, or more documents than are named.
    """

    items: tuple[str, ...] = ()
    matters: tuple[Matter, ...] = ()
    alike: tuple[Alike, ...] = ()
    comparable: bool = False


class Placing:
    """Tells where records stand."""

    def __init__(
        self, index: Index, records: ComparedRecords, matters: Matters, standings: Standings
    ) -> None:
        self._index = index
        self._records = records
        self._matters = matters
        self._standings = standings

    def described(self, document: Document) -> dict[str, Any]:
        """Return what the pages of a document tell of it, for their templates."""
        newest = self._index.document(document.id).version
        confirming = self._standings.confirmed_by(document)
        return {
            "document": document,
            "cited": cited_document(document),
            "meeting": cited_meeting(document),
            "newest": newest,
            # a link to what is not the newest version must go on leading there
            "in_version": f"version={document.version}" if document.version != newest else "",
            "approved_at": _approved_at(document),
            "confirmed_at": _day(confirming) if confirming else None,
            "confirmed_by": confirming,
        }

    def around(self, document: Document, page: Page, marked: Sequence[Stretch]) -> Around:
        """Return what `page`, with the words `marked` on it, belongs together with."""
        if document.version != self._index.document(document.id).version:
            return Around()
        sections = _sections(self._index.sections(document.id), page, marked)
        items = [item_name(section.agenda_item) for section in sections]
        matters = [self._matters.at(document.id, section.ordinal) for section in sections]
        alike = self._alike(document)
        versions = len(self._records.versions(document.id))
        return Around(
            items=tuple(dict.fromkeys(item for item in items if item)),
            matters=tuple({each.id: each for each in matters if each}.values()),
            alike=alike[:MOST_ALIKE],
            comparable=versions > 1 or len(alike) > MOST_ALIKE,
        )

    def later(self, document: Document, page: Page, marked: Sequence[Stretch]) -> str | None:
        """Return the path of the page where the newest version says what is `marked` on `page`.

        Of several it is the nearest. "" where no page says all of it, word for word; None where
        `document` is the newest version or nothing is marked.
        """
        newest = self._index.document(document.id)
        if not marked or newest.version == document.version:
            return None
        said = [page.text[start:stop] for start, stop in marked]
        pages = self._index.pages(document.id)
        for each in sorted(pages, key=lambda other: abs(other.number - page.number)):
            places = [occurrences(words, each.text, most=1) for words in said]
            if all(places):
                return words_link(newest, each, [place for (place,) in places])
        return ""

    def _alike(self, document: Document) -> tuple[Alike, ...]:
        alike = sorted(
            (each for each in self._records.likenesses([document.id]) if each.relation in LIKE),
            key=lambda each: -each.containment,
        )
        held = self._records.documents_by_id([each.other for each in alike])
        return tuple(
            Alike(
                cited_document(other).title,
                *(each.id for each in sorted((document, other), key=_by_day)),
            )
            for other in held
        )


def placing_of(state: State) -> Placing:
    """Return what tells where the records of the index that is served stand."""
    return Placing(state.index, state.index, matters_of(state), state.standings)


def _sections(
    sections: Sequence[Section], page: Page, marked: Sequence[Stretch]
) -> tuple[Section, ...]:
    """Return the sections of the words `marked` on a page, else all that stand on it."""
    blocks = {
        at
        for at, block in enumerate(page.blocks)
        for run in block.runs
        for start, stop in marked
        if run.page_start < stop and start < run.page_start + run.length
    }
    return tuple(
        section
        for section in sections
        if any(
            piece.page == page.number and (not blocks or piece.block in blocks)
            for piece in section.pieces
        )
    )


def _approved_at(document: Document) -> date | None:
    """Return the meeting that minutes were put before, to be approved."""
    described = document.description
    later, recorded = described.meeting_date, described.recorded_date
    minutes = described.kind is DocumentKind.MINUTES
    return later if minutes and later and recorded and later > recorded else None


def _day(document: Document) -> date | None:
    return place_of(document.description).day


def _by_day(document: Document) -> tuple[date, str]:
    return (_day(document) or date.min, document.path)
