"""The days, months, years and seasons that a question names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from datetime import UTC, date, datetime, timedelta

from msgspec.structs import replace

from indexer.catalogue.values import Extent
from indexer.dates import MONTHS
from indexer.terms import FINANCIAL_YEAR
from service.answers import Period

SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "winter": (12, 14)}

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_YEAR = r"(?:19|20)\d\d"
DAY = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{_MONTH})\b"
    rf"|(?P<month2>{_MONTH})\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\d))"
    rf"(?:,?\s+(?P<year>{_YEAR})\b)?",
    re.IGNORECASE,
)
ISO_DAY = re.compile(rf"\b(?P<year>{_YEAR})-(?P<month>\d\d)-(?P<day>\d\d)\b")
MONTHS_OF_YEAR = re.compile(
    rf"\b(?P<month>{_MONTH})\s+(?:and|to|or|until|-|–)\s+(?P<month2>{_MONTH})\s+(?P<year>{_YEAR})\b",
    re.IGNORECASE,
)
MONTH_OF_YEAR = re.compile(rf"\b(?P<month>{_MONTH}),?\s+(?P<year>{_YEAR})\b", re.IGNORECASE)
MONTH_ALONE = re.compile(
    rf"\b(?:in|last|during|since|this)\s+(?P<month>{_MONTH})\b(?!\s+\d)", re.IGNORECASE
)
MONTH_OF_MEETING = re.compile(
    rf"(?<=\bthe )(?P<month>{_MONTH})"
    r"(?=\s+(?:[a-z]+\s+)?(?:council|cabinet|meeting|session|minutes)\b)",
    re.IGNORECASE,
)
"""February in "the February council"."""
MONTHS_OWN = re.compile(
    r"(?<!\bin )(?<!\blast )(?<!\bduring )(?<!\bsince )(?<!\bthis )"
    rf"\b(?P<month>{_MONTH})(?=[’']s\s)",
    re.IGNORECASE,
)
"""February in "February's papers", where the words of `MONTH_ALONE` do not stand before it."""
RELATIVE_MONTH = re.compile(r"\b(?P<which>last|this)\s+month\b", re.IGNORECASE)
SEASON = re.compile(
    rf"\b(?:(?P<last>last|this)\s+)?(?P<season>{'|'.join(SEASONS)})(?:\s+(?:of\s+)?(?P<year>{_YEAR}))?\b",
    re.IGNORECASE,
)
YEAR = re.compile(rf"(?<![\d£/.-])\b(?P<year>{_YEAR})\b(?![\d/-]|\.\d)")
LAST_YEAR = re.compile(r"\b(?P<which>last|this)\s+year\b", re.IGNORECASE)
OF_A_MEETING = re.compile(
    r"\b(?:meeting|session|sitting|cabinet|council|committee|board|panel|minutes|agenda)s?\s+"
    r"(?:(?:held|of|on|in|from|for|dated)\s+)*(?:the\s+)?$",
    re.IGNORECASE,
)
OF_THE_SUBJECT = re.compile(
    r"\b(?:by|until|till|before|after|since|from|to|between|as (?:of|at)|at|ending|ended|end of|"
    r"end|beginning|starting|start of|up to|no later than|due|effect|for|every|each)\s+(?:the\s+)?"
    r"(?:(?:end|start|beginning|middle|year|month)\s+(?:of\s+|to\s+|ending\s+)*)?$",
    re.IGNORECASE,
)


ATTRIBUTE = re.compile(r"\b(?:the|its|their|’s|'s)\s+$", re.IGNORECASE)
POSSESSIVE = re.compile(r"[’']s\s")
MEETING_AFTER = re.compile(
    r"(?:[’']s)?\s+(?:[\w’'-]+\s+){0,3}(?:meeting|session|minutes|agenda|cabinet|council|committee)\b",
    re.IGNORECASE,
)
PAPER_AFTER = re.compile(
    r"(?:[’']s)?\s+(?:[\w’'-]+\s+){0,3}(?:draft|report|papers|version)\b", re.IGNORECASE
)
A_MONTH = timedelta(days=31)
"""A paper of a day or month is a meeting's; that of a longer time is a report on it."""


NOW = re.compile(r"\b(?:is|are|will|(?<!to )do|does|can|has|have|going)\b", re.IGNORECASE)
THEN = re.compile(
    r"\b(?:did|was|were|had|been|voted|decided|agreed|approved|said|happened|chose|gave|took|made|won"
    r"|paid|sold|bought|built|wrote|sent|began|became|came|went|rose|fell)\b",
    re.IGNORECASE,
)


def asks_of_now(text: str) -> bool:
    """Return whether `text` asks how things are or will be, not how they were."""
    return NOW.search(text) is not None and THEN.search(text) is None


