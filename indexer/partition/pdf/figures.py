"""Figures as tables print them, and the cells into which they part a line."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.partition.pdf.lines import Line
from indexer.partition.pdf.words import Word

FIGURE = re.compile(
    r"^[-+(]?[£$€]?[-+(]?\d[\d,]*(\.\d+)?[)%]?[mk]?$|^[-\u2013\u2014]$|^n/?a$",
    re.IGNORECASE,
)
PARTED_FIGURE = re.compile(r"\d[.,]\d")
"""A figure with a point or comma in it, which no telephone number has."""
YEAR = re.compile(r"^(19|20)\d\d([-/\u2013](\d\d|\d{4}))?$")
IN_THOUSANDS = re.compile(r"^[£$€]?000$")
"""What stands over a column and says in what it counts."""
UNIT = re.compile(r"^[£$€](?:000s?|m|k|bn)?$")
"""What stands over several columns and says in what all count."""
_SIGN = re.compile(r"^[-+\u2013\u2014]$")
_UNSIGNED = re.compile(r"^[£$€]?\d")

Cell = tuple[Word, ...]


def is_figure(cell: Sequence[Word]) -> bool:
    """Return whether a cell holds nothing but figures; one of no words does."""
    return all(FIGURE.match(word.text) for word in cell)


def is_amount(cell: Sequence[Word]) -> bool:
    """Return whether a cell is a figure that counts something: no dash, no year and no unit."""
    return bool(cell) and is_figure(cell) and not heads(cell[0].text) and not is_sign(cell)


def heads(text: str) -> bool:
    """Return whether a figure stands over others: a year, or "£000"."""
    return bool(YEAR.match(text) or IN_THOUSANDS.match(text))


def has_figures(line: Line) -> bool:
    """Return whether `line` is a row of a table: a label and at least one cell of figures."""
    return len(line.cells) > 1 and any(
        is_figure(cell) and not YEAR.match(cell[0].text) and "." in cell[0].text
        for cell in line.cells[1:]
    )


def is_sign(cell: Sequence[Word]) -> bool:
    """Return whether a cell is a dash: none, or the sign of the figure beside it."""
    return len(cell) == 1 and bool(_SIGN.match(cell[0].text))


def cells_of(line: Line) -> list[Cell]:
    """Return the cells of a line, figures apart from one another even where they stand close."""
    parts: list[list[Word]] = []
    for cell in line.cells:
        parts.append([])
        for word in cell:
            if parts[-1] and are_two_figures(parts[-1][-1], word):
                parts.append([])
            parts[-1].append(word)
    return [tuple(part) for part in parts]


def are_two_figures(before: Word, word: Word) -> bool:
    """Return whether two words side by side are a figure each.

    Where they stand close, a range of pages ("5 - 6") or a telephone number is none.
    """
    if not (FIGURE.match(before.text) and FIGURE.match(word.text)):
        return False
    signs = _SIGN.match(before.text) or _SIGN.match(word.text)
    parted = PARTED_FIGURE.search(before.text) or PARTED_FIGURE.search(word.text)
    return is_wide(before, word) or bool(parted and not signs)


def is_wide(before: Word, word: Word) -> bool:
    """Return whether the gap between two words is more than a space between words."""
    return word.box.x0 - before.box.x1 > before.size / 2


def signs_joined(cells: Sequence[Cell]) -> list[Cell]:
    """Return the cells of a line, a sign far left of its figure together with it."""
    joined: list[Cell] = []
    for cell in cells:
        if joined and is_sign(joined[-1]) and _UNSIGNED.match(cell[0].text):
            joined[-1] += cell
        else:
            joined.append(cell)
    return joined
