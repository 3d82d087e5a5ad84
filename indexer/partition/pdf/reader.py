"""From a PDF's bytes to its pages of blocks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise

import pypdfium2 as pdfium
from msgspec import Struct
from msgspec.structs import replace

from indexer.config import PartitionSettings
from indexer.errors import UnreadableDocument
from indexer.partition.pdf.furniture import furniture_of
from indexer.partition.pdf.grid import Grid
from indexer.partition.pdf.lines import Line, around, flows_of, sideways_overlap
from indexer.partition.pdf.paragraphs import Style, block_of, paragraphs_of
from indexer.partition.pdf.ruling import grids
from indexer.partition.pdf.tables import Table, ruled_table, spaced_tables, table_block
from indexer.partition.pdf.words import HYPHEN_AT_LINE_END, Box, PageWords, Word
from indexer.records import Block, BlockKind, Page


class PageLayout(Struct, frozen=True):
    """A page before its words become blocks: tables, and flows of lines."""

    number: int
    text: str
    shown_size: tuple[float, float]
    height: float
    words: tuple[Word, ...]
    bold: Callable[[Word], bool]
    flows: tuple[tuple[Line, ...], ...]
    tables: tuple[Table, ...]


def read_pdf(content: bytes, path: str, settings: PartitionSettings) -> tuple[Page, ...]:
    """Return the pages of the PDF `content`; pages without text have no blocks.

    Raises
    ------
    UnreadableDocument
        The PDF is broken, encrypted, or has more pages than the settings allow.
    """
    with _opened(content, path) as document:
        if len(document) > settings.max_pages:
            raise UnreadableDocument(
                f"{path}: has {len(document)} pages, more than partition.max_pages "
                f"({settings.max_pages}); raise that setting or split the file"
            )
        layouts = []
        for number in range(1, len(document) + 1):
            try:
                layouts.append(_layout(document[number - 1], number))
            except pdfium.PdfiumError as error:
                raise UnreadableDocument(f"{path}: page {number} is broken: {error}") from error
        return tuple(_with_carried_headers(_pages(layouts)))


@contextmanager
def _opened(content: bytes, path: str) -> Iterator[pdfium.PdfDocument]:
    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise UnreadableDocument(
                f"{path}: is encrypted with a password; publish it without one"
            ) from error
        raise UnreadableDocument(
            f"{path}: is not a whole PDF ({error}); fetch or export it again"
        ) from error
    try:
        yield document
    finally:
        document.close()


def _layout(page: pdfium.PdfPage, number: int) -> PageLayout:
    found = PageWords(page)
    free = list(found.words)
    tables = []
    ruled = grids(page, free, found.turn, found.width, found.height) if free else ()
    for grid in ruled:
        others = [other for other in ruled if other is not grid]
        table = ruled_table(grid, _not_within(others, free, grid), found.bold)
        if table:
            tables.append(table)
            free = _without(free, table)
    for table in spaced_tables(free, found.bold):
        tables.append(table)
        free = _without(free, table)
    return PageLayout(
        number=number,
        text=found.text,
        shown_size=page.get_size(),
        height=found.height,
        words=found.words,
        bold=found.bold,
        flows=tuple(tuple(flow) for flow in flows_of(free)),
        tables=tuple(tables),
    )


def _not_within(others: Sequence[Grid], words: Sequence[Word], grid: Grid) -> list[Word]:
    """Return which of `words` stand in `grid`, or in none of the `others`."""
    return [
        word for word in words if grid.cell_of(word) or not any(one.cell_of(word) for one in others)
    ]


def _without(words: Sequence[Word], table: Table) -> list[Word]:
    taken = {word.start for word in table.words}
    return [word for word in words if word.start not in taken]


def _pages(layouts: Sequence[PageLayout]) -> list[Page]:
    body_size = _body_size(layouts)
    furniture = furniture_of(
        [[line for flow in layout.flows for line in flow] for layout in layouts],
        [layout.height for layout in layouts],
        body_size,
        [_body_size([layout]) for layout in layouts],
    )
    vocabulary = _vocabulary(layouts)
    pages = []
    for layout, dropped in zip(layouts, furniture, strict=True):
        style = Style(body_size, layout.bold, layout.height)
        blocks = _blocks(layout, dropped, style, vocabulary)
        pages.append(Page(layout.number, layout.text, blocks, *layout.shown_size))
    return pages


def _blocks(
    layout: PageLayout, dropped: set[int], style: Style, vocabulary: frozenset[str]
) -> tuple[Block, ...]:
    """Return the blocks of a page as they are read, furniture last."""
    kept: list[tuple[Box, int, Block]] = []
    furniture: list[Block] = []
    for flow in layout.flows:
        content = [line for line in flow if line.words[0].start not in dropped]
        for lines in paragraphs_of(content, style) if content else ():
            block = block_of(lines, style, layout.text, vocabulary)
            kept.append((around([line.box for line in lines]), lines[0].words[0].start, block))
        for line in flow:
            if line.words[0].start in dropped:
                block = block_of([line], style, layout.text, vocabulary)
                furniture.append(replace(block, kind=BlockKind.FURNITURE, level=0))
    for table in layout.tables:
        block = table_block(table, layout.text, vocabulary)
        kept.append((table.box, min(word.start for word in table.words), block))
    return (*_reading_order(kept), *furniture)


def _reading_order(items: Sequence[tuple[Box, int, Block]]) -> list[Block]:
    """Return blocks in the order in which the page gives them, mended where that is jumbled.

    A block waits for those that lie wholly above it and overlap it sideways; the reading then
    goes on with the next one given, and comes back at last for those that had to wait.
    """
    given = sorted(items, key=lambda item: item[1])
    if all(before[0].y0 <= after[0].y0 for before, after in pairwise(given)):
        return [block for _, _, block in given]
    above = [
        {
            index
            for index, (other, _, _) in enumerate(given)
            if other.y1 - 2 <= box.y0 and sideways_overlap(other, box) > 0
        }
        for box, _, _ in given
    ]
    order: list[int] = []
    read: set[int] = set()
    while len(order) < len(given):
        free = [index for index in range(len(given)) if index not in read and above[index] <= read]
        last = order[-1] if order else -1
        order.append(next((index for index in free if index > last), free[0]))
        read.add(order[-1])
    return [given[index][2] for index in order]


def _with_carried_headers(pages: Sequence[Page]) -> Iterator[Page]:
    """Yield `pages` with the header of a table given to what goes on with it, be it over a page."""
    header, columns, on_page = "", 0, 0
    for page in pages:
        blocks = list(page.blocks)
        for position, block in enumerate(blocks):
            if block.kind == BlockKind.FURNITURE:
                continue
            width = _columns(block.text) if block.kind == BlockKind.TABLE else 0
            apart = abs(width - columns)
            if block.header:
                header, columns = block.header, width
            elif header and width and apart <= (page.number > on_page):
                blocks[position] = replace(block, header=header)
            else:
                header = ""
            on_page = page.number
        yield replace(page, blocks=tuple(blocks))


def _columns(table: str) -> int:
    return max(row.count("\t") + 1 for row in table.split("\n"))


def _body_size(layouts: Sequence[PageLayout]) -> float:
    sizes = Counter(round(word.size * 2) / 2 for layout in layouts for word in layout.words)
    return max(sizes.items(), key=lambda item: (item[1], item[0]))[0] if sizes else 0.0


def _vocabulary(layouts: Sequence[PageLayout]) -> frozenset[str]:
    """Return the document's words in lower case, where line ends are not in the way."""
    if not any(HYPHEN_AT_LINE_END in layout.text for layout in layouts):
        return frozenset()
    words = set()
    for layout in layouts:
        for piece in layout.text.lower().split():
            if HYPHEN_AT_LINE_END not in piece:
                words.add(piece.strip(".,;:()'\u2018\u2019\u201c\u201d"))
                words.update(re.findall(r"[a-z]+", piece))
    return frozenset(words)
