"""The rows of a table, each with a cell for every column, out of its words and its columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import dropwhile, takewhile

from indexer.partition.pdf.columns import parted
from indexer.partition.pdf.figures import (
    FIGURE,
    Cell,
    cells_of,
    is_amount,
    is_figure,
    signs_joined,
)
from indexer.partition.pdf.grid import Grid
from indexer.partition.pdf.lines import Line, around, lines_of
from indexer.partition.pdf.words import Word

MAX_HEADING_LINES = 4
ASTRAY = 0.1
"""A band of headings has at most this share of words that stand over two columns."""
Place = tuple[int, int]
"""The row and the column of a cell."""
Cells = Mapping[Place, Sequence[Word]]
Row = tuple[Cell, ...]


def rows_of_grid(grid: Grid, words: Sequence[Word], bold: Callable[[Word], bool]) -> list[Row]:
    """Return the rows into which `grid` rules `words`, and those that stand within one of its."""
    cells = _by_cell(grid, words)
    if _rules_only_blocks(list(cells.values())):
        return rows_of_lines(lines_of(words), grid)
    in_place = _in_columns(cells, grid)
    columns = sorted({column for _, column in in_place})
    return [
        _side_by_side(part)
        for row in sorted({row for row, _ in in_place})
        for whole in _label_apart([in_place.get((row, at), ()) for at in columns], bold)
        for part in _stacked([_flow(cell) for cell in whole])
    ]


def rows_between_spaces(lines: Sequence[Line], grid: Grid) -> list[Row]:
    """Return a row for each line of a table that nothing rules, by the columns of `grid`.

    Where these do not part what stands apart on a line, a row has a cell for whatever does.
    """
    together = any(len(_in_line(line, grid)) < len(signs_joined(line.cells)) for line in lines)
    if together:
        return [tuple(cells_of(line)) for line in lines]
    return rows_of_lines(lines, grid)


def _by_cell(grid: Grid, words: Sequence[Word]) -> Cells:
    cells: dict[Place, list[Word]] = {}
    for word in words:
        place = grid.cell_of(word)
        if place:
            cells.setdefault(place, []).append(word)
    return cells


def rows_of_lines(lines: Sequence[Line], grid: Grid) -> list[Row]:
    """Return a row for each line, with a cell for every column that any of them has words in.

    A label that is all of its line comes first, also where columns of figures are left of labels.
    """
    placed = [_in_line(line, grid) for line in lines]
    columns = sorted({column for row in placed for column in row})
    labels = Counter(column for row in placed for column in row if not is_figure(row[column]))
    label, _ = max(labels.items(), key=lambda item: item[1], default=(columns[0], 0))
    return [
        tuple(tuple(row.get(column, ())) for column in columns)
        if set(row) != {label}
        else (tuple(row[label]), *((),) * (len(columns) - 1))
        for row in placed
    ]


def _in_line(line: Line, grid: Grid) -> dict[int, list[Word]]:
    """Return the words of a line by their columns; what runs over several is in the first."""
    row: dict[int, list[Word]] = {}
    for part in _parts(line, grid):
        column = grid.column(around([word.box for word in part]))
        if column is None:
            column = grid.column_at(part[-1 if is_figure(part) else 0].box.middle[0])
        row.setdefault(column, []).extend(part)
    return row


def _parts(line: Line, grid: Grid) -> list[Cell]:
    return [part for cell in line.cells for part in parted(cell, grid)]


def _in_columns(cells: Cells, grid: Grid) -> Cells:
    """Return `cells`, those over several columns parted where their figures or headings stand.

    A band of headings is often shaded as a whole, without lines between them.
    """
    counted = {place for place, words in cells.items() if _has_amounts(words)}
    first = min((row for row, _ in counted), default=0)
    begins = {column for _, column in cells}
    begins |= {column for column in range(len(grid.xs)) if not grid.is_ruled(column)}
    found: dict[Place, list[Word]] = {}
    for (row, column), words in cells.items():
        parts: list[Sequence[Word]] = [words]
        if row < first and _is_band(words, grid):
            parts = [[word] for word in words]
        elif (row, column) in counted:
            parts = [part for line in lines_of(words) for part in _parts(line, grid)]
        for part in parts:
            reached = grid.column_at(around([word.box for word in part]).middle[0])
            at = max((each for each in begins if column <= each <= reached), default=column)
            found.setdefault((row, at if len(parts) > 1 else column), []).extend(part)
    return found


def _has_amounts(words: Sequence[Word]) -> bool:
    """Return whether amounts stand for themselves among words, as none within a sentence does."""
    return any(is_amount(cell) for line in lines_of(words) for cell in line.cells)


def _is_band(words: Sequence[Word], grid: Grid) -> bool:
    """Return whether words are headings side by side: nearly all keep to columns, far apart."""
    own = [grid.column(word.box) for word in words]
    apart = any(len(cells_of(line)) > 1 for line in lines_of(words))
    return apart and own.count(None) <= ASTRAY * len(own)


def _flow(words: Sequence[Word]) -> Cell:
    """Return a cell's words in the order in which the page gives them."""
    return tuple(sorted(words))


