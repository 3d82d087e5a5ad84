"""Who holds which office, as a text says it: "Ann Example, Head of Parks", "A Example (Chair)"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from msgspec import Struct

from indexer.decisions.people import TITLE
from service.language import content_terms

_OFFICES = """
leader, chief executive, director, head, member, holder, chair, chairman, chairwoman, chairperson,
mayor, clerk, officer, secretary, treasurer, manager, solicitor, sheriff, provost, convener
"""
OFFICES = "|".join(" ".join(name.split()) for name in _OFFICES.split(","))
"""What an office is called, whatever it is in charge of: a pattern."""
WRITTEN = re.compile(rf"\b(?=[A-Z])(?i:{OFFICES})\b")
_WORD = r"[A-Z][\w’'-]*"
_NO_NAME = (
    r"(?:The|By|From|To|For|Report|Author|Contact|Relevant|Responsible|Deputy|Vice|Interim|Acting|"
    r"Assistant|Corporate|Chief|Executive|Strategic|Senior|Lead|Director|Head|Officer|Cabinet|"
    r"Member|Leader|Directly|Elected|County|Council|Councillors|Group|Service|Services|General|"
    r"Young|People|Adult|Public|Social|Care|Health|Finance|Democratic|Legal)\b"
)
_TITLED = rf"(?!Councillors){TITLE} (?:[A-Z]\.? )*{_WORD}(?: {_WORD})?"
_UNTITLED = rf"(?!{_NO_NAME}){_WORD} (?:[A-Z]\.? )?(?!{_NO_NAME}){_WORD}"
_NAME = rf"(?:{_TITLED}|{_UNTITLED})(?:,? [CMOK]?BE\b)?"
_MORE = rf"(?:,?(?: (?:of|for|to|the|and|with|&))* {_WORD})"
_OFFICE = rf"(?!(?:The|By|From|To)\b)(?:{_WORD} ){{0,4}}?(?=[A-Z])(?i:{OFFICES})\b{_MORE}{{0,10}}"
HELD = (
    re.compile(rf"{_NAME}, (?:the )?(?P<office>{_OFFICE})"),
    re.compile(rf"{_NAME} ?\((?:the )?(?P<office>{_OFFICE})\)"),
    re.compile(rf"(?P<office>{_OFFICE}), {_TITLED}"),
    re.compile(rf"(?P<office>{_OFFICE}) \({_TITLED}\)"),
    re.compile(
        rf"(?P<office>{_OFFICE})(?:[:;] ?|\t+| (?={TITLE} )){_NAME}"
        rf"(?:, (?P<matter>{_WORD}{_MORE}*))?"
    ),
)
ALSO = re.compile(rf" (?:and|&) (?=(?:{_WORD} ){{0,2}}{WRITTEN.pattern})")
"""What parts two offices of one person: "Deputy Leader and Cabinet Member for Parks"."""
SAME = (
    (re.compile(r"\bchair(?:man|woman|person)\b", re.IGNORECASE), "chair"),
    (
        re.compile(r"\b(?:portfolio holder|(?:executive|lead) member)\b", re.IGNORECASE),
        "cabinet member",
    ),
)
"""Offices that councils call by different names."""


class Held(Struct, frozen=True):
    """The words of a text that say who holds an office, and what it is called."""

    words: str
    office: str


def offices_held(text: str) -> Iterator[Held]:
    """Yield the offices whose holders `text` names; of one person two, where both are said."""
    for line in text.splitlines():
        if not WRITTEN.search(line):
            continue
        for match in chain.from_iterable(pattern.finditer(line) for pattern in HELD):
            matter = match.groupdict().get("matter") or ""
            for office in ALSO.split(f"{match['office']} {matter}".strip()):
                yield Held(match[0], office)


def terms_of_office(name: str) -> frozenset[str]:
    """Return the terms of an office's name, the same for every name of the office."""
    for names, one in SAME:
        name = names.sub(one, name)
    return frozenset(content_terms(name))
