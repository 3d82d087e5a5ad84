"""Headers, footers and page numbers: what repeats at the edges of a document's pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from msgspec import Struct

from indexer.dates import dates_in
from indexer.partition.pdf.figures import has_figures
from indexer.partition.pdf.lines import Line

EDGE = 0.12
"""Furniture stands within this share of the page's height from its top or bottom."""
LARGER = 1.12
"""Type larger than the body's by this factor is a title's."""
SMALLER = 0.88
"""Type smaller than that of the text by this factor, at the very edge, is a running header's."""
VERY_EDGE = 0.07
"""The very edge is this share of the page's height."""
DEEPEST = 3
"""And among so many lines from that edge, page numbers not counted."""
PAGE_NUMBER = re.compile(
    r"^[-\u2013 ]*(page\s*)?\d{1,4}(\s*(of|/)\s*\d{1,4})?[-\u2013 ]*$", re.IGNORECASE
)


BLANK_PAGE = re.compile(r"^this page is (intentionally )?(left )?blank\.?$", re.IGNORECASE)
AGENDA_ITEM = re.compile(r"^(agenda )?item (no\.? )?\d{1,3}$|^appendix \w{1,2}$", re.IGNORECASE)
FOOTNOTE = re.compile(r"^(\d{1,2} |\[\d|\*)")


class EdgeLine(Struct, frozen=True):
    """A line at the top or the bottom of a page, its figures masked."""

    at_top: bool
    masked: str


def furniture_of(
    pages: Sequence[Sequence[Line]],
    heights: Sequence[float],
    body_size: float,
    page_sizes: Sequence[float],
) -> list[set[int]]:
    """Return, for each page, which of its lines are furniture: where their first words start.

    A line is furniture when it is a page number at the very edge; when the same line but for its
    figures stands at the same edge of at least three pages, or of both pages of two; when it stands
    at the very edge in smaller type than `body_size` and that of its own page (`page_sizes`); or
    when it only says that the page is blank.
    A title in larger type that every page repeats stays: it names what the page shows. So do rows
    of figures, the number of an agenda item, and what first says a day that the document's first
    page does not.
    """
    edges = [
        _edge_lines(lines, height, body_size) for lines, height in zip(pages, heights, strict=True)
    ]
    seen = Counter(line for page in edges for line in set(page.values()))
    needed = 3 if len(pages) > 2 else 2
    found = []
    for lines, page, height, page_size in zip(pages, edges, heights, page_sizes, strict=True):
        furniture = {
            lines[index].words[0].start
            for index, line in page.items()
            if seen[line] >= needed
            or PAGE_NUMBER.match(lines[index].text)
            or _is_running(lines[index], height, min(body_size, page_size))
        }
        furniture |= {line.words[0].start for line in lines if BLANK_PAGE.match(line.text)}
        found.append(furniture)
    return _without_days_unsaid(pages, found)


def _without_days_unsaid(
    pages: Sequence[Sequence[Line]], furniture: Sequence[set[int]]
) -> list[set[int]]:
    """Return `furniture` without each line that is the first to say a day.

    The minutes bound into a pack say in their running header alone of which day they are. The day
    of the document itself stands on its first page, which is read as a whole.
    """
    said: set[date] = set()
    if pages:
        said |= _days_of(line for line in pages[0] if line.words[0].start not in furniture[0])
    found = []
    for lines, dropped in zip(pages, furniture, strict=True):
        kept = set()
        for line in lines:
            if line.words[0].start in dropped and (days := _days_of([line]) - said):
                said |= days
                kept.add(line.words[0].start)
        found.append(dropped - kept)
    return found


def _days_of(lines: Iterable[Line]) -> set[date]:
    return {named.date for line in lines for named in dates_in(line.text)}


def _is_running(line: Line, height: float, text_size: float) -> bool:
    if AGENDA_ITEM.match(line.text) or FOOTNOTE.match(line.text):
        return False
    at_edge = any(_within(VERY_EDGE, line, height, at_top=at_top) for at_top in (True, False))
    return at_edge and line.size < SMALLER * text_size


def _within(share: float, line: Line, height: float, *, at_top: bool) -> bool:
    return line.box.y1 < share * height if at_top else line.box.y0 > (1 - share) * height


def _edge_lines(lines: Sequence[Line], height: float, body_size: float) -> dict[int, EdgeLine]:
    from_top = sorted(range(len(lines)), key=lambda index: lines[index].box.y0)
    found = {}
    for at_top, indices in ((True, from_top), (False, from_top[::-1])):
        depth = 0
        for index in indices:
            line = lines[index]
            numbers = bool(PAGE_NUMBER.match(line.text))
            if depth == DEEPEST or not _within(EDGE, line, height, at_top=at_top):
                break
            depth += not numbers
            large = line.size > LARGER * body_size and not (
                numbers and _within(VERY_EDGE, line, height, at_top=at_top)
            )
            if not (large or has_figures(line) or AGENDA_ITEM.match(line.text)):
                found[index] = EdgeLine(at_top, re.sub(r"\d+", "0", line.text).lower())
    return found
