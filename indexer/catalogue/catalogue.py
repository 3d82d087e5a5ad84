"""The catalogue as a whole: opened once, read by generation, written in transactions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import msgspec
from sqlalchemy import and_, select

from indexer.catalogue import rows
from indexer.catalogue.followed import FollowedReader
from indexer.catalogue.opening import open_engine, transaction
from indexer.catalogue.reader import Reader
from indexer.catalogue.tables import (
    contents,
    documents,
    failures,
    generations,
    originals,
    pages,
    readings,
    sources,
    stale_points,
    versions,
)
from indexer.catalogue.values import Content, Failure, Generation, GenerationState, Held
from indexer.catalogue.writer import Writer
from indexer.errors import NotFound
from indexer.records import Description, Page

_stated = msgspec.json.Decoder(Description)
_page = msgspec.msgpack.Decoder(Page)


class Catalogue(FollowedReader):
    """What the index knows. Safe to share between threads; make it by `open_catalogue`."""

    def close(self) -> None:
        """Release the database."""
        self._engine.dispose()

    @contextmanager
    def writing(self) -> Iterator[Writer]:
        """Yield a writer; what it did is kept when the block ends without an error."""
        with transaction(self._engine, writes=True) as connection:
            yield Writer(connection)

    def reader(self, generation: Generation | None = None) -> Reader:
        """Return a reader of `generation`, or of the current one.

        Raises
        ------
        NotFound
            Nothing was ever indexed.
        """
        generation = generation or self.generation(GenerationState.CURRENT)
        if generation is None:
            raise NotFound("Nothing is indexed yet: run 'python -m indexer add FOLDER'.")
        return Reader(self._engine, generation)

    def generation(self, state: GenerationState) -> Generation | None:
        """Return the generation in that state, or None."""
        for generation in self.generations():
            if generation.state is state:
                return generation
        return None

    def generations(self) -> tuple[Generation, ...]:
        """Return all generations, the oldest first."""
        query = select(generations).order_by(generations.c.id)
        with transaction(self._engine, writes=False) as connection:
            return tuple(
                Generation(row.id, row.fingerprint, row.dimensions, GenerationState(row.state))
                for row in connection.execute(query)
            )

    def root(self, source: str) -> str | None:
        """Return where a source was found, or None where it is not held."""
        query = select(sources.c.root).where(sources.c.name == source)
        with transaction(self._engine, writes=False) as connection:
            return connection.execute(query).scalar_one_or_none()

    def held(self, source: str, generation: int) -> dict[str, Held]:
        """Return what is held of a source's documents, by path."""
        query = (
            select(
                documents.c.id,
                documents.c.path,
                versions.c.digest,
                versions.c.stated,
                readings.c.document.label("read"),
            )
            .join(
                versions,
                and_(
                    versions.c.document == documents.c.id,
                    versions.c.number == documents.c.version,
                ),
            )
            .outerjoin(
                readings,
                and_(readings.c.document == documents.c.id, readings.c.generation == generation),
            )
            .where(documents.c.source == source)
            .order_by(documents.c.path)
        )
        with transaction(self._engine, writes=False) as connection:
            return {
                row.path: Held(
                    row.id, row.path, row.digest, _stated.decode(row.stated), row.read is not None
                )
                for row in connection.execute(query)
            }

    def failures(self, source: str) -> dict[str, Failure]:
        """Return a source's documents that could not be read when last tried, by path."""
        query = select(failures).where(failures.c.source == source)
        with transaction(self._engine, writes=False) as connection:
            return {row.path: rows.failure(row) for row in connection.execute(query)}

    def content(self, generation: int, digest: str, form: str) -> Content | None:
        """Return the pages of some bytes, or None where these were not read yet."""
        same = (
            contents.c.generation == generation,
            contents.c.digest == digest,
            contents.c.form == form,
        )
        within = (
            pages.c.generation == generation,
            pages.c.digest == digest,
            pages.c.form == form,
        )
        with transaction(self._engine, writes=False) as connection:
            media_type = connection.execute(
                select(contents.c.media_type).where(*same)
            ).scalar_one_or_none()
            if media_type is None:
                return None
            query = select(pages.c.page).where(*within).order_by(pages.c.number)
            held = tuple(_page.decode(row.page) for row in connection.execute(query))
        return Content(digest, form, media_type, held)

    def unread_contents(self, generation: int) -> tuple[tuple[str, str], ...]:
        """Return digest and form of the bytes of all versions that were not read yet."""
        query = (
            select(versions.c.digest, versions.c.form)
            .distinct()
            .outerjoin(
                contents,
                and_(
                    contents.c.generation == generation,
                    contents.c.digest == versions.c.digest,
                    contents.c.form == versions.c.form,
                ),
            )
            .where(contents.c.digest.is_(None))
            .order_by(versions.c.digest, versions.c.form)
        )
        with transaction(self._engine, writes=False) as connection:
            return tuple((row.digest, row.form) for row in connection.execute(query))

    def originals(self) -> tuple[str, ...]:
        """Return the digests of all originals that should be kept."""
        with transaction(self._engine, writes=False) as connection:
            query = select(originals.c.digest).order_by(originals.c.digest)
            return tuple(connection.execute(query).scalars())

    def linked(self, generation: int) -> bool:
        """Return whether the links between documents are those of the documents held."""
        query = select(generations.c.linked).where(generations.c.id == generation)
        with transaction(self._engine, writes=False) as connection:
            return bool(connection.execute(query).scalar_one())

    def stale_points(self, generation: int) -> tuple[str, ...]:
        """Return the ids of points that are to be deleted from the store."""
        query = select(stale_points.c.id).where(stale_points.c.generation == generation)
        with transaction(self._engine, writes=False) as connection:
            return tuple(connection.execute(query.order_by(stale_points.c.id)).scalars())

    def broken_keys(self) -> tuple[str, ...]:
        """Return a line for each row that refers to one that is not there."""
        if self._engine.dialect.name != "sqlite":
            return ()  # Other databases never let such a row in.
        with transaction(self._engine, writes=False) as connection:
            found = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        return tuple(f"table {row[0]}, row {row[1]}: no such row in {row[2]}" for row in found)


def open_catalogue(url: str) -> Catalogue:
    """Return the catalogue in the database at `url`, made or brought up to date first.

    Raises
    ------
    ConfigurationError, HomeTooNew, HomeError
        As `indexer.catalogue.opening.open_engine` says.
    """
    return Catalogue(open_engine(url))
