"""The estimate: how likely it is that the records answer.

It is logistic: ``1 / (1 + exp(-(bias + sum(weight * feature))))`` over the features of `Evidence`.
What a feature counts depends on how many words of meaning the question has: one of three words
that nothing quoted has says much, one of twelve little. The weights stand in ``weights.toml``
beside this module, with the command that fits them, for questions of so many words as `LENGTHS`
has; between these they go in a straight line. The threshold under which no answer is given is a
setting.

No score makes up for what lies outside the records altogether: another council, a day before they
begin, words that they do not know.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import msgspec
import numpy as np
from numpy.typing import NDArray

from service.answers import Evidence, Reading
from service.interpret.matter import matter_of
from service.language import content_terms
from service.odds import log_odds
from service.ranking.values import NAMES

FILE = "weights.toml"
BIAS = "bias"
LENGTHS = (0, 4, 8)
"""Words of meaning, for which there are weights; a longer question has the last ones."""
KNOWN = 1 / 3
"""Where the records know fewer of the question's words, it is not about them."""
ODDS = frozenset({"likeliest", "others"})
"""Chances that are features by the logarithm of their odds."""
LEAST = 3e-4
"""The chance below which there is none to speak of: of few records the twentieth has hardly any."""

ByLength = tuple[float, ...]
"""What a feature counts for each of `LENGTHS`."""


def confidence(
    reading: Reading, evidence: Evidence, weights: Mapping[str, ByLength] | None = None
) -> float:
    """Return the estimated chance that the records answer, between 0 and 1."""
    if reading.out_of_reach or evidence.known < KNOWN:
        return 0.0
    given = fitted_weights() if weights is None else weights
    features = {BIAS: 1.0, **features_of(evidence)}
    share = shares_for(reading)
    total = sum(float(share @ counted) * features[name] for name, counted in given.items())
    return 1 / (1 + math.exp(-total))


def shares_for(reading: Reading) -> NDArray[np.float64]:
    """Return the `shares_of` what is asked for: the matter, however it is asked for alone."""
    return shares_of(matter_of(reading) or reading.text)


def shares_of(question: str) -> NDArray[np.float64]:
    """Return how much `question` is of each of `LENGTHS`; the shares add up to 1."""
    words = len(content_terms(question))
    ends = np.eye(len(LENGTHS))
    return np.array([np.interp(words, LENGTHS, end) for end in ends])


def features_of(evidence: Evidence) -> dict[str, float]:
    """Return what the estimate is made from, by name: evidence, and signals of what is quoted."""
    own = msgspec.structs.asdict(evidence)
    signals = own.pop("signals")
    found = {name: log_odds(value, LEAST) if name in ODDS else value for name, value in own.items()}
    return found | {f"passage_{name}": getattr(signals, name, 0.0) for name in NAMES}


@cache
def fitted_weights() -> Mapping[str, ByLength]:
    """Return the weights that come with Moothall, by feature, and the bias."""
    written = files("service.refusal").joinpath(FILE).read_text(encoding="utf-8")
    weights = tomllib.loads(written)["weights"]
    return {name: tuple(map(float, by_length)) for name, by_length in weights.items()}
