"""The ways of a search to find a passage."""

from __future__ import annotations

from enum import StrEnum


class Mode(StrEnum):
    """What finds a passage: its words, its meaning, or either, those with the words first."""

    EXACT = "exact"
    MEANING = "meaning"
    BOTH = "both"
