"""The estimate: how likely it is that the records answer.

It is logistic: ``1 / (1 + exp(-(bias + sum(weight * feature))))`` over features of `Evidence`. The
weights stand in ``weights.toml`` beside this module, with the command that fits them; the threshold
under which no answer is given is a setting.

No score makes up for what lies outside the records altogether: another council, a day before they
begin, words that they do not know, a subject that no passage is near, or a word of a short question
that nothing quoted is like.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import msgspec

from service.answers import Evidence, Reading

FILE = "weights.toml"
BIAS = "bias"
LIKELY, NEARLY = 0.4, 0.75
"""The relevance from which on a passage need be only so much less like the question: one of a few
words ("Who is the chief executive?") is like no long passage."""
KNOWN = 1 / 3
"""Where the records know fewer of the question's words, it is not about them."""
ENOUGH = {"coverage": 0.25}
"""What counts as the whole of a feature: residents use other words than papers, and a quotation
that has a quarter of the question's words, by rarity, may well be about it."""


def confidence(
    reading: Reading,
    evidence: Evidence,
    weights: Mapping[str, float] | None = None,
    alike: float = 0.0,
    met: float = 0.0,
) -> float:
    """Return the estimated chance that the records answer, between 0 and 1.

    It is 0 where no passage's likeness to the question reaches `alike`, a cosine, nor that of the
    least-met word of a short question `met`. Of what the ranker holds likely to be relevant, a part
    of the first is enough, and nothing of the second is asked.
    """
    likely = evidence.relevance >= LIKELY
    far = evidence.similarity < (alike * NEARLY if likely else alike)
    unmet = evidence.weakest < met and not likely
    if reading.out_of_reach or evidence.known < KNOWN or far or unmet:
        return 0.0
    given = fitted_weights() if weights is None else weights
    features = features_of(evidence)
    total = sum(
        weight if name == BIAS else weight * features[name] for name, weight in given.items()
    )
    return 1 / (1 + math.exp(-total))


def features_of(evidence: Evidence) -> dict[str, float]:
    """Return what the estimate is made from, by name, each between 0 and 1."""
    return {
        name: min(1.0, value / ENOUGH.get(name, 1.0))
        for name, value in msgspec.structs.asdict(evidence).items()
    }


@cache
def fitted_weights() -> Mapping[str, float]:
    """Return the weights that come with Moothall, by feature, and the bias."""
    written = files("service.refusal").joinpath(FILE).read_text(encoding="utf-8")
    return {name: float(weight) for name, weight in tomllib.loads(written)["weights"].items()}
