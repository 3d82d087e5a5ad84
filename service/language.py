"""Words as the service compares them: folded, without stop words, stemmed."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

import snowballstemmer

FINANCIAL_YEAR = re.compile(r"\b((?:19|20)\d\d)\s?[-/–]\s?(?:20)?(\d\d)\b(?![-/]\d)")
REFERENCE = re.compile(r"\b(\d\d)[/-](\d{5})\b")
TERM = re.compile(r"\d+(?:\.\d+)?(?:-\d+)?|[^\W\d_]+(?:['’][^\W\d_]+)*")
PARTING = "\x00"
GROUPED_DIGITS = re.compile(r"(?<=\d),(?=\d{3}\b)")

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

_stemmer = snowballstemmer.stemmer("english")


def terms(text: str) -> list[str]:
    """Return every word and number of `text` in order, folded and stemmed; stop words stay.

    A financial year is one term in one form ("2025-26", however it is written), a reference number
    is one too ("24-00109"), and figures lose the commas between their thousands.
    """
    return terms_of_parts((text,))[0]


def terms_of_parts(parts: Sequence[str]) -> list[list[str]]:
    """Return the terms of each of `parts`: what `terms` returns for them, but faster together."""
    text = PARTING.join(part.replace(PARTING, " ") for part in parts)
    text = REFERENCE.sub(r"\1-\2", text)
    text = FINANCIAL_YEAR.sub(r"\1-\2", text)
    text = GROUPED_DIGITS.sub("", text.replace("\u00ad", ""))
    return [[stem(word) for word in TERM.findall(part)] for part in text.casefold().split(PARTING)]


def content_terms(text: str) -> list[str]:
    """Return the terms of `text` that carry meaning, each once, in order."""
    text = REFERENCE.sub(r"\1-\2", text)
    text = FINANCIAL_YEAR.sub(r"\1-\2", text)
    text = GROUPED_DIGITS.sub("", text)
    words = (word.replace("’", "'") for word in TERM.findall(text.casefold()))
    return list(dict.fromkeys(stem(word) for word in words if word not in STOP_WORDS))


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Return the English stem of `word` (Snowball), its possessive ending gone."""
    word = word.replace("’", "'").removesuffix("'s")
    return word if word[:1].isdigit() else str(_stemmer.stemWord(word))


class Rarity:
    """How rare words are, as the inverse document frequency over a sample of passages.

    The form of BM25, which never falls below 0:
    ``log(1 + (n - df + 0.5) / (df + 0.5))`` (Robertson and Zaragoza, 2009).
    """

    def __init__(self, sample: Iterable[str]) -> None:
        self._held: Counter[str] = Counter()
        self._size = 0
        for text in sample:
            self._held.update(set(terms(text)))
            self._size += 1

    def of(self, term: str) -> float:
        """Return the rarity of `term`; one that the sample does not hold is the rarest."""
        held = self._held[term]
        return math.log(1 + (self._size - held + 0.5) / (held + 0.5))

    def knows(self, term: str) -> bool:
        """Return whether the sample holds `term`."""
        return term in self._held

    def covered(self, wanted: Iterable[str], held: set[str]) -> float:
        """Return the share of `wanted` that `held` has, by rarity; 1 where nothing is wanted."""
        weights = {term: self.of(term) for term in wanted}
        total = sum(weights.values())
        if not total:
            return 1.0
        return sum(weight for term, weight in weights.items() if term in held) / total
