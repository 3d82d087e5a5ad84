"""How documents are alike."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class LikenessKind(StrEnum):
    """How a document is like another."""

    SAME_TEXT = "same_text"
    CONTAINED_IN = "contained_in"
    CONTAINS = "contains"
    REVISION = "revision"
    REPEATED_IN = "repeated_in"


class Likeness(Struct, frozen=True):
    """``other`` holds the part ``containment`` of ``document``, from 0 to 1, as estimated.

    ``relation`` is how: both say the same but for some words (`SAME_TEXT`); one is whole in the
    other (`CONTAINED_IN`, `CONTAINS`); each holds much of the other (`REVISION`: which of them is
    the newer, words cannot tell); or much of ``document``, not all, stands in a longer paper that
    is mostly about other things (`REPEATED_IN`).
    """

    document: str
    other: str
    containment: float
    relation: LikenessKind
