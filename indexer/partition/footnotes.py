"""Footnotes: numbered notes whose numbers the text before them refers to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from indexer.records import Block, BlockKind

NOTE = re.compile(
    r"^(?:\[(?P<bracketed>\d{1,3})\]|(?P<plain>\d{1,3})[.)]|(?P<raised>[⁰¹²³⁴-⁹]{1,3}))\s*\S"
)
RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
STOPS = "[.,;:!?)\"'\u2019\u201d]*"
MAY_BE_NOTES = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.HEADING})


def with_footnotes(blocks: Sequence[Block]) -> list[Block]:
    """Return `blocks` with those that are notes as footnotes.

    Notes stand in runs, counted up from 1, and every number of the run stands right behind a word
    of the text before it: "ensured1." or "park[1]". A list that nothing refers to is a list; so is
    one before notes that have the same numbers, where no reference stands between the two.
    """
    found = list(blocks)
    later: tuple[int, int] | None = None
    for start, length in reversed(list(_runs(found))):
        if not _is_referred_to(found[:start], length):
            continue
        if later and not _is_referred_to(found[start + length : later[0]], later[1]):
            continue
        later = (start, length)
        for position in range(start, start + length):
            found[position] = replace(found[position], kind=BlockKind.FOOTNOTE, level=0)
    return found


def _runs(blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
    """Yield where blocks stand that are numbered 1, 2, 3 and so on, and how many these are."""
    start = 0
    while start < len(blocks):
        length = _run(blocks, start)
        if length:
            yield start, length
        start += max(length, 1)


def _run(blocks: Sequence[Block], start: int) -> int:
    """Return how many blocks from `start` on are numbered 1, 2, 3 and so on."""
    length = 0
    while start + length < len(blocks) and _number(blocks[start + length]) == length + 1:
        length += 1
    return length


def _number(block: Block) -> int | None:
    note = NOTE.match(block.text)
    if note is None or block.kind not in MAY_BE_NOTES:
        return None
    return int((note["bracketed"] or note["plain"] or note["raised"]).translate(RAISED))


def _is_referred_to(before: Sequence[Block], notes: int) -> bool:
    text = "\n".join(block.text for block in before).translate(RAISED)
    return all(
        re.search(rf"\w{STOPS}\[{number}\]|[^\W\d_]{{2}}{STOPS}{number}(?![\d/%])", text)
        for number in range(1, notes + 1)
    )
