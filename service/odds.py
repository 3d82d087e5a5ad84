"""Chances as logarithms of their odds, which add up."""

from __future__ import annotations

import math


def log_odds(chance: float, least: float) -> float:
    """Return the logarithm of the odds of a chance, which is kept off 0 and 1 by `least`."""
    within = min(max(chance, least), 1 - least)
    return math.log(within / (1 - within))
