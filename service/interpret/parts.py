"""The parts of a question that each ask for something: "Who chaired, and who sent apologies?"."""

from __future__ import annotations

import re

from indexer.terms import TERM, stem
from service.interpret.following import LED_IN
from service.language import ASKING, STOP_WORDS, content_terms

_VERB = (
    r"(?:is|are|was|were|did|does|do|will|would|can|could|has|have|had|must|may|might|shall|should)"
)
_OF_WHAT = (
    r"(?:by (?:what|how)|over how|to whom|from when|until when|for (?:how|what)|at what|"
    r"(?:at|by|from|in|of|on|since|to|under|until|up to|with) (?:how|what|when|which|whom|whose)"
    rf"(?= (?:[\w’'-]+ ){{0,6}}?{_VERB}\b))"
)
"""Asks with a preposition; most of what only adds to what is asked (", and of how many?") has no
verb."""
_ASKING = (
    r"(?:who|what|when|where|why|how|which|whose|whether|is|are|was|were|did|does|do|will|would|"
    rf"can|could|has|have|should|{_OF_WHAT})"
)
BETWEEN = re.compile(
    rf"(?<=[.?!])\s+|,?\s+(?:and|but|or)\s+(?={_ASKING}\b)|,\s+(?={_ASKING}\b)", re.IGNORECASE
)
ASKS = re.compile(rf"(?:and |but |so )?{_ASKING}\b", re.IGNORECASE)
LEADS_IN = re.compile(
    rf"(?!{_OF_WHAT}\b)(?:if|at|under|from|in|on|after|before|given|since|with|for|during|as|"
    r"when (?!is|was|are|were|will|did|does|do|has|have|had|can|could|should|must|may))\b",
    re.IGNORECASE,
)
MOST = 3
"""Parts of a question that are asked by themselves; one of more is asked as a whole."""
DAY = re.compile(
    r"(?:\d{1,2}(?:st|nd|rd|th)? )?(?:January|February|March|April|May|June|July|August|September|"
    r"October|November|December)(?: \d{4})?|\b(?:19|20)\d\d(?:\s?[-/–]\s?(?:20)?\d\d)?\b"
)
"""A day, month or year, as written."""


def asked_apart(question: str) -> tuple[str, ...]:
    """Return a question for each part of `question` that can be asked by itself, in order.

    What only tells or leads in is part of each. A later part ("and how many in 2024?") has what
    the first is about too, but not its day where it names another. It is the question alone where
    it has one part, or more than `MOST`.
    """
    pieces = _pieces(question)
    asking = [piece for piece in pieces if _asks(piece)]
    if not 1 < len(asking) <= MOST:
        return (question,)
    told = [piece for piece in pieces if not _asks(piece)]
    parts = [LED_IN.sub("", piece).rstrip("?. ") for piece in asking]
    first, *later = parts
    subjects = ["", *(_subject(first, part) for part in later)]
    return tuple(
        f"{' '.join(filter(None, (*told, part, subject)))}?"
        for part, subject in zip(parts, subjects, strict=True)
    )


def parts_of(question: str) -> tuple[str, ...]:
    """Return the parts of `question` that ask, in order; the whole question where none does.

    What only tells ("I own a house.") and what only leads in ("At the February meeting, ...") is no
    part by itself.
    """
    asking = [piece for piece in _pieces(question) if _asks(piece)]
    if len(asking) <= 1:
        return (question,)
    return tuple(asking)


def _pieces(question: str) -> list[str]:
    return [piece.strip() for piece in BETWEEN.split(question) if piece.strip()]


def _asks(piece: str) -> bool:
    return bool(ASKS.match(piece)) and not LEADS_IN.match(piece)


def _subject(first: str, part: str) -> str:
    """Return the words of meaning of `first` that `part` lacks."""
    about = DAY.sub(" ", first) if DAY.search(part) else first
    held = {*content_terms(part), *ASKING}
    words = [match[0] for match in TERM.finditer(about)]
    return " ".join(
        word
        for word in words
        if word.casefold() not in STOP_WORDS and stem(word.casefold()) not in held
    )
