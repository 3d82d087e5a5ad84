"""Formats without pages are one page, whose text is that of its blocks."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec.structs import replace

from indexer.records import Block, Page, Run

BETWEEN = "\n\n"
"""What stands between two blocks in the page's text."""
INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")


def page_of(blocks: Iterable[Block], number: int = 1) -> Page:
    """Return `blocks` as the page `number`, whose text is theirs, an empty line between two.

    Blocks without text are left out. Each of the others has a single run, over all its text.
    """
    placed: list[Block] = []
    length = 0
    for block in blocks:
        if not block.text:
            continue
        start = length + len(BETWEEN) if placed else 0
        length = start + len(block.text)
        placed.append(replace(block, runs=(Run(0, start, len(block.text)),)))
    return Page(number, BETWEEN.join(block.text for block in placed), tuple(placed))


def one_line(text: str) -> str:
    """Return `text` without line ends, doubled spaces and characters that nobody sees."""
    return " ".join(INVISIBLE.sub("", text).split())
