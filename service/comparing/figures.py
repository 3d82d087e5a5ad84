"""Figures that changed: sums, shares and counts, from what to what, and among which words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

from msgspec import Struct

from service.comparing.aligning import Stretch
from service.comparing.units import Unit, joined

FIGURE = re.compile(
    r"(?P<sign>(?<!\w)[-\u2212]|\((?=[\u00a3\u20ac$]?[\d,.]+\)))?(?P<currency>[\u00a3\u20ac$])?(?P<digits>\d[\d,]*(?:\.\d+)?)"
    r"(?P<scale>\s?(?:million|billion|thousand|m|bn|k)\b)?(?P<share>%|\s?per\s?cent)?",
    re.IGNORECASE,
)
SCALES = {"thousand": 3, "k": 3, "million": 6, "m": 6, "billion": 9, "bn": 9}
AROUND = 6
"""Words shown on either side of a figure."""


class FigureChange(Struct, frozen=True):
    """A figure that became another; ``difference`` is as printed, empty where it cannot be said.

    ``before`` and ``after`` are the words around it in the newer document.
    """

    older: str
    newer: str
    difference: str
    older_page: int
    newer_page: int
    before: str
    after: str


def figure_changes(
    older: Unit, newer: Unit, stretches: Sequence[Stretch]
) -> tuple[FigureChange, ...]:
    """Return the figures that changed between two units that stand beside one another."""
    found = []
    for stretch in stretches:
        if stretch.same:
            continue
        left = _figures(older.words[stretch.older_start : stretch.older_stop])
        right = _figures(newer.words[stretch.newer_start : stretch.newer_stop])
        if not left or len(left) != len(right):
            continue
        for (_, was), (place, becomes) in zip(left, right, strict=True):
            if was[0] == becomes[0]:
                continue
            at = stretch.newer_start + place
            found.append(
                FigureChange(
                    older=was[0].strip(),
                    newer=becomes[0].strip(),
                    difference=_difference(was, becomes, newer.row),
                    older_page=older.page,
                    newer_page=newer.page,
                    before=joined(newer.words[max(0, at - AROUND) : at]),
                    after=joined(newer.words[at + 1 : at + 1 + AROUND]),
                )
            )
    return tuple(found)


def _figures(words: Sequence[str]) -> list[tuple[int, re.Match[str]]]:
    """Return the figures among `words`, each with the place of its word.

    The word after a figure may be its scale: ``£7.65 million``.
    """
    found = []
    for place, word in enumerate(words):
        following = words[place + 1] if place + 1 < len(words) else ""
        text = f"{word} {following}" if following.lower().strip(".,;") in SCALES else word
        found += [(place, match) for match in FIGURE.finditer(text)][:2]
    return found


def _difference(was: re.Match[str], becomes: re.Match[str], in_table: bool) -> str:
    """Return how much more or less it is, in the unit of both; empty where they have not one.

    Outside tables a bare figure may be a year or a paragraph's number: no difference is told.
    """
    if was["currency"] != becomes["currency"] or bool(was["share"]) != bool(becomes["share"]):
        return ""
    older, newer = _value(was), _value(becomes)
    if older is None or newer is None or not (in_table or was["currency"] or was["share"]):
        return ""
    change = newer - older
    scale = (becomes["scale"] or "").strip().lower()
    if scale:
        change = change.scaleb(-SCALES[scale])
    sign = "+" if change >= 0 else "\u2212"
    number = (
        f"{abs(change):,f}".rstrip("0").rstrip(".") if "." in f"{change:f}" else f"{abs(change):,}"
    )
    unit = " points" if becomes["share"] else (becomes["scale"] or "")
    return f"{sign}{becomes['currency'] or ''}{number}{unit}"


def _value(figure: re.Match[str]) -> Decimal | None:
    try:
        value = Decimal(figure["digits"].replace(",", ""))
    except InvalidOperation:
        return None
    value = value.scaleb(SCALES.get((figure["scale"] or "").strip().lower(), 0))
    return -value if figure["sign"] else value
