"""Days in figures, "2/7/2023", of which the day or the month may stand first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from datetime import date

FIGURED = re.compile(
    r"(?<![\w./-])(?P<first>\d{1,2})(?:/(?P<second>\d{1,2})/(?P<year>(?:19|20)?\d\d)"
    r"|-(?P<second2>\d{1,2})-(?P<year2>(?:19|20)\d\d))(?![\w/-]|\.\d)"
)
"""Between hyphens the year is written whole: three short figures number all sorts of things."""
LAST_CENTURY = 70
"""A year in two figures from here on is of the last century."""


def days_put_in_words(text: str, held: Set[date]) -> str:
    """Return `text` with its days in figures in words.

    The day stands first, as the British write it, unless only the other reading is a day of the
    calendar, or is one of `held`.
    """
    return FIGURED.sub(lambda match: _in_words(match, held), text)


def _in_words(match: re.Match[str], held: Set[date]) -> str:
    readings = list(_readings(match))
    if not readings:
        return match[0]
    day = next((each for each in readings if each in held), readings[0])
    return f"{day.day} {day:%B %Y}"


def _readings(match: re.Match[str]) -> Iterator[date]:
    """Yield the days that figures may mean, with the day first and with the month first."""
    first, second = int(match["first"]), int(match["second"] or match["second2"])
    written = int(match["year"] or match["year2"])
    year = written if written > 99 else written + (2000 if written < LAST_CENTURY else 1900)
    for day, month in ((first, second), (second, first)):
        try:
            yield date(year, month, day)
        except ValueError:
            continue
