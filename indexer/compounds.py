"""Compounds that are written in one word, with a hyphen or in two: "fly-tipping", "over spend"."""

from __future__ import annotations

import re

PREFIXES = r"\b(?:anti|co|e|pro|re|un)-(?=[a-z]{3})|\banti (?=social)"
"""What a hyphen may follow within a word: "re-use", "co-ordination", "anti-social"."""
COMPOUNDS = """
by-election by-law child-care day-care draw-down ear-mark fly-post fly-tip foot-path foot-way
front-line head-teacher health-care home-care on-line over-ride over-run over-spen play-ground
pot-hole pre-school ring-fenc street-light street-work tax-base time-scale time-table under-spen
web-site well-being work-force wrap-around
"""
"""Beginnings of compounds; a hyphen stands where their parts meet."""

_PARTED = "|".join(
    rf"\b{first}[ -](?={second})"
    for first, second in (each.split("-") for each in COMPOUNDS.split())
)
JOINED = re.compile(f"{PREFIXES}|{_PARTED}", re.IGNORECASE)


def joined(text: str) -> str:
    """Return `text` with each such compound in one word: a tip is none of "fly-tipping"."""
    return JOINED.sub(lambda found: found[0][:-1], text)
