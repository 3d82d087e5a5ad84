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
    over the wrong ones.
    """

    headings: Cells
    rows: tuple[Cells, ...]
    pairs: tuple[tuple[str, str], ...] = ()


def quoted_table(statement: Statement) -> QuotedTable | None:
    """Return the table of which a statement quotes rows, their cells parted by tabs, if it does."""
    if "\t" not in statement.text:
        return None
    quoted = [tuple(line.split("\t")) for line in statement.text.split("\n")]
    width = max(map(len, quoted))
    above = [tuple(line.split("\t")) for line in statement.header.split("\n") if line]
    headings = _headings(above, quoted, width) or ("",) * width
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


def _headings(above: Sequence[Cells], rows: Sequence[Cells], width: int) -> Cells:
    """Return what the lines of headings that fit say over each column, from the top.

    A year over the labels is that of the figures beside them: a cell of these rows is empty, and
    nothing tells which.
    """
    labelled = all(
        len(row) == width
        and not _FIGURE.fullmatch(row[0])
        and all(_FIGURE.fullmatch(cell.strip()) for cell in row[1:])
        for row in rows
    )
    fitting = [
        line for line in above if len(line) == width and not (labelled and _YEAR.search(line[0]))
    ]
    if not fitting and labelled and width > 2:
        fitting = [("", *line) for line in above if len(line) == width - 1]
    return tuple(
        " ".join(dict.fromkeys(filter(None, map(str.strip, column))))
        for column in zip(*fitting, strict=True)
    )
