"""How far a table reaches beyond the lines that rule it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from indexer.partition.pdf.columns import parted
from indexer.partition.pdf.figures import cells_of, is_amount, is_figure
from indexer.partition.pdf.furniture import PAGE_NUMBER
from indexer.partition.pdf.grid import Edge, Grid
from indexer.partition.pdf.lines import Line, around, lines_of
from indexer.partition.pdf.ruling import NEAR
from indexer.partition.pdf.words import Word

ROWS = 3
"""Fewer rows with labels beside a grid are none of it."""
NEAR_BELOW, NEAR_ABOVE = 2.5, 1.0
"""A line further off than this many line heights is of no table above it, or beneath it."""
MAX_HEADING_LINES = 8


def widened(grid: Grid, free: Sequence[Word]) -> Grid:
    """Return `grid` as far to the left as the labels of its rows stand, if it holds none itself.

    A sheet is often printed with some of its columns shaded, which is all that shows of a grid.
    `free` are the words that are in no table.
    """
    box = grid.box
    inside = grid.within(free)
    left = [
        word for word in free if word.box.x1 <= box.x0 + 1 and box.y0 < word.box.middle[1] < box.y1
    ]
    rows = [line for line in lines_of(inside) if is_amount(line.cells[0])]
    labelled = [
        line
        for line in lines_of(left)
        if not is_figure(line.cells[0]) and any(_beside(line, row) for row in rows)
    ]
    if len(rows) < ROWS or 2 * len(labelled) < len(rows):
        return grid
    start = min(word.box.x0 for word in left) - 1
    across = [
        Edge(edge.at, start if edge.start <= box.x0 + 1 else edge.start, edge.stop)
        for edge in grid.horizontal
    ]
    return Grid(across, [*grid.vertical, Edge(start, box.y0, box.y1)])


def _beside(one: Line, other: Line) -> bool:
    return one.box.y0 < other.box.middle[1] < one.box.y1


def extended(grid: Grid, free: Sequence[Word]) -> Grid:
    """Return `grid` with the rows that stand right above and below its lines, in its columns.

    A table that is ruled only between its rows has its headings above the first line, and often
    its sum below the last. `free` are the words that are in no table.
    """
    box = grid.box
    inside = lines_of(grid.within(free))
    beside = [word for word in free if box.x0 - 1 <= word.box.middle[0] <= box.x1 + 1]
    counted = _columns_of_figures(grid, inside)
    if not counted:
        return grid
    rows = _rows_below(grid, lines_of([w for w in beside if w.box.y0 >= box.y1 - 1]), counted)
    above: list[Line] = []
    over = (
        line for line in inside if len(_columns_in(grid, line) & counted) >= min(2, len(counted))
    )
    if any(map(is_amount, cells_of(next(over, inside[0])))):
        above = _lines_above(
            grid, lines_of([w for w in beside if w.box.y1 <= box.y0 + 1])[::-1], counted
        )
    top = min([box.y0, *(line.box.y0 - 1 for line in above)])
    bottom = max([box.y1, *(line.box.y1 + 1 for line in rows)])
    begins = [line.box.y0 - 1 for line in rows if _figures_in(grid, line) & counted]
    across = [Edge(y, box.x0, box.x1) for y in {top, bottom, *begins[1:]} - {box.y0, box.y1}]
    down = [
        Edge(
            edge.at,
            top if edge.start <= box.y0 + NEAR else edge.start,
            bottom if edge.stop >= box.y1 - NEAR else edge.stop,
        )
        for edge in grid.vertical
    ]
    return Grid([*grid.horizontal, *across], down)


def _columns_of_figures(grid: Grid, lines: Sequence[Line]) -> set[int]:
    """Return the columns of `grid` with figures in half as many rows as the fullest, or more."""
    counts = Counter(column for line in lines for column in _figures_in(grid, line))
    fullest = max(counts.values(), default=0)
    return {column for column, count in counts.items() if 2 * count >= fullest}


def _columns_in(grid: Grid, line: Line) -> set[int]:
    """Return the columns to which the words of a line keep."""
    columns = (grid.column(word.box) for word in line.words)
    return {column for column in columns if column is not None}


def _figures_in(grid: Grid, line: Line) -> set[int]:
    """Return the columns in which the figures of a line stand."""
    amounts = filter(is_amount, cells_of(line))
    columns = (grid.column(around([word.box for word in cell])) for cell in amounts)
    return {column for column in columns if column is not None}


def _lines_above(grid: Grid, lines: Sequence[Line], counted: set[int]) -> list[Line]:
    """Return which of `lines`, the nearest first, head columns of figures.

    They may also be what goes on, at the top of a page, from the last row of the page before.
    """
    found: list[Line] = []
    edge = grid.box.y0
    for line in lines:
        far = edge - line.box.y1 > NEAR_ABOVE * line.size
        if far or any(map(is_amount, cells_of(line))) or not _keeps(grid, line):
            break
        found.append(line)
        edge = line.box.y0
    headed = {column for line in found for column in _columns_in(grid, line)}
    if (
        len(headed) > 1
        and len(found) <= MAX_HEADING_LINES
        and 2 * len(headed & counted) >= len(counted)
    ):
        return found
    return found if len(found) == len(lines) and not headed & {0, *counted} else []


def _rows_below(grid: Grid, lines: Sequence[Line], counted: set[int]) -> list[Line]:
    """Return which of `lines`, from the top, are rows of the table: as far as figures stand."""
    found: list[Line] = []
    rows = 0
    edge = grid.box.y1
    for line in lines:
        figures = _figures_in(grid, line)
        gap = line.box.y0 - edge
        if gap > NEAR_BELOW * line.size or PAGE_NUMBER.match(line.text) or not _keeps(grid, line):
            break
        found.append(line)
        edge = line.box.y1
        is_row = len(figures & counted) >= min(2, len(counted)) and figures <= counted
        goes_on = rows == len(found) - 1 and not figures and gap < line.size / 2
        if is_row or (goes_on and rows):
            rows = len(found)
    return found[:rows]


def _keeps(grid: Grid, line: Line) -> bool:
    """Return whether what a line says keeps to columns, as no sentence over several does."""
    return all(
        None not in columns and len(columns) == 1
        for columns in (
            {grid.column(word.box) for word in part} for part in parted(line.words, grid)
        )
    )
