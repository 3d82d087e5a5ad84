"""The dates that English council papers name.

A grammar of our own rather than a general parser: those fill in what a text leaves open from
today's date, read "10.00" as a day and "may" as a month, and a wrong date is worse than none.
Read here is what names a day, a month and a year, and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from msgspec import Struct

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun",
            "july jul", "august aug", "september sept sep", "october oct", "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
"""The number of each month, by its name and its short forms in lower case."""
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|tue|wed|thu|fri|sat|sun))"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_GAP = r"[\s,.\-–_]*"

_WRITTEN = re.compile(
    rf"(?<![\d/])(?:\b{_WEEKDAY}\b{_GAP}(?:the\s+)?)?"
    rf"(?:(?P<day>\d{{1,2}})\s*(?:st|nd|rd|th)?{_GAP}(?:(?:day\s+)?of\s+)?"
    rf"(?P<month>{_MONTH})\b"
    rf"|(?P<month2>(?<![a-z])(?:{_MONTH}))[\s.]+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\b)"
    rf"{_GAP}{_YEAR}(?!\d)",
    re.IGNORECASE,
)
_ISO = re.compile(rf"(?<!\d){_YEAR}(?P<mark>[-_.])(?P<month>\d\d)(?P=mark)(?P<day>\d\d)(?!\d)")
_FIGURES = re.compile(
    r"(?<![\d/.])(?P<day>\d{1,2})(?P<mark>[/.\-])(?P<month>\d{1,2})(?P=mark)"
    r"(?P<year>(?:19|20)?\d\d)(?![\d/])"
)


class NamedDate(Struct, frozen=True):
    """A date as a text names it: ``text[start:stop]``, with its weekday where one is given."""

    date: date
    start: int
    stop: int


def dates_in(text: str, figures: bool = False) -> tuple[NamedDate, ...]:
    """Return the dates that `text` names, in order: "Thursday, 9 January 2025", "2025-01-09".

    With `figures`, "09/01/25" and "9.1.2025" too, the day first as the British write it. They are
    left out otherwise, because they also number versions and paragraphs.
    """
    patterns = (_WRITTEN, _ISO, _FIGURES) if figures else (_WRITTEN, _ISO)
    found: list[NamedDate] = []
    for pattern in patterns:
        found.extend(_read(pattern, text))
    return tuple(sorted(found, key=lambda named: named.start))


def first_date(text: str, figures: bool = False) -> date | None:
    """Return the first date that `text` names, or ``None``."""
    named = dates_in(text, figures)
    return named[0].date if named else None


def _read(pattern: re.Pattern[str], text: str) -> Iterator[NamedDate]:
    for match in pattern.finditer(text):
        parts = match.groupdict()
        month = parts["month"] or parts["month2"]
        year = int(parts["year"])
        try:
            day = date(
                year if year > 99 else 2000 + year,
                int(month) if month.isdigit() else MONTHS[month.casefold()],
                int(parts["day"] or parts["day2"]),
            )
        except ValueError:
            # 31 June, or month 19: not a date after all.
            continue
        yield NamedDate(day, match.start(), match.end())
