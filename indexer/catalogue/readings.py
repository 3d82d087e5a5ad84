"""Writing what was read of documents in one generation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from sqlalchemy import delete, insert, select, update

from indexer.catalogue import rows
from indexer.catalogue.part_tables import parts
from indexer.catalogue.statements import Statements, slices
from indexer.catalogue.tables import (
    bodies,
    contents,
    councils,
    generations,
    likenesses,
    meetings,
    pages,
    passages,
    readings,
    sections,
    sketches,
    stale_points,
)
from indexer.catalogue.values import Content, Place, ReadDocument, place_of
from indexer.likenesses import Likeness
from indexer.records import Body, Council, Meeting, Part, digest


class ReadingWriter(Statements):
    """Writes what was read."""

    def content(self, generation: int, content: Content) -> None:
        """Hold the pages of some bytes."""
        key = {"generation": generation, "digest": content.digest, "form": content.form}
        without_text = [page.number for page in content.pages if not page.text.strip()]
        held = self._hold(
            contents,
            key,
            media_type=content.media_type,
            pages=len(content.pages),
            pages_without_text=msgspec.json.encode(without_text).decode(),
        )
        if not held:
            self._insert(
                pages,
                [
                    {**key, "number": page.number, "page": msgspec.msgpack.encode(page)}
                    for page in content.pages
                ],
            )

    def reading(self, generation: int, read: ReadDocument) -> None:
        """Hold what was read of a document, in place of what was read of it before.

        Passages whose embedded text and labels are as before are not embedded again; the points
        of passages that are no more are stale.
        """
        before = self._passages(generation, read.document)
        labels_before = self._labels(generation, read.document)
        known = self._matched(generation, read.document)
        self._delete_reading(generation, read.document)
        self._insert_reading(generation, read)
        self._insert(parts, [self._part(generation, read.document, part) for part in read.parts])
        self._insert(
            sections,
            [rows.section_row(generation, read.document, section) for section in read.sections],
        )
        digests = [digest(passage.embedded_text) for passage in read.passages]
        in_store = before if self._labels(generation, read.document) == labels_before else {}
        self._insert(
            passages,
            [
                rows.passage_row(
                    generation,
                    passage,
                    text,
                    pending=in_store.get(passage.id) != (text, False),
                    unmatched=known is not None and passage.text not in known,
                )
                for passage, text in zip(read.passages, digests, strict=True)
            ],
        )
        self._insert(
            sketches,
            [{"generation": generation, "document": read.document, "sketch": read.sketch}],
        )
        held = {passage.id for passage in read.passages}
        self.stale(generation, sorted(before.keys() - held))
        self.not_stale(generation, sorted(held))

    def forget_reading(self, generation: int, document: str) -> None:
        """Forget what was read of a document; its points are stale."""
        self.stale(generation, sorted(self._passages(generation, document)))
        self._delete_reading(generation, document)

    def forget_elsewhere(self, generation: int, document: str) -> None:
        """Forget what was read of a document in all generations but this one."""
        held = select(readings.c.generation).where(
            readings.c.document == document, readings.c.generation != generation
        )
        for other in self._connection.execute(held).scalars().all():
            self.forget_reading(other, document)

    def embedded(self, generation: int, ids: Sequence[str]) -> None:
        """Hold that the store holds these passages, and that followed searches have seen them."""
        self._mark(generation, ids, pending=False, unmatched=False)

    def to_embed(self, generation: int, ids: Sequence[str]) -> None:
        """Hold that the store lacks these passages."""
        self._mark(generation, ids, pending=True)

    def stale(self, generation: int, ids: Sequence[str]) -> None:
        """Hold that the points of these ids are to be deleted from the store."""
        self.not_stale(generation, ids)
        self._insert(stale_points, [{"generation": generation, "id": name} for name in ids])

    def not_stale(self, generation: int, ids: Sequence[str]) -> None:
        """Hold that the points of these ids are not to be deleted, or are deleted by now."""
        for some in slices(ids):
            self._run(
                delete(stale_points).where(
                    stale_points.c.generation == generation, stale_points.c.id.in_(some)
                )
            )

    def likenesses(self, generation: int, links: Iterable[Likeness]) -> None:
        """Hold these links between documents, and no others."""
        self._run(delete(likenesses).where(likenesses.c.generation == generation))
        self._insert(
            likenesses,
            [{"generation": generation, **msgspec.structs.asdict(link)} for link in links],
        )
        self._set_linked(generation, True)

    def _passages(self, generation: int, document: str) -> dict[str, tuple[str, bool]]:
        query = select(passages.c.id, passages.c.digest, passages.c.pending).where(
            passages.c.generation == generation, passages.c.document == document
        )
        return {row.id: (row.digest, row.pending) for row in self._connection.execute(query)}

    def _matched(self, generation: int, document: str) -> frozenset[str] | None:
        """Return what the passages of a document said that followed searches have seen already.

        None where nothing can be new: another generation is built of what is indexed.
        """
        query = select(passages.c.generation, passages.c.text, passages.c.unmatched).where(
            # The generations are named so that the index on them is used.
            passages.c.generation.in_(select(generations.c.id)),
            passages.c.document == document,
        )
        held = self._connection.execute(query).all()
        own = [row for row in held if row.generation == generation]
        if held and not own and not any(row.unmatched for row in held):
            return None
        return frozenset(row.text for row in own or held if not row.unmatched)

    def _labels(self, generation: int, document: str) -> tuple[Any, ...]:
        """Return the labels of a document and of its parts."""
        names = ("label_council", "label_body", "kind", "label_date")
        found = []
        for table, pages_of in ((readings, ()), (parts, ("first_page", "last_page"))):
            query = select(*(table.c[name] for name in (*names, *pages_of))).where(
                table.c.generation == generation, table.c.document == document
            )
            found += sorted(map(tuple, self._connection.execute(query)), key=repr)
        return tuple(found)

    def _set_linked(self, generation: int, linked: bool) -> None:
        same = generations.c.id == generation
        self._run(update(generations).where(same).values(linked=linked))

    def _delete_reading(self, generation: int, document: str) -> None:
        self._set_linked(generation, False)
        self._run(
            delete(readings).where(
                readings.c.generation == generation, readings.c.document == document
            )
        )

    def _insert_reading(self, generation: int, read: ReadDocument) -> None:
        place = place_of(read.description)
        self._meeting(place.published_with)
        row = {
            **msgspec.structs.asdict(read.description),
            "generation": generation,
            "document": read.document,
            "digest": read.digest,
            "form": read.form,
            "inferred": msgspec.json.encode(read.inferred).decode(),
            "parts": msgspec.json.encode(read.parts).decode(),
            "published_with": place.published_with.id if place.published_with else None,
            **self._labelled(place),
        }
        self._run(insert(readings).values(row))

    def _part(self, generation: int, document: str, part: Part) -> dict[str, Any]:
        """Return the row of a part, its meeting being held."""
        return {
            "generation": generation,
            "document": document,
            "first_page": part.first,
            "last_page": part.last,
            "kind": part.description.kind,
            **self._labelled(place_of(part.description)),
        }

    def _labelled(self, place: Place) -> dict[str, Any]:
        """Return the meeting recorded at `place` and the labels, as columns; all of it is held."""
        self._council(place.council)
        self._body(place.body)
        self._meeting(place.recorded)
        return {
            "records": place.recorded.id if place.recorded else None,
            "label_council": place.council.id if place.council else None,
            "label_body": place.body.id if place.body else None,
            "label_date": place.day,
        }

    def _council(self, council: Council | None) -> None:
        if council:
            self._hold(councils, {"id": council.id}, name=council.name)

    def _body(self, body: Body | None) -> None:
        if body:
            self._council(body.council)
            self._hold(bodies, {"id": body.id}, council=body.council.id, name=body.name)

    def _meeting(self, meeting: Meeting | None) -> None:
        if meeting:
            self._body(meeting.body)
            self._hold(meetings, {"id": meeting.id}, body=meeting.body.id, date=meeting.date)

    def _mark(self, generation: int, ids: Sequence[str], **values: bool) -> None:
        for some in slices(ids):
            self._run(
                update(passages)
                .where(passages.c.generation == generation, passages.c.id.in_(some))
                .values(**values)
            )
