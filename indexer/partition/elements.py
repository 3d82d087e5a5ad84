"""From the elements of `unstructured` to blocks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from bs4 import BeautifulSoup
from msgspec.structs import replace

from indexer.partition.one_page import one_line
from indexer.partition.plain_text import blocks_of_text
from indexer.partition.tables import table_blocks
from indexer.records import Block, BlockKind

if TYPE_CHECKING:
    from unstructured.documents.elements import Element

KINDS = {
    "ListItem": BlockKind.LIST_ITEM,
    "Footnote": BlockKind.FOOTNOTE,
    "Header": BlockKind.FURNITURE,
    "Footer": BlockKind.FURNITURE,
    "PageNumber": BlockKind.FURNITURE,
}
LEFT_OUT = frozenset({"Image", "PageBreak"})
MAX_LEVEL = 6
MAX_HEADING_WORDS = 14
LINES = 5
"""An element broken into more lines holds a text of its own: some programs put all pages of a
document into one paragraph, and minutes typed on a machine come as ``<pre>``."""


def blocks_of(elements: Sequence[Element], header_rows: Sequence[int] = ()) -> list[Block]:
    """Return `elements` as blocks, in their order; pictures are left out.

    `header_rows` says, for each table in turn, how many of its rows head the columns.
    """
    return [block for _, block in placed_blocks_of(elements, header_rows)]


def placed_blocks_of(
    elements: Sequence[Element], header_rows: Sequence[int] = ()
) -> list[tuple[int, Block]]:
    """Return the blocks of `elements`, each with its page: 1 in a format without pages."""
    placed: list[tuple[int, Block]] = []
    level = 0
    heads = iter(header_rows)
    for element in elements:
        if element.category == "Title":
            level = min((element.metadata.category_depth or 0) + 1, MAX_LEVEL)
        header = next(heads, 0) if element.category == "Table" else 0
        page = element.metadata.page_number or 1
        placed += [(page, block) for block in _blocks(element, level, header) if block.text]
    return list(_without_repeats(placed))


def _blocks(element: Element, level: int, header_rows: int) -> list[Block]:
    """Return the blocks of an element; `level` is that of the last heading marked as one."""
    if element.category == "Table":
        return _table(element, header_rows)
    if element.category == "Title":
        return [Block(BlockKind.HEADING, one_line(element.text), level=level)]
    if _stands_out(element):
        below = min(level + 1, MAX_LEVEL)
        return [Block(BlockKind.HEADING, one_line(element.text), level=below)]
    if element.text.count("\n") >= LINES:
        return blocks_of_text(element.text)
    if element.category in LEFT_OUT:
        return []
    kind = KINDS.get(element.category, BlockKind.PARAGRAPH)
    return [Block(kind, one_line(element.text))]


def with_title(blocks: Sequence[Block], position: int | None) -> list[Block]:
    """Return `blocks` with the one at `position` as the document's title."""
    found = list(blocks)
    if position is not None:
        found[position] = replace(found[position], kind=BlockKind.TITLE, level=1)
    return found


def _table(element: Element, header_rows: int) -> list[Block]:
    markup = element.metadata.text_as_html
    table = BeautifulSoup(markup, "lxml").table if markup else None
    if table is None:
        # too large for `unstructured` to lay out: its words are still words of the record
        return [Block(BlockKind.PARAGRAPH, one_line(element.text))]
    return table_blocks(table, header_rows)


def _stands_out(element: Element) -> bool:
    """Return whether `element` is a heading in all but name: a short line that is bold throughout.

    Most councils' writers mark headings so, and not by a style.
    """
    text = one_line(element.text)
    if element.category not in {"NarrativeText", "Text", "UncategorizedText"}:
        return False
    if len(text.split()) > MAX_HEADING_WORDS or text[-1:] in ".,;:!" or not text[:1].isalnum():
        return False
    bold = zip(
        element.metadata.emphasized_text_contents or (),
        element.metadata.emphasized_text_tags or (),
        strict=False,
    )
    words = "".join(contents for contents, tags in bold if "b" in tags)
    return any(map(str.isalpha, text)) and _letters(words) == _letters(text)


def _letters(text: str) -> str:
    return "".join(one_line(text).split())


def _without_repeats(placed: Sequence[tuple[int, Block]]) -> Iterator[tuple[int, Block]]:
    """Yield blocks without furniture that was yielded before: each section repeats it."""
    seen = set()
    for page, block in placed:
        if block.kind == BlockKind.FURNITURE:
            if block.text in seen:
                continue
            seen.add(block.text)
        yield page, block
