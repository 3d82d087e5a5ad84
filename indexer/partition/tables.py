"""Tables of HTML: spans spread over the cells that they cover, rows as lines, cells by tabs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bs4 import Tag
from msgspec import Struct

from indexer.partition.one_page import one_line
from indexer.records import Block, BlockKind

MAX_SPAN = 100
"""A cell that claims to span more columns or rows than this spans one: the claim is a slip."""
MAX_HEADER_ROWS = 3
FIGURE = re.compile(r"^[(\u00a3$\u20ac+\u2013-]*\d[\d,.]*[%)kmbn]*$", re.IGNORECASE)
YEAR = re.compile(r"^(19|20)\d\d([/\u2013-]\d{2,4})?$")
IN_THOUSANDS = re.compile("^\u00a3?000$")


class Cell(Struct, frozen=True):
    """A cell of a table after its spans are spread."""

    text: str
    heads: bool


def table_blocks(table: Tag, header_rows: int = 0) -> list[Block]:
    """Return `table` as a block, under a paragraph for its caption where it has one.

    The first `header_rows` rows head the columns; where it is 0, the table itself must tell.
    """
    rows = [row for row in spread(table, header_rows) if any(cell.text for cell in row)]
    if not rows:
        return []
    caption = table.find("caption")
    width = max(map(len, rows))
    lines = [_line([cell.text for cell in row] + [""] * (width - len(row))) for row in rows]
    heads = min(header_rows or _header_rows(rows), len(rows) - 1)
    return [
        Block(BlockKind.PARAGRAPH, one_line(caption.get_text()) if caption else ""),
        Block(BlockKind.TABLE, "\n".join(lines), header="\n".join(lines[:heads])),
    ]


def _line(cells: Sequence[str]) -> str:
    """Return a row as a line; a label that stands alone is a heading within the table."""
    return cells[0] if not any(cells[1:]) else "\t".join(cells)


def spread(table: Tag, header_rows: int = 0) -> list[list[Cell]]:
    """Return the rows of `table` with every cell in its column; its first `header_rows` head it.

    What spans rows is said again in each of them, so that a figure keeps its label; so is a column
    heading in each column that it spans. Other cells stand in the first column that they span.
    """
    rows: list[list[Cell]] = []
    waiting: dict[int, tuple[int, Cell]] = {}
    for number, tr in enumerate(rows_of(table)):
        row: list[Cell] = []
        in_head = number < header_rows or (tr.parent is not None and tr.parent.name == "thead")
        for element in tr.find_all(["td", "th"], recursive=False):
            _fill(row, waiting)
            heads = in_head or element.name == "th"
            cell = Cell(one_line(element.get_text()), heads)
            depth = _span(element, "rowspan")
            for column in range(_span(element, "colspan")):
                shown = cell if column == 0 or heads else Cell("", heads=False)
                if depth > 1:
                    waiting[len(row)] = (depth - 1, shown)
                row.append(shown)
        _fill(row, waiting)
        rows.append(row)
    return rows


def rows_of(table: Tag) -> list[Tag]:
    """Return the rows of `table` itself, not those of tables inside it."""
    return [row for row in table.find_all("tr") if row.find_parent("table") is table]


def _fill(row: list[Cell], waiting: dict[int, tuple[int, Cell]]) -> None:
    """Add the cells that reach down from rows above into the next columns of `row`."""
    while len(row) in waiting:
        left, cell = waiting.pop(len(row))
        if left > 1:
            waiting[len(row)] = (left - 1, cell)
        row.append(cell)


def _span(cell: Tag, name: str) -> int:
    given = str(cell.get(name, "1")).strip()
    span = int(given) if given.isdecimal() else 1
    return span if 1 <= span <= MAX_SPAN else 1


def _header_rows(rows: Sequence[Sequence[Cell]]) -> int:
    """Return how many rows at the top head the columns.

    They are marked so; or the first one alone holds words over columns that have figures.
    """
    marked = 0
    while marked < min(MAX_HEADER_ROWS, len(rows)) and all(
        cell.heads for cell in rows[marked] if cell.text
    ):
        marked += 1
    if marked:
        return marked
    labelled = len(rows[0]) > 1 and all(
        cell.text and not _is_figure(cell.text) for cell in rows[0][1:]
    )
    figures = any(_is_figure(cell.text) for row in rows[1:] for cell in row[1:])
    return 1 if labelled and figures else 0


def _is_figure(text: str) -> bool:
    return bool(FIGURE.match(text)) and not YEAR.match(text) and not IN_THOUSANDS.match(text)
