"""From lines to the headings, paragraphs and list items that they make."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from msgspec import Struct

from indexer.partition.pdf.cleaning import CleanText
from indexer.partition.pdf.lines import Line
from indexer.partition.pdf.words import Word
from indexer.records import Block, BlockKind

MARKER = re.compile(
    r"^(?:[\u2022\u25cf\u25aa\u25e6\u2023\u00b7\ue000-\uf8ff*\u2013\u2014-]"
    r"|\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)]|\d{1,3}(?:\.\d{1,3})+\.?)$"
)
"""The first word of a list item or a numbered paragraph."""
BULLET_MARKER = re.compile(r"^[\u2022\u25cf\u25aa\u25e6\u2023\u00b7\ue000-\uf8ff*\u2013\u2014-]$")
LABEL = re.compile(r"^[A-Z][\w /()&-]{0,40}:$")
SENTENCE_END = re.compile(r"[.:;?!]['\"\u2019\u201d)]*$")
REFERENCE = re.compile(r"\b(?:[A-Z]{1,4}/)?\d{2,4}/\d{3,5}(?:/[A-Z]{2,5})?\b")
"""The number of an application or decision: however long, it makes a heading no row of figures."""
ITEM = re.compile(r"^\d{1,3}[.)]? (?P<title>(?!.*[a-z]).*[A-Z]{3}.*)$")
"""The heading of an item that nothing marks but its number and capitals."""
AGENDA_NUMBER = re.compile(r" ?\((?:agenda )?item[^)]*\)$", re.IGNORECASE)
"""What may end such a heading, or be its next line."""
FOOTNOTE_MARK = re.compile(r"^(\d{1,2}|\[\d{1,2}\]|\*+)")

MAX_HEADING_LINES = 3
MAX_HEADING_CHARACTERS = 160


class Style(Struct, frozen=True):
    """What a document's pages have in common: the size of its body type, and who is bold."""

    body_size: float
    bold: Callable[[Word], bool]
    page_height: float


def paragraphs_of(flow: Sequence[Line], style: Style) -> list[list[Line]]:
    """Return the lines of one flow, parted where a block begins."""
    groups: list[list[Line]] = []
    right = max(line.box.x1 for line in flow)
    width = right - min(line.box.x0 for line in flow)
    for line in flow:
        if groups and not (
            _begins(line, groups[-1], style, right, width) or _ends_heading(line, groups[-1])
        ):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def block_of(
    lines: Sequence[Line], style: Style, page_text: str, vocabulary: frozenset[str]
) -> Block:
    """Return the lines of one paragraph, heading or list item as a block."""
    clean = CleanText(page_text, vocabulary)
    for line in lines:
        clean.add_words(line.words)
    kind, level = _kind(lines, style)
    return Block(kind, clean.text, clean.runs, level=level)


def _begins(line: Line, group: Sequence[Line], style: Style, right: float, width: float) -> bool:
    """Return whether `line` begins a new block after `group`."""
    before = group[-1]
    gap = line.box.y0 - before.box.y1
    usual = group[-1].box.y0 - group[-2].box.y1 if len(group) > 1 else 0.0
    if gap > max(0.5 * line.size, usual + 0.35 * line.size) or gap < -3 * line.size:
        return True
    if abs(line.size - before.size) > 0.12 * before.size:
        return True
    if _marked(line) and len(line.words) > 1:
        return True
    if len(line.cells) > 1 and LABEL.match(" ".join(word.text for word in line.cells[0])):
        return True
    ended_short = before.box.x1 < right - 0.2 * width
    bold = _all_bold(before, style)
    may_go_on = not (bold and ended_short) and _goes_on(line, group)
    if _all_bold(line, style) != bold and not may_go_on:
        return True
    if _is_item(line.text):
        return True
    return ended_short and bool(SENTENCE_END.search(before.text)) and line.text[:1].isupper()


def _goes_on(line: Line, group: Sequence[Line]) -> bool:
    """Return whether `line` goes on with a sentence, or with a quotation that `group` opens."""
    text = " ".join(each.text for each in group)
    quoted = text.count("\u201c") > text.count("\u201d") and "\u201d" in line.text
    return quoted or (line.text[:1].islower() and not SENTENCE_END.search(text))


def _ends_heading(line: Line, group: Sequence[Line]) -> bool:
    """Return whether `group` is the heading of an item that does not go on in `line`."""
    heading = " ".join(each.text for each in group)
    goes_on = line.text.isupper() or AGENDA_NUMBER.fullmatch(line.text)
    return _is_item(heading) and (not goes_on or bool(AGENDA_NUMBER.search(heading)))


def _is_item(text: str) -> bool:
    return bool(ITEM.match(AGENDA_NUMBER.sub("", text)))


def _kind(group: Sequence[Line], style: Style) -> tuple[BlockKind, int]:
    first = group[0].words[0].text
    text = " ".join(line.text for line in group)
    size = max(line.size for line in group)
    if (
        size < 0.87 * style.body_size
        and FOOTNOTE_MARK.match(first)
        and group[0].box.y0 > 0.6 * style.page_height
    ):
        return BlockKind.FOOTNOTE, 0
    level = _heading_level(group, text, size, style)
    if level:
        return BlockKind.HEADING, level
    if BULLET_MARKER.match(first) or (MARKER.match(first) and "." not in first.rstrip(".")):
        return BlockKind.LIST_ITEM, 0
    return BlockKind.PARAGRAPH, 0


def _heading_level(group: Sequence[Line], text: str, size: float, style: Style) -> int:
    """Return 1 to 3 where the lines are a heading, by size, weight and capitals; else 0."""
    letters = sum(character.isalpha() for character in text)
    if (
        len(group) > MAX_HEADING_LINES
        or len(text) > MAX_HEADING_CHARACTERS
        or letters < 3
        or letters * 2 < len(REFERENCE.sub("", text).replace(" ", ""))
        or BULLET_MARKER.match(group[0].words[0].text)
        or (text[0].islower() and not _marked(group[0]))
        or text.rstrip().endswith((".", ",", ";"))
    ):
        return 0
    bold = all(_all_bold(line, style) for line in group)
    if size >= 1.45 * style.body_size:
        return 1
    if size >= 1.12 * style.body_size and (bold or len(group) == 1):
        return 2
    if bold:
        return 2 if text.isupper() else 3
    capitals = text.isupper() and len(text.split()) > 1
    return 3 if (capitals or _is_item(text)) and len(group) <= 2 else 0


def _all_bold(line: Line, style: Style) -> bool:
    """Return whether a line is bold from its first word, its marker aside, to its last."""
    words = line.words[1:] if len(line.words) > 1 and _marked(line) else line.words
    return style.bold(words[0]) and style.bold(words[-1])


def _marked(line: Line) -> bool:
    return bool(MARKER.match(line.words[0].text))
