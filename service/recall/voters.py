"""Whose names a question about a vote asks for: those who voted in one way, all, or nobody's."""

from __future__ import annotations

import re

from indexer.decisions.people import HONOURS
from indexer.decisions.records import Decision, ProofOf, Side, Vote
from service.answers import Reading, Sought
from service.interpret.people import HONORIFIC
from service.recall.moving import mover_in

SIDES = ("in_favour", "against", "abstained")
"""The sides of a vote, as fields of `Vote`."""
_STANDS = r"(?:vot(?:e|ed|es|ing)|was|were|is|are|stood|and|or)"
_WAYS = {
    "against": rf"{_STANDS} against|oppos(?:e|ed|es|ing)|reject(?:ed)?|"
    r"vot(?:e|ed|ing) (?:(?:it|this|that|them) )?down",
    "abstained": r"abst(?:ain(?:ed|s|ing)?|entions?)",
    "in_favour": rf"{_STANDS} (?:in favour|for)|back(?:ed|ing)?|support(?:ed|ing)?|"
    r"vot(?:e|ed|ing) to",
}
WAYS = {side: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for side, words in _WAYS.items()}
"""The ways to vote, as questions name them."""
_CLAUSE = r"(?:(?!\b(?:and|but) (?:how|what|did|was|were)\b)[^?.,;])*"
WHO_VOTED = re.compile(
    r"\b(?:who|whom|which (?:[\w’'-]+ ){0,3}?(?:councillors?|members?|people))\b"
    rf"(?={_CLAUSE}\b(?:vot(?:e|ed|es|ing)\b(?! (?:on|go|went)\b)|{'|'.join(_WAYS.values())})\b)"
    rf"{_CLAUSE}",
    re.IGNORECASE,
)
"""Asks for the names of those who voted, in some way."""
BY_NAME = re.compile(
    r"\bnames?\b|\b(?:each|every|individual) (?:councillor|member)s?\b|\bwho voted\b|"
    r"\bwhich way\b|\broll[- ]call\b",
    re.IGNORECASE,
)
"""Asks for the names of all who voted."""
WON = re.compile(r"\bwho (?:won|lost|carried)\b", re.IGNORECASE)
"""Asks how it ended, and for nobody."""
ONE_VOTER = re.compile(
    r"\b(?:did|do|does|has|have|was) (?:[\w.’'-]+ ){0,4}?(?P<name>[\w’'-]+) "
    r"(?:vot(?:e|ed|ing)|back|support|oppose|abstain)\b",
    re.IGNORECASE,
)
"""Asks how somebody voted: one person, where the lists have that name."""


def names_asked_for(reading: Reading) -> bool:
    """Return whether a question asks who voted in some way, or how somebody with a title voted."""
    return bool(_titled(reading)) or _who(reading) is not None or _by_name(reading)


def sides_asked_for(reading: Reading, vote: Vote) -> frozenset[str]:
    """Return the sides of a vote whose names a question asks for.

    Of somebody whom it names it is the side that has them; all, where none has.
    """
    titled = _titled(reading)
    found = ONE_VOTER.finditer(reading.text)
    voters = titled.union(match["name"].casefold() for match in found)
    held = frozenset(side for side in SIDES if _lasts(vote, side) & voters)
    if held or titled:
        return held or frozenset(SIDES)
    if who := _who(reading):
        ways = frozenset(side for side, said in WAYS.items() if said.search(who))
        return ways or frozenset(SIDES)
    return frozenset(SIDES) if _by_name(reading) else frozenset()


def voters_in(reading: Reading) -> tuple[str, ...]:
    """Return the words by which a question names who voted: they are not what the vote was on."""
    return (*reading.people, *(match["name"] for match in ONE_VOTER.finditer(reading.text)))


def titled_in(reading: Reading) -> tuple[str, ...]:
    """Return the people whom a question names with a title, as it does, but for the mover."""
    mover = mover_in(reading.text)
    titled = [name for name in reading.people if re.match(HONORIFIC, name)]
    return tuple(name for name in titled if name.split()[-1] != mover)


def not_among(reading: Reading, vote: Vote) -> str:
    """Return whom a question asks how they voted that is in none of the lists, or nothing.

    It is known where the lists name as many as voted.
    """
    if not _names_all(vote):
        return ""
    asked = {_letters(match["name"]) for match in ONE_VOTER.finditer(reading.text)}
    voted = {_letters(last) for side in SIDES for last in _lasts(vote, side)}
    lasts = {_letters(name.rsplit(maxsplit=1)[-1]): name for name in titled_in(reading)}
    return next((name for last, name in lasts.items() if last in asked - voted), "")


def named_in_words(reading: Reading, decision: Decision) -> bool:
    """Return whether what tells of a vote names all whom a question asks how they voted.

    "Carried by 5 votes to 1, Councillor Orme against" has no lists, and says how she voted.
    """
    told = [each.quote for each in decision.proofs if each.of is not ProofOf.MOVED]
    said = {_letters(word) for word in " ".join(told).split()}
    lasts = {_letters(name.rsplit(maxsplit=1)[-1]) for name in titled_in(reading)}
    return bool(lasts) and lasts <= said


def _names_all(vote: Vote) -> bool:
    """Return whether each side has as many names as its figure says; a group's is one name."""
    sides: list[Side] = [getattr(vote, side) for side in SIDES]
    return vote.named and all((side.count or 0) == len(side.names or ()) for side in sides)


def _letters(name: str) -> str:
    """Return a name's letters alone: minutes break one at a hyphen."""
    return "".join(filter(str.isalpha, name.casefold()))


def _who(reading: Reading) -> str | None:
    """Return the clause that asks for those who voted in some way, or None."""
    if Sought.PERSON not in reading.sought or WON.search(reading.text):
        return None
    asked = WHO_VOTED.search(reading.text)
    return asked and asked[0]


def _by_name(reading: Reading) -> bool:
    return BY_NAME.search(reading.text) is not None


def _titled(reading: Reading) -> frozenset[str]:
    """Return the last names, in lower case, of those whom a question names, but for the mover.

    Where it asks for others ("Who voted for what Mr Hook proposed?") nobody.
    """
    if Sought.PERSON in reading.sought:
        return frozenset()
    return frozenset(name.split()[-1].casefold() for name in titled_in(reading))


def _lasts(vote: Vote, side: str) -> frozenset[str]:
    """Return the last names of those on a side of a vote, in lower case."""
    names = getattr(vote, side).names or ()
    words = ([word for word in name.split() if not HONOURS.match(word)] for name in names)
    return frozenset(each[-1].casefold() for each in words if each)
