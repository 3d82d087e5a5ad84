"""Sections: what stands under each heading of a document, and under which agenda item."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, takewhile

from indexer.captions import is_caption, one_line
from indexer.dates import dates_in
from indexer.records import (
    HEADINGS,
    AgendaItem,
    Block,
    BlockKind,
    Page,
    Part,
    Piece,
    Section,
    part_at,
)

NUMBERED = re.compile(
    r"^(?P<number>[A-Z]{0,3}\d{1,4}(?:/\d{2,4})?[A-Za-z]?)[.):]?\s+(?P<title>\S.*)$"
)
ITEM = re.compile(
    r"\(\s*(?:agenda\s+)?item(?:\s+no\.?)?\s*:?\s*(?P<item>\w{1,4})\s*\)", re.IGNORECASE
)
ITEM_ALONE = re.compile(
    r"^agenda\s+item(?:\s+(?:no|number)\.?)?\s*:?\s*(?P<item>\w{1,4})\.?$",
    re.IGNORECASE,
)
UNFINISHED = re.compile(
    r"(?:what|why|how|who|whose|when|where|which|is|are|was|were|will|would|can|could|do|does|did"
    r"|has|have|had|should)\b[^?]*$",
    re.IGNORECASE,
)
"""A question as far as the end of its page."""
LETTERED = re.compile(r"[A-Za-z][.)]")
"""How a heading begins that has a place of its own beside numbered items."""
MINUTES = re.compile(r"\bMINUTES\b|\bminutes of (?:the|a) (?:\w+ ){0,3}meeting", re.IGNORECASE)
MINUTES_PAGES = 2
ENDED = re.compile(r"[.:;?!)][\"'\u2019\u201d)]*$")
WORDS_AT_END = re.compile(r"(?:[^\W\d][\w'\u2019-]*,? +){3}[^\W\d][\w'\u2019-]*,?$")
"""Words of a sentence, not a name or a figure in a table's cell."""

Placed = tuple[int, int, Block]
"""A block with its page's number and its own index on that page."""


def sections_of(pages: Sequence[Page], parts: Sequence[Part] = ()) -> tuple[Section, ...]:
    """Return the sections of a document, in reading order; none is of two of its papers.

    A heading opens a section, and its words are the section's first. Headings that follow one
    another without text between open one section together, but for the numbered items of minutes:
    each is a section ("3. National anthem"). A title that every page repeats does not open a
    section again. Furniture belongs to none.
    """
    sections: list[Section] = []
    for _, run in groupby(pages, lambda page: part_at(parts, page.number)):
        paper = list(run)
        is_minutes = any(MINUTES.search(page.text) for page in paper[:MINUTES_PAGES])
        outline = Outline()
        for blocks in _groups(paper, numbered_items=is_minutes):
            outline.enter(blocks, numbered_items=is_minutes)
            sections.append(_section(len(sections), blocks, outline))
    return tuple(sections)


class Outline:
    """The headings that lead to where the reading stands, and the agenda item it is in."""

    def __init__(self) -> None:
        self._open: list[tuple[int, str]] = []
        self._item_level = 0
        self.agenda_item: AgendaItem | None = None

    @property
    def headings(self) -> tuple[str, ...]:
        """The open headings, the highest first."""
        return tuple(text for _, text in self._open)

    def enter(self, blocks: Sequence[Placed], *, numbered_items: bool) -> None:
        """Take up the headings at the top of a section, and the item number that follows them."""
        opening = list(takewhile(lambda placed: _opens(placed[2]), blocks))
        levels, headings = _headings(opening)
        for level, heading in zip(levels, headings, strict=True):
            self._open = [(above, text) for above, text in self._open if above < level]
            self._open.append((level, heading))
        following = blocks[len(opening)][2].text if len(opening) < len(blocks) else ""
        found = _agenda_item(headings, one_line(following), numbered_items)
        if found:
            position, self.agenda_item = found
            self._item_level = levels[position]
        elif numbered_items and headings and self._leaves_item(headings[0], levels[0]):
            self.agenda_item = None

    def _leaves_item(self, heading: str, level: int) -> bool:
        """Return whether a heading of minutes without a number is of no item.

        It is higher than the items, or lettered beside them.
        """
        return level < self._item_level or (
            level == self._item_level and bool(LETTERED.match(heading))
        )


