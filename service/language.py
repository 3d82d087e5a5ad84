"""Words that carry meaning, and how rare they are."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

import numpy as np

from indexer.terms import TERM, in_one_form, stem
from indexer.text_terms import TextTerms, named

_STOP_WORDS = """
a about above after again all also am an and any are aren't as at be because been before being
below between both but by can can't could couldn't did didn't do does doesn't doing don't down
during each few for from further get gets getting go goes going got had hadn't has hasn't have
haven't having he he's her here hers him his how how's i i'd i'll i'm i've if in into is isn't
it it's its itself just let let's me more most much many my no nor not now of off on once only
or other our ours out over own per please same say says said shall she should shouldn't so some
such tell than that that's the their theirs them then there there's these they they're this
those through to too under until up us very was wasn't we we're were weren't what what's when
where which while who who's whom whose why will with won't would wouldn't yes you you're your
yours
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())
_NOTHING = np.empty(0, dtype=np.uint32)
SAMPLE = 2000
"""Passages from which the rarity of words is estimated."""
TERMS_KEPT = 10_000
"""Terms beyond the sample of which it is kept in memory whether the records hold them."""


def content_terms(text: str) -> list[str]:
    """Return the terms of `text` that carry meaning, each once, in order."""
    words = (word.replace("’", "'") for word in TERM.findall(in_one_form(text).casefold()))
    return list(dict.fromkeys(stem(word) for word in words if word not in STOP_WORDS))


ASKING = frozenset(
    content_terms(
        "much many long far big large ask asked want wanted happen happened become became give "
        "gave take put need know find tell use used make made part whole way thing lot percentage "
        "proportion amount spend spends spent spending"
    )
)
"""Terms that belong to the asking more than to what is asked for."""
RELATIVE = re.compile(
    r"\b(?:this|next|last|past|coming|current|previous) (?:(?:financial|municipal|tax|council) )?"
    r"(?:year|month|week)(?:['\u2019]s)?\b"
    r"|\b(?:now|currently|at (?:the moment|present)|these days|today|nowadays|recently|lately"
    r"|so far)\b",
    re.IGNORECASE,
)
"""Times as they are seen from now: papers seldom say them so."""


def relative_times(question: str) -> frozenset[str]:
    """Return the terms of a question that only tell a time as it is seen from now."""
    return frozenset(content_terms(question)).difference(content_terms(RELATIVE.sub(" ", question)))


class Rarity:
    """How rare words are, as the inverse document frequency over a sample of passages.

    The form of BM25, which never falls below 0:
    ``log(1 + (n - df + 0.5) / (df + 0.5))`` (Robertson and Zaragoza, 2009).

    Parameters
    ----------
    sample
        The terms of the sample's passages.
    held
        Says whether any passage holds a term; it is asked of those that the sample has not.
    """

    def __init__(self, sample: Sequence[TextTerms], held: Callable[[str], bool]) -> None:
        every = [np.unique(each.names) for each in sample]
        names, counts = np.unique(np.concatenate([_NOTHING, *every]), return_counts=True)
        self._counts = dict(zip(names.tolist(), counts.tolist(), strict=True))
        self._size = len(sample)
        self._held = lru_cache(TERMS_KEPT)(held)

    def of(self, term: str) -> float:
        """Return the rarity of `term`; one that the sample does not hold is the rarest."""
        held = self._counts.get(named(term), 0)
        return math.log(1 + (self._size - held + 0.5) / (held + 0.5))

    def knows(self, term: str) -> bool:
        """Return whether the records hold `term`."""
        return named(term) in self._counts or self._held(term)

    def covered(self, wanted: Iterable[str], held: set[str]) -> float:
        """Return the share of `wanted` that `held` has, by rarity; 1 where nothing is wanted."""
        weights = {term: self.of(term) for term in wanted}
        total = sum(weights.values())
        if not total:
            return 1.0
        return sum(weight for term, weight in weights.items() if term in held) / total


def sampled(ids: Iterable[str]) -> list[str]:
    """Return `SAMPLE` of the ids of passages, evenly, or all where there are fewer."""
    held = sorted(ids)
    return held[:: max(1, len(held) // SAMPLE)][:SAMPLE]
