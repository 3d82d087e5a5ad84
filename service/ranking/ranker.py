"""The learned ranker: a weighted sum of signals, by weights that come with Moothall.

The weights are learnt by `python -m eval train-ranker`; the model card beside them
(`model-card.md`) says from what, and how well they do where nothing was learnt from.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib import resources
from typing import Protocol

import msgspec
import numpy as np
from msgspec import Struct
from msgspec.structs import replace
from numpy.typing import NDArray

from indexer.errors import ConfigurationError
from service.answers import Candidate, Reading
from service.ranking.likening import Likening
from service.ranking.question import Said, asked_words
from service.ranking.signals import Words, signals_of
from service.ranking.values import NAMES, Signals
from service.ranking.vocabulary import vocabulary

FILE = "weights.json"
PREFERENCE = 10.0
"""The setting `retrieval.preference` is on the scale of fused scores; on that of the weighted sum
it counts so many times as much."""


class Index(Said, Words, Protocol):
    """What ranking needs of an index."""


class Weights(Struct, frozen=True, forbid_unknown_fields=True):
    """The weight of each signal, and what is added to their sum.

    The sum is the log-odds that a candidate is relevant, where questions are like those that the
    weights were learnt from.
    """

    signals: Mapping[str, float]
    bias: float

    def sums(self, signals: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the weighted sum of each row of `signals`, whose columns are `NAMES`."""
        weights = np.array([self.signals[name] for name in NAMES])
        return np.asarray(signals @ weights + self.bias)


@lru_cache(maxsize=1)
def learnt_weights() -> Weights:
    """Return the weights that come with Moothall: `weights.json` beside this module."""
    content = resources.files("service.ranking").joinpath(FILE).read_bytes()
    return read_weights(content, FILE)


def read_weights(content: bytes, name: str) -> Weights:
    """Return the weights in `content`.

    Raises
    ------
    ConfigurationError
        They are not those of the signals; the message names `name`, their file.
    """
    try:
        weights = msgspec.json.decode(content, type=Weights)
    except msgspec.DecodeError as error:
        raise ConfigurationError(f"{name}: {error}. Train the ranker anew.") from error
    differing = sorted(set(NAMES) ^ set(weights.signals))
    if differing:
        raise ConfigurationError(
            f"{name}: has other signals than this Moothall: {', '.join(differing)}. Train the "
            "ranker anew."
        )
    return weights


def rank(
    reading: Reading,
    candidates: Sequence[Candidate],
    index: Index,
    weights: Weights,
    likening: Likening,
) -> tuple[Candidate, ...]:
    """Return `candidates` with their signals and relevance, the best first, ties by passage id.

    Raises
    ------
    HomeError
        The words of a passage are not kept.
    """
    if not candidates:
        return ()
    question = asked_words(reading.text, index, vocabulary())
    signals = signals_of(reading, question, candidates, index, likening)
    preferences = np.array([candidate.preference for candidate in candidates])
    sums = weights.sums(signals) + PREFERENCE * preferences
    relevance = 1 / (1 + np.exp(-sums))
    ranked = [
        replace(candidate, relevance=chance, signals=Signals(*row))
        for candidate, chance, row in zip(
            candidates, relevance.tolist(), signals.tolist(), strict=True
        )
    ]
    return tuple(sorted(ranked, key=lambda each: (-each.score, each.passage.id)))


def relevance_unpreferred(candidate: Candidate) -> float:
    """Return how likely a candidate is relevant by its words alone, whatever record it is of.

    It is 0 for one that was not ranked.
    """
    chance = candidate.relevance or 0.0
    if not 0.0 < chance < 1.0:
        return chance
    odds = chance / (1 - chance) * math.exp(-PREFERENCE * candidate.preference)
    return odds / (1 + odds)
