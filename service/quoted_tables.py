"""A quoted row of a table, as it can be read: under its headings, or each cell beside its own."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from service.cited import Statement
from service.column_headings import Cells, cells_of, headings_over

READABLE_COLUMNS = 4
"""A single row of more cells is shown with a line for each."""
LONG = 60
"""A cell of more characters is prose: a single row that has one is shown with a line for each."""


class QuotedTable(Struct, frozen=True):
    """Quoted rows: ``headings`` over ``rows``, or of a single row each cell in ``pairs``.

    A pair is a heading, empty where none is known, and its cell. Headings are there where they
    have as many cells as the rows, or as the rows have figures beside a label: others would stand
    over the wrong ones.
    """

    headings: Cells
    rows: tuple[Cells, ...]
    pairs: tuple[tuple[str, str], ...] = ()


def quoted_table(statement: Statement) -> QuotedTable | None:
    """Return the table of which a statement quotes rows, their cells parted by tabs, if it does."""
    if "\t" not in statement.text:
        return None
    # rows that stand apart in their table are quoted with an empty line between
    quoted = [cells_of(line) for line in statement.text.split("\n") if line.strip()]
    headings = headings_over(statement.header, quoted) or ("",) * max(map(len, quoted))
    headings, *rows = _less_empty_columns(headings, quoted)
    if len(rows) == 1 and (
        len(headings) > READABLE_COLUMNS or any(len(cell) > LONG for cell in rows[0])
    ):
        named = zip(headings, rows[0], strict=True)
        return QuotedTable((), (), tuple((name, cell) for name, cell in named if cell.strip()))
    return QuotedTable(headings if any(headings) else (), tuple(rows))


def _less_empty_columns(headings: Cells, rows: Sequence[Cells]) -> list[Cells]:
    """Return `headings` and `rows` without the columns in which the rows have nothing."""
    if any(len(row) != len(headings) for row in rows):
        return [headings, *rows]
    kept = [at for at, column in enumerate(zip(*rows, strict=True)) if any(map(str.strip, column))]
    return [tuple(line[at] for at in kept) for line in (headings, *rows)]
