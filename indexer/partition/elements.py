"""From the elements of `unstructured` to one page of blocks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from lxml import html as lxml_html
from msgspec.structs import replace

from indexer.records import Block, BlockKind, Page, Run

if TYPE_CHECKING:
    from unstructured.documents.elements import Element

KINDS = {
    "ListItem": BlockKind.LIST_ITEM,
    "Footnote": BlockKind.FOOTNOTE,
    "Header": BlockKind.FURNITURE,
    "Footer": BlockKind.FURNITURE,
    "PageNumber": BlockKind.FURNITURE,
}
LEFT_OUT = frozenset({"Image", "PageBreak", "FormKeysValues", "CheckBox"})
FOOTNOTE = re.compile(r"^\s*(?:\d{1,2}\.|\[\d{1,2}\])\s+\S")
BETWEEN = "\n\n"


def page_of(blocks: Iterable[Block]) -> Page:
    """Return `blocks` as a page whose text is theirs, an empty line between two."""
    placed: list[Block] = []
    start = 0
    for block in blocks:
        placed.append(replace(block, runs=(Run(0, start, len(block.text)),)))
        start += len(block.text) + len(BETWEEN)
    return Page(1, BETWEEN.join(block.text for block in placed), tuple(placed))


def blocks_of(elements: Sequence[Element]) -> list[Block]:
    """Return `elements` as blocks, in their order; empty ones and pictures are left out."""
    blocks: list[Block] = []
    for element in elements:
        category = element.category
        if category in LEFT_OUT or not element.text.strip():
            continue
        if category == "Table" and element.metadata.text_as_html:
            blocks.append(table_of(element.metadata.text_as_html))
        elif category == "Title":
            level = (element.metadata.category_depth or 0) + 1
            blocks.append(Block(BlockKind.HEADING, _one_line(element.text), level=min(level, 3)))
        else:
            kind = KINDS.get(category, BlockKind.PARAGRAPH)
            blocks += [Block(kind, text) for text in _paragraphs(element.text)]
    return [block for block in blocks if block.text]


def with_title(blocks: Sequence[Block]) -> list[Block]:
    """Return `blocks` with the first heading of the highest level as the document's title."""
    levels = [block.level for block in blocks if block.kind == BlockKind.HEADING]
    for position, block in enumerate(blocks):
        if block.kind == BlockKind.HEADING and block.level == min(levels):
            title = replace(block, kind=BlockKind.TITLE, level=1)
            return [*blocks[:position], title, *blocks[position + 1 :]]
    return list(blocks)


def with_footnotes(blocks: Sequence[Block]) -> list[Block]:
    """Return `blocks` with the numbered notes at their end as footnotes.

    They are notes where the text refers to them: their number stands right behind a word of it.
    """
    found = list(blocks)
    body = " ".join(block.text for block in blocks)
    for position in range(len(found) - 1, -1, -1):
        text = found[position].text
        number = re.match(r"\s*\[?(\d{1,2})", text)
        if not FOOTNOTE.match(text) or number is None:
            break
        if not re.search(rf"[a-z][.,;]?{number[1]}(?!\d)", body):
            break
        found[position] = replace(found[position], kind=BlockKind.FOOTNOTE, level=0)
    return found


def table_of(markup: str) -> Block:
    """Return an HTML table as a block: rows as lines, cells parted by tabs, its head as header."""
    table = lxml_html.fromstring(markup)
    rows = [
        [_one_line(cell.text_content()) for cell in row.xpath("./th|./td")]
        for row in table.iter("tr")
    ]
    filled = [row for row in rows if any(row)]
    header = "\t".join(filled[0]) if len(filled) > 1 else ""
    return Block(BlockKind.TABLE, "\n".join("\t".join(row) for row in filled), header=header)


def _paragraphs(text: str) -> list[str]:
    """Return one element's text as paragraphs: some files hold a whole document in one."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) <= 1:
        return [_one_line(text)]
    paragraphs: list[list[str]] = []
    for line in lines:
        if paragraphs and not re.search(r"[.:;?!]$", paragraphs[-1][-1]) and not line[0].isupper():
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return [_one_line(" ".join(part)) for part in paragraphs]


def _one_line(text: str) -> str:
    return " ".join(text.split())
