"""Whether the records answer: a calibrated decision on features that can be explained.

The estimate is logistic: ``1 / (1 + exp(-(bias + sum(weight * feature))))`` over three features of
`Evidence`. Its weights were fitted on the 54 answerable and 18 other development questions on
Kent's records, and on 120 questions written for other councils' minutes, which Kent's cannot
answer. In ninefold cross-validation the area under the curve is .95; at .5, 2% of the answerable
questions are refused, 92% of other councils' and, with the rules of reading, 67% of the 18. Those
that pass are near-misses: the matter is in the records, the very thing asked is not.

No score makes up for what lies outside the records altogether: another council, a day before they
begin, or words that they do not know.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from msgspec import Struct

from service.answers import Evidence, Reading, Sought
from service.compose.quoting import Quotation
from service.interpret.sought import holds
from service.language import STOP_WORDS, Rarity, content_terms, terms

NAME = re.compile(r"(?<![.!?]\s)(?<!^)\b[A-Z][\w’'-]+")
FIGURE_OR_YEAR = re.compile(r"\d")


class Weights(Struct, frozen=True):
    """The weights of the estimate, named as the features."""

    bias: float = -5.86
    coverage: float = 1.35
    similarity: float = 4.25
    anchors: float = 5.02


WEIGHTS = Weights()
FEATURES = ("coverage", "similarity", "anchors")
KNOWN = 1 / 3
"""Where the records know fewer of the question's words, it is not about them."""


def evidence_of(reading: Reading, quotations: Sequence[Quotation], rarity: Rarity) -> Evidence:
    """Return what speaks for `quotations` being an answer to the question."""
    if not quotations:
        return Evidence()
    text = "\n".join(quotation.text for quotation in quotations)
    around = "\n".join(quotation.candidate.passage.embedded_text for quotation in quotations)
    parts = [quotation.evidence for quotation in quotations]
    return Evidence(
        coverage=max(part.coverage for part in parts),
        similarity=max(part.similarity for part in parts),
        anchors=_share([anchor in set(terms(around)) for anchor in anchors_of(reading.text)]),
        sought=_share([holds(kind, text, reading.text) for kind in reading.sought]),
        surroundings=max(part.surroundings for part in parts),
        known=_share([rarity.knows(term) for term in content_terms(reading.text)]),
    )


def anchors_of(question: str) -> tuple[str, ...]:
    """Return the terms of `question` that an answer must be about: names, figures, years.

    A capital letter makes a name, except at a sentence's beginning.
    """
    names = [
        term
        for match in NAME.finditer(question)
        if match[0].casefold() not in STOP_WORDS
        for term in terms(match[0])
    ]
    figures = [term for term in content_terms(question) if FIGURE_OR_YEAR.match(term)]
    return tuple(dict.fromkeys([*names, *figures]))


def confidence(reading: Reading, evidence: Evidence, weights: Weights = WEIGHTS) -> float:
    """Return the estimated chance that the records answer, between 0 and 1."""
    if reading.out_of_reach or evidence.known < KNOWN:
        return 0.0
    total = weights.bias + sum(
        getattr(weights, name) * getattr(evidence, name) for name in FEATURES
    )
    return 1 / (1 + math.exp(-total))


def unmet(reading: Reading, quotations: Sequence[Quotation]) -> tuple[Sought, ...]:
    """Return the kinds of thing asked for that the quotations do not hold."""
    text = "\n".join(quotation.text for quotation in quotations)
    return tuple(kind for kind in reading.sought if not holds(kind, text, reading.text))


def _share(tests: Sequence[bool]) -> float:
    return sum(tests) / len(tests) if tests else 1.0
