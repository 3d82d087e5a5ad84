"""Dates in figures and short forms, written out as sentences do: "31.03.24", "Mar-26", "25/26"."""

from __future__ import annotations

import calendar
import re

from indexer.dates import MONTHS

SHORT = {
    name: calendar.month_name[number]
    for name, number in MONTHS.items()
    if name != calendar.month_name[number].casefold()
}
"""The whole names of the months, by their short forms."""

_SHORT = "|".join(sorted(SHORT, key=len, reverse=True))
_ANY = "|".join(sorted(MONTHS, key=len, reverse=True))
IN_FIGURES = re.compile(
    r"(?<![\d./-])(?P<day>0?[1-9]|[12]\d|3[01])(?:"
    r"(?P<sign>[./])(?P<month>0?[1-9]|1[0-2])(?P=sign)(?P<year>20\d\d)"
    r"|/(?P<month2>0?[1-9]|1[0-2])/(?P<year2>\d\d)"
    r"|(?<=\d\d)\.(?P<month3>0[1-9]|1[0-2])\.(?P<year3>\d\d))(?![\d./-]*\d)"
)
"""A day in figures, less freely read than by `dates_in`, which is given titles: in a text "1.2.24"
numbers a paragraph, and only figures of two digits each are a day."""
ISO = re.compile(
    r"(?<![\d-])(?P<year>20\d\d)-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])(?![\d-])"
)
SHORT_MONTH = re.compile(
    rf"(?<=\d)(?P<between>(?:st|nd|rd|th)?[\s-])(?P<after>{_SHORT})\b\.?"
    rf"|\b(?P<before>{_SHORT})\b\.?(?=[\s-]?[\s'’‘]?\d)",
    re.IGNORECASE,
)
"""A month's short form beside a figure: "may" or "mar" alone are words."""
SHORT_YEAR = re.compile(
    rf"\b(?P<month>{_ANY})(?:-|\s?['’‘])\s?(?P<year>\d\d)\b"
    rf"(?![.,:]?\d| ?(?:{_ANY})\b)",
    re.IGNORECASE,
)
"""A month and a year of two figures; in "24 Feb-12 March" they are a day."""
SHORT_FINANCIAL_YEAR = re.compile(
    r"(?<![\d./£-])\b(?P<first>1[5-9]|[23]\d)(?:\s?/\s?|-)(?P<second>\d\d)\b"
    r"(?![./-]?\d|\s?(?:%|per\b|year|yr|m\b|million))",
    re.IGNORECASE,
)
"""A year of account; two ages, shares or amounts that follow one another are none."""


def written_out(text: str) -> str:
    """Return `text` with each such date in the form "31 March 2024", "March 2026" or "2025-26"."""
    text = IN_FIGURES.sub(_day, ISO.sub(_day_of_iso, text))
    text = SHORT_MONTH.sub(_month, text)
    text = SHORT_YEAR.sub(r"\g<month> 20\g<year>", text)
    return SHORT_FINANCIAL_YEAR.sub(_financial_year, text)


def _day(found: re.Match[str]) -> str:
    month = found["month"] or found["month2"] or found["month3"]
    year = found["year"] or "20" + (found["year2"] or found["year3"])
    return f"{int(found['day'])} {calendar.month_name[int(month)]} {year}"


def _day_of_iso(found: re.Match[str]) -> str:
    return f"{int(found['day'])} {calendar.month_name[int(found['month'])]} {found['year']}"


def _month(found: re.Match[str]) -> str:
    short = found["after"] or found["before"]
    return (found["between"] or "") + SHORT[short.casefold()]


def _financial_year(found: re.Match[str]) -> str:
    if int(found["second"]) != int(found["first"]) + 1:
        return found[0]
    return f"20{found['first']}-{found['second']}"
