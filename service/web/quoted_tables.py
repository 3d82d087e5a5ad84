"""A quoted row of a table, as it can be read: under its headings, or each cell beside its own."""

from __future__ import annotations

from msgspec import Struct

from service.answers import Statement

READABLE_COLUMNS = 4
"""A single row of more cells is shown with a line for each."""
LONG = 60
"""A cell of more characters is prose: a single row that has one is shown with a line for each."""


class QuotedTable(Struct, frozen=True):
    """Quoted rows: ``headings`` over ``rows``, or of a single row each cell in ``pairs``.

    A pair is a heading, empty where none is known, and its cell. Headings are there where they
    have as many cells as the rows: others would stand over the wrong ones.
    """

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    pairs: tuple[tuple[str, str], ...] = ()


def quoted_table(statement: Statement) -> QuotedTable:
    """Return the table that a statement quotes; its text has cells parted by tabs."""
    rows = tuple(tuple(line.split("\t")) for line in statement.text.split("\n"))
    width = max(map(len, rows))
    above = [tuple(line.split("\t")) for line in statement.header.split("\n") if line]
    headings = next((line for line in reversed(above) if len(line) == width), ())
    single = len(rows) == 1 and (
        width > READABLE_COLUMNS or any(len(cell) > LONG for cell in rows[0])
    )
    if not single:
        return QuotedTable(headings, rows)
    named = headings or ("",) * width
    pairs = tuple((name, cell) for name, cell in zip(named, rows[0], strict=True) if cell.strip())
    return QuotedTable((), (), pairs)
