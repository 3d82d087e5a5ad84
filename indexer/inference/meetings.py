"""The meeting that a document's first pages name.

Papers say it in few forms. From strongest to weakest: a sentence made for it ("MINUTES of a meeting
of the Cabinet held at ... on Thursday, 9 January 2025", "A meeting of the Council will be held"), a
field ("To: Cabinet - 30 January 2025"), a heading ("CABINET - THURSDAY, 30 JANUARY 2025", or the
body on one line and the day on one of the next), and last who is asked ("Cabinet is asked to").
Among the strong forms the first on the page is taken: what follows often tells of other meetings.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from msgspec import Struct

from indexer.dates import dates_in, first_date
from indexer.inference.fields import DECIDED_BY, DECIDED_ON, FOR_A_BODY, HELD_ON, Field
from indexer.inference.first_pages import FirstPages, is_item
from indexer.inference.item_pages import item_meeting
from indexer.inference.names import as_spelled, body_name, is_council

_NAME = r"(?P<body>[^.;:]{3,110}?)"
_RECORDED = (
    re.compile(
        r"\bminutes? of (?:the |a |an )?(?:proceedings (?:of|at) )?"
        r"(?:(?:the |a |an )?(?:[\w-]+ ){0,3}?meeting (?:of |held by ))?(?:the )?"
        rf"{_NAME},? (?:meeting,? )?(?:which was )?(?:held|convened|on|at|in) ",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\bat (?:a|an|the) (?:[\w-]+ ){{0,3}}?meeting of (?:the )?{_NAME},? "
        r"(?:which was )?(?:held|convened|on) ",
        re.IGNORECASE,
    ),
)
_COMING = (
    re.compile(
        rf"\bmeeting of (?:the )?{_NAME},? (?:which )?(?:will be|is to be|to be|will take place)"
        r"(?: held| convened)?\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"\bsummoned to (?:attend )?(?:a|an|the) (?:[\w-]+ ){0,3}?meeting of (?:the )?"
        rf"{_NAME},? (?:to be |which will be )?(?:held |in |at |on )",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:agenda|notice|summons) (?:for|of) (?:the|an?) {_NAME} meeting(?: to be held)? on ",
        re.IGNORECASE,
    ),
)
_ASKED = re.compile(
    r"(?:.*[.:)] )?(?:that )?(?:the )?(?P<body>[A-Z][^.;:]{2,80}?) (?:is|are) "
    r"(?:asked|recommended|requested|invited) to\b"
)
_CONFIRMED = re.compile(
    r"\b(?:confirmed|approved|agreed|adopted|considered|signed)(?: as a correct record)? (?:at|by)"
    r" (?:the |its )?(?:next )?(?:meeting|[A-Z][\w ]{3,60}?)(?: of [\w ]{3,60}?)? (?:on|of)"
    r" (?P<rest>.{6,40})",
    re.IGNORECASE,
)
_REACH = 260
"""How far after "held" its day may stand: the place of a meeting can be long."""

_HELD = re.compile(r"(?P<body>.{3,80}?) meeting,? (?:was )?held\b.*", re.IGNORECASE)
_LEADING = re.compile(
    r"(?:\d{1,2}(?:[.:]\d\d)? ?[ap]\.?m\.?,? )?"
    r"(?:.{0,60}\b(?:held|meeting)\b(?: (?:in|at) .{0,60}?)?)?(?:(?:^| )(?:on|the|date ?:?))* ?",
    re.IGNORECASE,
)
ANOTHER = re.compile(r"\b(?:confirm|approv|agree|adopt|next|last|previous)", re.IGNORECASE)
"""What a line says that speaks of another meeting."""
_TO = re.compile(r"to\s*:", re.IGNORECASE)
"""What leads to those addressed: a field, and no heading."""
_TOP = 12
"""Lines within which minutes say whose they are; further down they confirm those before."""
_BEGINS = re.compile(
    r"\W*(?:(?:the|draft|confirmed|unconfirmed|approved|adopted|printed|public|signed|open) )*"
    r"(?:minutes?|notes|at an?|proceedings)\b",
    re.IGNORECASE,
)
_OF = re.compile(r"^minutes? of (?:the |an? )?(?:[\w-]+ ){0,2}?meeting of (?:the )?", re.IGNORECASE)
"""What stands before the body where minutes name it on a line of its own."""
_TIME = re.compile(
    r"[\s,.@–-]*(?:(?:at|from|commencing at)\s)?[\s,.@–-]*"
    r"(?:\d{1,2}(?:[.:]\d\d)?\s*(?:[ap]\.?\s?m\b\.?|noon|hrs|hours)?)?.{0,24}",
    re.IGNORECASE,
)


class NamedMeeting(Struct, frozen=True):
    """A meeting as a document names it: its body, its day, or both; ``at`` is the line."""

    body: str | None = None
    date: date | None = None
    at: int = 0

    @property
    def whole(self) -> bool:
        """Return whether both are known."""
        return self.body is not None and self.date is not None


NONE = NamedMeeting()


def recorded_meeting(pages: FirstPages) -> NamedMeeting:
    """Return the meeting whose minutes, or whose summary, `pages` begin."""
    if item := item_meeting(pages):
        return NamedMeeting(body_name(item[0]), first_date(item[1], figures=True))
    sentences = [found for form in _RECORDED for found in _sentences(form, pages)]
    headings = list(_headings(pages, minutes=True))
    strong = [each for each in sentences if each.at < _TOP]
    strong += [each for each in headings if _OF.match(pages.lines[each.at])]
    if not strong and not any(each.whole for each in headings):
        # What confirms other minutes is of the same body, and of another day than stands above.
        days = (_date_alone(line, minutes=True) for line in pages.head(_TOP))
        day = next(filter(None, days), None)
        sentences = [
            NamedMeeting(each.body, day or _own_day(each, pages), each.at) for each in sentences
        ]
    return _best(strong, headings, sentences, _fields(pages, FOR_A_BODY, HELD_ON), pages=pages)


def _own_day(named: NamedMeeting, pages: FirstPages) -> date | None:
    """Return the day of a sentence far down that begins its line as the head of minutes does.

    One that only speaks of minutes ("That the minutes of the meeting held on 2 May be confirmed")
    gives the day of others.
    """
    begins = named.at < len(pages.lines) and _BEGINS.match(pages.lines[named.at])
    return named.date if begins else None


def coming_meeting(pages: FirstPages) -> NamedMeeting:
    """Return the meeting that `pages`, an agenda or a report, were written for."""
    sentences = [found for form in _COMING for found in _sentences(form, pages)]
    strong = [*_fields(pages, FOR_A_BODY, HELD_ON), *_headings(pages), *sentences]
    return _best(strong, _asked(pages), pages=pages)


def deciding_meeting(pages: FirstPages) -> NamedMeeting:
    """Return the meeting that took, or is to take, the decision that `pages` give notice of."""
    fields = [*_fields(pages, DECIDED_BY, DECIDED_ON), *_fields(pages, FOR_A_BODY, HELD_ON)]
    return _best(fields, _headings(pages), _asked(pages), pages=pages)


def confirming_date(pages: FirstPages) -> date | None:
    """Return the day of the meeting that is to confirm the minutes that `pages` begin."""
    for match in _CONFIRMED.finditer(" ".join(pages.head(12))):
        if day := first_date(match["rest"]):
            return day
    return None


def _best(*groups: Iterable[NamedMeeting], pages: FirstPages) -> NamedMeeting:
    """Return the first whole meeting of the strongest group, or what can be put together."""
    found = [named for group in groups for named in sorted(group, key=lambda each: each.at)]
    best = next((named for named in found if named.whole), None)
    if best is None:
        body = next((named for named in found if named.body), NONE)
        day = _date_beside(body.body, pages) if body.body else None
        best = NamedMeeting(
            body.body, day or next((named.date for named in found if named.date), None), body.at
        )
    return NamedMeeting(
        as_spelled(best.body, pages.text) if best.body else None, best.date, best.at
    )


def _sentences(form: re.Pattern[str], pages: FirstPages) -> Iterator[NamedMeeting]:
    for match in form.finditer(pages.text):
        at = _line_at(match.start(), pages)
        if at < len(pages.lines) and is_listed(pages.lines[at]):
            continue
        body = body_name(match["body"])
        day = first_date(pages.text[match.end() : match.end() + _REACH], figures=True)
        if body or (day and form is not _RECORDED[0]):
            yield NamedMeeting(body, day, at)


def _fields(
    pages: FirstPages, bodies: Sequence[str], days: Sequence[str]
) -> Iterator[NamedMeeting]:
    """Yield the meetings of fields such as ``To: Cabinet - 30 January 2025``."""
    letter = any(line.startswith("Dear ") for line in pages.head(30))
    dated = None if letter else pages.field(*days)
    day = first_date(dated.value, figures=True) if dated else None
    for field in _labelled(pages, bodies):
        named = _named_by(field)
        if named.body:
            yield named if named.date else NamedMeeting(named.body, day, field.at)
    if day and dated:
        yield NamedMeeting(None, day, dated.at)


def _labelled(pages: FirstPages, labels: Sequence[str]) -> Iterator[Field]:
    yield from (field for field in pages.fields if field.label in labels)
    # "To Cabinet – 30 January 2025", without its colon.
    for at, line in enumerate(pages.head(30)):
        if "to" in labels and line.startswith("To ") and first_date(line):
            yield Field("to", (line[3:],), at)


def _named_by(field: Field) -> NamedMeeting:
    """Return the meeting that a field names: its lines before the date are the body."""
    for count in range(1, len(field.lines) + 1):
        value = " ".join(field.lines[:count])
        named = dates_in(value, figures=True)
        before = value[: named[0].start] if named else value
        body = body_name(before or value[named[0].stop :])
        if body and (named or count == len(field.lines) or not _goes_on(field.lines[:count])):
            following = " ".join(field.lines[count : count + 1])
            day = named[0].date if named else _date_alone(following)
            return NamedMeeting(body, day, field.at)
    return NONE


def _goes_on(lines: Sequence[str]) -> bool:
    """Return whether a value seems to run over its line: "Health Cabinet" / "Committee"."""
    return lines[-1].endswith((",", " and", " of", "–", "-", "&"))


def _headings(pages: FirstPages, minutes: bool = False) -> Iterator[NamedMeeting]:
    """Yield the meetings of headings: body and day on one line, or on lines close together."""
    lines = pages.head(60)
    for at, line in enumerate(lines):
        dates = dates_in(line)
        if is_listed(line) or is_council(line) or _TO.match(line):
            continue
        if dates and _TIME.fullmatch(line[dates[0].stop :]):
            before = line[: dates[0].start]
            held = _HELD.fullmatch(before)
            if body := body_name(held["body"] if held else before):
                yield NamedMeeting(body, dates[0].date, at)
        elif (body := body_name(_OF.sub("", line) if minutes else line)) and not dates:
            for after in lines[at + 1 : at + 5]:
                if not is_listed(after) and (day := _date_alone(after, minutes)):
                    yield NamedMeeting(body, day, at)
                    break


def is_listed(line: str) -> bool:
    """Return whether `line` is an item of a list; the 9 of "9 January 2025" is no item's."""
    dates = dates_in(line)
    return is_item(line) and not (dates and dates[0].start == 0)


