"""The rows of a table that head its columns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import takewhile

from indexer.partition.pdf.figures import Cell, is_amount
from indexer.partition.pdf.words import Word

MAX_HEADER_ROWS = 6
Row = Sequence[Cell]


def header_rows(rows: Sequence[Row], bold: Callable[[Word], bool]) -> int:
    """Return how many rows at the top head the columns.

    They hold no figures but years and "£000", while figures follow, and where the first is bold
    all are, or stand over columns of figures; or, in a table of words, all of the first row is
    bold and the second is not. A label alone under them heads rows; one cell alone that is no label
    goes on from the page before.
    """
    found = _rows_above_figures(rows, bold)
    while found > 1 and _is_label(rows[found - 1]):
        found -= 1
    alone = found == 1 and not rows[0][0] and sum(map(bool, rows[0])) == 1
    return 0 if alone else found


def _rows_above_figures(rows: Sequence[Row], bold: Callable[[Word], bool]) -> int:
    held = [[cell for cell in row if cell] for row in rows]
    in_bold = list(takewhile(lambda row: all(bold(cell[0]) for cell in row), held))
    first = next((at for at, row in enumerate(held) if any(map(is_amount, row))), len(held))
    if first < len(held) and sum(not _is_label(row) for row in rows[:first]) <= MAX_HEADER_ROWS:
        counted = _columns_of_figures(rows[first:])
        number = len(in_bold)
        while 0 < number < first and _stands_over(rows[number], counted):
            number += 1
        return min(first, number or first)
    if len(rows) > 1 and in_bold:
        # bold over all columns, it is a heading within the table
        alone = len(held[1]) == 1 < len(held[0])
        return 0 if all(bold(cell[0]) for cell in held[1]) and not alone else 1
    return 0


def _is_label(row: Row) -> bool:
    return bool(row[0]) and not any(row[1:])


def _columns_of_figures(rows: Sequence[Row]) -> set[int]:
    """Return the columns that hold more figures than words."""
    width = max(map(len, rows))
    balance = [0] * width
    for row in rows:
        for column, cell in enumerate(row):
            if cell:
                balance[column] += 1 if is_amount(cell) else -1
    return {column for column, more in enumerate(balance) if more > 0}


def _stands_over(row: Row, counted: set[int]) -> bool:
    """Return whether a row has words over two of the columns of figures, and no label."""
    over = {column for column, cell in enumerate(row) if cell}
    return len(over) > 1 and over <= counted
