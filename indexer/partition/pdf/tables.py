"""Tables: ruled grids, and rows that only space divides, as rows of cells with their header."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import dropwhile, pairwise, takewhile

from msgspec import Struct

from indexer.partition.pdf.cleaning import CleanText
from indexer.partition.pdf.lines import Line, around, lines_of
from indexer.partition.pdf.ruling import Grid
from indexer.partition.pdf.words import Box, Word
from indexer.records import Block, BlockKind

FIGURE = re.compile(
    r"^[-+(]?[£$€]?[-+(]?\d[\d,]*(\.\d+)?[)%]?[mk]?$|^[-\u2013\u2014]$|^n/?a$",
    re.IGNORECASE,
)
PARTED_FIGURE = re.compile(r"\d[.,]\d")
"""A figure with a point or comma in it, which no telephone number has."""
YEAR = re.compile(r"^(19|20)\d\d([-/\u2013](\d\d|\d{4}))?$")
IN_THOUSANDS = re.compile(r"^[£$€]?000$")
"""What stands over a column and says in what it counts."""
MAX_HEADER_ROWS = 4

Cell = tuple[Word, ...]
Place = tuple[int, int]
"""The row and the column of a cell."""


class Table(Struct, frozen=True):
    """A table on a page: rows of cells, of which the first `header_rows` head the columns."""

    box: Box
    rows: tuple[tuple[Cell, ...], ...]
    header_rows: int

    @property
    def words(self) -> tuple[Word, ...]:
        """All its words."""
        return tuple(word for row in self.rows for cell in row for word in cell)


def ruled_table(grid: Grid, words: Sequence[Word], bold: Callable[[Word], bool]) -> Table | None:
    """Return the table that `grid` rules out of `words`, all of which stand within it.

    None where the grid is a frame around text: fewer than two columns hold words.
    """
    cells: dict[tuple[int, int], list[Word]] = {}
    for word in words:
        place = grid.cell(*word.box.middle)
        if place:
            cells.setdefault(place, []).append(word)
    if len({column for _, column in cells}) < 2:
        return None
    if _rules_only_blocks(list(cells.values())):
        rows = [_cells(line, grid) for line in lines_of(words)]
    else:
        in_place = _in_columns(cells, grid)
        columns = sorted({column for _, column in in_place})
        rows = [
            _side_by_side(part)
            for row in sorted({row for row, _ in in_place})
            for part in _stacked([_flow(in_place.get((row, at), ())) for at in columns])
        ]
    return Table(grid.box, tuple(rows), _header_rows(rows, bold))


def spaced_tables(words: Sequence[Word], bold: Callable[[Word], bool]) -> list[Table]:
    """Return the tables among `words` that only space divides: rows of labels and figures."""
    lines = lines_of(words)
    found = []
    index = 0
    while index < len(lines):
        stop = _tabular_run(lines, index)
        if stop is None:
            index += 1
            continue
        rows = [_cells(line) for line in lines[index:stop]]
        box = around([line.box for line in lines[index:stop]])
        found.append(Table(box, tuple(rows), _header_rows(rows, bold)))
        index = stop
    return found


def table_block(table: Table, page_text: str, vocabulary: frozenset[str]) -> Block:
    """Return `table` as a block: rows as lines, cells parted by tabs.

    Empty cells keep the others in place; a label that stands alone is a heading within the table.
    """
    clean = CleanText(page_text, vocabulary)
    header = ""
    for number, row in enumerate(table.rows):
        if number == table.header_rows:
            header = clean.text
        if number:
            clean.part("\n")
        alone = row[0] and not any(row[1:])
        for column, cell in enumerate(row[:1] if alone else row):
            if column:
                clean.part("\t")
            clean.add_words(cell)
    return Block(BlockKind.TABLE, clean.text, clean.runs, header=header)


def _in_columns(cells: Mapping[Place, list[Word]], grid: Grid) -> Mapping[Place, list[Word]]:
    """Return `cells`, one over several columns parted where its words keep to these.

    A band of headings is often shaded as a whole, without lines between them.
    """
    found: dict[Place, list[Word]] = {}
    for (row, column), words in cells.items():
        own = [grid.column(word.box) for word in words]
        apart = None not in own and any(len(line.cells) > 1 for line in lines_of(words))
        for word, at in zip(words, own, strict=True):
            found.setdefault((row, at if apart and at is not None else column), []).append(word)
    return found


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


def _cells(line: Line, grid: Grid | None = None) -> tuple[Cell, ...]:
    """Return the cells of a line, figures apart from one another even where they stand close.

    So is what stands in different cells of `grid`.
    """
    parted: list[list[Word]] = []
    for cell in line.cells:
        parted.append([cell[0]])
        for before, word in pairwise(cell):
            figures = FIGURE.match(before.text) and FIGURE.match(word.text)
            if figures or (grid and grid.cell(*before.box.middle) != grid.cell(*word.box.middle)):
                parted.append([])
            parted[-1].append(word)
    return tuple(map(tuple, parted))


def _stacked(row: Sequence[Cell]) -> list[tuple[Cell, ...]]:
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
    return lines_of(cell) if cell and _is_figure(cell) else []


def _side_by_side(row: Sequence[Cell]) -> tuple[Cell, ...]:
    """Return a row in which each of the figures that share a cell has one of its own.

    Where they stand close, one of them must be a `PARTED_FIGURE`.
    """
    parted: list[Cell] = []
    for cell in row:
        lines = _lines_of_figures(cell)
        if len(lines) != 1:
            parted.append(cell)
        elif any(PARTED_FIGURE.search(word.text) for word in cell):
            parted += _cells(lines[0])
        else:
            parted += lines[0].cells if len(lines[0].cells) > 1 else [cell]
    return tuple(parted)


def _is_column_of_figures(words: Sequence[Word]) -> bool:
    if sum(bool(FIGURE.match(word.text)) for word in words) <= 2:
        return False
    lines = lines_of(words)
    return len(lines) > 2 and sum(_is_figure(line.words) for line in lines) * 3 > len(lines) * 2


def _heads_its_figures(words: Sequence[Word]) -> bool:
    """Return whether a cell has headings over lines that are nothing but figures."""
    lines = lines_of(words)
    figures = list(dropwhile(lambda line: not _is_figure(line.words), lines))
    headings = len(lines) - len(figures)
    own = all(_is_figure(line.words) for line in figures)
    return own and len(figures) > 2 and 0 < headings <= MAX_HEADER_ROWS


def _figures_in(cells: Sequence[Sequence[Word]]) -> int:
    return sum(bool(FIGURE.match(word.text)) for words in cells for word in words)


def _tabular_run(lines: Sequence[Line], start: int) -> int | None:
    """Return where the table that begins at line `start` stops, or None where none begins."""
    if not _is_tabular(lines[start]):
        return None
    tabular, figures, stop, index = 0, 0, start, start
    while index < len(lines):
        line = lines[index]
        if index > start and line.box.y0 - lines[index - 1].box.y1 > 2.5 * line.size:
            break
        if _is_tabular(line):
            tabular += 1
            figures += any(_is_figure(cell) for cell in line.cells)
            stop = index + 1
        elif index - stop >= 2:
            break
        index += 1
    return stop if tabular >= 3 and figures * 2 >= tabular else None


def has_figures(line: Line) -> bool:
    """Return whether `line` is a row of a table: a label and at least one cell of figures."""
    return len(line.cells) > 1 and any(
        _is_figure(cell) and not YEAR.match(cell[0].text) and "." in cell[0].text
        for cell in line.cells[1:]
    )


def _is_tabular(line: Line) -> bool:
    return len(line.cells) >= 3 or (len(line.cells) == 2 and _is_figure(line.cells[1]))


def _is_figure(cell: Sequence[Word]) -> bool:
    return all(FIGURE.match(word.text) for word in cell)


def _header_rows(rows: Sequence[Sequence[Cell]], bold: Callable[[Word], bool]) -> int:
    """Return how many rows at the top head the columns.

    They hold no figures but years and "£000", while figures follow, and are all bold where the
    first is; or, in a table of words, all of the first row is bold and the second is not. A label
    alone under them heads rows.
    """
    found = _rows_above_figures(rows, bold)
    while found > 1 and rows[found - 1][0] and not any(rows[found - 1][1:]):
        found -= 1
    return found


def _rows_above_figures(rows: Sequence[Sequence[Cell]], bold: Callable[[Word], bool]) -> int:
    held = [[cell for cell in row if cell] for row in rows[: MAX_HEADER_ROWS + 1]]
    in_bold = list(takewhile(lambda row: all(bold(cell[0]) for cell in row), held))
    for number, row in enumerate(held):
        if any(_is_figure(cell) and not _heads(cell[0].text) for cell in row):
            return min(number, len(in_bold) or number)
    if len(rows) > 1 and in_bold:
        # bold over all columns, it is a heading within the table
        alone = len(held[1]) == 1 < len(held[0])
        return 0 if all(bold(cell[0]) for cell in held[1]) and not alone else 1
    return 0


def _heads(text: str) -> bool:
    return bool(YEAR.match(text) or IN_THOUSANDS.match(text))
