"""Where the sentences of minutes begin and end, and whether words go on in the next paragraph."""

from __future__ import annotations

import re

from indexer.decisions.events import MOVER, SECONDER
from indexer.decisions.paragraphs import Paragraph, Span
from indexer.decisions.people import SENTENCE_END
from indexer.decisions.votes import labels_in

ACCORDINGLY = re.compile(r"\W*accordingly\b", re.IGNORECASE)
"""What a resolution says that is what was moved."""
AFTERWARDS = re.compile(
    r"[.]\s+(?=(?:The\s+(?:Chair|Mayor|Leader|Vice)|(?:County\s+)?Councillors?\s|Cllrs?\b|Mr\b|Mrs\b|"
    r"Ms\b|Miss\b|Dr\b|A\s+recorded\s+vote|(?:Proposed|Moved|Seconded)(?:\s+by\b|\s*:|\s+(?:Cllr|Councillor|Cr)\b)|"
    r"Proposer\b))"
)
"""What no longer belongs to the words that were resolved."""
BESIDE = re.compile(
    r"^\W*(?:reasons?\s+for\s+(?:the\s+)?(?:decision|recommendation)|(?:alternative|other)\s+options"
    r"|options\s+considered|alternatives\s+considered|(?:supporting|additional)\s+documents)",
    re.IGNORECASE,
)
"""What records give beside what was resolved, under a label of its own."""
OPEN = re.compile(r"(?:[:;,\u2013-]|\b(?:and|or|to|that|following))\s*$")
CLOSED = re.compile(r"[.!?][\"'\u2019\u201d)]*\s*$")


def goes_on(paragraph: Paragraph, opening: Paragraph, last: Paragraph) -> bool:
    """Return whether words that `opening` began go on in `paragraph`, which follows `last`."""
    if BESIDE.match(paragraph.text):
        return False
    if paragraph.follows(opening) or not says(paragraph.text[paragraph.body :]):
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


def says(text: str) -> bool:
    """Return whether `text` says anything but "and": what was moved may stand before it."""
    return re.search(r"[^\W_]", re.sub(r"^\W*(?:and|that|it\s+was)\b", "", text)) is not None


def opening_of(text: str, start: int) -> int:
    """Return where the sentence begins that `start` is in."""
    ends = [end.end() for end in SENTENCE_END.finditer(text, 0, start)]
    return ends[-1] if ends else 0


def sentence_of(paragraph: Paragraph, start: int, stop: int) -> Span:
    """Return the sentence of an outcome, without the names that stand before it."""
    listed = [label.end for label in labels_in(paragraph.text) if label.end <= start]
    opening = max([opening_of(paragraph.text, start), *listed])
    after = paragraph.text.find(". ", stop)
    end = after + 1 if after >= 0 else len(paragraph.text)
    return paragraph.part(opening, end)
