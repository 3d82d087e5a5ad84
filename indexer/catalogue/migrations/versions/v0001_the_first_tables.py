"""The first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the first tables."""
    op.create_table(
        "councils",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_councils")),
    )
    op.create_table(
        "generations",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("dimensions", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("linked", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_generations")),
    )
    op.create_index(
        "ix_generations_current",
        "generations",
        ["state"],
        unique=True,
        sqlite_where=sa.text("state = 'current'"),
        postgresql_where=sa.text("state = 'current'"),
    )
    op.create_table(
        "originals",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("bytes", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_originals")),
    )
    op.create_table(
        "sources",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("root", sa.Text(), nullable=False),
        sa.Column("added", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_sources")),
    )
    op.create_table(
        "bodies",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("council", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["council"], ["councils.id"], name=op.f("fk_bodies_council")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bodies")),
    )
    op.create_index(op.f("ix_bodies_council"), "bodies", ["council"], unique=False)
    op.create_table(
        "contents",
        sa.Column("generation", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("pages_without_text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["digest"], ["originals.digest"], name=op.f("fk_contents_digest")),
        sa.ForeignKeyConstraint(
            ["generation"], ["generations.id"], name=op.f("fk_contents_generation")
        ),
        sa.PrimaryKeyConstraint("generation", "digest", "form", name=op.f("pk_contents")),
    )
    op.create_table(
        "documents",
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["source"], ["sources.name"], name=op.f("fk_documents_source")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_documents")),
    )
    op.create_index(op.f("ix_documents_source_path"), "documents", ["source", "path"], unique=True)
    op.create_table(
        "failures",
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=True),
        sa.Column("program", sa.Text(), nullable=False),
        sa.Column("occurred", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["source"], ["sources.name"], name=op.f("fk_failures_source")),
        sa.PrimaryKeyConstraint("source", "path", name=op.f("pk_failures")),
    )
    op.create_table(
        "stale_points",
        sa.Column("generation", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(
            ["generation"], ["generations.id"], name=op.f("fk_stale_points_generation")
        ),
        sa.PrimaryKeyConstraint("generation", "id", name=op.f("pk_stale_points")),
    )
    op.create_table(
        "meetings",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["body"], ["bodies.id"], name=op.f("fk_meetings_body")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meetings")),
    )
    op.create_index(op.f("ix_meetings_body"), "meetings", ["body"], unique=False)
    op.create_index(op.f("ix_meetings_date"), "meetings", ["date"], unique=False)
    op.create_table(
        "pages",
        sa.Column("generation", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("page", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["generation", "digest", "form"],
            ["contents.generation", "contents.digest", "contents.form"],
            name=op.f("fk_pages_generation_digest_form"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("generation", "digest", "form", "number", name=op.f("pk_pages")),
    )
    op.create_table(
        "versions",
        sa.Column("document", sa.String(length=12), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("stated", sa.Text(), nullable=False),
        sa.Column("first_seen", sa.DateTime(timezone=True), nullable=False),
        sa.Column("superseded", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["digest"], ["originals.digest"], name=op.f("fk_versions_digest")),
        sa.ForeignKeyConstraint(["document"], ["documents.id"], name=op.f("fk_versions_document")),
        sa.PrimaryKeyConstraint("document", "number", name=op.f("pk_versions")),
    )
    op.create_index(op.f("ix_versions_digest"), "versions", ["digest"], unique=False)
    op.create_table(
        "readings",
        sa.Column("generation", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("document", sa.String(length=12), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("council", sa.Text(), nullable=True),
        sa.Column("body", sa.Text(), nullable=True),
        sa.Column("meeting_date", sa.Date(), nullable=True),
        sa.Column("recorded_body", sa.Text(), nullable=True),
        sa.Column("recorded_date", sa.Date(), nullable=True),
        sa.Column("published", sa.Date(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("ai_generated", sa.Boolean(), nullable=True),
        sa.Column("inferred", sa.Text(), nullable=False),
        sa.Column("published_with", sa.Text(), nullable=True),
        sa.Column("records", sa.Text(), nullable=True),
        sa.Column("label_council", sa.Text(), nullable=True),
        sa.Column("label_body", sa.Text(), nullable=True),
        sa.Column("label_date", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["document"], ["documents.id"], name=op.f("fk_readings_document")),
        sa.ForeignKeyConstraint(
            ["generation", "digest", "form"],
            ["contents.generation", "contents.digest", "contents.form"],
            name=op.f("fk_readings_generation_digest_form"),
        ),
        sa.ForeignKeyConstraint(
            ["generation"], ["generations.id"], name=op.f("fk_readings_generation")
        ),
        sa.ForeignKeyConstraint(["label_body"], ["bodies.id"], name=op.f("fk_readings_label_body")),
        sa.ForeignKeyConstraint(
            ["label_council"], ["councils.id"], name=op.f("fk_readings_label_council")
        ),
        sa.ForeignKeyConstraint(
            ["published_with"], ["meetings.id"], name=op.f("fk_readings_published_with")
        ),
        sa.ForeignKeyConstraint(["records"], ["meetings.id"], name=op.f("fk_readings_records")),
        sa.PrimaryKeyConstraint("generation", "document", name=op.f("pk_readings")),
    )
    op.create_index(
        op.f("ix_readings_generation_digest_form"),
        "readings",
        ["generation", "digest", "form"],
        unique=False,
    )
    op.create_index(op.f("ix_readings_label_body"), "readings", ["label_body"], unique=False)
    op.create_index(op.f("ix_readings_label_council"), "readings", ["label_council"], unique=False)
    op.create_index(op.f("ix_readings_label_date"), "readings", ["label_date"], unique=False)
    op.create_index(
        op.f("ix_readings_published_with"), "readings", ["published_with"], unique=False
    )
    op.create_index(op.f("ix_readings_records"), "readings", ["records"], unique=False)
    op.create_table(
        "likenesses",
        sa.Column("generation", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("document", sa.String(length=12), nullable=False),
        sa.Column("other", sa.String(length=12), nullable=False),
        sa.Column("containment", sa.Float(), nullable=False),
        sa.Column("relation", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(
            ["generation", "document"],
            ["readings.generation", "readings.document"],
            name=op.f("fk_likenesses_generation_document"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["generation", "other"],
            ["readings.generation", "readings.document"],
            name=op.f("fk_likenesses_generation_other"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("generation", "document", "other", name=op.f("pk_likenesses")),
    )
    op.create_index(
        op.f("ix_likenesses_generation_other"), "likenesses", ["generation", "other"], unique=False
    )
    op.create_table(
        "sections",
        sa.Column("generation", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("document", sa.String(length=12), nullable=False),
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("headings", sa.Text(), nullable=False),
        sa.Column("agenda_item", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("pieces", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["generation", "document"],
            ["readings.generation", "readings.document"],
            name=op.f("fk_sections_generation_document"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("generation", "document", "ordinal", name=op.f("pk_sections")),
    )
    op.create_table(
        "sketches",
        sa.Column("generation", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("document", sa.String(length=12), nullable=False),
        sa.Column("sketch", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["generation", "document"],
            ["readings.generation", "readings.document"],
            name=op.f("fk_sketches_generation_document"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("generation", "document", name=op.f("pk_sketches")),
    )
    op.create_table(
        "passages",
        sa.Column("generation", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("document", sa.String(length=12), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("section", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("stop", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("first_page", sa.Integer(), nullable=False),
        sa.Column("last_page", sa.Integer(), nullable=False),
        sa.Column("header", sa.Text(), nullable=False),
        sa.Column("context", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("pending", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["generation", "document", "section"],
            ["sections.generation", "sections.document", "sections.ordinal"],
            name=op.f("fk_passages_generation_document_section"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("generation", "id", name=op.f("pk_passages")),
    )
    op.create_index(
        op.f("ix_passages_generation_document_ordinal"),
        "passages",
        ["generation", "document", "ordinal"],
        unique=True,
    )
    op.create_index(
        op.f("ix_passages_generation_document_section"),
        "passages",
        ["generation", "document", "section"],
        unique=False,
    )
    op.create_index(
        "ix_passages_pending",
        "passages",
        ["generation", "document", "ordinal"],
        unique=False,
        sqlite_where=sa.text("pending"),
        postgresql_where=sa.text("pending"),
    )
