"""How far two judges agree, beyond what chance would make of it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np


def agreement(first: Sequence[int], second: Sequence[int]) -> float | None:
    """Return the share of judgements that are the same; None where there is none."""
    if not first:
        return None
    return float(np.mean(np.asarray(first) == np.asarray(second)))


def cohen_kappa(first: Sequence[int], second: Sequence[int], power: int = 0) -> float | None:
    """Return Cohen's kappa of two judges' grades of the same things.

    ``1 - observed / expected`` disagreement (Cohen, "A Coefficient of Agreement for Nominal
    Scales", 1960). With `power` 1 or 2, grades that are further apart disagree more, by the
    distance or its square (weighted kappa; Cohen, 1968); with 0 any two grades differ alike.

    Parameters
    ----------
    first, second
        ``first[i]`` and ``second[i]`` are the grades of the same thing.

    Returns
    -------
    float or None
        1 for full agreement, 0 for what chance would give, below 0 for less. None where there is
        nothing to compare, or both gave one and the same grade to everything: then chance alone
        would agree too.
    """
    if len(first) != len(second):
        raise ValueError(f"{len(first)} grades against {len(second)}: they are to be pairs.")
    if not first:
        return None
    one, other = np.asarray(first), np.asarray(second)
    observed = _distances(one, other, power).mean()
    expected = _distances(one[:, None], other[None, :], power).mean()
    return float(1 - observed / expected) if expected else None


def _distances(one: np.ndarray, other: np.ndarray, power: int) -> np.ndarray:
    if power == 0:
        return np.asarray(one != other, dtype=float)
    return np.asarray(np.abs(one - other), dtype=float) ** power
