"""Writing to the catalogue, within one transaction: all of it is kept, or nothing."""

from __future__ import annotations

import msgspec
from sqlalchemy import delete, exists, insert, or_, select, update

from indexer.catalogue.decided import DecidedWriter
from indexer.catalogue.followed import FollowedWriter
from indexer.catalogue.part_tables import parts
from indexer.catalogue.published import PublishedWriter
from indexer.catalogue.readings import ReadingWriter
from indexer.catalogue.statements import now
from indexer.catalogue.tables import (
    bodies,
    contents,
    councils,
    documents,
    generations,
    meetings,
    originals,
    readings,
    stale_points,
    versions,
)
from indexer.catalogue.values import Generation, GenerationState


class Writer(PublishedWriter, ReadingWriter, DecidedWriter, FollowedWriter):
    """Changes to the catalogue, made together when the transaction they belong to ends."""

    def forget_document(self, document: str) -> None:
        """Forget a document: its versions, and what was read of it in every generation."""
        held = select(readings.c.generation).where(readings.c.document == document)
        for generation in self._connection.execute(held).scalars().all():
            self.forget_reading(generation, document)
        self.withdraw_entries(document, now())
        self._run(delete(versions).where(versions.c.document == document))
        self._run(delete(documents).where(documents.c.id == document))

    def prune(self) -> tuple[str, ...]:
        """Forget what nothing refers to any more; return the originals to delete."""
        version = (versions.c.digest == contents.c.digest) & (versions.c.form == contents.c.form)
        self._run(delete(contents).where(~exists().where(version)))
        unmet = or_(readings.c.published_with == meetings.c.id, readings.c.records == meetings.c.id)
        bound = parts.c.records == meetings.c.id
        self._run(delete(meetings).where(~exists().where(unmet), ~exists().where(bound)))
        self._run(
            delete(bodies).where(
                ~exists().where(meetings.c.body == bodies.c.id),
                ~exists().where(readings.c.label_body == bodies.c.id),
                ~exists().where(parts.c.label_body == bodies.c.id),
            )
        )
        self._run(
            delete(councils).where(
                ~exists().where(bodies.c.council == councils.c.id),
                ~exists().where(readings.c.label_council == councils.c.id),
            )
        )
        unused = ~exists().where(versions.c.digest == originals.c.digest)
        names = self._connection.execute(select(originals.c.digest).where(unused)).scalars().all()
        self._run(delete(originals).where(unused))
        return tuple(names)

    def generation(self, generation: Generation) -> None:
        """Hold a new generation."""
        self._run(insert(generations).values(**msgspec.structs.asdict(generation), linked=True))

    def swap(self, new: int) -> None:
        """Make the generation `new` the current one; the one before is retired."""
        current = generations.c.state == GenerationState.CURRENT
        self._run(update(generations).where(current).values(state=GenerationState.RETIRED))
        self._run(
            update(generations).where(generations.c.id == new).values(state=GenerationState.CURRENT)
        )

    def retire(self, generation: int) -> None:
        """Hold that a generation is to be dropped."""
        self._run(
            update(generations)
            .where(generations.c.id == generation)
            .values(state=GenerationState.RETIRED)
        )

    def drop(self, generation: int) -> None:
        """Forget a generation and all that was read in it."""
        for table in (readings, contents, stale_points):
            self._run(delete(table).where(table.c.generation == generation))
        self._run(delete(generations).where(generations.c.id == generation))
