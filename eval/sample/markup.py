"""Read the plain-text sources of the sample records into headers and blocks.

A source is a header of ``key: value`` lines, an empty line, and a body with one block a line:

==========================  ======================================================
``# text``                  centred title
``> text``                  centred line
``## text``, ``### text``   heading, subheading
``1.1 text``, ``(a) text``  numbered paragraph (also ``1.``, ``(iv)``)
``- text``                  bullet
``@item 23 | Title | 4``    minute 23 under agenda item 4 (the last part may be missing)
``@fields``                 label and value lines ``Label: value`` up to ``@end``
``@scan``                   lines of a page shown as an image, up to ``@end``
``| a | b |``               table row; the first row of a run is the header
``@table 4,1,1 small``      relative column widths and optional small type for the next table
``@page`` ``@landscape``    next page, next page turned on its side,
``@portrait`` ``@columns``  upright again, upright in two columns
``@include path | label``   another source's body; under a label it begins a new page
any other line              paragraph; ``**bold**`` and ``*italic*`` work everywhere
==========================  ======================================================
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from eval.sample.figures import reckon

LineStyle = Literal["title", "centred", "heading", "subheading", "bullet", "paragraph"]
Layout = Literal["page", "landscape", "portrait", "columns"]

_PREFIXES: tuple[tuple[str, LineStyle], ...] = (
    ("### ", "subheading"),
    ("## ", "heading"),
    ("# ", "title"),
    ("> ", "centred"),
    ("- ", "bullet"),
)
_NUMBERED = re.compile(r"(\d{1,2}\.(?:\d{1,2})?|\([a-z]{1,4}\))\s+(.+)")
_LAYOUTS: dict[str, Layout] = {
    "@page": "page",
    "@landscape": "landscape",
    "@portrait": "portrait",
    "@columns": "columns",
}


class MarkupError(Exception):
    """A source line that cannot be read; the message names the source and the line."""


@dataclass(frozen=True)
class Line:
    """One line of running text in a style."""

    style: LineStyle
    text: str


@dataclass(frozen=True)
class Numbered:
    """A numbered paragraph such as ``4.2`` or ``(b)``."""

    number: str
    text: str


@dataclass(frozen=True)
class Item:
    """The heading of a minute: its number, title and the agenda item it records."""

    number: str
    title: str
    agenda_item: str


@dataclass(frozen=True)
class Fields:
    """Labels with their values, as at the head of a report."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Table:
    """A ruled table whose first row is its header; widths are relative."""

    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    small: bool


@dataclass(frozen=True)
class Scan:
    """The lines of a page that exists only as an image."""

    lines: tuple[str, ...]


@dataclass(frozen=True)
class Turn:
    """A change of page or of page layout."""

    layout: Layout


@dataclass(frozen=True)
class Include:
    """Another source's body; one with a label ("Agenda Item 5") begins a new page under it."""

    source: str
    label: str


Block = Line | Numbered | Item | Fields | Table | Scan | Turn | Include


@dataclass(frozen=True)
class Source:
    """One source as written: where it stands, its header and its blocks."""

    path: Path
    header: dict[str, str]
    blocks: tuple[Block, ...]


def read_source(path: Path, root: Path) -> Source:
    """Read the source at `path`; `Source.path` is relative to `root`."""
    relative = path.relative_to(root)
    head, _, body = path.read_text(encoding="utf-8").partition("\n\n")
    header = {}
    for line in head.splitlines():
        key, colon, value = line.partition(":")
        if not colon:
            raise MarkupError(f"{relative}: header line {line!r} has no colon")
        header[key.strip()] = value.strip()
    return Source(relative, header, tuple(_Reader(relative, body.splitlines()).blocks()))


class _Reader:
    """Walks the lines of one body, gathering runs of lines into blocks."""

    def __init__(self, path: Path, lines: list[str]) -> None:
        self._path = path
        self._lines = lines
        self._at = 0

    def blocks(self) -> list[Block]:
        blocks: list[Block] = []
        widths: tuple[float, ...] = ()
        small = False
        while self._at < len(self._lines):
            line = self._lines[self._at].strip()
            if line.startswith("@table"):
                sizes, _, flag = line.removeprefix("@table").strip().partition(" ")
                widths = tuple(float(size) for size in sizes.split(","))
                small = flag.strip() == "small"
                self._at += 1
            elif line.startswith("|"):
                blocks.append(self._table(widths, small))
                widths, small = (), False
            elif line:
                blocks.append(self._block(line))
            else:
                self._at += 1
        return blocks

    def _block(self, line: str) -> Block:
        self._at += 1
        if line in _LAYOUTS:
            return Turn(_LAYOUTS[line])
        if line == "@scan":
            return Scan(tuple(self._until_end()))
        if line == "@fields":
            pairs = (field.partition(":") for field in self._until_end())
            return Fields(tuple((label.strip(), value.strip()) for label, _, value in pairs))
        if line.startswith("@item "):
            number, title, agenda_item = _parts(line.removeprefix("@item "), 3)
            return Item(number, title, agenda_item)
        if line.startswith("@include "):
            source, label = _parts(line.removeprefix("@include "), 2)
            return Include(source, label)
        if line.startswith("@"):
            raise MarkupError(f"{self._path}: unknown directive {line!r}")
        for prefix, style in _PREFIXES:
            if line.startswith(prefix):
                return Line(style, line.removeprefix(prefix).strip())
        if numbered := _NUMBERED.fullmatch(line):
            return Numbered(numbered[1], numbered[2])
        return Line("paragraph", line)

    def _until_end(self) -> list[str]:
        start = self._at
        while self._at < len(self._lines) and self._lines[self._at].strip() != "@end":
            self._at += 1
        if self._at == len(self._lines):
            raise MarkupError(f"{self._path}: a block has no @end")
        self._at += 1
        return self._lines[start : self._at - 1]

    def _table(self, widths: tuple[float, ...], small: bool) -> Table:
        rows: list[tuple[str, ...]] = []
        while self._at < len(self._lines) and self._lines[self._at].strip().startswith("|"):
            cells = self._lines[self._at].strip().strip("|").split("|")
            rows.append(tuple(cell.strip() for cell in cells))
            self._at += 1
        columns = len(rows[0])
        if any(len(row) != columns for row in rows) or (widths and len(widths) != columns):
            raise MarkupError(f"{self._path}: uneven table under {rows[0]!r}")
        return Table(reckon(rows), widths or (1.0,) * columns, small)


def _parts(text: str, count: int) -> list[str]:
    parts = [part.strip() for part in text.split("|")]
    return parts + [""] * (count - len(parts))
