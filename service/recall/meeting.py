"""When and where a meeting is, whom to ask about it, and what is on its agenda, by its papers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from enum import StrEnum

from indexer.dates import dates_in
from indexer.records import Document, Section
from indexer.terms import terms
from service.answers import Reading
from service.meetings.agenda import items_of
from service.meetings.announcing import OPENING, hours_in, place_in
from service.meetings.overview import Meetings
from service.meetings.values import KnownMeeting, MeetingRecords, Said, last_before, next_from
from service.recall.naming import NEWEST, days_of_meetings, matter_said, may_mean
from service.recall.values import Recalled, Recollection


class OfMeeting(StrEnum):
    """What a question asks of a meeting itself, whatever was decided there."""

    DAY = "when it is"
    HOUR = "its hour"
    PLACE = "where it is"
    CONTACT = "whom to ask"
    AGENDA = "what is on its agenda"


_MEETS = r"(?:meetings?|meets?|met|sits?|sat|sessions?)"
_WHEN = r"\bwhen(?: and where)?(?:['’]s| (?:is|was|are|will|does|do|did|has|have))\b[^?]*"
_ASKING = {
    OfMeeting.DAY: rf"{_WHEN}\b{_MEETS}\b|\b(?:what|which) (?:date|day)\b[^?]*\b{_MEETS}\b",
    OfMeeting.HOUR: rf"\b(?:what|which) (?:time|hour)\b|{_WHEN}\b(?:start|begin)",
    OfMeeting.PLACE: r"\bwhere\b|\b(?:what|which) (?:room|building|venue|hall|place|address)\b",
    OfMeeting.CONTACT: r"\bwho(?:m)? (?:do|can|could|should|would|must|to) (?:\w+ ){0,3}?"
    r"(?:contact|ask|call|ring|phone|email|speak|talk|write)\b",
    OfMeeting.AGENDA: r"\bagendas?\b|\bwhat\b[^?]*\b(?:discuss|consider|debate)",
}
ASKING = {asked: re.compile(words, re.IGNORECASE) for asked, words in _ASKING.items()}
OF_A_MEETING = re.compile(rf"\b{_MEETS}\b|\bagendas?\b", re.IGNORECASE)
ITEM = re.compile(r"\bitem (?:number |no\.? ?)?(?P<number>\d{1,2})\b", re.IGNORECASE)
"""Asks for one item of an agenda."""
NEXT = re.compile(r"\b(?:next|upcoming|forthcoming)\b", re.IGNORECASE)
NO_MATTER = frozenset(
    terms(
        "meet met sit sat time hour day date start begin began begun room building venue hall "
        "place address hold held take taken contact ask call ring phone email speak talk write "
        "agenda item business discuss consider debate next upcoming forthcoming last latest recent "
        "people resident public member information question"
    )
)
"""Terms that ask of a meeting itself, and name no matter of it."""
CONTACT = re.compile(
    r"^\W*(?:please )?(?:contact|enquiries|for (?:further|more) information)\b|\bask for\b",
    re.IGNORECASE | re.MULTILINE,
)
REACHED = re.compile(r"\W*(?:tel|telephone|phone|e-?mail)\b", re.IGNORECASE)
"""Begins a line under the name of whom to ask that says how to reach them."""
NEAR = 200
"""Characters from the line that names the day to the hour or the place, at most."""
MOST = 3
"""Meetings that are told of at most, where a question names a time; else it is one."""


def asked_of_meeting(reading: Reading) -> frozenset[OfMeeting]:
    """Return what a question asks of a meeting itself: nothing where it names a matter.

    The meeting is one of a body or a day that it names, or "the next meeting".
    """
    days, said = days_of_meetings(reading), ITEM.sub(" ", reading.text)
    which = reading.bodies or days or NEXT.search(reading.text) or NEWEST.search(reading.text)
    of_one = OF_A_MEETING.search(reading.text) or (reading.bodies and days)
    if not which or not of_one or matter_said(reading, NO_MATTER, said):
        return frozenset()
    return frozenset(asked for asked, words in ASKING.items() if words.search(reading.text))


def on_meeting(
    asked: AbstractSet[OfMeeting],
    reading: Reading,
    meetings: Meetings,
    records: MeetingRecords,
    today: date,
) -> Recollection:
    """Return the words that papers have for what is `asked` of the meetings a question names.

    These are the meetings of the days that it names; else the next from `today` on, where that is
    asked for, or the newest. What no paper says, and that no next meeting is on record, is said.
    """
    known = [each for each in meetings.all() if may_mean(reading, each.meeting)]
    if not days_of_meetings(reading):
        if NEXT.search(reading.text):
            coming = next_from(known, today)
            if known and coming is None:
                return Recollection(lacking=_no_next(known, today), certain=True)
            known = [coming] if coming else []
        elif NEWEST.search(reading.text):
            last = last_before(known, today)
            known = [last] if last else []
        else:
            known = known[:1]
    number = ITEM.search(reading.text)
    item = number["number"] if number else None
    found: dict[Recalled, None] = {}
    unsaid = set(asked)
    for each in known[:MOST]:
        for kind in sorted(asked):
            words = tuple(_said_of(each, kind, item, records))
            found |= dict.fromkeys(words)
            unsaid -= {kind} if words else set()
    notes = [
        f"No paper of it says {' or '.join(sorted(unsaid))}." if unsaid else "",
        f"{len(known)} meetings are on record: these are {MOST} of them."
        if len(known) > MOST
        else "",
    ]
    return Recollection(tuple(found), certain=bool(found), note=" ".join(filter(None, notes)))


def _no_next(known: Sequence[KnownMeeting], today: date) -> str:
    """Return that none is to come, which were called off, and the last that was not."""
    told = ["No meeting that is still to come is in the records."]
    told += [f"Called off was {_named(each)}." for each in known if each.meeting.date >= today]
    if last := last_before(known, today):
        told.append(f"The newest one is {_named(last)}.")
    return " ".join(told)


def _named(known: KnownMeeting) -> str:
    day = known.meeting.date
    return f"the {known.meeting.body.name} of {day.day} {day:%B %Y}"


def _said_of(
    known: KnownMeeting, asked: OfMeeting, item: str | None, records: MeetingRecords
) -> Iterator[Recalled]:
    """Yield what the papers of a meeting say of it: its agenda, and where that does not, minutes.

    Of one that was called off it is that; of the agenda, where one ``item`` is asked for, that one.
    """
    if known.called_off is not None and not known.minutes:
        if known.called_off.said is not None:
            yield _recalled(known.called_off.said)
    elif asked is OfMeeting.AGENDA:
        for each in items_of(records, known):
            said = each.agenda or each.minutes
            if said is not None and item in (None, each.number):
                yield _recalled(said)
    else:
        for document in (*known.agendas, *known.minutes):
            for section in document.own(records.sections(document.id))[:OPENING]:
                stretch = _stretch(section.text, asked, known.meeting.date)
                if stretch is not None:
                    yield _quoted(document, section, *stretch)
                    return


def _recalled(said: Said) -> Recalled:
    return Recalled(said.document, said.page, " ".join(proof.quote for proof in said.proofs))


def _quoted(document: Document, section: Section, start: int, stop: int) -> Recalled:
    page = next(piece.page for piece in section.pieces if piece.stop > start)
    return Recalled(document, page, section.text[start:stop])


def _stretch(text: str, asked: OfMeeting, day: date) -> tuple[int, int] | None:
    """Return the lines of a section that say what is `asked` of the meeting of `day`, or None.

    They begin with the line that names the day, where that stands not far before.
    """
    days = [(each.start, each.stop) for each in dates_in(text) if each.date == day]
    match asked:
        case OfMeeting.DAY:
            found = days
        case OfMeeting.HOUR:
            found = [(start, stop) for _, start, stop in hours_in(text, day)]
        case OfMeeting.PLACE:
            place = place_in(text)
            found = [place[1:]] if place else []
        case _:
            found = [match.span() for match in CONTACT.finditer(text)]
    if not found:
        return None
    start, stop = found[0]
    if asked is OfMeeting.CONTACT:
        return _line_start(text, start), _reached_until(text, stop)
    dated = [before for before, _ in days if start - NEAR <= before <= start]
    return _line_start(text, dated[-1] if dated else start), _line_stop(text, stop)


def _line_start(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1


def _line_stop(text: str, at: int) -> int:
    stop = text.find("\n", at)
    return len(text) if stop < 0 else stop


def _reached_until(text: str, at: int) -> int:
    """Return where the lines end that say how to reach whom a line names."""
    stop = _line_stop(text, at)
    while (after := re.match(r"\n+", text[stop:])) and REACHED.match(text, stop + after.end()):
        stop = _line_stop(text, stop + after.end())
    return stop
