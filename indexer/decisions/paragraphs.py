"""The paragraphs of minutes, each under its agenda item and with the number that leads it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from indexer.records import HEADINGS, AgendaItem, BlockKind, Section
from indexer.sections import ITEM, NUMBERED

MARKER = re.compile(
    r"^\s*(?:\((?P<round>\d{1,3}|[A-Za-z]|[ivx]{2,5})\)|(?P<after>\d{1,3}|[A-Za-z]|[ivx]{2,5})"
    r"(?P<end>[.)])(?=\s)|(?P<bullet>[\u2022\u25cf\u25aa*\u2013-])(?=\s))\s*"
)


class Span(Struct, frozen=True, order=True):
    """``sections[section].text[start:stop]``."""

    section: int
    start: int
    stop: int


class Paragraph(Struct, frozen=True):
    """A paragraph: one that runs on over a page's end is whole.

    ``style`` is the shape of the number that leads it ("(1)" has ``(n)``), ``number`` its value,
    both empty where none does; ``body`` is where the words after it begin.
    """

    span: Span
    text: str
    kind: BlockKind
    item: AgendaItem | None
    place: str
    style: str
    number: str
    body: int

    @property
    def heading(self) -> bool:
        """Whether it is a heading."""
        return self.kind in HEADINGS

    def part(self, start: int, stop: int | None = None) -> Span:
        """Return the span of ``text[start:stop]``."""
        end = len(self.text) if stop is None else stop
        return Span(self.span.section, self.span.start + start, self.span.start + end)

    def follows(self, other: Paragraph) -> bool:
        """Return whether this is the next of the list in which `other` stands: 8) after 7)."""
        if not self.style or self.style != other.style:
            return False
        if self.number.isdigit():
            return int(self.number) == int(other.number) + 1
        return len(self.number) == 1 and ord(self.number) == ord(other.number) + 1


def paragraphs_of(sections: Sequence[Section]) -> tuple[Paragraph, ...]:
    """Return the paragraphs of `sections`, in reading order, without tables and footnotes.

    A numbered line before "(Item 7)" opens an agenda item, also where it is not set as a heading.
    """
    found: list[Paragraph] = []
    for section in sections:
        item = section.agenda_item
        place = " / ".join(section.headings) if item is None else f"{item.minute} {item.title}"
        plain = list(_plain(section))
        for position, (span, kind) in enumerate(plain):
            text = section.text[span.start : span.stop]
            after = plain[position + 1][0] if position + 1 < len(plain) else None
            opened = after and _opened(text, section.text[after.start : after.stop])
            if opened:
                item, place = opened, f"{opened.minute} {opened.title}"
            marker = MARKER.match(text)
            found.append(
                Paragraph(
                    span=span,
                    text=text,
                    kind=kind,
                    item=item,
                    place=place,
                    style=_style(marker) if marker else "",
                    number=(marker["round"] or marker["after"] or "") if marker else "",
                    body=marker.end() if marker else 0,
                )
            )
    return tuple(found)


def _plain(section: Section) -> Iterator[tuple[Span, BlockKind]]:
    start, stop, kind = 0, 0, None
    for piece in section.pieces:
        if kind is not None and section.text[stop : piece.start] == " ":
            stop = piece.stop
            continue
        if kind is not None:
            yield Span(section.ordinal, start, stop), kind
        if piece.kind in (BlockKind.TABLE, BlockKind.FOOTNOTE):
            kind = None
            continue
        start, stop, kind = piece.start, piece.stop, piece.kind
    if kind is not None:
        yield Span(section.ordinal, start, stop), kind


def _opened(text: str, following: str) -> AgendaItem | None:
    item = ITEM.fullmatch(following.strip())
    numbered = NUMBERED.match(" ".join(text.split()))
    if item and numbered:
        return AgendaItem(numbered["title"], numbered["number"], item["item"])
    return None


def _style(marker: re.Match[str]) -> str:
    if marker["bullet"]:
        return marker["bullet"]
    value = marker["round"] or marker["after"]
    sort = "n" if value.isdigit() else "A" if value.isupper() else "a"
    return f"({sort})" if marker["round"] else f"{sort}{marker['end']}"