def periods_in(
    text: str,
    extent: Extent | None,
    at_a_meeting: bool = True,
    held: Set[date] = frozenset(),
) -> tuple[Period, ...]:
    """Return the periods that `text` names, in order; each word belongs to one at most.

    What leaves its year open ("9 January", "last summer") is read as the latest that begins no
    later than the last record held; where nothing is held, than today. A meeting's day is read as
    the latest of `held` on that day of the year, where there is one. A period is of the subject
    where the word before it says so ("by 31 March"), or where `at_a_meeting` is false: the question
    is about no meeting.
    """
    found: list[tuple[int, Period]] = []
    free = text
    for reader in (_financial_years, _days, _months, _seasons, _years):
        for start, period in reader(free, extent):
            found.append((start, period))
            free = free[:start] + "\0" * len(period.words) + free[start + len(period.words) :]
    found.sort(key=lambda pair: pair[0])
    read = (
        replace(period, subject=_of_the_subject(text, start, period, at_a_meeting))
        for start, period in found
    )
    return tuple(_on_a_day_of(held, period) for period in read)


def _on_a_day_of(held: Set[date], period: Period) -> Period:
    """Return a meeting's day of an open year as the latest of `held`; others as they are."""
    day = period.since
    if day != period.until or not period.of_meeting or re.search(_YEAR, period.words):
        return period
    same = [each for each in held if (each.month, each.day) == (day.month, day.day)]
    latest = max(same, default=day)
    return replace(period, since=latest, until=latest)


def _of_the_subject(text: str, start: int, period: Period, at_a_meeting: bool) -> bool:
    before, after = text[:start], text[start + len(period.words) :]
    if period.financial:
        return True
    attribute = POSSESSIVE.match(after) or (ATTRIBUTE.search(before) and re.match(r"\s+\w", after))
    paper = period.until - period.since < A_MONTH and PAPER_AFTER.match(after)
    if OF_A_MEETING.search(before) or (attribute and (paper or MEETING_AFTER.match(after))):
        return False
    since = period.words[:5].casefold() == "since"
    said = since or attribute or OF_THE_SUBJECT.search(before)
    return not at_a_meeting or bool(said)


def _financial_years(text: str, _extent: Extent | None) -> Iterator[tuple[int, Period]]:
    for match in FINANCIAL_YEAR.finditer(text):
        first = int(match[1])
        if (first + 1) % 100 == int(match[2]):
            yield (
                match.start(),
                Period(match[0], date(first, 4, 1), date(first + 1, 3, 31), financial=True),
            )


def _days(text: str, extent: Extent | None) -> Iterator[tuple[int, Period]]:
    for pattern in (ISO_DAY, DAY):
        for match in pattern.finditer(text):
            parts = match.groupdict()
            month = _month(parts["month"] or parts.get("month2") or "")
            day = int(parts["day"] or parts.get("day2") or 0)
            year = int(parts["year"]) if parts["year"] else _latest_year(month, day, extent)
            try:
                when = date(year, month, day)
            except ValueError:
                continue
            yield match.start(), Period(match[0], when, when)


def _months(text: str, extent: Extent | None) -> Iterator[tuple[int, Period]]:
    for match in MONTHS_OF_YEAR.finditer(text):
        first, last = _month(match["month"]), _month(match["month2"])
        if first < last:
            yield match.start(), Period(match[0], *_months_from(int(match["year"]), first, last))
            text = text.replace(match[0], "\0" * len(match[0]))
    for pattern in (MONTH_OF_YEAR, MONTH_ALONE, MONTH_OF_MEETING, MONTHS_OWN):
        for match in pattern.finditer(text):
            month = _month(match["month"])
            given = match.groupdict().get("year")
            year = int(given) if given else _latest_year(month, 1, extent)
            yield match.start(), Period(match[0], *_months_from(year, month, month))
    for match in RELATIVE_MONTH.finditer(text):
        day = _last_day(extent)
        if match["which"].casefold() == "last":
            day = day.replace(day=1) - timedelta(days=1)
        yield match.start(), Period(match[0], *_months_from(day.year, day.month, day.month))


def _seasons(text: str, extent: Extent | None) -> Iterator[tuple[int, Period]]:
    for match in SEASON.finditer(text):
        if not match["last"] and not match["year"]:
            continue
        first, last = SEASONS[match["season"].casefold()]
        year = int(match["year"]) if match["year"] else _latest_year(first, 1, extent)
        yield match.start(), Period(match[0], *_months_from(year, first, last))


def _years(text: str, extent: Extent | None) -> Iterator[tuple[int, Period]]:
    for match in YEAR.finditer(text):
        year = int(match["year"])
        yield match.start(), Period(match[0], date(year, 1, 1), date(year, 12, 31))
    for match in LAST_YEAR.finditer(text):
        year = _last_day(extent).year - (match["which"].casefold() == "last")
        yield match.start(), Period(match[0], date(year, 1, 1), date(year, 12, 31))


def _month(written: str) -> int:
    return int(written) if written.isdigit() else MONTHS[written.casefold()]


def _months_from(year: int, first: int, last: int) -> tuple[date, date]:
    end_year, end_month = year + last // 12, last % 12 + 1
    return date(year, first, 1), date(end_year, end_month, 1) - timedelta(days=1)


def _latest_year(month: int, day: int, extent: Extent | None) -> int:
    last = _last_day(extent)
    return last.year if (month, day) <= (last.month, last.day) else last.year - 1


def _last_day(extent: Extent | None) -> date:
    return extent.last if extent else datetime.now(UTC).date()
