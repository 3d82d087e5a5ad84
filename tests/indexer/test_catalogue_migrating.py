"""A catalogue of an older Moothall is brought up to date, and nothing in it is lost."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import sqlalchemy
from alembic import command

from indexer.catalogue import open_catalogue
from indexer.catalogue.migrations.running import configuration
from indexer.catalogue.tables import metadata
from indexer.config import load_settings
from indexer.index import open_index
from indexer.summary import Tally, Unwatched
from indexer.synchronise import synchronise
from tests.fakes import TextFolder, fake_instruments

BEFORE_FEEDS = "0003"


def everything(url: str, tables: dict[str, list[str]]) -> dict[str, list[tuple[Any, ...]]]:
    """Return all rows of these columns."""
    engine = sqlalchemy.create_engine(url)
    with engine.connect() as connection:
        found = {
            table: sorted(
                map(
                    tuple,
                    connection.exec_driver_sql(f'SELECT {", ".join(columns)} FROM "{table}"'),  # noqa: S608 - names from here
                ),
                key=repr,
            )
            for table, columns in tables.items()
        }
    engine.dispose()
    return found


def test_a_home_from_before_feeds_is_migrated_whole(tmp_path: Path) -> None:
    (tmp_path / "records").mkdir()
    for name in ("levy", "lido"):
        (tmp_path / "records" / f"{name}.txt").write_text(f"Cabinet, 2025-01-09\nThe {name}.")
    settings = load_settings(home=tmp_path / "home")
    with open_index(settings, fake_instruments) as index:
        synchronise([TextFolder(tmp_path / "records")], index, Tally(Unwatched()))
    file = tmp_path / "home" / "catalogue.sqlite"
    newest, older = f"sqlite:///{file}", f"sqlite:///{tmp_path / 'older.sqlite'}"

    # Make the same catalogue as the older program had it.
    engine = sqlalchemy.create_engine(older)
    with engine.begin() as connection:
        scripts = configuration()
        scripts.attributes["connection"] = connection
        command.upgrade(scripts, BEFORE_FEEDS)
    held = sqlalchemy.MetaData()
    held.reflect(engine)
    tables = {
        table.name: [column.name for column in held.tables[table.name].columns]
        for table in metadata.sorted_tables
        if table.name in held.tables
    }
    rows = everything(newest, tables)
    with engine.begin() as connection:
        for table, columns in tables.items():
            marks = ", ".join("?" for _ in columns)
            for row in rows[table]:
                connection.exec_driver_sql(
                    f'INSERT INTO "{table}" ({", ".join(columns)}) VALUES ({marks})',  # noqa: S608 - names from here
                    row,
                )
    engine.dispose()
    assert len(rows["passages"]) == 2
    assert "unmatched" not in tables["passages"]
    (tmp_path / "older.sqlite").replace(file)
    file.with_name("catalogue.sqlite-wal").unlink(missing_ok=True)
    file.with_name("catalogue.sqlite-shm").unlink(missing_ok=True)

    catalogue = open_catalogue(newest)
    assert catalogue.followed() == ()
    assert not any(each.unmatched for each in catalogue.reader().pending(10))
    catalogue.close()
    assert everything(newest, tables) == rows
    with open_index(settings, fake_instruments) as index:
        tally = Tally(Unwatched())
        synchronise([TextFolder(tmp_path / "records")], index, tally)
        assert tally.summary().skipped == 2
