"""HTML: the content of a page, without what stands around it."""

from __future__ import annotations

from bs4 import BeautifulSoup

from indexer.partition.elements import blocks_of, with_title
from indexer.partition.encoding import decoded
from indexer.partition.footnotes import with_footnotes
from indexer.partition.html_content import content_of, publisher_of
from indexer.partition.html_structure import restructure
from indexer.partition.one_page import page_of
from indexer.partition.sentence_model import NO_LANGUAGE, prepare
from indexer.records import Block, BlockKind, Page


def read_html(content: bytes, path: str) -> tuple[Page, ...]:
    """Return the page that the HTML `content` shows, without navigation and notices.

    A page that has no content has no blocks.

    Raises
    ------
    UnreadableDocument
        The bytes are no text in any encoding that is known.
    """
    return (page_of_markup(decoded(content, path, declared=True)),)


def page_of_markup(markup: str) -> Page:
    """Return the page that `markup` shows; whose it is comes last, as furniture."""
    prepare()
    from unstructured.partition.html import partition_html

    page = BeautifulSoup(markup, "lxml")
    publisher = Block(BlockKind.FURNITURE, publisher_of(page))
    root = content_of(page)
    restructure(page, root)
    # the root is given as a body: `unstructured` looks for one
    text = f"<html><body>{root.decode_contents()}</body></html>"
    blocks = blocks_of(partition_html(text=text, languages=NO_LANGUAGE))
    return page_of([*with_footnotes(with_title(blocks, _title(blocks))), publisher])


def _title(blocks: list[Block]) -> int | None:
    for position, block in enumerate(blocks):
        if block.kind == BlockKind.HEADING and block.level == 1:
            return position
    return None
