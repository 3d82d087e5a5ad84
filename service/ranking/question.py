"""A question as passages are held against it: its terms and words, each by how much it says."""

from __future__ import annotations

from collections.abc import Mapping, Set
from itertools import pairwise
from typing import Protocol

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from indexer.terms import TERM, stem
from indexer.word_vectors import WordVectors
from service.language import STOP_WORDS, Rarity, relative_times
from service.ranking.vocabulary import Bridge, Vocabulary

_FRAMING = """
answer answers asked ask describe described discuss discussed discussion discussions explain
explained find give given happen happened happening happens know like mention mentioned please
question questions really replied reply said say says summaries summarise summarised summarize
summarized summary spend spends spent spending talk talked tell think thought told want wanted
wants would
"""
FRAMING = frozenset(map(stem, _FRAMING.split()))
"""Terms that frame a question and say nothing of what it is about."""
RAREST = 3
"""How many of a question's rarest terms are looked at by themselves."""


class Said(Protocol):
    """What reading a question's words needs of an index."""

    def rarity(self) -> Rarity:
        """Return how rare words are in these records."""

    def encode_words(self, text: str) -> WordVectors:
        """Return the vectors of a question's words."""


class AskedWords(Struct, frozen=True):
    """A question, ready to be held against passages.

    ``weights`` is the rarity of each term that the records know and that does not merely frame the
    question; ``rarest`` are the rarest of them, ``pairs`` those that follow one another, and
    ``figures`` those that are numbers. ``bridges`` are other names for what it says.
    ``vectors``, shape ``(words, dimensions)``, and ``shares``, which add up to 1, are its words as
    the embedder sees them, and what each counts.
    """

    weights: Mapping[str, float]
    rarest: tuple[str, ...]
    pairs: tuple[tuple[str, str], ...]
    figures: tuple[str, ...]
    bridges: tuple[Bridge, ...]
    vectors: NDArray[np.float32]
    shares: NDArray[np.float32]


def asked_words(question: str, index: Said, vocabulary: Vocabulary) -> AskedWords:
    """Return `question`, ready to be held against the passages of `index`."""
    rarity = index.rarity()
    said = vocabulary.meant(question)
    framing = FRAMING | relative_times(question)
    telling = [term for term in said if term not in framing] or said
    known = [term for term in telling if rarity.knows(term)] or telling
    weights = {term: rarity.of(term) for term in known}
    vectors, shares = _words(question, index.encode_words(question), rarity, framing)
    return AskedWords(
        weights=weights,
        rarest=tuple(sorted(known, key=lambda term: (-weights[term], term))[:RAREST]),
        pairs=tuple(
            (first, second)
            for first, second in pairwise(telling)
            if first in weights and second in weights
        ),
        figures=tuple(term for term in telling if term[0].isdigit()),
        bridges=vocabulary.bridges(question),
        vectors=vectors,
        shares=shares,
    )


def _words(
    question: str, encoded: WordVectors, rarity: Rarity, framing: Set[str]
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return the vectors of the words that say something, and the share that each counts.

    A word that the model sees in parts ("2025-26") has the mean of their vectors.
    """
    telling: list[NDArray[np.float32]] = []
    every: list[NDArray[np.float32]] = []
    weights: list[float] = []
    for word in TERM.finditer(question.casefold()):
        inside = (encoded.starts >= word.start()) & (encoded.starts < word.end())
        if not inside.any():
            continue
        mean = encoded.vectors[inside].mean(axis=0)
        vector = np.asarray(mean / np.linalg.norm(mean), dtype=np.float32)
        every.append(vector)
        term = stem(word[0])
        if word[0].replace("’", "'") not in STOP_WORDS and term not in framing:
            telling.append(vector)
            weights.append(rarity.of(term))
    if not telling:
        telling, weights = every, [1.0] * len(every)
    if not telling:
        return np.empty((0, encoded.vectors.shape[1]), np.float32), np.empty(0, np.float32)
    shares = np.asarray(weights, dtype=np.float32) + np.float32(1e-6)
    return np.stack(telling), np.asarray(shares / shares.sum(), dtype=np.float32)
