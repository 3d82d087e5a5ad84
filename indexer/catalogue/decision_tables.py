"""The tables of what was read of decisions: once a generation, and gone with the reading."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKeyConstraint, Index, Integer, LargeBinary, String, Table

from indexer.catalogue.tables import metadata

proceedings = Table(
    "proceedings",
    metadata,
    Column("generation", Integer, primary_key=True, autoincrement=False),
    Column("document", String(12), primary_key=True),
    # The number of the rules that it was read by.
    Column("rules", Integer, nullable=False),
    Column("record", LargeBinary, nullable=False),
    ForeignKeyConstraint(
        ["generation", "document"],
        ["readings.generation", "readings.document"],
        ondelete="CASCADE",
    ),
)

decisions = Table(
    "decisions",
    metadata,
    Column("generation", Integer, primary_key=True, autoincrement=False),
    Column("id", String(12), primary_key=True),
    Column("document", String(12), nullable=False),
    Column("ordinal", Integer, nullable=False),
    ForeignKeyConstraint(
        ["generation", "document"],
        ["proceedings.generation", "proceedings.document"],
        ondelete="CASCADE",
    ),
    Index(None, "generation", "document"),
)
