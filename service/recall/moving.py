"""Who moved what a question asks about: somebody by name, or a party."""

from __future__ import annotations

import re

_MOVED = r"(?:amendment|motion|proposal)"
MOVED_BY = re.compile(
    rf"(?P<name>[A-Z][\w-]+)[’']s (?:\w+ ){{0,2}}{_MOVED}\b"
    rf"|\b{_MOVED}\b[^.?;]{{0,30}} (?:by|from) (?:[A-Z][\w.-]* )*(?P<last>[A-Z][\w-]+)"
    r"|\b(?:proposed|moved|tabled|put forward) by (?:[A-Z][\w.-]* )*(?P<by>[A-Z][\w-]+)"
    r"|\b(?P<who>[A-Z][\w-]+) (?:proposed|moved|tabled|put forward)\b"
)
"""Whose amendment or motion a question asks for, by the last name."""
_PARTY = (
    r"(?:lib(?:eral)?[\s-]?dem(?:ocrat)?s?|labour|conservatives?|tor(?:y|ies)|greens?|"
    r"reform(?: uk)?|independents?|opposition)(?:[’']s?)?(?: (?:party|group)(?:[’']s?)?)?"
)
OF_A_PARTY = re.compile(
    rf"\b(?P<before>{_PARTY}) (?:[\w’'£-]+ ){{0,3}}?{_MOVED}\b"
    rf"|\b{_MOVED}\b[^.?;]{{0,30}} (?:by|from) (?:the )?(?P<after>{_PARTY})\b",
    re.IGNORECASE,
)
"""Which party's amendment or motion a question asks for: minutes name who moved it, seldom the
party."""


def mover_in(question: str) -> str | None:
    """Return the last name of whose amendment or motion a question asks for, or None."""
    found = MOVED_BY.search(question)
    return next(filter(None, found.groups()), None) if found else None


def party_in(question: str) -> str:
    """Return the words for the party whose amendment or motion a question asks for, or nothing."""
    found = OF_A_PARTY.search(question)
    return (found["before"] or found["after"]) if found else ""
