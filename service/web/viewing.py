"""A page of a record as the viewer shows it: its blocks, with the quoted words marked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct

from indexer.records import Block, BlockKind, Page

Stretch = tuple[int, int]


class Segment(Struct, frozen=True):
    """Text that is quoted throughout or not at all."""

    text: str
    marked: bool


Cell = tuple[Segment, ...]


class BlockView(Struct, frozen=True):
    """A block: its text in segments, or where it is a table its rows of cells."""

    kind: str
    level: int
    segments: Cell = ()
    header: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()


def find_quotes(quotes: Iterable[str], page_text: str) -> tuple[Stretch, ...]:
    """Return where each quote stands on the page, white space aside; absent ones are left out."""
    found = []
    for quote in quotes:
        words = quote.split()
        if words:
            match = re.search(r"\s+".join(re.escape(word) for word in words), page_text)
            if match:
                found.append(match.span())
    return tuple(found)


def view_of(page: Page, stretches: Sequence[Stretch]) -> tuple[BlockView, ...]:
    """Return the blocks of a page without its furniture, the stretches of its text marked."""
    return tuple(
        _block_view(block, _marks(block, stretches))
        for block in page.blocks
        if block.kind is not BlockKind.FURNITURE
    )


def _block_view(block: Block, marks: Sequence[Stretch]) -> BlockView:
    if block.kind is not BlockKind.TABLE:
        return BlockView(
            block.kind.value, block.level, _segments(block.text, 0, len(block.text), marks)
        )
    rows = []
    for line in re.finditer(r"[^\n]+", block.text):
        cells = []
        for cell in re.finditer(r"[^\t]*(?:\t|$)", line[0]):
            start = line.start() + cell.start()
            stop = start + len(cell[0].rstrip("\t"))
            if cell[0] or cell.start() < len(line[0]):
                cells.append(_segments(block.text, start, stop, marks))
        rows.append(tuple(cells))
    header = () if block.text.startswith(block.header) else tuple(block.header.split("\t"))
    return BlockView(block.kind.value, 0, header=header, rows=tuple(rows))


def _marks(block: Block, stretches: Sequence[Stretch]) -> list[Stretch]:
    """Return which characters of a block stand in the stretches; gaps of one character close."""
    marks: list[Stretch] = []
    for run in block.runs:
        for start, stop in stretches:
            first = max(start, run.page_start) - run.page_start + run.start
            last = min(stop, run.page_start + run.length) - run.page_start + run.start
            if first < last:
                if marks and 0 <= first - marks[-1][1] <= 1:
                    marks[-1] = (marks[-1][0], last)
                else:
                    marks.append((first, last))
    return sorted(marks)


def _segments(text: str, start: int, stop: int, marks: Sequence[Stretch]) -> Cell:
    segments: list[Segment] = []
    at = start
    for mark in marks:
        first, last = max(mark[0], at), min(mark[1], stop)
        if first >= last:
            continue
        if at < first:
            segments.append(Segment(text[at:first], marked=False))
        segments.append(Segment(text[first:last], marked=True))
        at = last
    if at < stop:
        segments.append(Segment(text[at:stop], marked=False))
    return tuple(segments)