def _headings(opening: Sequence[Placed]) -> tuple[list[int], list[str]]:
    """Return the levels and the words of headings; a question that goes on over a page is one."""
    levels: list[int] = []
    headings: list[str] = []
    page = 0
    for number, _, block in opening:
        words = one_line(block.text)
        over_page = headings and number == page + 1 and block.level == levels[-1]
        if over_page and words.endswith("?") and UNFINISHED.match(headings[-1]):
            headings[-1] += f" {words}"
        else:
            levels.append(block.level)
            headings.append(words)
        page = number
    return levels, headings


def _groups(pages: Sequence[Page], *, numbered_items: bool) -> Iterator[list[Placed]]:
    """Yield the blocks of each section: headings, what follows them, footnotes last."""
    group: list[Placed] = []
    footnotes: list[Placed] = []
    heads: set[str] = set()
    has_text = False
    for page in pages:
        for index, block in enumerate(page.blocks):
            if block.kind == BlockKind.FURNITURE or not block.text.strip():
                continue
            if block.kind == BlockKind.FOOTNOTE:
                footnotes.append((page.number, index, block))
                continue
            if _opens(block):
                title = one_line(block.text).lower()
                ended = has_text or (numbered_items and group and _follows(group[-1][2], block))
                if ended and title not in heads:
                    yield group + footnotes
                    group, footnotes, heads, has_text = [], [], set(), False
                heads.add(title)
            else:
                has_text = True
            group.append((page.number, index, block))
    if group or footnotes:
        yield group + footnotes


def _follows(before: Block, block: Block) -> bool:
    """Return whether two headings are of two items, the first of which has no text."""
    numbered = NUMBERED.match(one_line(before.text)) and NUMBERED.match(one_line(block.text))
    return bool(numbered) and before.level == block.level


def _section(ordinal: int, blocks: Sequence[Placed], outline: Outline) -> Section:
    parts: list[str] = []
    pieces: list[Piece] = []
    length = 0
    for page, index, block in blocks:
        if parts:
            separator = _separator(pieces[-1], parts[-1], page, block)
            parts.append(separator)
            length += len(separator)
        parts.append(block.text)
        stop = length + len(block.text)
        pieces.append(Piece(length, stop, page, index, block.kind, block.header))
        length = stop
    return Section(ordinal, outline.headings, outline.agenda_item, "".join(parts), tuple(pieces))


def _separator(piece: Piece, text: str, page: int, block: Block) -> str:
    """Return a space where a paragraph or a table's last cell runs on over a page's end.

    Else it is an empty line.
    """
    begun = text.rstrip()
    if page != piece.page + 1 or block.kind is not BlockKind.PARAGRAPH or ENDED.search(begun):
        runs_on = False
    elif piece.kind is BlockKind.TABLE:
        runs_on = bool(WORDS_AT_END.search(begun)) and block.text[:1].islower()
    else:
        runs_on = piece.kind in {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM} and (
            begun.endswith(",") or not block.text[:1].isupper()
        )
    return " " if runs_on else "\n\n"


def _agenda_item(
    headings: Sequence[str], following: str, numbered_items: bool
) -> tuple[int, AgendaItem] | None:
    """Return the agenda item that `headings` open and which of them is its title, or None.

    It has its number in brackets, in the heading or right after it; or stands alone above the
    title ("Agenda Item 5"); or, in minutes, is a numbered heading.
    """
    for position, heading in reversed(list(enumerate(headings))):
        alone = ITEM_ALONE.match(heading)
        if alone:
            titled = position + 1 < len(headings)
            title = headings[position + 1] if titled else ""
            return position + titled, AgendaItem(title=title, item=alone["item"])
        item = ITEM.search(heading) or (
            ITEM.match(following) if position == len(headings) - 1 else None
        )
        plain = ITEM.sub("", heading).strip()
        numbered = None if _dated(plain) else NUMBERED.match(plain)
        if item and numbered:
            return position, AgendaItem(numbered["title"], numbered["number"], item["item"])
        if item:
            return position, AgendaItem(ITEM.sub("", heading).strip(), item=item["item"])
        if numbered and numbered_items:
            return position, AgendaItem(numbered["title"], numbered["number"])
    return None


def _dated(heading: str) -> bool:
    """Return whether a heading begins with a day: the 9 of "9 January 2025" is no item's."""
    return any(day.start == 0 for day in dates_in(heading))


def _opens(block: Block) -> bool:
    """Return whether a block opens a section; a table's title is of the one the table is in."""
    line = one_line(block.text)
    return (block.kind in HEADINGS and not is_caption(line)) or bool(ITEM_ALONE.match(line))
