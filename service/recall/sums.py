"""Sums of money as a sentence writes them: "£19.3m", "£816,000"."""

from __future__ import annotations

import re

SUM = r"£\s?(?P<figure>\d[\d,]*(?:\.\d+)?)\s?(?P<unit>bn|billion|m|million|k)?\b"
"""A pattern whose groups `pounds` reads."""
UNITS = {"bn": 1e9, "billion": 1e9, "m": 1e6, "million": 1e6, "k": 1e3}


def pounds(found: re.Match[str]) -> float:
    """Return the sum that a pattern with `SUM` in it found, in pounds."""
    return float(found["figure"].replace(",", "")) * UNITS.get((found["unit"] or "").casefold(), 1)
