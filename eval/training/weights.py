"""Learning the ranker's weights: which signals tell the relevant candidates of a question."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray
from scipy.optimize import minimize

from service.ranking.ranker import Weights
from service.ranking.values import NAMES

RIDGE = 3e-2
"""How much a large weight costs; the same on every signal, which are first brought to one scale.

A tenth of it ranks questions like those learnt from better, and all others worse.
"""


class Ranked(Struct, frozen=True):
    """The signals of a question's candidates, and which of these are relevant.

    ``weight`` is what the question counts among all.
    """

    signals: NDArray[np.float64]
    relevant: NDArray[np.bool_]
    weight: float = 1.0


def learn_weights(questions: Sequence[Ranked], ridge: float = RIDGE) -> Weights:
    """Return the weights under which the relevant candidates of `questions` come first.

    They make the chance that a draw by the softmax of the sums is relevant highest (the listwise
    loss of ListNet; Cao and others, ICML 2007), with a ridge. The bias then makes the sums
    log-odds: it is fitted by logistic regression, with a scale for all weights.

    Parameters
    ----------
    questions
        At least one, each with relevant candidates and others.
    ridge
        The cost of the squared weights.
    """
    signals = np.concatenate([each.signals for each in questions])
    relevant = np.concatenate([each.relevant for each in questions])
    starts = np.cumsum([0, *(len(each.relevant) for each in questions)])[:-1]
    of = np.repeat(np.arange(len(questions)), [len(each.relevant) for each in questions])
    weights = np.array([each.weight for each in questions])
    weights = weights / weights.sum()
    scale = signals.std(axis=0)
    scale[scale == 0] = 1.0
    scaled = (signals - signals.mean(axis=0)) / scale

    def loss(held: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        sums = scaled @ held
        powers = np.exp(sums - np.maximum.reduceat(sums, starts)[of])
        all_, good = np.add.reduceat(powers, starts), np.add.reduceat(powers * relevant, starts)
        slope = powers / all_[of] - powers * relevant / good[of]
        value = -(weights * np.log(good / all_)).sum() + ridge * (held @ held)
        return float(value), scaled.T @ (slope * weights[of]) + 2 * ridge * held

    found = minimize(loss, np.zeros(len(NAMES)), jac=True, method="L-BFGS-B").x / scale
    factor, bias = _log_odds(signals @ found, relevant, weights[of])
    return Weights(
        signals={
            name: round(float(factor * value), 5) for name, value in zip(NAMES, found, strict=True)
        },
        bias=round(float(bias), 5),
    )


def _log_odds(
    sums: NDArray[np.float64], relevant: NDArray[np.bool_], weights: NDArray[np.float64]
) -> tuple[float, float]:
    """Return the factor and bias that turn `sums` into log-odds of being relevant."""
    middle = float(sums.mean())

    def loss(held: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        odds = held[0] * (sums - middle) + held[1]
        chance = 1 / (1 + np.exp(-np.clip(odds, -30, 30)))
        value = -(
            weights * np.where(relevant, np.log(chance + 1e-12), np.log(1 - chance + 1e-12))
        ).sum()
        slope = weights * (chance - relevant)
        return float(value), np.array([slope @ (sums - middle), slope.sum()])

    factor, bias = minimize(loss, np.array([1.0, -3.0]), jac=True, method="L-BFGS-B").x
    return float(factor), float(bias - factor * middle)
