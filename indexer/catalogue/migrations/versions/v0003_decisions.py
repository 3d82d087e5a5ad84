"""What was read of decisions, votes and attendance."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables of decisions; they are filled by the next run of the indexer."""
    op.create_table(
        "proceedings",
        sa.Column("generation", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("document", sa.String(length=12), nullable=False),
        sa.Column("rules", sa.Integer(), nullable=False),
        sa.Column("record", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["generation", "document"],
            ["readings.generation", "readings.document"],
            name=op.f("fk_proceedings_generation_document"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("generation", "document", name=op.f("pk_proceedings")),
    )
    op.create_table(
        "decisions",
        sa.Column("generation", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.Column("document", sa.String(length=12), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["generation", "document"],
            ["proceedings.generation", "proceedings.document"],
            name=op.f("fk_decisions_generation_document"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("generation", "id", name=op.f("pk_decisions")),
    )
    op.create_index(
        op.f("ix_decisions_generation_document"), "decisions", ["generation", "document"]
    )
