"""Other councils that a question is about: those whose own records would have to answer it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files

from indexer.dates import MONTHS
from indexer.records import Council
from service.interpret.names import RANKS

NAME = re.compile(
    r"\b((?:[A-Z][\w’'-]+,?(?:\s+(?:and|upon|on|of|the|in|under|with)\b)?\s+){1,6})"
    r"[Cc]ouncil(?:’s|'s)?\b(?!\s+(?:[Tt]ax|[Hh]ous|[Mm]ember|[Mm]eeting))"
)
SAYS = (
    r"(?:say|said|tell|told|reply|replied|respond\w*|ask\w*|write|wrote|object\w*|comment\w*|"
    r"contribut\w*|pay|paid|offer\w*|request\w*|receiv\w*|owe[sd]?|support\w*|oppos\w*)"
)
"""What another council does towards ours, and ours records."""
TOWARDS_OURS = re.compile(
    r"\b(?:from|to|with|by|against|between|than|and|via|under|join\w*|like)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
ITS_OWN = (
    r"(?:council(?!\s+tax\s+base)|cabinet|budget|precept|councillors|full council|leader|"
    r"overspend|deficit|reserves|planning committee|executive)"
)
DECIDES = (
    r"(?:agree|approve|decide|resolve|vote|set|adopt|budget|spend|borrow|overspend|cut|raise|"
    r"freeze|charge|increase|close)"
)
ASKS = r"(?:did|does|do|has|had|have|will|would|is|was|can|should)"
_GENERIC_WORDS = """
the a an this that our my your which what did does do has have is was were will would can could
should if when why how who where each every any another local full next last special annual
extraordinary whole labour conservative liberal democrat green reform independent youth arts privy
research british sports general parish shadow new district's and or in at on for
latest first previous budget emergency monday tuesday wednesday thursday friday saturday sunday
"""
_GENERIC = frozenset(_GENERIC_WORDS.split()).union(MONTHS)
_ALSO_A_WORD = frozenset(
    {"boston", "bury", "clare", "cork", "down", "hart", "highland", "hull", "kerry", "reading",
     "rugby", "swale", "harrow", "preston"}
)  # fmt: skip
"""Places whose names, in small letters, are taken for other words."""


def other_councils_in(text: str, held: Sequence[Council]) -> tuple[str, ...]:
    """Return the names in `text` of councils that are not held and that it is about.

    "What did Medway Council agree?" is about one, and so is "Leeds's budget"; "the County Council"
    names none, and "What did we pay to Medway Council?" asks of our own records. A parish's council
    is not one: what it asks for stands in the records of the council over it.
    """
    own = {_words(council.name) for council in held}
    found = dict.fromkeys(_by_the_word_council(text, own))
    for place in _by_place(text):
        if not any(_words(place) <= name for name in [*own, *map(_words, found)]):
            found[place] = None
    return tuple(found)


@cache
def places() -> tuple[str, ...]:
    """Return the places of ``councils.txt``, the longest first."""
    lines = files("service.interpret").joinpath("councils.txt").read_text("utf-8").splitlines()
    named = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    return tuple(sorted(named, key=lambda place: (-len(place), place)))


def _by_the_word_council(text: str, own: set[frozenset[str]]) -> Iterator[str]:
    for match in NAME.finditer(text):
        start = match.start()
        words = match[1].split()
        while words and re.sub(r"[’']s$", "", words[0]).casefold() in _GENERIC:
            start += len(words[0]) + 1
            words = words[1:]
        named = frozenset(word.casefold().strip(",") for word in words)
        ranks = set(RANKS.split("|"))
        if not named - ranks or "parish" in named or any(named <= name for name in own):
            continue
        if TOWARDS_OURS.search(text[:start]) or re.match(rf"\s+{SAYS}\b", text[match.end() :]):
            continue
        yield " ".join([*words, "Council"])


def _by_place(text: str) -> Iterator[str]:
    for match in _place_pattern().finditer(text):
        place = match["council"] or match["owner"] or match["agent"]
        if place.islower() and place in _ALSO_A_WORD:
            continue
        if match["council"] and (
            TOWARDS_OURS.search(text[: match.start()])
            or re.match(rf"\s+{SAYS}\b", text[match.end() :], re.IGNORECASE)
        ):
            continue
        known = {name.casefold(): name for name in places()}
        yield known[place.casefold()]


@cache
def _place_pattern() -> re.Pattern[str]:
    any_place = "|".join(re.escape(place).replace("'", "[’']") for place in places())
    return re.compile(
        rf"\b(?:(?P<council>(?i:{any_place}))\s+(?i:(?:{RANKS})\s+)*"
        rf"(?i:council)\b(?!\s+(?i:tax|hous|member))"
        rf"|(?P<owner>{any_place})[’']s\s+{ITS_OWN}\b"
        rf"|(?<=\b)(?i:{ASKS})\s+(?P<agent>{any_place})\s+{DECIDES}\b)"
    )


def _words(name: str) -> frozenset[str]:
    return frozenset(word.strip(",") for word in name.casefold().split())
