"""A table's row as the marker reads it: each of its figures after the heading of its column."""

from __future__ import annotations

import re
from functools import lru_cache

from service.column_headings import cells_of, headings_over, is_figure

LONGEST = 32
"""Characters of a heading at most."""
_NOTHING = re.compile(r"[-\u2013\u2014]|[-£]?0(?:\.0+)?%?|n/?a|", re.IGNORECASE)
_UNIT = re.compile(r"\(?[£$€][’']?(?:000[’']?s?|m|k|bn)?\)?|\bYear \d+\b", re.IGNORECASE)


@lru_cache(maxsize=4096)
def row_as_read(row: str, header: str) -> str:
    """Return a row of a table, its cells parted by tabs, with its figures named by `header`.

    Cells that say nothing are left out: nought, or none. Where no headings fit the row, and where
    it has but a label and a figure, it stays as it is.
    """
    cells = cells_of(row)
    headings = headings_over(header, [cells])
    if len(cells) < 3 or not headings:
        return row
    named = (
        f"{_shortened(heading)} {cell}" if is_figure(cell) else cell
        for heading, cell in zip(headings, map(str.strip, cells), strict=True)
        if not _NOTHING.fullmatch(cell)
    )
    return "; ".join(map(str.strip, named))


def _shortened(heading: str) -> str:
    """Return a heading without its unit, as far as a word within `LONGEST`."""
    words = " ".join(_UNIT.sub("", heading).split())
    return words if len(words) <= LONGEST else words[:LONGEST].rsplit(" ", 1)[0]
