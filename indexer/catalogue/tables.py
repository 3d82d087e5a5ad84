"""The tables of the catalogue.

Two kinds: what was *published* (sources, documents, versions, originals) stands once; what was
*read* of it (readings, pages, sections, passages, and what follows from them) stands once a
generation, so that a new generation can be built beside the one in use.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    DateTime,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    false,
    text,
)

REVISION = "0005"
"""The newest migration: what `metadata` describes. A test holds the two together."""

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _generation() -> Column[Any]:
    return Column(
        "generation", Integer, ForeignKey("generations.id"), primary_key=True, autoincrement=False
    )


def _document() -> Column[Any]:
    return Column("document", String(12), ForeignKey("documents.id"), primary_key=True)


# What was published.

sources = Table(
    "sources",
    metadata,
    Column("name", Text, primary_key=True),
    Column("root", Text, nullable=False),
    Column("added", DateTime(timezone=True), nullable=False),
)

documents = Table(
    "documents",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("source", Text, ForeignKey("sources.name"), nullable=False),
    Column("path", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Index(None, "source", "path", unique=True),
)

originals = Table(
    "originals",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("bytes", Integer, nullable=False),
)

versions = Table(
    "versions",
    metadata,
    _document(),
    Column("number", Integer, primary_key=True),
    Column("digest", String(64), ForeignKey("originals.digest"), nullable=False, index=True),
    Column("form", Text, nullable=False),
    Column("stated", Text, nullable=False),
    Column("first_seen", DateTime(timezone=True), nullable=False),
    Column("superseded", DateTime(timezone=True)),
)

failures = Table(
    "failures",
    metadata,
    Column("source", Text, ForeignKey("sources.name"), primary_key=True),
    Column("path", Text, primary_key=True),
    Column("message", Text, nullable=False),
    Column("digest", String(64)),
    Column("program", Text, nullable=False),
    Column("occurred", DateTime(timezone=True), nullable=False),
)

# Who met, and when.

councils = Table(
    "councils",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
)

bodies = Table(
    "bodies",
    metadata,
    Column("id", Text, primary_key=True),
    Column("council", Text, ForeignKey("councils.id"), nullable=False, index=True),
    Column("name", Text, nullable=False),
)

meetings = Table(
    "meetings",
    metadata,
    Column("id", Text, primary_key=True),
    Column("body", Text, ForeignKey("bodies.id"), nullable=False, index=True),
    Column("date", Date, nullable=False, index=True),
)

# What was read.

generations = Table(
    "generations",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("fingerprint", Text, nullable=False),
    Column("dimensions", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("linked", Boolean, nullable=False),
    Index(
        "ix_generations_current",
        "state",
        unique=True,
        sqlite_where=text("state = 'current'"),
        postgresql_where=text("state = 'current'"),
    ),
)

contents = Table(
    "contents",
    metadata,
    _generation(),
    Column("digest", String(64), ForeignKey("originals.digest"), primary_key=True),
    Column("form", Text, primary_key=True),
    Column("media_type", Text, nullable=False),
    Column("pages", Integer, nullable=False),
    Column("pages_without_text", Text, nullable=False),
)

pages = Table(
    "pages",
    metadata,
    Column("generation", Integer, primary_key=True, autoincrement=False),
    Column("digest", String(64), primary_key=True),
    Column("form", Text, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("page", LargeBinary, nullable=False),
    ForeignKeyConstraint(
        ["generation", "digest", "form"],
        ["contents.generation", "contents.digest", "contents.form"],
        ondelete="CASCADE",
    ),
)

readings = Table(
    "readings",
    metadata,
    _generation(),
    _document(),
    Column("digest", String(64), nullable=False),
    Column("form", Text, nullable=False),
    Column("title", Text),
    Column("kind", Text),
    Column("council", Text),
    Column("body", Text),
    Column("meeting_date", Date),
    Column("recorded_body", Text),
    Column("recorded_date", Date),
    Column("published", Date),
    Column("url", Text),
    Column("ai_generated", Boolean),
    Column("inferred", Text, nullable=False),
    # The papers bound into it, each with its description: `parts` has what is looked for of them.
    Column("parts", Text, nullable=False, server_default="[]"),
    Column("published_with", Text, ForeignKey("meetings.id"), index=True),
    Column("records", Text, ForeignKey("meetings.id"), index=True),
    Column("label_council", Text, ForeignKey("councils.id"), index=True),
    Column("label_body", Text, ForeignKey("bodies.id"), index=True),
    Column("label_date", Date, index=True),
    ForeignKeyConstraint(
        ["generation", "digest", "form"],
        ["contents.generation", "contents.digest", "contents.form"],
    ),
    Index(None, "generation", "digest", "form"),
)

sections = Table(
    "sections",
    metadata,
    Column("generation", Integer, primary_key=True, autoincrement=False),
    Column("document", String(12), primary_key=True),
    Column("ordinal", Integer, primary_key=True, autoincrement=False),
    Column("headings", Text, nullable=False),
    Column("agenda_item", Text),
    Column("text", Text, nullable=False),
    Column("pieces", LargeBinary, nullable=False),
    ForeignKeyConstraint(
        ["generation", "document"],
        ["readings.generation", "readings.document"],
        ondelete="CASCADE",
    ),
)

passages = Table(
    "passages",
    metadata,
    Column("generation", Integer, primary_key=True, autoincrement=False),
    Column("id", String(36), primary_key=True),
    Column("document", String(12), nullable=False),
    Column("ordinal", Integer, nullable=False),
    Column("section", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("stop", Integer, nullable=False),
    # Its section has it too, but may be long, and searches fetch passages by the hundred.
    Column("text", Text, nullable=False),
    Column("first_page", Integer, nullable=False),
    Column("last_page", Integer, nullable=False),
    Column("header", Text, nullable=False),
    Column("context", Text, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("pending", Boolean, nullable=False),
    # Its words are new in its document: followed searches are still to be held against it.
    Column("unmatched", Boolean, nullable=False, server_default=false()),
    ForeignKeyConstraint(
        ["generation", "document", "section"],
        ["sections.generation", "sections.document", "sections.ordinal"],
        ondelete="CASCADE",
    ),
    Index(None, "generation", "document", "section"),
    Index(None, "generation", "document", "ordinal", unique=True),
    Index(
        "ix_passages_pending",
        "generation",
        "document",
        "ordinal",
        sqlite_where=text("pending"),
        postgresql_where=text("pending"),
    ),
)

stale_points = Table(
    "stale_points",
    metadata,
    _generation(),
    Column("id", String(36), primary_key=True),
)

sketches = Table(
    "sketches",
    metadata,
    Column("generation", Integer, primary_key=True, autoincrement=False),
    Column("document", String(12), primary_key=True),
    Column("sketch", LargeBinary, nullable=False),
    ForeignKeyConstraint(
        ["generation", "document"],
        ["readings.generation", "readings.document"],
        ondelete="CASCADE",
    ),
)

likenesses = Table(
    "likenesses",
    metadata,
    Column("generation", Integer, primary_key=True, autoincrement=False),
    Column("document", String(12), primary_key=True),
    Column("other", String(12), primary_key=True),
    Column("containment", Float, nullable=False),
    Column("relation", String(16), nullable=False),
    ForeignKeyConstraint(
        ["generation", "document"],
        ["readings.generation", "readings.document"],
        ondelete="CASCADE",
    ),
    ForeignKeyConstraint(
        ["generation", "other"],
        ["readings.generation", "readings.document"],
        ondelete="CASCADE",
    ),
    Index(None, "generation", "other"),
)
