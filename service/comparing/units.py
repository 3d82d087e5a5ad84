"""What is compared of a document: its paragraphs and the rows of its tables, in order."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from msgspec import Struct

from indexer.records import BlockKind, Page

WORD = re.compile(r"\S+")
DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212"), "-")
QUOTES = {
    **dict.fromkeys(map(ord, "\u2018\u2019\u201b\u2032"), "'"),
    **dict.fromkeys(map(ord, "\u201c\u201d\u2033"), '"'),
}


class Unit(Struct, frozen=True):
    """A paragraph or a row of a table. ``keys`` are its words as they are compared.

    Shapes of dashes and quotation marks, and white space, make no difference; letters' case does.
    """

    text: str
    page: int
    row: bool
    words: tuple[str, ...]
    keys: tuple[str, ...]


def units_of(pages: Iterable[Page]) -> tuple[Unit, ...]:
    """Return the units of `pages`, without headers, footers and page numbers.

    A paragraph that runs on over a page's end is one unit, on the page where it begins.
    """
    found: list[Unit] = []
    for page in pages:
        for block in page.blocks:
            if block.kind is BlockKind.FURNITURE:
                continue
            is_table = block.kind is BlockKind.TABLE
            for text in block.text.split("\n") if is_table else (block.text,):
                if not text.strip():
                    continue
                if found and not is_table and _runs_on(found[-1], text, page.number):
                    found[-1] = _unit(f"{found[-1].text} {text}", found[-1].page, False)
                else:
                    found.append(_unit(text, page.number, is_table))
    return tuple(found)


def _runs_on(last: Unit, text: str, page: int) -> bool:
    return (
        not last.row
        and page == last.page + 1
        and text[:1].islower()
        and not last.text.rstrip().endswith((".", ":", ";"))
    )


def _unit(text: str, page: int, row: bool) -> Unit:
    words = tuple(match[0] for match in WORD.finditer(text))
    return Unit(text, page, row, words, tuple(map(_key, words)))


def _key(word: str) -> str:
    return unicodedata.normalize("NFKC", word).translate(DASHES).translate(QUOTES)


def joined(words: Sequence[str]) -> str:
    """Return words as text."""
    return " ".join(words)
