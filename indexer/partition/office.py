"""Word documents (DOCX)."""

from __future__ import annotations

import io
from collections.abc import Sequence

from indexer.config import PartitionSettings
from indexer.errors import MoothallError, UnreadableDocument
from indexer.partition.elements import placed_blocks_of, with_title
from indexer.partition.one_page import page_of
from indexer.partition.sentence_model import NO_LANGUAGE, prepare
from indexer.partition.word_package import open_word
from indexer.records import Block, BlockKind, Page


def read_docx(content: bytes, path: str, settings: PartitionSettings) -> tuple[Page, ...]:
    """Return the pages of a Word document, as its page breaks part them; without any it is one.

    A table that goes on over a page is on the page that it begins on. Tracked changes are accepted;
    headers and footers are furniture; footnotes and endnotes come last, numbered as the text refers
    to them.

    Raises
    ------
    UnreadableDocument
        The file is not whole, is locked, or unpacks to more than the settings allow.
    """
    package = open_word(content, path, settings)
    prepare()
    from unstructured.partition.docx import partition_docx

    try:
        elements = partition_docx(file=io.BytesIO(package.content), languages=NO_LANGUAGE)
    except MoothallError:
        raise
    except Exception as error:
        # python-docx raises whatever its XML and package readers raise
        raise UnreadableDocument(
            f"{path}: is not a Word document that can be read ({error}); save it again as DOCX"
        ) from error
    placed = placed_blocks_of(elements, package.header_rows)
    blocks = [block for _, block in placed]
    titled = with_title(blocks, _title(blocks, package.title))
    pages: list[list[Block]] = [[] for _ in range(max((page for page, _ in placed), default=1))]
    for (page, _), block in zip(placed, titled, strict=True):
        pages[page - 1].append(block)
    pages[-1] += [
        Block(BlockKind.FOOTNOTE, f"{number}. {note}")
        for number, note in enumerate(package.notes, start=1)
    ]
    return tuple(page_of(blocks, number) for number, blocks in enumerate(pages, start=1))


def _title(blocks: Sequence[Block], styled: str) -> int | None:
    """Return where the title stands: in the style of one, or as the only heading of level 1."""
    if any(block.kind == BlockKind.TITLE for block in blocks):
        return None
    top = []
    for position, block in enumerate(blocks):
        if block.kind == BlockKind.HEADING and block.text == styled:
            return position
        if block.kind == BlockKind.HEADING and block.level == 1:
            top.append(position)
    before = {block.kind for block in blocks[: top[0]]} if top else set()
    return top[0] if len(top) == 1 and before <= {BlockKind.FURNITURE} else None
