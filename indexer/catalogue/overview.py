"""What a generation holds as a whole: councils, bodies, meetings, counts, failures."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Connection, Engine, Select, func, or_, select, union

from indexer.catalogue import rows
from indexer.catalogue.opening import transaction
from indexer.catalogue.part_tables import parts
from indexer.catalogue.tables import (
    bodies,
    contents,
    councils,
    failures,
    meetings,
    passages,
    readings,
    sections,
    sources,
)
from indexer.catalogue.values import Counts, Extent, Failure, Generation
from indexer.errors import NotFound
from indexer.records import Body, Council, Document, Meeting
from indexer.store.schema import EVERYTHING, Narrowing


class Overview:
    """The councils, bodies and meetings of the generation `generation`, and how much it holds."""

    def __init__(self, engine: Engine, generation: Generation) -> None:
        self._engine = engine
        self.generation = generation

    def sources(self) -> tuple[str, ...]:
        """Return the names of the sources."""
        with transaction(self._engine, writes=False) as connection:
            query = select(sources.c.name).order_by(sources.c.name)
            return tuple(connection.execute(query).scalars())

    def councils(self) -> tuple[Council, ...]:
        """Return the councils, by id."""
        with transaction(self._engine, writes=False) as connection:
            query = select(councils).order_by(councils.c.id)
            return tuple(Council(row.id, row.name) for row in connection.execute(query))

    def bodies(self, council: str | None = None) -> tuple[Body, ...]:
        """Return the bodies, by id; of one council where its id is given."""
        query = rows.select_bodies()
        if council is not None:
            query = query.where(bodies.c.council == council)
        with transaction(self._engine, writes=False) as connection:
            return tuple(rows.body(row) for row in connection.execute(query))

    def meetings(self, body: str | None = None) -> tuple[Meeting, ...]:
        """Return the meetings, the earliest first; of one body where its id is given."""
        query = rows.select_meetings()
        if body is not None:
            query = query.where(meetings.c.body == body)
        with transaction(self._engine, writes=False) as connection:
            return tuple(rows.meeting(row) for row in connection.execute(query))

    def meeting(self, meeting_id: str) -> Meeting:
        """Return the meeting of that id.

        Raises
        ------
        NotFound
            None is held.
        """
        query = rows.select_meetings().where(meetings.c.id == meeting_id)
        with transaction(self._engine, writes=False) as connection:
            for row in connection.execute(query):
                return rows.meeting(row)
        raise NotFound(f"No meeting {meeting_id!r} is held.")

    def published_with(self, meeting_id: str) -> tuple[Document, ...]:
        """Return the documents that were published with a meeting."""
        return self._documents_where(readings.c.published_with == meeting_id)

    def recording(self, meeting_id: str) -> tuple[Document, ...]:
        """Return the documents that record a meeting, or hold a part that does."""
        bound = select(parts.c.document).where(
            parts.c.generation == self.generation.id, parts.c.records == meeting_id
        )
        recording = readings.c.records == meeting_id
        return self._documents_where(or_(recording, readings.c.document.in_(bound)))

    def failures(self) -> tuple[Failure, ...]:
        """Return what could not be read when it was last tried."""
        query = select(failures).order_by(failures.c.source, failures.c.path)
        with transaction(self._engine, writes=False) as connection:
            return tuple(rows.failure(row) for row in connection.execute(query))

    def extent(self, narrowing: Narrowing = EVERYTHING) -> Extent | None:
        """Return the first and last day of what meets `narrowing`; None where none has a day."""
        days = self.days(narrowing)
        return Extent(min(days), max(days)) if days else None

    def days(self, narrowing: Narrowing = EVERYTHING) -> frozenset[date]:
        """Return the days that the documents and the parts that meet `narrowing` are of."""
        query = union(
            *(
                select(table.c.label_date).where(
                    table.c.generation == self.generation.id,
                    table.c.label_date.is_not(None),
                    *rows.meets(narrowing, table),
                )
                for table in (readings, parts)
            )
        )
        with transaction(self._engine, writes=False) as connection:
            return frozenset(connection.execute(query).scalars())

    def counts(self) -> Counts:
        """Return how much is held."""
        number = self.generation.id
        with transaction(self._engine, writes=False) as connection:
            pages, without_text = self._count_pages(connection)
            kinds = connection.execute(
                select(readings.c.kind, func.count())
                .where(readings.c.generation == number)
                .group_by(readings.c.kind)
                .order_by(readings.c.kind)
            )
            return Counts(
                sources=_count(connection, select(func.count()).select_from(sources)),
                councils=_count(connection, select(func.count()).select_from(councils)),
                bodies=_count(connection, select(func.count()).select_from(bodies)),
                meetings=_count(connection, select(func.count()).select_from(meetings)),
                documents=_count(
                    connection, select(func.count()).where(readings.c.generation == number)
                ),
                kinds=tuple((kind or "unknown", count) for kind, count in kinds),
                pages=pages,
                pages_without_text=without_text,
                sections=_count(
                    connection, select(func.count()).where(sections.c.generation == number)
                ),
                passages=_count(
                    connection, select(func.count()).where(passages.c.generation == number)
                ),
                pending=_count(
                    connection,
                    select(func.count()).where(passages.c.generation == number, passages.c.pending),
                ),
                failures=_count(connection, select(func.count()).select_from(failures)),
            )

    def _count_pages(self, connection: Connection) -> tuple[int, int]:
        query = rows.select_documents(self.generation.id).with_only_columns(
            contents.c.pages, contents.c.pages_without_text
        )
        held = connection.execute(query).all()
        # The lists are JSON and nearly all empty: "[]".
        lists = [row.pages_without_text for row in held if row.pages_without_text != "[]"]
        return sum(row.pages for row in held), sum(text.count(",") + 1 for text in lists)

    def _documents_where(self, condition: Any) -> tuple[Document, ...]:
        query = rows.select_documents(self.generation.id).where(condition)
        with transaction(self._engine, writes=False) as connection:
            return tuple(rows.document(row) for row in connection.execute(query))


def _count(connection: Connection, query: Select[Any]) -> int:
    return int(connection.execute(query).scalar_one())
