"""What a question wants of a sentence."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise

from msgspec import Struct

from service.answers import Reading, Sought
from service.language import ASKING, STOP_WORDS, Rarity, content_terms, relative_times
from service.ranking.vocabulary import Vocabulary

BRIDGED = 0.8
"""What a term counts that is met by another word for it."""
TIMED = 0.5
"""What a term counts that tells of what time something is asked."""
ASKS_OF_OTHERS = re.compile(
    r"\b(?:nation\w*|countr(?:y|ies)|uk|brit\w+|engl\w+|government\w*|ministers?|econom\w+|inflation"
    r"|gdp|obr|councils|authorities|elsewhere|average|compar\w+)\b",
    re.IGNORECASE,
)
ASKS_TO_SUPPOSE = re.compile(
    r"\b(?:each|every|would|could|if|per (?:cent|pound)|extra|additional)\b|%", re.IGNORECASE
)
LETTER = re.compile(r"(?<=\w )[A-HJ-Z](?![\w'’.&])")
"""A letter that names one of several: "band H", "annex C"."""


class Wanted(Struct, frozen=True):
    """A question's terms with their rarity, the pairs that stand beside each other, what it seeks.

    ``called`` are the terms of what papers say instead. ``of_others`` says that it may ask for the
    nation's affairs or those of councils at large, ``to_suppose`` for what each so much comes to.
    """

    text: str
    weights: Mapping[str, float]
    pairs: tuple[tuple[str, str], ...]
    sought: tuple[Sought, ...]
    called: Mapping[str, tuple[frozenset[str], ...]]
    of_others: bool
    to_suppose: bool

    def covered(self, held: frozenset[str]) -> float:
        """Return the share of the terms that `held` has, by rarity, from 0 to 1.

        A term that `held` has under another name counts `BRIDGED`.
        """
        total = sum(self.weights.values())
        if not total:
            return 0.0
        met = 0.0
        for term, weight in self.weights.items():
            if term in held:
                met += weight
            elif any(name <= held for name in self.called.get(term, ())):
                met += weight * BRIDGED
        return met / total

    def paired(self, held: frozenset[str]) -> float:
        """Return the share of the pairs of which `held` has both terms."""
        if not self.pairs:
            return 0.0
        return sum(one in held and other in held for one, other in self.pairs) / len(self.pairs)


def wanted_by(reading: Reading, rarity: Rarity, vocabulary: Vocabulary) -> Wanted:
    """Return what a question so read wants.

    Words of asking, and times as seen from now, are left out where others remain; a time that is
    named counts `TIMED`. A word that the records do not know can be met by no sentence: it weighs
    as little as the commonest, so that it does not hide the others.
    """
    letters = LETTER.findall(reading.text)
    terms = [
        term
        for term in vocabulary.meant(reading.text)
        if len(term) > 1 or term.isdigit() or term.upper() in letters
    ]
    asking = ASKING | relative_times(reading.text)
    kept = [term for term in terms if term not in asking] or terms
    known = [term for term in kept if rarity.knows(term)]
    least = min((rarity.of(term) for term in known), default=1.0)
    weights = {term: rarity.of(term) if rarity.knows(term) else least for term in kept}
    times = {term for each in reading.periods if each.subject for term in content_terms(each.words)}
    if not times.issuperset(weights):
        weights |= {term: TIMED * weights[term] for term in times.intersection(weights)}
    return Wanted(
        text=reading.text,
        weights=weights,
        pairs=_pairs(reading.text, weights),
        sought=reading.sought,
        called=_called(reading.text, vocabulary),
        of_others=ASKS_OF_OTHERS.search(reading.text) is not None,
        to_suppose=ASKS_TO_SUPPOSE.search(reading.text) is not None,
    )


def _called(text: str, vocabulary: Vocabulary) -> dict[str, tuple[frozenset[str], ...]]:
    found: dict[str, tuple[frozenset[str], ...]] = {}
    for bridge in vocabulary.bridges(text):
        names = tuple(frozenset(name) - STOP_WORDS for name in bridge.called)
        for term in bridge.said:
            found[term] = (*found.get(term, ()), *(name for name in names if name))
    return found


def _pairs(text: str, weights: Mapping[str, float]) -> tuple[tuple[str, str], ...]:
    pairs = []
    for clause in re.split(r"[.?!;,]\s", text):
        own = [term for term in content_terms(clause) if term in weights]
        pairs += list(pairwise(own))
    return tuple(dict.fromkeys(pairs))
