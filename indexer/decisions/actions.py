"""What a decision does, by its verbs; and the references it names."""

from __future__ import annotations

import re
from collections.abc import Iterable

from indexer.decisions.records import Action

VERBS: tuple[tuple[Action, str], ...] = (
    (Action.AGREED, r"agree[sd]?"),
    (Action.APPROVED, r"approve[sd]?|confirm(?:s|ed)?|accept(?:s|ed)?|ratif(?:y|ies|ied)"),
    (Action.ADOPTED, r"adopt(?:s|ed)?"),
    (Action.ENDORSED, r"endorse[sd]?|support(?:s|ed)?"),
    (Action.NOTED, r"note[sd]?|receive[sd]?"),
    (Action.REFERRED, r"refer(?:s|red)?"),
    (Action.RECOMMENDED, r"recommend(?:s|ed)?|advise[sd]?"),
    (Action.DELEGATED, r"delegate[sd]?|authorise[sd]?"),
    (Action.APPOINTED, r"appoint(?:s|ed)?|elect(?:s|ed)?|nominate[sd]?"),
    (Action.GRANTED, r"granted"),
    (Action.REFUSED, r"refuse[sd]?|reject(?:s|ed)?"),
    (Action.DEFERRED, r"defer(?:s|red)?|adjourn(?:s|ed)?|postponed?|continued\s+to\s+the"),
)
OPENS = r"(?:^|[;:]\s*|\b(?:and|to|that|cabinet|council|committee|panel|board|members)\s+)"
ADVERB = r"(?:(?:formally|hereby|further|also|therefore|unanimously)\s+)?"
FORMS = tuple(
    (
        action,
        re.compile(
            rf"{OPENS}{ADVERB}(?:{verb})\b|"
            rf"\b(?:be|been|is|are|was|were|authority)\s+(?:\w+ly\s+|and\s+)?(?:{verb})\b|"
            rf"\b(?:be|is|was|were)\s+\w+\s+and\s+(?:{verb})\b",
            re.IGNORECASE,
        ),
    )
    for action, verb in VERBS
)
CORRECT = re.compile(r"\bcorrect\s+record\b", re.IGNORECASE)
LED = re.compile(r"^\s*(?:\(?\w{1,4}[.)]\s+)?(?:to\s+)?", re.IGNORECASE)
REFERENCE = re.compile(r"(?<![\w/.-])\d{2}/\d{4,6}(?:/[A-Z]{2,5})?(?![\w/])")
CALLED = re.compile(
    r"\b(?:key\s+decision|decision|reference|ref\.?)(?:\s+(?:no\.?|number|reference))?\s*:?\s+"
    r"(?P<reference>[A-Z]{1,4}\d{2,6}(?:[/-]\d+)*)\b",
    re.IGNORECASE,
)


def actions_in(lines: Iterable[str]) -> tuple[Action, ...]:
    """Return what a decision's `lines` do, in the order of `Action`, each once."""
    found = set()
    for line in lines:
        plain = LED.sub("", line)
        found |= {action for action, form in FORMS if form.search(plain)}
        if CORRECT.search(plain):
            found.add(Action.APPROVED)
    return tuple(action for action in Action if action in found)


def references_in(text: str) -> tuple[str, ...]:
    """Return the references that `text` names, in order, each once: ``24/00096``."""
    found = [match[0] for match in REFERENCE.finditer(text)]
    found += [match["reference"] for match in CALLED.finditer(text)]
    return tuple(dict.fromkeys(found))
