"""Plain text and Markdown."""

from __future__ import annotations

from charset_normalizer import from_bytes

from indexer.errors import UnreadableDocument
from indexer.partition.elements import blocks_of, page_of, with_footnotes, with_title
from indexer.partition.sentence_model import prepare
from indexer.records import Page


def read_text(content: bytes, path: str) -> tuple[Page, ...]:
    """Return plain text as one page of paragraphs, lists, headings and footnotes.

    Raises
    ------
    UnreadableDocument
        The bytes are no text in any encoding that is known.
    """
    prepare()
    from unstructured.partition.text import partition_text

    elements = partition_text(text=decoded(content, path))
    return (page_of(with_footnotes(blocks_of(elements))),)


def read_markdown(content: bytes, path: str) -> tuple[Page, ...]:
    """Return Markdown as one page, its first heading the title.

    Raises
    ------
    UnreadableDocument
        The bytes are no text in any encoding that is known.
    """
    prepare()
    from unstructured.partition.md import partition_md

    elements = partition_md(text=decoded(content, path))
    return (page_of(with_footnotes(with_title(blocks_of(elements)))),)


def decoded(content: bytes, path: str) -> str:
    """Return `content` as text: UTF-8, or the encoding that it most likely is in."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        best = from_bytes(content).best()
        if best is None:
            raise UnreadableDocument(
                f"{path}: is not text in any known encoding; save it as UTF-8"
            ) from error
        return str(best)
