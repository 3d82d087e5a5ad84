"""Opening the catalogue's database: its connection, its transactions and its migrations."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from indexer.catalogue.tables import REVISION
from indexer.errors import ConfigurationError, HomeError, HomeTooNew

BUSY_SECONDS = 30
MAPPED_BYTES = 4 << 30
"""How much of a file is read as memory: questions fetch rows by the hundred, all over it."""
_WRITES = "moothall_writes"


def open_engine(url: str) -> Engine:
    """Return an engine for the catalogue at `url`, its tables brought up to date.

    Raises
    ------
    ConfigurationError
        `url` is not an SQLAlchemy URL, or its driver is not installed.
    HomeTooNew
        A newer Moothall migrated it.
    HomeError
        The database cannot be opened.
    """
    try:
        place = make_url(url)
        pre_ping = place.get_backend_name() != "sqlite"
        # Errors name no values: they would be whole documents.
        engine = create_engine(place, pool_pre_ping=pre_ping, hide_parameters=True)
    except (ArgumentError, ImportError) as error:
        raise ConfigurationError(f"catalogue_url: {error}") from error
    shown = place.render_as_string(hide_password=True)
    if engine.dialect.name == "sqlite":
        _prepare_sqlite(engine)
    try:
        _migrate(engine, shown)
    except SQLAlchemyError as error:
        raise HomeError(f"{shown}: the catalogue cannot be opened: {_reason(error)}") from error
    return engine


@contextmanager
def transaction(engine: Engine, writes: bool) -> Iterator[Connection]:
    """Yield a connection in a transaction, committed at the end unless an error is raised.

    Raises
    ------
    HomeError
        The database refused; nothing of the transaction was kept.
    """
    try:
        with engine.connect().execution_options(**{_WRITES: writes}) as connection:
            with connection.begin():
                yield connection
    except SQLAlchemyError as error:
        raise HomeError(
            f"The catalogue failed, and kept what it held before: {_reason(error)}"
        ) from error


def _reason(error: SQLAlchemyError) -> str:
    """Return what the database said, without the statement."""
    return " ".join(str(getattr(error, "orig", None) or error).split())


def _prepare_sqlite(engine: Engine) -> None:
    """Set what SQLite needs on every connection, and take charge of its transactions.

    Python's driver opens transactions late and not at all around definitions of tables; here they
    begin when SQLAlchemy says so, and one that writes takes its lock at once rather than failing
    half-way.
    """

    @event.listens_for(engine, "connect")
    def _connected(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
        cursor.execute("PRAGMA journal_mode = WAL")
        # FULL: a commit is on disk when it returns. The store's deletions rely on that.
        cursor.execute("PRAGMA synchronous = FULL")
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.execute(f"PRAGMA mmap_size = {MAPPED_BYTES}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begun(connection: Connection) -> None:
        writes = connection.get_execution_options().get(_WRITES)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _migrate(engine: Engine, shown: str) -> None:
    with engine.connect() as connection:
        held = _revision(connection)
    if held == REVISION:
        return
    # Alembic is imported only where there is something to migrate: `status` starts faster.
    from indexer.catalogue.migrations import running

    if held is not None and held not in running.revisions():
        raise HomeTooNew(f"{shown}: a newer Moothall migrated this catalogue ({held}). Update it.")
    with engine.connect().execution_options(**{_WRITES: True}) as connection:
        with connection.begin():
            running.upgrade(connection)


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
