"""The first pages of a document, as inference reads them: lines, labelled fields, running text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from indexer.inference.fields import Field, fields_in
from indexer.records import Block, BlockKind, Page

FIRST = 2
"""How many pages that have text are read; covers often leave the second one blank."""

OPENING = 8
"""How many blocks of the first page are looked at for a title."""

# The mark that PDF readers leave where a word was hyphenated at a line's end, and soft hyphens.
_HYPHENATION = re.compile("[\u00ad\ufffe]\\s*")
_ITEM = re.compile(
    r"\(?\d{1,3}[.)]?\s+\S|\d{1,4}[.)]$|[A-Z]{1,3}/\d{1,4}[.)]?$|\d{1,3}/\d\d[.)]?$|\(?[a-z0-9]{1,2}[.)]\s|[•·▪●\uf0b7-]\s"
)
_WORD = re.compile(r"[^\W\d_]{2,}")


class FirstPages(Struct, frozen=True):
    """The first pages: their lines that are not blank, their fields, and all words running on.

    ``opening`` are the first blocks of the first page, of tables the first row: in reading order,
    which the text of a page is not always, and with their lines joined. ``rest`` are the lines that
    open each later page.
    """

    lines: tuple[str, ...]
    fields: tuple[Field, ...]
    text: str
    opening: tuple[Block, ...]
    rest: tuple[tuple[str, ...], ...]

    def field(self, *labels: str) -> Field | None:
        """Return the first field labelled by one of `labels` (lower case), or ``None``."""
        return next((field for field in self.fields if field.label in labels), None)

    def head(self, lines: int) -> tuple[str, ...]:
        """Return the first `lines` lines of the document."""
        return self.lines[:lines]


def first_pages(pages: Sequence[Page]) -> FirstPages:
    """Return what inference reads of `pages`."""
    read = [page for page in pages if page.text.strip()][:FIRST]
    lines = [tuple(_lines(page.text)) for page in read]
    together = tuple(line for each in lines for line in each)
    return FirstPages(
        lines=together,
        fields=tuple(fields_in(together)),
        text=" ".join(together),
        opening=tuple(
            _first_row(block)
            for page in read[:1]
            for block in page.blocks
            if block.kind is not BlockKind.FURNITURE and block.text.strip()
        )[:OPENING],
        rest=tuple(tuple(_lines(page.text[:600]))[:8] for page in pages[1:]),
    )


def words_in(text: str) -> tuple[str, ...]:
    """Return the words of `text` of two letters and more, in lower case."""
    return tuple(word.casefold() for word in _WORD.findall(text))


def is_item(line: str) -> bool:
    """Return whether `line` is an item of a list, such as of an agenda."""
    return _ITEM.match(line) is not None


def _first_row(block: Block) -> Block:
    if block.kind is not BlockKind.TABLE:
        return block
    return Block(block.kind, block.text.splitlines()[0].replace("\t", " "))


def _lines(text: str) -> Iterator[str]:
    for line in _HYPHENATION.sub("", text).splitlines():
        words = " ".join(line.split())
        if words:
            yield words
