"""Invented minutes as pages and sections, without a file."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.decisions.reading import proceedings_of
from indexer.decisions.records import Proceedings
from indexer.records import Block, BlockKind, Description, DocumentKind, Page, Run
from indexer.sections import sections_of

HEAD = "MINUTES of a meeting of the Council held on Thursday, 6 March 2025."


def page(number: int, *lines: str) -> Page:
    """Return a page whose lines are its blocks.

    ``# `` begins a heading, a number an item, and a tab parts the cells of a table.
    """
    blocks, text = [], ""
    for line in lines:
        words = line.removeprefix("# ")
        start = len(text)
        text += words + "\n"
        kind = (
            BlockKind.TABLE
            if "\t" in line
            else BlockKind.HEADING
            if line.startswith("# ")
            else BlockKind.LIST_ITEM
            if words[:1] in "(\u2022123456789" or words[1:2] == ")"
            else BlockKind.PARAGRAPH
        )
        level = 2 if kind is BlockKind.HEADING else 0
        blocks.append(Block(kind, words, (Run(0, start, len(words)),), level))
    return Page(number, text, tuple(blocks))


def read(*pages: Sequence[str], kind: DocumentKind = DocumentKind.MINUTES) -> Proceedings:
    """Return what is read of a document with these pages of lines."""
    made = [page(number, *lines) for number, lines in enumerate(pages, start=1)]
    description = Description(title="Minutes", kind=kind, council="Netherwick", body="Council")
    return proceedings_of("doc", description, sections_of(made), lambda number: made[number - 1])


def minutes(*lines: str) -> Proceedings:
    """Return what is read of minutes on one page, under one agenda item."""
    return read([HEAD, "# 7. The mill", *lines])
