"""A question for council tax: how much it goes up, or what a home pays."""

from __future__ import annotations

import re

from msgspec import Struct

from indexer.terms import terms
from service.answers import Reading

_TAX = r"(?:(?:the|my|our|your) )?(?:\w+['’]s )?council tax(?: (?:bill|rate|charge|precept)s?)?"
_UP = r"(?:go(?:ing|es)? up|ris(?:e|es|ing)|increas(?:e|es|ing|ed)|be(?:ing)? (?:raised|increased))"
_BAND = r"(?:(?:a |the )?band[ -](?P<band>[a-h])\b)"
_HOME = r"(?: (?:households?|homes?|house|property|properties))?"
_PAY = rf"(?:i|we|{_BAND}{_HOME}) (?:have to )?pay"
_PLACE = r"(?: in (?P<place>(?!april\b|20)[a-z][\w’' -]*?))?"
_WHEN = (
    r"(?: (?:(?:in|for|from|by) (?:april )?(?:april|20\d\d(?:\s?[-/–]\s?\d{2,4})?)"
    r"|(?:this|next|last) (?:\w+ )?year))*"
)
_WILL = r"(?:is|are|was|will|would|did|does|do|has)"
RISE = tuple(
    re.compile(rf"\W*(?:and )?{form}{_PLACE}{_WHEN}\W*", re.IGNORECASE)
    for form in (
        rf"(?:by )?how much {_WILL} {_TAX} {_UP}",
        rf"{_WILL} {_TAX} {_UP}",
        rf"what {_WILL} (?:the )?{_TAX} (?:increase|rise)",
        rf"(?:the )?{_TAX} (?:increase|rise)",
        rf"how much more (?:council tax )?(?:will|would) {_PAY}(?: in council tax)?",
    )
)
CHARGE = tuple(
    re.compile(rf"\W*(?:and )?{form}{_PLACE}{_WHEN}\W*", re.IGNORECASE)
    for form in (
        rf"(?:what|how much) (?:is|was|are|will be) {_TAX}(?: (?:for|in|at) {_BAND}{_HOME})?",
        rf"(?:what|how much) (?:is|was|are|will be) {_BAND}{_HOME} council tax(?: rate| charge)?",
        rf"what (?:is|was|are|will) {_TAX} be",
        rf"how much council tax (?:will|would|do|does|must|should) {_PAY}",
        rf"what are {_TAX} bands",
        rf"{_BAND}{_HOME} council tax",
    )
)


class CouncilTax(Struct, frozen=True):
    """What a question asks of council tax.

    It is how much it goes up, where it is a ``rise``, else what a home pays; ``band`` is the letter
    of the band that is named, empty where none is.
    """

    rise: bool
    band: str


def council_tax_asked_for(reading: Reading) -> CouncilTax | None:
    """Return what a question asks of council tax; None where it asks for more or something else.

    A place that is named must be a council that is held.
    """
    own = frozenset(terms(" ".join(council.name for council in reading.named)))
    for rise, patterns in ((True, RISE), (False, CHARGE)):
        for pattern in patterns:
            found = pattern.fullmatch(reading.text.strip())
            if found and own.issuperset(terms(found["place"] or "")):
                band = found.groupdict().get("band") or ""
                return CouncilTax(rise, band.upper())
    return None
