"""From the lines of plain text to its paragraphs: wrapped lines joined, page marks set aside."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from indexer.partition.one_page import INVISIBLE, one_line

WRAPPED = 55
"""Lines that are broken at fewer characters than this are lists and verse, not wrapped text."""
UNWRAPPED = 110
"""Where many lines are longer than this each one is a paragraph."""
MOST = 0.9
"""The width at which a text is wrapped is what this share of its lines keeps to."""
RAGGED = 0.85
"""Lines set in letters of different widths differ in length: a sentence goes on from those of at
least this share of the width."""
CAPITALS = 0.9
"""A line is in capitals where this share of its letters is: names have small ones ("McCANN")."""
WIDER = 1.3
"""Capitals take the room of so many small letters."""
MARKER = re.compile(
    r"^(?:[\u2022\u25cf\u25aa\u25e6\u2023\u00b7\u2013*-]\s"
    r"|[(\[]?(?:\d{1,3}(?:\.\d{1,3})*[a-z]?|[a-zA-Z]|[ivxIVX]{1,5})[.)\]]\s)"
)
"""What a list item or numbered paragraph begins with."""
NUMBER_ALONE = re.compile(r"^(?:\d{1,3}[a-z]?|[A-Z])[.)]$")
PAGE_MARK = re.compile(
    r"^(?:(?:https?://|www\.)?[\w.-]+\.(?:com|gov|org|net|uk|us)/\S*"
    r"|\d{1,2}/\d{1,2}/\d{2,4},? \d{1,2}:\d\d(?: ?[AP]M)?"
    r"|(?:page )?\d{1,4}(?: ?/ ?| of )\d{1,4})$",
    re.IGNORECASE,
)
"""What a browser prints at a page's edges: the address, the hour, "1/3"."""


class Paragraph(Struct, frozen=True):
    """A paragraph on one line.

    ``alone``: an empty line, or nothing, stands on each side of it. ``again``: the text has another
    of the same words.
    """

    text: str
    alone: bool
    again: bool


def paragraphs_of(text: str) -> tuple[list[Paragraph], list[str]]:
    """Return the paragraphs of `text`, and the page marks that stood among them."""
    lines = [INVISIBLE.sub("", line).rstrip() for line in text.splitlines()]
    lines, marks = _without_page_marks(lines)
    lines = _with_numbers_in_place(lines)
    width = _width(lines)
    groups = [[one_line(each) for each in _joined(group, width)] for group in _groups(lines)]
    times = Counter(each for group in groups for each in group)
    paragraphs = [
        Paragraph(each, alone=len(group) == 1, again=times[each] > 1)
        for group in groups
        for each in group
    ]
    return paragraphs, marks


def in_capitals(text: str) -> bool:
    """Return whether nearly all letters of `text` are capitals."""
    letters = [character for character in text if character.isalpha()]
    return sum(map(str.isupper, letters)) > CAPITALS * len(letters)


def _without_page_marks(lines: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return `lines` without marks that come again and again, and these, each once.

    Empty lines beside a mark go with it: they part pages, not paragraphs.
    """
    masked = [re.sub(r"\d+", "0", line.strip()) for line in lines]
    times = Counter(mask for line, mask in zip(lines, masked, strict=True) if _marks(line))
    is_mark = [times[mask] > 1 for mask in masked]
    kept, marks = [], []
    for position, line in enumerate(lines):
        if is_mark[position]:
            marks.append(line.strip())
        elif line.strip() or not any(is_mark[max(position - 1, 0) : position + 2]):
            kept.append(line)
    return kept, list(dict.fromkeys(marks))


NAMING = re.compile(r"(?:Moved|Proposed|Proposer|Mover|Seconded|Seconder)(?: by)?\s*:")
"""A line that names who moved what stands before or after it."""


def _marks(line: str) -> bool:
    return bool(PAGE_MARK.match(line.strip()))


def _with_numbers_in_place(lines: Sequence[str]) -> list[str]:
    """Return `lines`, each number that stands alone beneath its line in capitals put before it.

    So do programs write a page whose numbers hang in a column of their own. Where most numbers do
    not stand beneath such a line they are left: they are of what comes after them.
    """
    placed: list[str] = []
    beneath = astray = 0
    for line, following in pairwise([*lines, ""]):
        alone = bool(NUMBER_ALONE.match(line.strip()))
        if alone and _may_take_a_number(placed):
            beneath += not in_capitals(following)
            placed[-1] = f"{line.strip()} {placed[-1].strip()}"
            continue
        astray += alone
        placed.append(line)
    return placed if beneath > astray else list(lines)


def _may_take_a_number(lines: Sequence[str]) -> bool:
    """Return whether the last of `lines` is in capitals and has no number, in it or above it."""
    last, above = ([*lines[:-3:-1], "", ""])[:2]
    return (
        in_capitals(last)
        and len(last.split()) > 1
        and not last.rstrip().endswith(".")
        and not MARKER.match(last.lstrip())
        and not NUMBER_ALONE.match(above.strip())
    )


def _width(lines: Sequence[str]) -> float:
    """Return at how many characters the text is wrapped, 0 where it is not."""
    lengths = sorted(_length(line) for line in lines if line.strip())
    width = lengths[min(int(len(lengths) * MOST), len(lengths) - 1)] if lengths else 0
    return width if WRAPPED <= width <= UNWRAPPED else 0


def _groups(lines: Sequence[str]) -> list[list[str]]:
    """Return `lines` as groups parted by empty lines."""
    groups: list[list[str]] = [[]]
    for line in lines:
        if line.strip():
            groups[-1].append(line)
        elif groups[-1]:
            groups.append([])
    return [group for group in groups if group]


def _joined(group: Sequence[str], width: float) -> list[str]:
    """Return the lines of `group` with those joined that were one before they were wrapped."""
    joined: list[str] = []
    before = ""
    for line in group:
        if joined and _runs_on(before, line, width):
            parted_word = re.search(r"[a-z]-$", before) and line.lstrip()[:1].islower()
            joined[-1] += ("" if parted_word else " ") + line.strip()
        else:
            joined.append(line.strip())
        before = line
    return joined


def _runs_on(before: str, line: str, width: float) -> bool:
    """Return whether `line` goes on with the line before: its first word had no more room there."""
    words = line.split()
    if MARKER.match(line.lstrip()) or NAMING.match(line.lstrip()) or before.rstrip().endswith(":"):
        return False
    if MARKER.match(before.lstrip()) and _indent(line) > _indent(before):
        return True
    if not width:
        return False
    ended = before.rstrip().endswith((".", "!", "?"))
    if words[0][0].islower() and not ended:
        return True
    if in_capitals(before) and not in_capitals(line):
        return False
    if ended and in_capitals(line) and not in_capitals(before):
        return False
    return _length(f"{before} {words[0]}") > (width if ended else RAGGED * width)


def _length(line: str) -> float:
    """Return how many small letters would take the room of `line`."""
    return len(line) * (WIDER if in_capitals(line) else 1)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
