"""Rows of the tables as records, and back."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Row, Select, Table, and_, case, or_, select

from indexer.catalogue.part_tables import parts
from indexer.catalogue.tables import (
    bodies,
    contents,
    councils,
    documents,
    meetings,
    passages,
    readings,
)
from indexer.catalogue.values import Failure, Version
from indexer.records import (
    AgendaItem,
    Body,
    Council,
    Description,
    Document,
    DocumentKind,
    Meeting,
    Part,
    Passage,
    Piece,
    Section,
)
from indexer.store.schema import Labels, Narrowing

_strings = msgspec.json.Decoder(tuple[str, ...])
_numbers = msgspec.json.Decoder(tuple[int, ...])
_agenda_item = msgspec.json.Decoder(AgendaItem)
_parts = msgspec.json.Decoder(tuple[Part, ...])
_pieces = msgspec.msgpack.Decoder(tuple[Piece, ...])


def select_documents(generation: int) -> Select[Any]:
    """Return the query whose rows `document` takes."""
    return (
        select(
            documents.c.id,
            documents.c.source,
            documents.c.path,
            documents.c.version,
            *(column for column in readings.c if column.name not in ("document", "published")),
            # Its own name: `published_with` begins alike.
            readings.c.published.label("published_on"),
            contents.c.media_type,
            contents.c.pages,
            contents.c.pages_without_text,
        )
        .join_from(documents, readings, readings.c.document == documents.c.id)
        .join(
            contents,
            and_(
                contents.c.generation == readings.c.generation,
                contents.c.digest == readings.c.digest,
                contents.c.form == readings.c.form,
            ),
        )
        .where(readings.c.generation == generation)
        .order_by(documents.c.source, documents.c.path)
    )


def document(row: Row[Any]) -> Document:
    """Return the document of a row of `select_documents`."""
    return Document(
        id=row.id,
        source=row.source,
        path=row.path,
        description=Description(
            title=row.title,
            kind=DocumentKind(row.kind) if row.kind else None,
            council=row.council,
            body=row.body,
            meeting_date=row.meeting_date,
            recorded_body=row.recorded_body,
            recorded_date=row.recorded_date,
            published=row.published_on,
            url=row.url,
            ai_generated=row.ai_generated,
        ),
        inferred=_strings.decode(row.inferred),
        version=row.version,
        digest=row.digest,
        media_type=row.media_type,
        pages=row.pages,
        pages_without_text=_numbers.decode(row.pages_without_text),
        parts=_parts.decode(row.parts),
    )


def holding(generation: int, narrowing: Narrowing) -> list[ColumnElement[bool]]:
    """Return the conditions on `readings` that a document or one of its parts meets `narrowing`."""
    conditions = meets(narrowing, readings)
    if not conditions:
        return []
    bound = select(parts.c.document).where(
        parts.c.generation == generation, *meets(narrowing, parts)
    )
    return [or_(and_(*conditions), readings.c.document.in_(bound))]


def meets(narrowing: Narrowing, of: Table) -> list[ColumnElement[bool]]:
    """Return the conditions on `readings` or `parts` that say what `narrowing` says."""
    conditions: list[ColumnElement[bool]] = []
    if narrowing.councils:
        conditions.append(of.c.label_council.in_(narrowing.councils))
    if narrowing.bodies:
        conditions.append(of.c.label_body.in_(narrowing.bodies))
    if narrowing.kinds:
        conditions.append(of.c.kind.in_(narrowing.kinds))
    if narrowing.documents:
        conditions.append(of.c.document.in_(narrowing.documents))
    if narrowing.since:
        conditions.append(of.c.label_date >= narrowing.since)
    if narrowing.until:
        conditions.append(of.c.label_date <= narrowing.until)
    return conditions


def select_labelled_passages(generation: int) -> Select[Any]:
    """Return the query whose rows `passage` and `labels` take: a part's passages have its labels.

    A passage is of the part in which it begins.
    """
    names = ("kind", "label_council", "label_body", "label_date")
    bound = parts.c.document.is_not(None)
    return (
        select_passages(generation)
        .add_columns(
            *(case((bound, parts.c[name]), else_=readings.c[name]).label(name) for name in names)
        )
        .join(
            readings,
            and_(
                readings.c.generation == passages.c.generation,
                readings.c.document == passages.c.document,
            ),
        )
        .outerjoin(
            parts,
            and_(
                parts.c.generation == passages.c.generation,
                parts.c.document == passages.c.document,
                passages.c.first_page.between(parts.c.first_page, parts.c.last_page),
            ),
        )
    )


def labels(row: Row[Any]) -> Labels:
    """Return the labels of a row of `select_labelled_passages`."""
    return Labels(
        document=row.document,
        council=row.label_council or "",
        body=row.label_body or "",
        kind=row.kind or "",
        date=row.label_date,
    )


def section(row: Row[Any]) -> Section:
    """Return the section of a row of `sections`."""
    return Section(
        ordinal=row.ordinal,
        headings=_strings.decode(row.headings),
        agenda_item=_agenda_item.decode(row.agenda_item) if row.agenda_item else None,
        text=row.text,
        pieces=_pieces.decode(row.pieces),
    )


def section_row(generation: int, document_id: str, value: Section) -> dict[str, Any]:
    """Return the row of `sections` that holds `value`."""
    return {
        "generation": generation,
        "document": document_id,
        "ordinal": value.ordinal,
        "headings": msgspec.json.encode(value.headings).decode(),
        "agenda_item": (
            msgspec.json.encode(value.agenda_item).decode() if value.agenda_item else None
        ),
        "text": value.text,
        "pieces": msgspec.msgpack.encode(value.pieces),
    }


def select_passages(generation: int) -> Select[Any]:
    """Return the query whose rows `passage` takes."""
    return select(passages).where(passages.c.generation == generation)


def passage(row: Row[Any]) -> Passage:
    """Return the passage of a row of `passages`."""
    return Passage(
        id=row.id,
        document_id=row.document,
        ordinal=row.ordinal,
        section=row.section,
        start=row.start,
        stop=row.stop,
        text=row.text,
        pages=(row.first_page, row.last_page),
        header=row.header,
        context=row.context,
    )


def passage_row(
    generation: int, value: Passage, digest: str, pending: bool, unmatched: bool
) -> dict[str, Any]:
    """Return the row of `passages` that holds `value`; `digest` is of its embedded text."""
    return {
        "generation": generation,
        "id": value.id,
        "document": value.document_id,
        "ordinal": value.ordinal,
        "section": value.section,
        "start": value.start,
        "stop": value.stop,
        "text": value.text,
        "first_page": value.pages[0],
        "last_page": value.pages[1],
        "header": value.header,
        "context": value.context,
        "digest": digest,
        "pending": pending,
        "unmatched": unmatched,
    }


def version(row: Row[Any]) -> Version:
    """Return the version of a row of `versions`."""
    superseded = aware(row.superseded) if row.superseded else None
    return Version(row.document, row.number, row.digest, aware(row.first_seen), superseded)


def failure(row: Row[Any]) -> Failure:
    """Return the failure of a row of `failures`."""
    return Failure(row.source, row.path, row.message, row.digest, row.program, aware(row.occurred))


def aware(moment: datetime) -> datetime:
    """Return `moment` with its zone, which SQLite does not keep: all are in UTC."""
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def select_bodies() -> Select[Any]:
    """Return the query whose rows `body` takes."""
    return (
        select(
            bodies.c.id,
            bodies.c.name,
            councils.c.id.label("council_id"),
            councils.c.name.label("council_name"),
        )
        .join(councils, councils.c.id == bodies.c.council)
        .order_by(bodies.c.id)
    )


def body(row: Row[Any]) -> Body:
    """Return the body of a row of `select_bodies`."""
    return Body(row.id, Council(row.council_id, row.council_name), row.name)


def select_meetings() -> Select[Any]:
    """Return the query whose rows `meeting` takes, the earliest meeting first."""
    return (
        select(
            meetings.c.id.label("meeting_id"),
            meetings.c.date,
            bodies.c.id,
            bodies.c.name,
            councils.c.id.label("council_id"),
            councils.c.name.label("council_name"),
        )
        .join(bodies, bodies.c.id == meetings.c.body)
        .join(councils, councils.c.id == bodies.c.council)
        .order_by(meetings.c.date, meetings.c.id)
    )


def meeting(row: Row[Any]) -> Meeting:
    """Return the meeting of a row of `select_meetings`."""
    return Meeting(row.meeting_id, body(row), row.date)
