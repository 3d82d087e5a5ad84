"""Whether what is quoted speaks of a matter, where nothing more is asked than what is said of it.

The estimate knows questions for something of a matter: all their words may stand there, and the
very thing is not said. Here the words are enough.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from indexer.terms import terms
from service.answers import Reading
from service.compose.quotation import Quotation
from service.compose.wanted import wanted_by
from service.interpret.matter import matter_of
from service.language import Rarity, content_terms
from service.ranking.vocabulary import vocabulary

COVERED = 0.75
"""The share of a matter's words, by rarity, that one quotation must have with what is over it."""


def spoken_of(reading: Reading, quotations: Sequence[Quotation], rarity: Rarity) -> bool:
    """Return whether a question asks for a matter alone and one of `quotations` speaks of it."""
    matter = matter_of(reading)
    if not matter or not all(map(rarity.knows, content_terms(matter))):
        return False
    wanted = wanted_by(replace(reading, text=matter), rarity, vocabulary())
    return any(
        wanted.covered(frozenset(terms(f"{each.caption} {each.header} {each.text}"))) >= COVERED
        for each in quotations
    )
