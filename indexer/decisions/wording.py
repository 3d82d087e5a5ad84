"""Where the sentences of minutes begin and end, and whether words go on in the next paragraph."""

from __future__ import annotations

import re

from indexer.decisions.events import MOVER, SECONDER
from indexer.decisions.paragraphs import Paragraph

OPEN = re.compile(r"(?:[:;,\u2013-]|\b(?:and|or|to|that|following))\s*$")
CLOSED = re.compile(r"[.!?][\"'\u2019\u201d)]*\s*$")


def goes_on(paragraph: Paragraph, opening: Paragraph, last: Paragraph) -> bool:
    """Return whether words that `opening` began go on in `paragraph`, which follows `last`."""
    if paragraph.follows(opening):
        return False
    if OPEN.search(last.text):
        return True
    if last is opening:
        # "RESOLVED: (A) That ..." goes on with "(B) That ...".
        # What is moved stands under the lines that name who moves it.
        before = chr(ord(paragraph.number[-1]) - 1) if paragraph.number else ""
        listed = bool(before) and f"({before})" in opening.text
        return listed or bool(MOVER.match(opening.text) or SECONDER.match(opening.text))
    return bool(opening.style or paragraph.style) or not CLOSED.search(last.text)


def opening_of(text: str, start: int) -> int:
    """Return where the sentence begins that `start` is in."""
    before = text.rfind(". ", 0, start)
    return before + 2 if before >= 0 else 0
