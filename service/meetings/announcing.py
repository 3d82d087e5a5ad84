"""The hour and the place of a meeting, as its agenda or its minutes print them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, time
from functools import partial

from indexer.dates import dates_in
from indexer.decisions.paragraphs import Span
from service.meetings.saying import said_in
from service.meetings.values import Announced, KnownMeeting, MeetingRecords, Said

CLOCK = (
    r"(?P<hour>\d{1,2})(?:\s?[.:]\s?(?P<minute>[0-5]\d))?\s*"
    r"(?P<half>[ap]\.?\s?m\b\.?|noon\b|midday\b|(?:hrs|hours)\b)?"
)
AFTER_DAY = re.compile(
    rf"^[\s,.@\u2013-]*(?:at|from|starting\s+at|commencing\s+at)?\s*{CLOCK}", re.IGNORECASE
)
"""What follows the day of a meeting: "at 6.00 pm", ", 10.00 am"."""
_LINE = r"^[^\w\n]*"
_AFTER_FIELDS = (
    rf"{_LINE}(?:(?:date|day)(?: of (?:the )?meeting)?|(?:start )?time|place|venue|location)\s?:"
    r"[^\n]*?[ \t](?-i:(?=[A-Z]))"
)
"""A line's fields before another: "Date: 6 March 2025 " before "Time: 18.30"."""
FIELD = re.compile(
    rf"(?:{_LINE}(?:start\s+)?time\s*:?|{_AFTER_FIELDS}(?:start\s+)?time\s*:)\s+{CLOCK}",
    re.IGNORECASE | re.MULTILINE,
)
PLACE = re.compile(
    r"\bheld\s+(?:in|at)\s+(?:the\s+)?(?P<place>[A-Z0-9][^;\n]{2,140}?),?\s+on\s+(?=\S)"
)
_PLACE = r"(?:place|venue|location)"
PLACE_FIELD = re.compile(
    rf"(?:{_LINE}{_PLACE}\s*:?|{_AFTER_FIELDS}{_PLACE}\s*:)\s+"
    r"(?P<place>[A-Z0-9]\S*(?:[^\n]{0,140}\S)?)",
    re.IGNORECASE | re.MULTILINE,
)
NEXT_FIELD = re.compile(
    r",?[ \t]+(?:date|day|(?:start )?time|contact|enquiries|tel(?:ephone)?|e-?mail|"
    r"chair[\w ]{0,24}|clerk|membership|members|quorum)\s*:.*",
    re.IGNORECASE,
)
"""What of a line is no longer the place: the fields after it."""
OPENING = 4
"""Sections in which a paper says when and where: the first of it."""
EARLIEST = 7
"""An hour without "am" or "pm" below this is not read: "2.00" is of the night or the day."""


def announced(index: MeetingRecords, known: KnownMeeting) -> Announced:
    """Return when and where a meeting begins, as its agenda prints it, else its minutes.

    The agenda is asked first, for it calls the meeting; what it leaves open the minutes may tell.
    """
    hour: time | None = None
    place: str | None = None
    said: Said | None = None
    for document in (*known.agendas, *known.minutes):
        sections = index.sections(document.id)
        prove = partial(said_in, index, document, sections)
        for section in document.own(sections)[:OPENING]:
            for found, start, stop in hours_in(section.text, known.meeting.date):
                if hour is None:
                    hour = found
                    said = prove(Span(section.ordinal, start, stop)) or said
            where = place_in(section.text)
            if where and place is None:
                place = " ".join(where[0].split())
                said = said or prove(Span(section.ordinal, *where[1:]))
        if hour is not None and place is not None:
            break
    return Announced(hour or _in_title(known), place, said)


def hours_in(text: str, day: date) -> Iterator[tuple[time, int, int]]:
    """Yield the hours that stand after `day` or in a field, with where the words are."""
    for named in dates_in(text):
        match = AFTER_DAY.match(text[named.stop :]) if named.date == day else None
        hour = _hour(match) if match else None
        if match and hour is not None:
            yield hour, named.start, named.stop + len(match[0].rstrip())
    for match in FIELD.finditer(text):
        hour = _hour(match)
        if hour is not None:
            yield hour, match.start(), match.start() + len(match[0].rstrip())


def _hour(match: re.Match[str]) -> time | None:
    """Return the time of day of a match of `CLOCK`; None where it does not say it wholly."""
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    half = (match["half"] or "").lower().replace(".", "").replace(" ", "")
    if not half and (match["minute"] is None or hour < EARLIEST):
        return None
    if half in ("noon", "midday"):
        return time(12) if hour == 12 else None
    if half in ("am", "pm"):
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    return time(hour, minute) if hour < 24 else None


def place_in(text: str) -> tuple[str, int, int] | None:
    """Return the place of a meeting that `text` names, with where the words are; None if none."""
    match = PLACE_FIELD.search(text) or PLACE.search(text)
    if match is None:
        return None
    place, start = NEXT_FIELD.sub("", match["place"]), match.start("place")
    return place, start, start + len(place)


def _in_title(known: KnownMeeting) -> time | None:
    """Return the hour in the name of an agenda or of minutes: "30th-Jan-2025 10.00 Cabinet"."""
    for document in (*known.agendas, *known.minutes):
        title = document.description.title or ""
        for hour, _, _ in hours_in(title, known.meeting.date):
            return hour
    return None
