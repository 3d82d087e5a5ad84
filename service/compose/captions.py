"""The line over a table that says what it is of: "Table 6: Reserves", "All figures in £m"."""

from __future__ import annotations

import re

from indexer.records import BlockKind, Piece, Section

LONGEST = 200
"""A line of more characters is no caption."""
NOTE = 60
"""Nor is one of more characters that only names a unit: it is a sentence on something."""
_NUMBERED = re.compile(r"(?:table|figure|chart)\s+[A-Z]?\d", re.IGNORECASE)
_UNIT = re.compile(
    r"£\s?(?:m\b|k\b|['’]?000|millions?\b|thousands?\b)|\bin\s+(?:pounds|thousands|millions)\b",
    re.IGNORECASE,
)


def caption_over(section: Section, piece: Piece) -> str:
    """Return the caption of the table that `piece` is, or is a part of; empty where it has none.

    It is the line that comes before the table, where it numbers the table or says in which unit
    its figures are. A table that goes on over a page has several pieces with the same headings.
    """
    before = section.pieces[: section.pieces.index(piece)]
    above = next((each for each in reversed(before) if not _goes_on(each, piece)), None)
    if above is None or above.kind is BlockKind.TABLE:
        return ""
    words = " ".join(section.text[above.start : above.stop].split())
    if len(words) > LONGEST:
        return ""
    named = _NUMBERED.match(words) or (len(words) <= NOTE and _UNIT.search(words))
    return words if named else ""


def _goes_on(earlier: Piece, piece: Piece) -> bool:
    return earlier.kind is BlockKind.TABLE and earlier.header == piece.header
