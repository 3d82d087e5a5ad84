"""What an item is on, where minutes print no sentence that moves it: its title and its brief."""

from __future__ import annotations

import re

from indexer.dates import dates_in
from indexer.decisions.paragraphs import Paragraph, Span
from indexer.decisions.people import runs_on
from indexer.records import BlockKind

OPENS = re.compile(
    r"^\s*(?:\d{1,3}[A-Za-z]?[.)]\s+\S|(?:MOTION|RESOLUTION|ORDINANCE)\b(?!\W*$)|Motion\s+(?:for|to)\b)"
)
NUMBERED_RESOLUTION = re.compile(
    r"^\s*(?:resolution|ordinance|bill)\s+(?:no\.?\s*|#\s*)\d", re.IGNORECASE
)
"""The title of what is put next: whatever was voted on before is done with."""
ITEM = re.compile(r"^\s*(?:\d{1,3}(?:\.\d{1,2})*\s+(?=[A-Z]))?[^.!?]{4,120}$")
CAPITALS = re.compile(r"^[^a-z]*[A-Z]{2}[^a-z]*\s[^a-z]*[A-Z]{2}[^a-z]*$")
APPLICATION = re.compile(r"^\W*(?:[A-Z]{1,4}[/.])?\d{2}/\d{4,6}(?:/[A-Z]{2,6})?\b")
"""How the line of an application for planning permission begins."""
LABEL = r"(?i:brief|subject|summary|description|purpose|title|request|motion|resolution)\s*:"
ALONE = re.compile(rf"^\W*{LABEL}\s*$")
LED = re.compile(rf"^\W*{LABEL}\s*\S")
CLOSED = re.compile(r"[.:;!?][\"'\u2019\u201d)]*\s*$")
WHOLE = re.compile(
    r"\bminutes\s+of\b|\b(?:council|committee|board)\s+(?:meeting|minutes)\b|^\W*minutes\W*$",
    re.IGNORECASE,
)
"""What heads the minutes as a whole."""
PROSE = 4
"""Words in small letters from which on a closed line is a sentence, and no name or stamp."""


class Matter:
    """What stands before the meeting: the title of an item or a numbered line, and its brief.

    The brief is the first sentence below, or what a label heads: ``Brief: Closing the ford.``
    """

    def __init__(self) -> None:
        self._opening: list[Paragraph] = []
        self._brief: Paragraph | None = None
        self._last: Paragraph | None = None

    def take(self, paragraph: Paragraph) -> None:
        """Read one more paragraph, in which nothing is moved, put or decided."""
        last, self._last = self._last, paragraph
        labelled = LED.match(paragraph.text) or (last is not None and ALONE.match(last.text))
        if self._opening and last is self._opening[-1] and _broken_off(last, paragraph):
            self._opening.append(paragraph)
        elif _opens(paragraph):
            self._opening, self._brief = [paragraph], None
        elif labelled or (self._brief is None and _prose(paragraph)):
            self._brief = paragraph

    @property
    def title(self) -> list[Span]:
        """Where the title stands."""
        return [each.span for each in self._opening]

    def decided(self) -> None:
        """Take the line of an application for told: it has one decision."""
        if self._opening and APPLICATION.match(self._opening[0].text):
            self._opening = []

    @property
    def application(self) -> list[Span]:
        """Where the application stands that is decided on, if its line opens with its number."""
        listed = self._opening and APPLICATION.match(self._opening[0].text)
        return self.title if listed else []

    @property
    def spans(self) -> list[Span]:
        """Where the title stands, and the brief."""
        return [*self.title, *([self._brief.span] if self._brief else [])]


def _opens(paragraph: Paragraph) -> bool:
    """Return whether a title of its own begins: none of the whole minutes, which heads no item."""
    text = paragraph.text
    if paragraph.kind is BlockKind.TITLE or WHOLE.search(text):
        return False
    if OPENS.match(text) or NUMBERED_RESOLUTION.match(text) or APPLICATION.match(text):
        return True
    if paragraph.heading:
        return _titled(paragraph) and not dates_in(text)
    numbered = re.match(r"\s*\d", text) is not None
    return bool(ITEM.match(text)) and (numbered or (":" not in text and bool(CAPITALS.match(text))))


def _broken_off(title: Paragraph, following: Paragraph) -> bool:
    return runs_on(title.text) and any(letter.isalpha() for letter in following.text)


def _titled(heading: Paragraph) -> bool:
    return not heading.text.rstrip().endswith(":")


def _prose(paragraph: Paragraph) -> bool:
    text = paragraph.text.strip()
    small = sum(word.islower() for word in text.split())
    if WHOLE.search(text):
        return False
    return small >= PROSE and not text.startswith("(") and CLOSED.search(text) is not None
