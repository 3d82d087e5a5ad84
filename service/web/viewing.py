"""A page of a record as the viewer shows it: its blocks, with the quoted words marked."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence

from msgspec import Struct

from indexer.records import Block, BlockKind, Page
from service.web.links import GAP

AROUND = 80
"""Characters shown on either side of words that were looked for."""

Stretch = tuple[int, int]


class Segment(Struct, frozen=True):
    """Text that is quoted throughout or not at all."""

    text: str
    marked: bool


Cell = tuple[Segment, ...]


class BlockView(Struct, frozen=True):
    """A block: its text in segments, or where it is a table its rows of cells.

    ``headings`` are the rows that head its columns, be it on an earlier page.
    """

    kind: str
    level: int
    segments: Cell = ()
    headings: tuple[tuple[Cell, ...], ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()


class Quote(Struct, frozen=True):
    """Words to be marked. ``page`` and ``start`` say where to look first; 0 and 0 where unknown."""

    words: str
    page: int = 0
    start: int = 0


def quotes_of(words: Sequence[str], places: Sequence[str]) -> tuple[Quote, ...]:
    """Return quotes as a link gives them, each with its place ("4.1200": page and character)."""
    quotes = []
    for at, each in enumerate(words):
        match = re.fullmatch(r"(\d{1,6})\.(\d{1,9})", places[at]) if at < len(places) else None
        quotes.append(Quote(each, int(match[1]), int(match[2])) if match else Quote(each))
    return tuple(quotes)


def find_quotes(quotes: Iterable[Quote], page: Page) -> tuple[Stretch, ...]:
    """Return where each quote stands on the page, white space aside; absent ones are left out.

    Of several places it is the one nearest to where the quote is said to start. A quote that is
    said to stand on another page is not looked for on this.
    """
    found = []
    for quote in quotes:
        if quote.page in {0, page.number}:
            places = _places(quote.words, page.text)
            if places:
                found.append(min(places, key=lambda place: abs(place[0] - quote.start)))
    return tuple(found)


def _places(words: str, text: str) -> list[Stretch]:
    """Return where `words` stand in `text`, or what begins and ends as they do round a gap."""
    places = occurrences(words, text)
    begins, gap, ends = words.partition(f" {GAP} ")
    if places or not gap:
        return places
    lasts = [stop for _, stop in occurrences(ends, text)]
    return [
        (start, min((each for each in lasts if each > stop), default=stop))
        for start, stop in occurrences(begins, text)
    ]


def occurrences(words: str, text: str, most: int = 200) -> list[Stretch]:
    """Return where `words` stand in `text`, their case and white space aside: up to `most`."""
    parts = words.split()
    if not parts:
        return []
    pattern = re.compile(r"\s+".join(re.escape(part) for part in parts), re.IGNORECASE)
    return [match.span() for match in itertools.islice(pattern.finditer(text), most)]


class Found(Struct, frozen=True):
    """A page that holds words looked for: how often, and the first among those around it."""

    page: int
    count: int
    before: str
    words: str
    after: str


def find_in(pages: Iterable[Page], words: str) -> tuple[Found, ...]:
    """Return the pages that hold `words`, in order."""
    found = []
    for page in pages:
        places = occurrences(words, page.text)
        if places:
            start, stop = places[0]
            before = page.text[max(0, start - AROUND) : start].split()
            after = page.text[stop : stop + AROUND].split()
            found.append(
                Found(
                    page.number,
                    len(places),
                    " ".join(before[1:] if start > AROUND else before),
                    " ".join(page.text[start:stop].split()),
                    " ".join(after[:-1] if stop + AROUND < len(page.text) else after),
                )
            )
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
        cells, start = [], line.start()
        for cell in line[0].split("\t"):
            cells.append(_segments(block.text, start, start + len(cell), marks))
            start += len(cell) + 1
        rows.append(tuple(cells))
    above = block.header.split("\n") if block.header else []
    if block.text.startswith(block.header):
        headings, rows = rows[: len(above)], rows[len(above) :]
    else:
        headings = [
            tuple(_segments(cell, 0, len(cell), ()) for cell in line.split("\t")) for line in above
        ]
    return BlockView(block.kind.value, 0, headings=tuple(headings), rows=tuple(rows))


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
