"""Tables: ruled grids, and rows that only space divides, as rows of cells with their header."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct

from indexer.partition.pdf.cleaning import CleanText
from indexer.partition.pdf.columns import divided
from indexer.partition.pdf.extent import extended, widened
from indexer.partition.pdf.figures import Cell, is_figure
from indexer.partition.pdf.grid import Edge, Grid
from indexer.partition.pdf.headings import header_rows
from indexer.partition.pdf.lines import Line, around, lines_of
from indexer.partition.pdf.rows import rows_between_spaces, rows_of_grid
from indexer.partition.pdf.words import Box, Word
from indexer.records import Block, BlockKind


class Table(Struct, frozen=True):
    """A table on a page: rows of cells, of which the first `header_rows` head the columns."""

    box: Box
    rows: tuple[tuple[Cell, ...], ...]
    header_rows: int

    @property
    def words(self) -> tuple[Word, ...]:
        """All its words."""
        return tuple(word for row in self.rows for cell in row for word in cell)


def ruled_table(grid: Grid, free: Sequence[Word], bold: Callable[[Word], bool]) -> Table | None:
    """Return the table that `grid` rules, of which only what stands within it shows all columns.

    `free` are the words that are in no table. None where the grid is a frame around text: fewer
    than two columns hold words.
    """
    if len({cell[1] for cell in map(grid.cell_of, free) if cell}) < 2:
        return None
    grid = widened(grid, free)
    grid = extended(divided(grid, grid.within(free)), free)
    rows = rows_of_grid(grid, grid.within(free), bold)
    return Table(grid.box, tuple(rows), header_rows(rows, bold))


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
        own = [word for line in lines[index:stop] for word in line.words]
        box = around([word.box for word in own])
        frame = Grid(
            [Edge(box.y0, box.x0, box.x1), Edge(box.y1, box.x0, box.x1)],
            [Edge(box.x0, box.y0, box.y1), Edge(box.x1, box.y0, box.y1)],
        )
        rows = rows_between_spaces(lines[index:stop], divided(frame, own))
        found.append(Table(box, tuple(rows), header_rows(rows, bold)))
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
            figures += any(is_figure(cell) for cell in line.cells)
            stop = index + 1
        elif index - stop >= 2:
            break
        index += 1
    return stop if tabular >= 3 and figures * 2 >= tabular else None


def _is_tabular(line: Line) -> bool:
    return len(line.cells) >= 3 or (len(line.cells) == 2 and is_figure(line.cells[1]))
