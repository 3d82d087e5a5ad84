"""What a document is called."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from datetime import date

from indexer.inference.fields import NAMING, NUMBERING, is_label
from indexer.inference.first_pages import FirstPages, is_item, words_in
from indexer.inference.names import body_name
from indexer.records import BlockKind, DocumentKind

_LONGEST = 250
_APPENDIX = re.compile(r"(?:appendix|annexe?|schedule|enclosure) [A-Z0-9]{1,3}\b", re.IGNORECASE)
_NOT_A_TITLE = re.compile(
    r"(?:page )?\d+(?: of \d+)?|.*https?://.*|.*\.{4,}.*|agenda item.*|.*@.*|dear .*|.*,"
    r"|(?:un)?restricted.*|draft|published .*|confidential|executive summary.*|table of contents"
    r"|contents|.* council|report (?:to|of|by|from) .*|decision details",
    re.IGNORECASE,
)
_INSIDE = frozenset({BlockKind.TABLE, BlockKind.LIST_ITEM, BlockKind.FOOTNOTE})
_NEXT = re.compile(r"(?:decision|recommendations?|summary)\b", re.IGNORECASE)
_OF_A_MEETING = {
    DocumentKind.MINUTES: "Minutes",
    DocumentKind.AGENDA_FRONTSHEET: "Agenda",
    DocumentKind.REPORTS_PACK: "Reports pack",
    DocumentKind.MEETING_SUMMARY: "Meeting summary",
}


def title_of(
    pages: FirstPages,
    kind: DocumentKind | None,
    body: str | None,
    day: date | None,
    named: str | None,
) -> str | None:
    """Return the title of a document, or ``None`` where nothing says it.

    Papers of a meeting are called by it: "Minutes: Cabinet, 9 January 2025". Others by the field
    that is their subject, by their own heading, or by `named`, their file's name as a title.
    """
    if kind is not None and kind in _OF_A_MEETING and body:
        return f"{_OF_A_MEETING[kind]}: {body}" + (f", {day.day} {day:%B %Y}" if day else "")
    if subject := _subject(pages):
        return _decision(pages, subject) if kind is DocumentKind.DECISION_NOTICE else subject
    if title := _appendix(pages) or _heading(pages, (BlockKind.TITLE,)):
        return title
    heading = _heading(pages, (BlockKind.HEADING,))
    if named and heading and _alike(named, heading):
        return heading
    return named or heading or _first_words(pages)


def _subject(pages: FirstPages) -> str | None:
    field = pages.field(*NAMING)
    lines = field.lines if field and field.at < 40 else _under_a_label(pages)
    title: list[str] = []
    for line in lines:
        if title and (is_item(line) or _NEXT.match(line)):
            break
        title.append(line)
    words = " ".join(title).strip(" .")
    return words if 0 < len(words) <= _LONGEST else None


def _under_a_label(pages: FirstPages) -> tuple[str, ...]:
    """Return the line under "Title of decision", printed without a colon."""
    head = pages.head(40)
    for line, following in itertools.pairwise(head):
        if " " in line and line.casefold() in NAMING:
            return (following,)
    return ()


def _decision(pages: FirstPages, subject: str) -> str:
    number = pages.field(*NUMBERING)
    proposed = any("proposed record" in line.casefold() for line in pages.head(5))
    words = "Proposed record of decision" if proposed else "Record of decision"
    reference = f" {number.lines[0]}" if number and len(number.lines[0]) < 20 else ""
    return f"{words}{reference}: {subject}"


def _appendix(pages: FirstPages) -> str | None:
    """Return the heading of an appendix with what it is: "Appendix G - Reserves Policy"."""
    opening = [" ".join(block.text.split()) for block in pages.opening]
    for at, text in enumerate(opening[:4]):
        match = _APPENDIX.match(text)
        if match is None or len(text) > _LONGEST:
            continue
        if words_in(text[match.end() :]):
            return text.strip(" .:")
        following = next(
            (
                each
                for block, each in zip(pages.opening[at + 1 :], opening[at + 1 :], strict=True)
                if block.kind is not BlockKind.TABLE and _is_title(each)
            ),
            None,
        )
        return f"{text} - {following}" if following else None
    return None


def _heading(pages: FirstPages, kinds: Sequence[BlockKind]) -> str | None:
    """Return the first block of these kinds that could be a title."""
    for block in pages.opening:
        text = " ".join(block.text.split())
        trusted = block.kind is BlockKind.TITLE or _recurs(text, pages)
        if block.kind in kinds and _is_title(text) and trusted:
            return text.strip(" .:")
    return None


def _first_words(pages: FirstPages) -> str | None:
    """Return the first words that could be a title and are of what the text is about."""
    for block in pages.opening:
        text = " ".join(block.text.split())
        if block.kind not in _INSIDE and _is_title(text) and _recurs(text, pages):
            return text.strip(" .:")
    return None


def _alike(first: str, second: str) -> bool:
    """Return whether two titles share most of the words of the shorter one."""
    one, other = set(words_in(first)), set(words_in(second))
    return 2 * len(one & other) > min(len(one), len(other))


def _is_title(text: str) -> bool:
    words = words_in(text)
    letters = sum(letter.isalpha() for letter in text)
    return (
        2 <= len(words) <= 25
        and len(set(words)) * 3 > len(words) * 2
        and letters * 2 > len(text)
        and text[:1].isupper()
        and not is_label(text)
        and not is_item(text)
        and _NOT_A_TITLE.fullmatch(text) is None
        and body_name(text) is None
    )


def _recurs(title: str, pages: FirstPages) -> bool:
    """Return whether most words of `title` are words of the text after it too.

    The caption of a picture or the name of a web page's part is not what a text is about.
    """
    held = Counter(words_in(pages.text))
    words = [word for word in words_in(title) if len(word) > 3]
    return sum(held[word] > 1 for word in words) * 2 >= len(words) > 0
