"""Plain text and Markdown."""

from __future__ import annotations

from indexer.partition.encoding import decoded
from indexer.partition.html import page_of_markup
from indexer.partition.one_page import page_of
from indexer.partition.plain_text import blocks_of_text
from indexer.records import Page

EXTENSIONS = ("tables", "fenced_code", "footnotes", "sane_lists")
"""Extensions of Markdown that are read: those that records are written with."""


def read_text(content: bytes, path: str) -> tuple[Page, ...]:
    """Return plain text as one page of paragraphs, lists, headings and footnotes.

    Raises
    ------
    UnreadableDocument
        The bytes are no text in any encoding that is known.
    """
    return (page_of(blocks_of_text(decoded(content, path))),)


def read_markdown(content: bytes, path: str) -> tuple[Page, ...]:
    """Return Markdown as one page, its first heading of level 1 the title.

    It is read as the page that it makes, so that its lists keep their numbers and markup written
    into it is cleaned.

    Raises
    ------
    UnreadableDocument
        The bytes are no text in any encoding that is known.
    """
    from markdown import markdown  # type: ignore[import-untyped]  # ships no types

    return (page_of_markup(markdown(decoded(content, path), extensions=EXTENSIONS)),)