def _date_alone(line: str, minutes: bool = False) -> date | None:
    """Return the date that `line` begins with, or that words such as "held on" lead to.

    Only with `minutes` may they be "Minutes of the meeting held on": elsewhere that is another one.
    """
    named = dates_in(line)
    if not named or not _LEADING.fullmatch(before := line[: named[0].start]):
        return None
    if ANOTHER.search(before) or (not minutes and "minutes" in before.casefold()):
        return None
    return named[0].date


def _asked(pages: FirstPages) -> list[NamedMeeting]:
    found = []
    for at, line in enumerate(pages.lines):
        match = _ASKED.match(" ".join((line, *pages.lines[at + 1 : at + 2])))
        if match and (body := body_name(match["body"])):
            found.append(NamedMeeting(body, None, at))
    return found


def _date_beside(body: str, pages: FirstPages) -> date | None:
    """Return the one day that running words put beside `body`: "to Cabinet on 30 January 2025"."""
    found = set()
    for match in re.finditer(
        rf"(?i)(?<!\bminutes )\b(?:to|by|at|of|for) (?:the )?{re.escape(body)}(?: meeting)?"
        r"(?: (?:on|of|held on|for)|,| [–-])? (?P<rest>.{6,34})",
        pages.text,
    ):
        if day := _date_alone(match["rest"]):
            found.add(day)
    return found.pop() if len(found) == 1 else None


def _line_at(place: int, pages: FirstPages) -> int:
    """Return the line on which the character `place` of the running text stands."""
    ends = itertools.accumulate(len(line) + 1 for line in pages.lines)
    return next((at for at, end in enumerate(ends) if place < end), len(pages.lines))
