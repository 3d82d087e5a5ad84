"""A quoted row of a table, as it can be read: under its headings, or each cell beside its own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from service.answers import Statement

READABLE_COLUMNS = 4
"""A single row of more cells is shown with a line for each."""
LONG = 60
"""A cell of more characters is prose: a single row that has one is shown with a line for each."""
_FIGURE = re.compile(r"[^A-Za-z]*\d[^A-Za-z]*[km]?|[\u2013\u2014-]|")
"""A figure, a dash for none, or nothing."""

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")

Cells = tuple[str, ...]


class QuotedTable(Struct, frozen=True):
    """Quoted rows: ``headings`` over ``rows``, or of a single row each cell in ``pairs``.

    A pair is a heading, empty where none is known, and its cell. Headings are there where they
    have as many cells as the rows, or as the rows have figures beside a label: others would stand
    over the wrong ones. Where the first heading is empty, they are those of a table whose lines
    part its cells: each stands in its place, and a row lacks only the empty cells at its end.
    """

    headings: Cells
    rows: tuple[Cells, ...]
    pairs: tuple[tuple[str, str], ...] = ()


def quoted_table(statement: Statement) -> QuotedTable | None:
    """Return the table of which a statement quotes rows, their cells parted by tabs, if it does."""
    if "\t" not in statement.text:
        return None
    rows = tuple(tuple(line.split("\t")) for line in statement.text.split("\n"))
    width = max(map(len, rows))
    above = [tuple(line.split("\t")) for line in statement.header.split("\n") if line]
    headings = _headings(above, rows, width)
    single = len(rows) == 1 and (
        width > READABLE_COLUMNS or any(len(cell) > LONG for cell in rows[0])
    )
    if not single:
        return QuotedTable(headings, rows)
    named = headings[:width] or ("",) * width
    pairs = tuple((name, cell) for name, cell in zip(named, rows[0], strict=True) if cell.strip())
    return QuotedTable((), (), pairs)


def _headings(above: Sequence[Cells], rows: Sequence[Cells], width: int) -> Cells:
    """Return the lowest line of headings that fits.

    A year over the labels is that of the figures beside them: a cell of these rows is empty, and
    nothing tells which.
    """
    labelled = all(
        len(row) == width
        and not _FIGURE.fullmatch(row[0])
        and all(_FIGURE.fullmatch(cell.strip()) for cell in row[1:])
        for row in rows
    )
    for line in reversed(above):
        if len(line) == width:
            return () if labelled and _YEAR.search(line[0]) else line
        if len(line) > width and not line[0]:
            return line
    if labelled and width > 2:
        for line in reversed(above):
            if len(line) == width - 1:
                return ("", *line)
    return ()
