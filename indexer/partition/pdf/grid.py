"""A ruled table: lines, and the cells, rows and columns between them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from indexer.partition.pdf.words import Box, Word

OVERHANG, OVERHANG_SHARE = 2.0, 0.25
"""A word that stands over a column's edge by no more, in points or of its width, keeps to it."""
NOWHERE = -1e6
"""Where the line runs that begins a column and is not drawn."""


class Edge(NamedTuple):
    """A horizontal or vertical line: its place across, and where along it starts and stops."""

    at: float
    start: float
    stop: float


class Grid:
    """A ruled table: the lines that divide it, each only as far as it runs.

    A cell may span several rows or columns: where no line runs between two of them, they are one.
    """

    def __init__(self, horizontal: Sequence[Edge], vertical: Sequence[Edge]) -> None:
        self.horizontal = tuple(sorted(horizontal))
        self.vertical = tuple(sorted(vertical))
        self._ys = sorted({edge.at for edge in horizontal})
        self.xs = sorted({edge.at for edge in vertical})
        self._cells: dict[tuple[int, int], tuple[int, int]] = {}
        self.box = Box(self.xs[0], self._ys[0], self.xs[-1], self._ys[-1])

    def cell(self, x: float, y: float) -> tuple[int, int] | None:
        """Return the row and column where the cell at the point begins; None outside the grid."""
        if not (self.box.x0 <= x <= self.box.x1 and self.box.y0 <= y <= self.box.y1):
            return None
        row = min(max(bisect_right(self._ys, y) - 1, 0), len(self._ys) - 2)
        column = self.column_at(x)
        cell = self._cells.get((row, column))
        if cell is None:
            cell = self._cells[row, column] = self._beginning(row, column)
        return cell

    def cell_of(self, word: Word) -> tuple[int, int] | None:
        """Return the cell in which a word stands; None outside the grid."""
        return self.cell(*word.box.middle)

    def within(self, words: Sequence[Word]) -> list[Word]:
        """Return which of `words` stand in the grid."""
        return [word for word in words if self.cell_of(word)]

    def column(self, box: Box) -> int | None:
        """Return the column that a word keeps to, whatever cell it stands in; None if none."""
        over = max(OVERHANG, OVERHANG_SHARE * (box.x1 - box.x0))
        first, last = (bisect_right(self.xs, x) - 1 for x in (box.x0 + over, box.x1 - over))
        return first if first == last else None

    def column_at(self, x: float) -> int:
        """Return the column that a place across the page is in."""
        return min(max(bisect_right(self.xs, x) - 1, 0), len(self.xs) - 2)

    def with_columns(self, xs: Sequence[float]) -> Grid:
        """Return the grid with columns that begin at `xs`, where no line parts its cells."""
        return Grid(self.horizontal, [*self.vertical, *(Edge(x, NOWHERE, NOWHERE) for x in xs)])

    def is_ruled(self, column: int) -> bool:
        """Return whether a line is drawn where a column begins, however far it runs."""
        return any(edge.at == self.xs[column] and edge.stop > edge.start for edge in self.vertical)

    def _beginning(self, row: int, column: int) -> tuple[int, int]:
        """Walk left and up from an elementary cell as long as no line is in the way."""
        y = (self._ys[row] + self._ys[row + 1]) / 2
        while column and not _covers(self.vertical, self.xs[column], y):
            column -= 1
        x = (self.xs[column] + self.xs[column + 1]) / 2
        while row and not _covers(self.horizontal, self._ys[row], x):
            row -= 1
        return row, column


def _covers(edges: Sequence[Edge], at: float, along: float) -> bool:
    return any(edge.at == at and edge.start - 1 <= along <= edge.stop + 1 for edge in edges)
