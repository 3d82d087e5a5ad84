"""The columns of a table where its lines do not rule them all: told by where its figures stand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise, takewhile

from msgspec import Struct

from indexer.partition.pdf.figures import (
    UNIT,
    Cell,
    are_two_figures,
    is_amount,
    is_figure,
    is_sign,
    is_wide,
)
from indexer.partition.pdf.grid import Grid
from indexer.partition.pdf.lines import around, lines_of
from indexer.partition.pdf.words import Box, Word

ROWS = 3
"""Figures in fewer rows tell no columns, though there may be fewer in some of them."""
SHARE = 0.25
"""So do those of less than this share of the rows of the fullest column."""


class Strip(Struct, order=True):
    """Where cells stand beneath one another: from `x0` to `x1`, in `rows`.

    ``signs`` says that these are signs alone: "-" far left of "8,542.9".
    """

    x0: float
    x1: float
    rows: set[int]
    signs: bool


def divided(grid: Grid, words: Sequence[Word]) -> Grid:
    """Return `grid` with a column for each of the columns of figures that share one of its own.

    Nothing rules these apart, so that a cell still reaches over all of them where its words do.
    """
    rows: list[list[list[Cell]]] = [[] for _ in grid.xs]
    for line in lines_of(words):
        for own in rows:
            own.append([])
        for cell in line.cells:
            for part in parted(cell, grid):
                rows[grid.column_at(_middle(part))][-1].append(part)
    found = [x for own in rows for x in _between_columns(own)]
    return grid.with_columns(found)


def parted(cell: Sequence[Word], grid: Grid) -> list[Cell]:
    """Return the parts of a cell of a line: figures, and words that `grid` has in two columns."""
    parts: list[list[Word]] = [[cell[0]]]
    for before, word in pairwise(cell):
        if _apart(before, word, grid):
            parts.append([])
        parts[-1].append(word)
    return [tuple(part) for part in parts]


def _apart(before: Word, word: Word, grid: Grid) -> bool:
    if are_two_figures(before, word) or grid.cell_of(before) != grid.cell_of(word):
        return True
    columns = {grid.column(before.box), grid.column(word.box)}
    one = is_amount([before]) != is_amount([word])
    return len(columns) == 2 and None not in columns and (one or is_wide(before, word))


def _middle(cell: Cell) -> float:
    return around([word.box for word in cell]).middle[0]


def _between_columns(rows: Sequence[Sequence[Cell]]) -> list[float]:
    """Return where columns of figures and of the words beside them part, from the left."""
    with_figures = [cells for cells in rows if any(map(is_amount, cells))]
    figures = _strips(with_figures, is_figure)
    if not figures:
        return []
    beside = [[cell for cell in cells if not _stands_in(cell, figures)] for cells in with_figures]
    strips = sorted(figures + _strips(beside, lambda cell: not is_figure(cell)))
    if len(figures) == 1 and strips[0] is figures[0]:
        # numbered paragraphs
        return []
    headings = takewhile(lambda cells: not any(map(is_amount, cells)), rows)
    words = [
        word.box
        for cells in (*headings, *with_figures)
        for cell in cells
        for word in cell
        if not UNIT.match(word.text)
    ]
    return [_clearest(before.x1, after.x0, words) for before, after in pairwise(strips)]


def _stands_in(cell: Cell, strips: Sequence[Strip]) -> bool:
    box = around([word.box for word in cell])
    return any(box.x0 < strip.x1 and strip.x0 < box.x1 for strip in strips)


def _clearest(start: float, stop: float, words: Sequence[Box]) -> float:
    """Return the place between two over which the fewest words stand, where it is widest."""
    over = [box for box in words if box.x1 > start and box.x0 < stop]
    ends = sorted({start, stop, *(x for box in over for x in (box.x0, box.x1) if start < x < stop)})
    gaps = [
        (sum(box.x0 < (left + right) / 2 < box.x1 for box in over), left - right, left)
        for left, right in pairwise(ends)
    ]
    _, width, left = min(gaps, default=(0, 0.0, start))
    return left - width / 2


def _strips(rows: Sequence[Sequence[Cell]], of: Callable[[Cell], bool]) -> list[Strip]:
    """Return the strips in which cells of a kind stand beneath one another, from the left."""
    strips: list[Strip] = []
    for box, number, sign in sorted(
        (around([word.box for word in cell]), number, is_sign(cell))
        for number, cells in enumerate(rows)
        for cell in filter(of, cells)
    ):
        if strips and box.x0 < strips[-1].x1:
            last = strips[-1]
            last.x1, last.signs = max(last.x1, box.x1), last.signs and sign
            last.rows.add(number)
        else:
            strips.append(Strip(box.x0, box.x1, {number}, sign))
    signed: list[Strip] = []
    for strip in strips:
        if signed and signed[-1].signs and signed[-1].rows < strip.rows:
            strip.x0 = signed.pop().x0
        signed.append(strip)
    fullest = max((len(strip.rows) for strip in signed), default=0)
    least = max(2, SHARE * fullest) if fullest >= ROWS else fullest + 1
    return [strip for strip in signed if len(strip.rows) >= least]
