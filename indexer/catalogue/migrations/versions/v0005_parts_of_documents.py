"""The papers that are bound into documents, such as minutes into the pack of a later meeting."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table of parts; what was read before has none until it is read again."""
    op.add_column("readings", sa.Column("parts", sa.Text(), nullable=False, server_default="[]"))
    op.create_table(
        "parts",
        sa.Column("generation", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("document", sa.String(length=12), nullable=False),
        sa.Column("first_page", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last_page", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text()),
        sa.Column("records", sa.Text()),
        sa.Column("label_council", sa.Text()),
        sa.Column("label_body", sa.Text()),
        sa.Column("label_date", sa.Date()),
        sa.ForeignKeyConstraint(
            ["generation", "document"],
            ["readings.generation", "readings.document"],
            name=op.f("fk_parts_generation_document"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["records"], ["meetings.id"], name=op.f("fk_parts_records")),
        sa.ForeignKeyConstraint(
            ["label_council"], ["councils.id"], name=op.f("fk_parts_label_council")
        ),
        sa.ForeignKeyConstraint(["label_body"], ["bodies.id"], name=op.f("fk_parts_label_body")),
        sa.PrimaryKeyConstraint("generation", "document", "first_page", name=op.f("pk_parts")),
    )
    for column in ("records", "label_council", "label_body", "label_date"):
        op.create_index(op.f(f"ix_parts_{column}"), "parts", [column])
