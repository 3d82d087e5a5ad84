"""The line over a table, a list or a group of rows that says what it is of.

Such are "Table 6: Reserves", "All figures in £m", "The following sites close:", and within a table
"Funded by:".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from msgspec import Struct

from indexer.records import HEADINGS, BlockKind, Piece, Section
from indexer.text_terms import UNIT

LONGEST, LEAD = 200, 400
"""A line of more characters is no caption of a table, a sentence of more leads in to no list."""
NOTE = 60
"""Nor is one of more characters that only names a unit: it is a sentence on something."""
_NUMBERED = re.compile(
    r"(?i:table|figure|chart)\s+[A-Z]?\d[\d.]*[a-z]?(?P<title>\s*(?:[:\u2013\u2014-]|[A-Z]|$))?"
)
_TITLED = re.compile(r"(?i:table|figure|chart)\s*:\s*\w")
_UNIT = re.compile(
    r"£\s?(?:m\b|k\b|['’]?000|millions?\b|thousands?\b)|\bin\s+(?:pounds|thousands|millions)\b",
    re.IGNORECASE,
)
_LEADS_IN = re.compile(r"[:\u2013\u2014-]$")
"""How what leads in to a table or a list ends."""
_MAY_LEAD_IN = re.compile(
    r"[^.!?;,)]$|\b(?:follow(?:s|ing)?|below|includ(?:es?|ed|ing)|namely)\b.{0,60}$", re.IGNORECASE
)
"""How a paragraph may lead in to a list whose items have no numbers."""
_SIGN = re.compile(
    r"^(?:(?P<number>\d+(?:\.\d+)*[.)]?\s)|(?P<roman>\(?[ivx]+[.)])|(?P<letter>\(?[a-z][.)])|(?P<dot>\W))",
    re.IGNORECASE,
)
_SUM = re.compile(r"[\W\d]*(?:grand |sub-?\s?)?total", re.IGNORECASE)
_NO_LABEL = re.compile(r"^[^A-Z\"'‘“]|\d[.,]\d|^[^(]*\)|\([^)]*$")
"""What begins in the midst, holds a figure, or has half of its brackets heads no rows."""


class Caption(Struct, frozen=True):
    """What stands over a table or a list: its words, and where they end in the section."""

    words: str = ""
    stop: int = 0


NO_CAPTION = Caption()


def is_caption(line: str) -> bool:
    """Return whether a line is the title of a table or figure, and no sentence on one."""
    found = _NUMBERED.match(line)
    return bool(found and found["title"] is not None) or bool(_TITLED.match(line))


def caption_over(section: Section, piece: Piece) -> Caption:
    """Return the caption of the table or list that `piece` is, or is a part of, if it has one.

    Of a table it is the line that comes before it, where that numbers or names the table or says
    in which unit its figures are, be it with headings between, or the sentence that leads in to
    it; one that goes on over a page has several pieces with the same headings. Of a list it is the
    sentence that leads in to it.
    """
    if piece.kind not in {BlockKind.TABLE, BlockKind.LIST_ITEM}:
        return NO_CAPTION
    before = section.pieces[: section.pieces.index(piece)]
    above = [each for each in reversed(before) if not _goes_on(section, each, piece)]
    if not above or above[0].kind is BlockKind.TABLE:
        return NO_CAPTION
    if piece.kind is BlockKind.TABLE:
        for each in above:
            words = one_line(section.text[each.start : each.stop])
            if len(words) <= LONGEST and _names_a_table(words):
                return Caption(words, each.stop)
            if each.kind not in HEADINGS:
                break
    words = one_line(UNIT.split(_unsigned(section, above[0]))[-1])
    may = (
        piece.kind is BlockKind.LIST_ITEM
        and above[0].kind is BlockKind.PARAGRAPH
        and _sign(section, piece) != "number"
    )
    found = len(words) <= LEAD and bool(
        _LEADS_IN.search(words) or (may and _MAY_LEAD_IN.search(words))
    )
    return Caption(words, above[0].stop) if found else NO_CAPTION


def words_over(section: Section, piece: Piece, at: int) -> str:
    """Return the caption over `piece` and the label of the rows at `at`, as one line."""
    parts = (caption_over(section, piece).words, group_over(section, piece, at))
    return " \u2013 ".join(filter(None, parts))


def group_over(section: Section, piece: Piece, at: int) -> str:
    """Return the label of the group in which the row of `piece` at `at` stands; "" where in none.

    A line of a table that has one cell alone heads the rows beneath it, as far as their sum or the
    next label, be it over a page.
    """
    if piece.kind is not BlockKind.TABLE:
        return ""
    labels: list[str] = []
    for line in _lines_above(section, piece, at):
        words = one_line(line)
        if _SUM.match(words):
            break
        if "\t" not in line and words and len(words) <= LONGEST and not _NO_LABEL.search(words):
            labels.insert(0, words)
        elif labels:
            break
    return " ".join(labels)


def _lines_above(section: Section, piece: Piece, at: int) -> Iterator[str]:
    """Yield the lines of a table above `at`, the nearest first, without its column headings."""
    before = reversed(section.pieces[: section.pieces.index(piece)])
    for each in (piece, *takewhile(lambda one: _goes_on(section, one, piece), before)):
        own = section.text[each.start : min(at, each.stop)]
        yield from reversed(own.removeprefix(each.header).split("\n"))


def _names_a_table(words: str) -> bool:
    return bool(
        _NUMBERED.match(words)
        or _TITLED.match(words)
        or (len(words) <= NOTE and _UNIT.search(words))
    )


def _goes_on(section: Section, earlier: Piece, piece: Piece) -> bool:
    """Return whether a piece is of the same table or list as an earlier one."""
    if earlier.kind is not piece.kind:
        return False
    if piece.kind is BlockKind.TABLE:
        return earlier.header == piece.header
    return _sign(section, earlier) == _sign(section, piece)


def _sign(section: Section, piece: Piece) -> str | None:
    """Return what kind of sign a list's item begins with."""
    found = _SIGN.match(section.text[piece.start : piece.stop].lstrip())
    return found.lastgroup if found else None


def _unsigned(section: Section, piece: Piece) -> str:
    """Return the text of a piece without the sign that it begins with."""
    return _SIGN.sub("", section.text[piece.start : piece.stop].strip(), count=1)


def one_line(text: str) -> str:
    """Return the words of `text` with one space between any two."""
    return " ".join(text.split())
