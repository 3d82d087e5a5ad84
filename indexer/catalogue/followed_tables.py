"""The tables of searches that are followed: of no generation, and so they outlive a rebuild."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    DateTime,
    Float,
    ForeignKey,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
)

from indexer.catalogue.tables import metadata

followed_searches = Table(
    "followed_searches",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("text", Text, nullable=False),
    Column("mode", String(16), nullable=False),
    Column("since", Date, nullable=False),
    Column("read", Date, nullable=False),
    Column("begun", Boolean, nullable=False),
    # Of the words sought, where their meaning counts, and what computed it.
    Column("embedder", Text, nullable=False),
    Column("vector", LargeBinary, nullable=False),
)

followed_entries = Table(
    "followed_entries",
    metadata,
    Column(
        "search", String(36), ForeignKey("followed_searches.id", ondelete="CASCADE"),
        primary_key=True,
    ),
    # No key of `documents`: an entry outlives the record that it tells of.
    Column("document", String(12), primary_key=True, index=True),
    Column("item", Text, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("ordinal", Integer, nullable=False),
    Column("score", Float, nullable=False),
    Column("page", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("item_title", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("council", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("day", Date),
    Column("found", DateTime(timezone=True), nullable=False),
    Column("updated", DateTime(timezone=True), nullable=False),
    Column("withdrawn", Boolean, nullable=False),
)  # fmt: skip
