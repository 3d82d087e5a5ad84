"""Reading what one generation holds: documents, and the words in them."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from sqlalchemy import and_, func, or_, select

from indexer.catalogue import rows
from indexer.catalogue.decided import DecidedReader
from indexer.catalogue.opening import transaction
from indexer.catalogue.overview import Overview
from indexer.catalogue.tables import (
    documents,
    likenesses,
    pages,
    passages,
    readings,
    sections,
    sketches,
    versions,
)
from indexer.catalogue.values import PendingPassage, Version
from indexer.errors import NotFound
from indexer.likenesses import Likeness, LikenessKind
from indexer.records import Document, Page, Passage, Section
from indexer.store.schema import EVERYTHING, Narrowing

_AT_ONCE = 500
_page = msgspec.msgpack.Decoder(Page)


class Reader(Overview, DecidedReader):
    """What the generation `generation` holds. Safe to share between threads.

    `Overview` has the councils, bodies, meetings, counts and failures; `DecidedReader` decisions.
    """

    def documents(self, narrowing: Narrowing = EVERYTHING) -> tuple[Document, ...]:
        """Return the documents that meet `narrowing`, wholly or in a part, by source and path."""
        number = self.generation.id
        query = rows.select_documents(number).where(*rows.holding(number, narrowing))
        with transaction(self._engine, writes=False) as connection:
            return tuple(rows.document(row) for row in connection.execute(query))

    def documents_by_id(self, ids: Sequence[str]) -> tuple[Document, ...]:
        """Return the documents of these ids, in their order; ids that are not held are left out."""
        found = {document.id: document for document in self._some_documents(ids)}
        return tuple(found[name] for name in ids if name in found)

    def document(self, document_id: str) -> Document:
        """Return the document of that id.

        Raises
        ------
        NotFound
            None is held.
        """
        for document in self._some_documents([document_id]):
            return document
        raise NotFound(f"No document {document_id!r} is held.")

    def find_document(self, text: str) -> Document:
        """Return the one document that `text` names: its id, its path, or a part of path or title.

        Raises
        ------
        NotFound
            None is, or several are; the message lists some.
        """
        part = f"%{_escaped(text)}%"
        ways = (
            documents.c.id == text,
            documents.c.path == text,
            or_(
                documents.c.path.ilike(part, escape="\\"),
                readings.c.title.ilike(part, escape="\\"),
            ),
        )
        with transaction(self._engine, writes=False) as connection:
            for way in ways:
                query = rows.select_documents(self.generation.id).where(way).limit(6)
                found = [rows.document(row) for row in connection.execute(query)]
                if len(found) == 1:
                    return found[0]
                if found:
                    some = "; ".join(f"{each.id} {each.path}" for each in found[:5])
                    more = "; and more" if len(found) > 5 else ""
                    raise NotFound(f"{text!r} names several documents: {some}{more}. Use an id.")
        raise NotFound(f"No document is named {text!r}, and no path or title holds it.")

    def versions(self, document_id: str) -> tuple[Version, ...]:
        """Return all versions of a document, the oldest first."""
        query = (
            select(versions).where(versions.c.document == document_id).order_by(versions.c.number)
        )
        with transaction(self._engine, writes=False) as connection:
            return tuple(rows.version(row) for row in connection.execute(query))

    def page(self, document_id: str, number: int, version: int | None = None) -> Page:
        """Return page `number`, from 1, of a document's newest version, or of that `version`.

        Raises
        ------
        NotFound
            There is no such document, version or page.
        """
        for page in self._pages(document_id, version, number):
            return page
        raise NotFound(f"Document {document_id!r} has no page {number} here.")

    def pages(self, document_id: str, version: int | None = None) -> tuple[Page, ...]:
        """Return all pages of a document's newest version, or of that `version`."""
        return self._pages(document_id, version, None)

    def sections(self, document_id: str) -> tuple[Section, ...]:
        """Return the sections of a document, in order."""
        query = (
            select(sections)
            .where(sections.c.generation == self.generation.id, sections.c.document == document_id)
            .order_by(sections.c.ordinal)
        )
        with transaction(self._engine, writes=False) as connection:
            return tuple(rows.section(row) for row in connection.execute(query))

    def section(self, document_id: str, ordinal: int) -> Section:
        """Return one section of a document.

        Raises
        ------
        NotFound
            It is not held.
        """
        query = select(sections).where(
            sections.c.generation == self.generation.id,
            sections.c.document == document_id,
            sections.c.ordinal == ordinal,
        )
        with transaction(self._engine, writes=False) as connection:
            for row in connection.execute(query):
                return rows.section(row)
        raise NotFound(f"Document {document_id!r} has no section {ordinal}.")

    def passages(self, ids: Sequence[str]) -> tuple[Passage, ...]:
        """Return the passages of these ids, in their order; ids that are not held are left out."""
        found: dict[str, Passage] = {}
        with transaction(self._engine, writes=False) as connection:
            for first in range(0, len(ids), _AT_ONCE):
                some = ids[first : first + _AT_ONCE]
                query = rows.select_passages(self.generation.id).where(passages.c.id.in_(some))
                for row in connection.execute(query):
                    found[row.id] = rows.passage(row)
        return tuple(found[name] for name in ids if name in found)

    def passages_of(self, document_id: str) -> tuple[Passage, ...]:
        """Return the passages of a document, in order."""
        query = (
            rows.select_passages(self.generation.id)
            .where(passages.c.document == document_id)
            .order_by(passages.c.ordinal)
        )
        with transaction(self._engine, writes=False) as connection:
            return tuple(rows.passage(row) for row in connection.execute(query))

    def digests(self) -> dict[str, str]:
        """Return the digest of the text that is embedded for every passage, by the passage's id."""
        query = select(passages.c.id, passages.c.digest).where(
            passages.c.generation == self.generation.id
        )
        with transaction(self._engine, writes=False) as connection:
            return {row.id: row.digest for row in connection.execute(query)}

    def pending(self, limit: int) -> tuple[PendingPassage, ...]:
        """Return up to `limit` passages that the store lacks, in the order of their documents."""
        query = (
            rows.select_labelled_passages(self.generation.id)
            .where(passages.c.pending)
            .order_by(passages.c.document, passages.c.ordinal)
            .limit(limit)
        )
        with transaction(self._engine, writes=False) as connection:
            return tuple(
                PendingPassage(
                    row.id,
                    row.digest,
                    rows.passage(row).embedded_text,
                    rows.labels(row),
                    row.unmatched,
                )
                for row in connection.execute(query)
            )

    def pending_count(self) -> int:
        """Return how many passages the store lacks."""
        query = select(func.count()).where(
            passages.c.generation == self.generation.id, passages.c.pending
        )
        with transaction(self._engine, writes=False) as connection:
            return int(connection.execute(query).scalar_one())

    def sketches(self) -> tuple[tuple[str, bytes], ...]:
        """Return the id and the sketch of every document."""
        query = (
            select(sketches.c.document, sketches.c.sketch)
            .where(sketches.c.generation == self.generation.id)
            .order_by(sketches.c.document)
        )
        with transaction(self._engine, writes=False) as connection:
            return tuple((row.document, row.sketch) for row in connection.execute(query))

    def likenesses(self, document_ids: Sequence[str] = ()) -> tuple[Likeness, ...]:
        """Return which documents say the same as these, or as any where none are named."""
        query = (
            select(likenesses)
            .where(likenesses.c.generation == self.generation.id)
            .order_by(likenesses.c.document, likenesses.c.other)
        )
        if document_ids:
            query = query.where(likenesses.c.document.in_(document_ids))
        with transaction(self._engine, writes=False) as connection:
            return tuple(
                Likeness(row.document, row.other, row.containment, LikenessKind(row.relation))
                for row in connection.execute(query)
            )

    def _some_documents(self, ids: Sequence[str]) -> list[Document]:
        found: list[Document] = []
        with transaction(self._engine, writes=False) as connection:
            for first in range(0, len(ids), _AT_ONCE):
                some = ids[first : first + _AT_ONCE]
                query = rows.select_documents(self.generation.id).where(documents.c.id.in_(some))
                found.extend(rows.document(row) for row in connection.execute(query))
        return found

    def _pages(self, document_id: str, version: int | None, number: int | None) -> tuple[Page, ...]:
        query = (
            select(pages.c.page)
            .join(
                versions,
                and_(versions.c.digest == pages.c.digest, versions.c.form == pages.c.form),
            )
            .join(documents, documents.c.id == versions.c.document)
            .where(
                pages.c.generation == self.generation.id,
                documents.c.id == document_id,
                versions.c.number == (documents.c.version if version is None else version),
            )
            .order_by(pages.c.number)
        )
        if number is not None:
            query = query.where(pages.c.number == number)
        with transaction(self._engine, writes=False) as connection:
            return tuple(_page.decode(row.page) for row in connection.execute(query))


def _escaped(text: str) -> str:
    """Return `text` as a pattern of LIKE that matches just it."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
