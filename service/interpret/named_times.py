"""Whether the records say a day, or a meeting's day within a time, whenever they are of."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date

from indexer.dates import dates_in
from indexer.store.schema import Narrowing
from indexer.terms import in_one_form
from service.answers import Period
from service.searched import Searched

LOOKED_AT = 50
"""Passages found for a time in which it is looked for."""
MEETING_BEFORE = re.compile(r"\b(?:meetings?|minutes|sessions?)\b[^.\n]{0,60}\Z", re.IGNORECASE)
"""What stands before the day of a meeting: "the minutes of the meeting held on"."""


def says(period: Period, records: Searched, narrowing: Narrowing) -> bool:
    """Return whether a passage that meets `narrowing` says `period`, or a day within it.

    Of what is longer than a day a meeting's day must be said: acts, plans and forecasts are named
    by months and years, of which the records need tell nothing else.
    """
    if period.financial:
        return False
    sparse = records.encode_terms(" ".join(_words_of(period)))
    hits = records.search(None, sparse, LOOKED_AT, narrowing)
    found = records.passages([hit.id for hit in hits.sparse])
    return any(_said_in(in_one_form(passage.text), period) for passage in found)


def _words_of(period: Period) -> Iterator[str]:
    """Yield the words by which a day within `period` is found."""
    if period.since == period.until:
        yield str(period.since.day)
    for year in range(period.since.year, period.until.year + 1):
        yield str(year)
        for month in range(1, 13):
            if period.since.replace(day=1) <= date(year, month, 1) <= period.until:
                yield calendar.month_name[month]


def _said_in(text: str, period: Period) -> bool:
    days = [named for named in dates_in(text) if period.since <= named.date <= period.until]
    if period.since == period.until:
        return bool(days)
    return any(MEETING_BEFORE.search(text, 0, named.start) for named in days)
