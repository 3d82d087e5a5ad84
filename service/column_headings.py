"""What stands over each column of a table's rows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

_FIGURE = re.compile(r"[^A-Za-z]*\d[^A-Za-z]*[km]?|[\u2013\u2014-]|")
"""A figure, a dash for none, or nothing."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")

Cells = tuple[str, ...]


def cells_of(line: str) -> Cells:
    """Return the cells of a row or of a line of headings, which tabs part."""
    return tuple(line.split("\t"))


def is_figure(cell: str) -> bool:
    """Return whether a cell holds a figure alone, or nothing."""
    return bool(_FIGURE.fullmatch(cell.strip()))


def headings_over(header: str, rows: Sequence[Cells]) -> Cells:
    """Return what `header` says over each column of `rows`, from the top; nothing where none fits.

    Headings fit where they have as many cells as the rows, or as the rows have figures beside a
    label: others would stand over the wrong ones. A year over the labels is that of the figures
    beside them: a cell of these rows is empty, and nothing tells which.
    """
    width = max(map(len, rows))
    above = [cells_of(line) for line in header.split("\n") if line]
    labelled = all(
        len(row) == width and not is_figure(row[0]) and all(map(is_figure, row[1:])) for row in rows
    )
    fitting = [
        line for line in above if len(line) == width and not (labelled and _YEAR.search(line[0]))
    ]
    if not fitting and labelled and width > 2:
        fitting = [("", *line) for line in above if len(line) == width - 1]
    spread = [_spread(line, fitting[at + 1 :]) for at, line in enumerate(fitting)]
    return tuple(
        " ".join(dict.fromkeys(filter(None, map(str.strip, column))))
        for column in zip(*spread, strict=True)
    )


def _spread(line: Cells, under: Sequence[Cells]) -> Cells:
    """Return a line of headings, each also over the columns beside its own that it is over.

    A year stands in the middle over "Core", "External" and "Total", and so does the next: where
    the headings of the first line under it come again and again, it goes as far as none does.
    """
    held = [column for column, cell in enumerate(line) if cell.strip()]
    if not under or len(held) < 2 or max(Counter(filter(None, under[0])).values(), default=0) < 2:
        return line
    found = list(line)
    for column in held:
        own = {under[0][column]}
        for step in (-1, 1):
            at = column + step
            while 0 <= at < len(line) and not found[at].strip() and under[0][at].strip() not in own:
                if not under[0][at].strip():
                    break
                own.add(under[0][at].strip())
                found[at] = line[column]
                at += step
    return tuple(found)
