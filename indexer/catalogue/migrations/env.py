"""What Alembic runs to reach the database: it is given the connection."""

from __future__ import annotations

from alembic import context

from indexer.catalogue.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
)
context.run_migrations()
