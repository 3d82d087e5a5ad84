"""A question for what the council charges for a thing: "How much is a parking permit?"."""

from __future__ import annotations

import re

from msgspec import Struct

from indexer.terms import terms
from service.answers import Reading
from service.language import content_terms, relative_times

_IS = r"(?:['’]s| (?:is|are|was|were)| will be)"
_DOES = r"(?:do|does|did|will|would)"
_WHO = r"(?:i|we|you|they|residents?|the council|people)"
_MUST = r"(?:(?:have|need) to )?"
_ONE = r"(?:an?|my|the|our|each)"
_PRICE = r"(?:charges?|fees?|prices?|costs?|rates?|subscription)"
_FOR = r"(?:(?:for|of)\b|to (?:\w+ for )?(?:\w+ )??)"
_THING = r"(?P<thing>[^?,;.:]+?)"
ASKED = tuple(
    re.compile(rf"\W*(?:and )?{form}\W*", re.IGNORECASE)
    for form in (
        rf"how much {_DOES} (?:an?|my|each) {_THING} cost(?: me| us)?",
        rf"how much {_DOES} it cost (?:me |us )?to \w+ (?:rid of |for |in )?(?:{_ONE} )?{_THING}",
        rf"how much {_DOES} {_WHO} {_MUST}(?:pay|charge) {_FOR} ?(?:{_ONE} )?{_THING}",
        rf"what {_DOES} (?:an?|my|each) {_THING} cost(?: me| us)?",
        rf"what {_DOES} {_WHO} {_MUST}(?:pay|charge) for (?:{_ONE} )?{_THING}",
        rf"how much(?:{_IS}) (?:{_ONE} )?{_THING}",
        rf"what{_IS} (?:the )?(?:new |current )?{_PRICE} {_FOR} ?(?:{_ONE} )?{_THING}",
        rf"what{_IS} (?:the )?(?:new |current )?{_THING} {_PRICE}",
    )
)
MORE = re.compile(
    r"\b(?:per|every|average|more|less|fewer|extra|than|who|which|why|when|how|if|that|and|or"
    r"|compared|between|since|because|by|after|before|until|not|only|sav\w+|cut\w*|spen[dt]\w*"
    r"|budget\w*|worth|expected|going|left|being|been|council)\b",
    re.IGNORECASE,
)
"""Words of a question that asks for more than the charge for one thing, or for other money."""
NO_THING = frozenset(
    terms(
        "charge charges fee fees price prices cost costs rate rates subscription collection "
        "collect collected service hire hiring application apply annual year yearly new current"
    )
)
"""Terms that do not say what is paid for."""


class Fee(Struct, frozen=True):
    """What a question asks the charge for: its words, and their terms."""

    thing: str
    terms: frozenset[str]


def fee_asked_for(reading: Reading) -> Fee | None:
    """Return what a question asks the charge for; None where it asks for anything else."""
    for pattern in ASKED:
        found = pattern.fullmatch(reading.text.strip())
        if found and not MORE.search(found["thing"]):
            named = [council.name for council in reading.named]
            named += [each.words for each in reading.periods]
            unsaid = NO_THING.union(relative_times(reading.text), terms(" ".join(named)))
            if meant := frozenset(content_terms(found["thing"])) - unsaid:
                return Fee(found["thing"], meant)
    return None
