"""The statements that every writer of the catalogue is made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Table, exists, insert, select

_AT_ONCE = 500


class Statements:
    """Runs statements in the transaction of one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def _hold(self, table: Table, key: dict[str, Any], **others: Any) -> bool:
        """Insert a row unless its key is held; return whether it was."""
        same = [table.c[name] == value for name, value in key.items()]
        if self._connection.execute(select(exists().where(*same))).scalar_one():
            return True
        self._run(insert(table).values({**key, **others}))
        return False

    def _insert(self, table: Table, values: Sequence[dict[str, Any]]) -> None:
        if values:
            self._connection.execute(insert(table), list(values))

    def _run(self, statement: Any) -> None:
        self._connection.execute(statement)


def slices(ids: Sequence[str]) -> Iterable[Sequence[str]]:
    """Return `ids` in pieces short enough for one statement."""
    return (ids[first : first + _AT_ONCE] for first in range(0, len(ids), _AT_ONCE))


def now() -> datetime:
    """Return the moment, in UTC."""
    return datetime.now(UTC)
