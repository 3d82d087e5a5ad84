"""The items of a meeting: those that its agenda lists, and what its minutes tell of each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from indexer.decisions.paragraphs import Span, paragraphs_of
from indexer.records import AgendaItem, BlockKind, Document, Section
from indexer.sections import ITEM
from service.matters.titles import about
from service.meetings.saying import said_in
from service.meetings.values import Item, KnownMeeting, Line, MeetingRecords

PAGES = re.compile(r"\s*\(pages?\s+\d+[^)]*\)\s*$", re.IGNORECASE)
ROW = re.compile(
    r"^(?P<number>\d{1,3})[.)]?\t+(?P<title>[^\t\n]*[^\W\d][^\t\n]*)(?:\t[^\n]*)?"
    r"(?P<more>(?:\n(?!\d{1,3}[.)]?\t|[^a-z\n]+$)[^\t\n]+$)*)",
    re.MULTILINE,
)
"""An item as a row of a table, with the page of its paper in a column of its own.

A line after it that is no row goes on with its title, unless it is in capitals.
"""


HEADED = re.compile(r"[^\n]*\b(?:agenda|item|page)", re.IGNORECASE)
"""How the headings of such a table begin, where it has any."""


def items_of(index: MeetingRecords, known: KnownMeeting) -> tuple[Item, ...]:
    """Return the items of a meeting: in the order of its minutes, else of its agenda.

    An item that stands in both is one: by its number on the agenda, which most minutes print
    ("(Item 5)"), else by its title. What stands only on the agenda keeps its place among the
    others.
    """
    listed = next((found for each in known.agendas if (found := _listed(index, each))), ())
    minuted = next((found for each in known.minutes if (found := _minuted(index, each))), ())
    return _together(listed, minuted)


def _listed(index: MeetingRecords, document: Document) -> tuple[Item, ...]:
    """Return the items that an agenda lists: what it numbers 1, 2, 3 and on."""
    sections = index.sections(document.id)
    own = document.own(sections)
    found: list[Item] = []
    style = ""
    for entry in sorted([*_paragraphs(own), *_rows(own)], key=lambda each: each.span):
        if entry.number != str(len(found) + 1) or (style and entry.style not in ("", style)):
            continue
        title = PAGES.sub("", " ".join(entry.title.split()))
        said = said_in(index, document, sections, entry.span)
        if title and said is not None:
            style = entry.style or style
            found.append(Item(title, number=entry.number, agenda=said))
    return tuple(found)


class _Entry(Struct, frozen=True):
    """What may be an item of an agenda; a row of a table has no style of numbering."""

    span: Span
    number: str
    title: str
    style: str = ""


def _paragraphs(sections: Sequence[Section]) -> Iterator[_Entry]:
    for each in paragraphs_of(sections):
        yield _Entry(each.span, each.number, each.text[each.body :], each.style)


def _rows(sections: Sequence[Section]) -> Iterator[_Entry]:
    for table, _, text in _tables(sections):
        if not (ROW.match(text) or HEADED.match(text)):
            continue
        for row in ROW.finditer(text):
            span = Span(table.section, table.start + row.start(), table.start + row.end())
            yield _Entry(span, row["number"], row["title"] + row["more"])


def _minuted(index: MeetingRecords, document: Document) -> tuple[Item, ...]:
    """Return the items of minutes, each with what they tell of it."""
    sections = index.sections(document.id)
    found = []
    for item, group in groupby(_told(document, sections), key=lambda told: told.item):
        if item is None:
            continue
        told = list(group)
        at = next((at for at, each in enumerate(told) if item.title in each.line.text), -1)
        lines = [each.line for each in told[at + 1 :] if not ITEM.fullmatch(each.line.text)]
        found.append(
            Item(
                item.title,
                number=item.item,
                minute=item.minute,
                minutes=said_in(index, document, sections, told[max(at, 0)].span),
                lines=tuple(lines),
            )
        )
    return tuple(found)


class _Told(Struct, frozen=True):
    span: Span
    line: Line
    item: AgendaItem | None


def _told(document: Document, sections: Sequence[Section]) -> tuple[_Told, ...]:
    """Return the paragraphs of minutes and the rows of their tables, each with its item."""
    own = document.own(sections)
    found: list[_Told] = []
    for paragraph in paragraphs_of(own):
        line = Line(" ".join(paragraph.text.split()), _page(sections, paragraph.span))
        found.append(_Told(paragraph.span, line, paragraph.item))
    rows = [
        _Told(span, Line(row, page), _item_at(found, span, sections))
        for span, page, text in _tables(own)
        for row in text.split("\n")
    ]
    return tuple(sorted([*found, *rows], key=lambda each: each.span))


def _tables(sections: Sequence[Section]) -> Iterator[tuple[Span, int, str]]:
    for section in sections:
        for piece in section.pieces:
            if piece.kind is BlockKind.TABLE:
                span = Span(section.ordinal, piece.start, piece.stop)
                yield span, piece.page, section.text[piece.start : piece.stop]


def _item_at(told: Sequence[_Told], at: Span, sections: Sequence[Section]) -> AgendaItem | None:
    """Return the item under which a table stands: that of the paragraph before it."""
    before = [each.item for each in told if each.span < at and each.span.section == at.section]
    return before[-1] if before else sections[at.section].agenda_item


def _page(sections: Sequence[Section], span: Span) -> int:
    pieces = sections[span.section].pieces
    return next(piece.page for piece in pieces if piece.stop > span.start)


def _together(listed: Sequence[Item], minuted: Sequence[Item]) -> tuple[Item, ...]:
    """Return each item once; `minuted` keep their order, the others stand before the next."""
    together: list[Item] = []
    waiting = list(listed)
    for item in minuted:
        same = _same(item, waiting)
        if same is None:
            together.append(item)
            continue
        at = waiting.index(same)
        # Items taken out of their turn are minuted earlier: what stands before them waits.
        later = {each.number for each in minuted}
        skipped = [each for each in waiting[:at] if not _comes(each, minuted, later)]
        together += skipped
        together.append(replace(item, number=same.number, agenda=same.agenda))
        waiting = [each for each in waiting if each is not same and each not in skipped]
    return (*together, *waiting)


def _comes(item: Item, minuted: Sequence[Item], numbers: set[str]) -> bool:
    return item.number in numbers or any(_titled(item, each) for each in minuted)


def _same(item: Item, listed: Sequence[Item]) -> Item | None:
    """Return the item of the agenda that a minute is of, or None."""
    for each in listed:
        if item.number and each.number == item.number:
            return each
    return next((each for each in listed if _titled(item, each)), None)


def _titled(one: Item, other: Item) -> bool:
    return about(one.title).casefold() == about(other.title).casefold()
