"""The figures and days of a text, in one form however they are written."""

from __future__ import annotations

import re
from decimal import Decimal

from msgspec import Struct

from indexer.dates import dates_in
from indexer.terms import FINANCIAL_YEAR, REFERENCE, stem

_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_MONTH = "|".join(_MONTHS)
_DAY_MONTH = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{_MONTH})\b", re.IGNORECASE
)
_MONTH_YEAR = re.compile(rf"\b(?P<month>{_MONTH}),?\s+(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE)
_BARE_MONTH = re.compile(rf"\b(?P<month>{_MONTH})\b")
_WORDS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
]
_SCALES = {
    "hundred": 100, "thousand": 1_000, "k": 1_000, "million": 1_000_000, "m": 1_000_000,
    "mn": 1_000_000, "billion": 1_000_000_000, "bn": 1_000_000_000,
}  # fmt: skip
_NUMBER = re.compile(
    r"(?P<currency>[£$€]\s?)?(?<![\w.])"
    rf"(?P<value>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?|\b(?:{'|'.join(_WORDS)})\b)"
    r"(?:[\s-]?(?P<scale>hundred|thousand|million|billion|bn|mn|m|k)\b)?"
    r"(?P<percent>\s?%|\s?per\s?cent\b)?"
    r"(?:[\s-]+(?P<after>[^\W\d_]+))?",
    re.IGNORECASE,
)
_MEASURES = frozenset(
    stem(word)
    for word in [
        "day",
        "days",
        "week",
        "weeks",
        "fortnight",
        "month",
        "months",
        "year",
        "years",
        "hour",
        "hours",
        "minute",
        "minutes",
        "mile",
        "miles",
        "metre",
        "metres",
        "kilometre",
        "kilometres",
        "km",
        "foot",
        "feet",
        "inch",
        "inches",
        "hectare",
        "hectares",
        "acre",
        "acres",
        "tonne",
        "tonnes",
        "ton",
        "tons",
        "kg",
        "kilogram",
        "kilograms",
        "litre",
        "litres",
        "degrees",
        "mph",
        "pence",
        "pounds",
        "points",
    ]
)
_THOUSANDS = re.compile(r"£\s?['’]?000s?\b|\bthousands\b", re.IGNORECASE)
_MILLIONS = re.compile(r"£\s?(?:m|millions?)\b", re.IGNORECASE)


class Figure(Struct, frozen=True):
    """A number at ``text[start:stop]``; ``unit`` is ``£``, ``%``, a measure's stem, or empty."""

    value: Decimal
    unit: str
    start: int
    stop: int


class Day(Struct, frozen=True):
    """A day, or the part of one that a text names: whichever of year, month and day it has."""

    year: int | None
    month: int | None
    day: int | None
    start: int
    stop: int

    def agrees(self, other: Day) -> bool:
        """Return whether `other` names all that this one does, and the same."""
        return all(
            mine is None or mine == theirs
            for mine, theirs in (
                (self.year, other.year), (self.month, other.month), (self.day, other.day)
            )
        )  # fmt: skip


def days_of(text: str) -> tuple[Day, ...]:
    """Return the days, months of years, and days of months that `text` names."""
    found = [
        Day(each.date.year, each.date.month, each.date.day, each.start, each.stop)
        for each in dates_in(text, figures=True)
    ]
    for pattern in (_DAY_MONTH, _MONTH_YEAR, _BARE_MONTH):
        for match in pattern.finditer(text):
            if any(day.start <= match.start() < day.stop for day in found):
                continue
            parts = match.groupdict()
            found.append(
                Day(
                    int(parts["year"]) if parts.get("year") else None,
                    _MONTHS.index(parts["month"].casefold()) + 1,
                    int(parts["day"]) if parts.get("day") else None,
                    match.start(),
                    match.end(),
                )
            )
    return tuple(found)


def codes_of(text: str) -> frozenset[str]:
    """Return the financial years (``2025-26``) and reference numbers (``24-00109``) of `text`."""
    years = (f"{match[1]}-{match[2]}" for match in FINANCIAL_YEAR.finditer(text))
    return frozenset((*years, *(f"{match[1]}-{match[2]}" for match in REFERENCE.finditer(text))))


def without_days(text: str) -> str:
    """Return `text` with its days, financial years and references blanked, as long as it was."""
    for day in days_of(text):
        text = text[: day.start] + " " * (day.stop - day.start) + text[day.stop :]
    for pattern in (FINANCIAL_YEAR, REFERENCE):
        text = pattern.sub(lambda match: " " * len(match[0]), text)
    return text


def figures_of(text: str, header: str = "") -> tuple[Figure, ...]:
    """Return the figures of `text`: £1.2m, £1,200,000 and 1.2 million pounds have one value.

    Where the `header` over a table's row counts in thousands or millions, a row's bare number
    stands for both what is printed and what is meant.
    """
    found: list[Figure] = []
    scaled = 1_000 if _THOUSANDS.search(header) else 1_000_000 if _MILLIONS.search(header) else 0
    for match in _NUMBER.finditer(without_days(text)):
        figure = _figure(match)
        found.append(figure)
        if scaled and not figure.unit:
            found.append(Figure(figure.value * scaled, "£", figure.start, figure.stop))
    return tuple(found)


def _figure(match: re.Match[str]) -> Figure:
    written = match["value"].replace(",", "").casefold()
    value = Decimal(_WORDS.index(written)) if written in _WORDS else Decimal(written)
    if match["scale"]:
        value *= _SCALES[match["scale"].casefold()]
    after = stem(match["after"].casefold()) if match["after"] else ""
    unit = ""
    if match["currency"]:
        unit = match["currency"].strip()
    elif match["percent"]:
        unit = "% point" if after == stem("points") else "%"
    elif after in _MEASURES:
        unit = "£" if after == stem("pounds") else after
    end = match.end("percent") if match["percent"] else match.end("scale")
    return Figure(value, unit, match.start(), max(end, match.end("value")))
