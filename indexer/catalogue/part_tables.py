"""The table of the papers that are bound into documents: once a generation, with the reading."""

from __future__ import annotations

from sqlalchemy import Column, Date, ForeignKey, ForeignKeyConstraint, Integer, String, Table, Text

from indexer.catalogue.tables import metadata

parts = Table(
    "parts",
    metadata,
    Column("generation", Integer, primary_key=True, autoincrement=False),
    Column("document", String(12), primary_key=True),
    Column("first_page", Integer, primary_key=True, autoincrement=False),
    Column("last_page", Integer, nullable=False),
    Column("kind", Text),
    Column("records", Text, ForeignKey("meetings.id"), index=True),
    Column("label_council", Text, ForeignKey("councils.id"), index=True),
    Column("label_body", Text, ForeignKey("bodies.id"), index=True),
    Column("label_date", Date, index=True),
    ForeignKeyConstraint(
        ["generation", "document"],
        ["readings.generation", "readings.document"],
        ondelete="CASCADE",
    ),
)
