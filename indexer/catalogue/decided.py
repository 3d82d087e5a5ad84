"""Writing and reading what was decided, and the agenda items of which."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from msgspec import Struct
from sqlalchemy import and_, delete, func, insert, or_, select
from sqlalchemy.engine import Engine

from indexer.catalogue import rows
from indexer.catalogue.decision_tables import decisions, proceedings
from indexer.catalogue.opening import transaction
from indexer.catalogue.part_tables import parts
from indexer.catalogue.statements import Statements, slices
from indexer.catalogue.tables import passages, readings, sections, versions
from indexer.catalogue.values import Generation
from indexer.decisions.records import Decision, Proceedings
from indexer.errors import NotFound
from indexer.records import AgendaItem, Passage, Piece
from indexer.store.schema import Narrowing

_proceedings = msgspec.msgpack.Decoder(tuple[Proceedings, ...])
_agenda_item = msgspec.json.Decoder(AgendaItem)
_pieces = msgspec.msgpack.Decoder(tuple[Piece, ...])


class ItemPlace(Struct, frozen=True):
    """An agenda item of a document, and the page where its section begins."""

    document: str
    section: int
    item: AgendaItem
    page: int


class DecidedReader:
    """The decisions and agenda items of the generation `generation`."""

    def __init__(self, engine: Engine, generation: Generation) -> None:
        self._engine = engine
        self.generation = generation

    def proceedings(self, narrowing: Narrowing) -> tuple[Proceedings, ...]:
        """Return what was read of the decisions in each document that meets `narrowing`.

        Of a document that meets it wholly or in a part, that is what each of its papers records.
        """
        query = (
            select(proceedings.c.record)
            .join(
                readings,
                and_(
                    readings.c.generation == proceedings.c.generation,
                    readings.c.document == proceedings.c.document,
                ),
            )
            .where(
                proceedings.c.generation == self.generation.id,
                *rows.holding(self.generation.id, narrowing),
            )
            .order_by(readings.c.label_date, proceedings.c.document)
        )
        with transaction(self._engine, writes=False) as connection:
            return tuple(
                each
                for row in connection.execute(query)
                for each in _proceedings.decode(row.record)
            )

    def decision(self, decision_id: str) -> Decision:
        """Return the decision of that id.

        Raises
        ------
        NotFound
            None is held.
        """
        query = (
            select(proceedings.c.record)
            .join(
                decisions,
                and_(
                    decisions.c.generation == proceedings.c.generation,
                    decisions.c.document == proceedings.c.document,
                ),
            )
            .where(decisions.c.generation == self.generation.id, decisions.c.id == decision_id)
        )
        with transaction(self._engine, writes=False) as connection:
            for row in connection.execute(query):
                read = _proceedings.decode(row.record)
                held = {each.id: each for one in read for each in one.decisions}
                return held[decision_id]
        raise NotFound(f"No decision {decision_id!r} is held.")

    def undecided(self, rules: int, kinds: tuple[str, ...]) -> tuple[str, ...]:
        """Return the documents of these kinds whose decisions were not read by `rules` yet."""
        bound = select(parts.c.document).where(
            parts.c.generation == self.generation.id, parts.c.kind.in_(kinds)
        )
        query = (
            select(readings.c.document)
            .outerjoin(
                proceedings,
                and_(
                    proceedings.c.generation == readings.c.generation,
                    proceedings.c.document == readings.c.document,
                    proceedings.c.rules == rules,
                ),
            )
            .where(
                readings.c.generation == self.generation.id,
                or_(readings.c.kind.in_(kinds), readings.c.document.in_(bound)),
                proceedings.c.document.is_(None),
            )
            .order_by(readings.c.document)
        )
        with transaction(self._engine, writes=False) as connection:
            return tuple(connection.execute(query).scalars())

    def agenda_items(self) -> tuple[ItemPlace, ...]:
        """Return every document's agenda items, each where it begins, in order."""
        query = (
            select(
                sections.c.document, sections.c.ordinal, sections.c.agenda_item, sections.c.pieces
            )
            .where(sections.c.generation == self.generation.id, sections.c.agenda_item.is_not(None))
            .order_by(sections.c.document, sections.c.ordinal)
        )
        found: dict[tuple[str, str], ItemPlace] = {}
        with transaction(self._engine, writes=False) as connection:
            for row in connection.execute(query):
                key = (row.document, row.agenda_item)
                if key not in found:
                    pieces = _pieces.decode(row.pieces)
                    found[key] = ItemPlace(
                        row.document,
                        row.ordinal,
                        _agenda_item.decode(row.agenda_item),
                        pieces[0].page if pieces else 1,
                    )
        return tuple(found.values())

    def agenda_items_of(self, passage_ids: Sequence[str]) -> dict[str, AgendaItem]:
        """Return the agenda item that each of these passages stands under, where there is one."""
        found: dict[str, AgendaItem] = {}
        with transaction(self._engine, writes=False) as connection:
            for some in slices(passage_ids):
                query = (
                    select(passages.c.id, sections.c.agenda_item)
                    .join(
                        sections,
                        and_(
                            sections.c.generation == passages.c.generation,
                            sections.c.document == passages.c.document,
                            sections.c.ordinal == passages.c.section,
                        ),
                    )
                    .where(
                        passages.c.generation == self.generation.id,
                        passages.c.id.in_(some),
                        sections.c.agenda_item.is_not(None),
                    )
                )
                for row in connection.execute(query):
                    found[row.id] = _agenda_item.decode(row.agenda_item)
        return found

    def passages_saying(self, text: str, limit: int) -> tuple[Passage, ...]:
        """Return up to `limit` passages that hold `text`, whatever the case, in order."""
        query = (
            rows.select_passages(self.generation.id)
            .where(passages.c.text.icontains(text, autoescape=True))
            .order_by(passages.c.document, passages.c.ordinal)
            .limit(limit)
        )
        with transaction(self._engine, writes=False) as connection:
            return tuple(rows.passage(row) for row in connection.execute(query))

    def state(self) -> str:
        """Return what changes whenever documents come, change or go."""
        query = select(func.count(), func.max(versions.c.first_seen)).select_from(versions)
        read = select(func.count()).where(readings.c.generation == self.generation.id)
        with transaction(self._engine, writes=False) as connection:
            number, latest = connection.execute(query).one()
            return f"{number} {latest} {connection.execute(read).scalar_one()}"


class DecidedWriter(Statements):
    """Writes what was decided."""

    def proceedings(
        self, generation: int, document: str, rules: int, read: Sequence[Proceedings]
    ) -> None:
        """Hold what was read of a document's decisions by `rules`, in place of what was before."""
        self._run(
            delete(proceedings).where(
                proceedings.c.generation == generation, proceedings.c.document == document
            )
        )
        self._run(
            insert(proceedings).values(
                generation=generation,
                document=document,
                rules=rules,
                record=msgspec.msgpack.encode(read),
            )
        )
        self._insert(
            decisions,
            [
                {
                    "generation": generation,
                    "id": decision.id,
                    "document": document,
                    "ordinal": decision.ordinal,
                }
                for each in read
                for decision in each.decisions
            ],
        )