def _rules_only_blocks(cells: Sequence[Sequence[Word]]) -> bool:
    """Return whether most words, or figures under headings, stand in cells of columns of figures.

    Such a table rules its blocks and not its rows: what stands on one line belongs together.
    """
    headed = [_heads_its_figures(words) for words in cells]
    blocks = [
        words
        for words, has_headings in zip(cells, headed, strict=True)
        if has_headings or _is_column_of_figures(words)
    ]
    if any(headed) and 2 * _figures_in(blocks) > _figures_in(cells):
        return True
    return 2 * sum(map(len, blocks)) > sum(map(len, cells))


def _label_apart(
    row: Sequence[Sequence[Word]], bold: Callable[[Word], bool]
) -> list[Sequence[Sequence[Word]]]:
    """Return a row under the bold label of the group that begins with it, where it has one."""
    lines = lines_of(row[0])
    label = list(takewhile(lambda line: all(map(bold, line.words)), lines))
    rest = [word for line in lines[len(label) :] for word in line.words]
    others = [word for cell in row[1:] for word in cell]
    if (
        not (label and rest and others)
        or min(word.box.middle[1] for word in others) < label[-1].box.y1
    ):
        return [row]
    heading = [word for line in label for word in line.words]
    return [[heading, *((),) * (len(row) - 1)], [rest, *row[1:]]]


def _stacked(row: Sequence[Cell]) -> list[Row]:
    """Return the rows that stand beneath one another in what the grid rules as one.

    Cells that hold nothing but figures tell where they are; a label that runs on belongs to the
    figures beside its first line, or to the nearest where these stand at its middle.
    """
    stacks = [lines for cell in row if len(lines := _lines_of_figures(cell)) > 1]
    if not stacks or (len(stacks) == 1 and len(stacks[0]) == 2):
        return [tuple(row)]
    heights = [line.box.middle[1] for line in max(stacks, key=len)]
    rows: list[list[list[Word]]] = [[[] for _ in row] for _ in heights]
    for column, cell in enumerate(row):
        if not cell:
            continue
        lines = lines_of(cell)
        beside = abs(lines[0].box.middle[1] - heights[0]) <= lines[0].size / 2
        for line in lines:
            middle = line.box.middle[1]
            above = [at for at, height in enumerate(heights) if height <= middle + line.size / 2]
            nearest = min(range(len(heights)), key=lambda at: abs(heights[at] - middle))
            at = above[-1] if beside and above else nearest
            rows[at][column].extend(line.words)
    return [tuple(map(_flow, cells)) for cells in rows if any(cells)]


def _lines_of_figures(cell: Cell) -> list[Line]:
    """Return the lines of a cell of figures; none of another cell."""
    return lines_of(cell) if cell and is_figure(cell) else []


def _side_by_side(row: Sequence[Cell]) -> Row:
    """Return a row in which each of the figures that share a cell has one of its own."""
    parts: list[Cell] = []
    for cell in row:
        lines = _lines_of_figures(cell)
        apart = signs_joined(cells_of(lines[0])) if len(lines) == 1 else []
        parts += apart if len(apart) > 1 else [cell]
    return tuple(parts)


def _is_column_of_figures(words: Sequence[Word]) -> bool:
    if sum(bool(FIGURE.match(word.text)) for word in words) <= 2:
        return False
    lines = lines_of(words)
    return len(lines) > 2 and sum(is_figure(line.words) for line in lines) * 3 > len(lines) * 2


def _heads_its_figures(words: Sequence[Word]) -> bool:
    """Return whether a cell has headings over lines that are nothing but figures."""
    lines = lines_of(words)
    figures = list(dropwhile(lambda line: not is_figure(line.words), lines))
    headings = len(lines) - len(figures)
    own = all(is_figure(line.words) for line in figures)
    return own and len(figures) > 2 and 0 < headings <= MAX_HEADING_LINES


def _figures_in(cells: Sequence[Sequence[Word]]) -> int:
    return sum(bool(FIGURE.match(word.text)) for words in cells for word in words)
