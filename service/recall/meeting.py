"""When and where a meeting is, whom to ask about it, and what is on its agenda, by its papers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from enum import StrEnum

from indexer.dates import dates_in
from indexer.records import Document, Meeting
from indexer.terms import terms
from service.answers import Period, Reading
from service.language import content_terms
from service.meetings.agenda import items_of
from service.meetings.announcing import OPENING, hours_in, place_in
from service.meetings.overview import Meetings
from service.meetings.values import KnownMeeting, MeetingRecords, Said
from service.recall.values import Recalled, Recollection


class OfMeeting(StrEnum):
    """What a question asks of a meeting itself, whatever was decided there."""

    DAY = "day"
    HOUR = "hour"
    PLACE = "place"
    CONTACT = "contact"
    AGENDA = "agenda"


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
NEXT = re.compile(r"\b(?:next|upcoming|forthcoming)\b", re.IGNORECASE)
LAST = re.compile(r"\b(?:last|latest|most recent)\b", re.IGNORECASE)
NO_MATTER = frozenset(
    terms(
        "meeting meet met sit sat session time hour day date start begin began begun room building "
        "venue hall place address hold held take taken contact ask call ring phone email speak "
        "talk write agenda item business discuss consider debate next upcoming forthcoming last "
        "latest recent council cabinet committee board panel county borough city district town "
        "full people resident public member information question"
    )
)
"""Terms that ask of a meeting itself, and name no matter of it."""
CONTACT = re.compile(
    r"^\W*(?:please )?(?:contact|enquiries|for (?:further|more) information)\b|\bask for\b",
    re.IGNORECASE,
)
REACHED = re.compile(r"^\W*(?:tel|telephone|phone|e-?mail)\b", re.IGNORECASE)
"""Begins a line under the name of whom to ask that says how to reach them."""
MOST = 3
"""Meetings that are told of at most, where a question names a time; else it is one."""


def asked_of_meeting(reading: Reading) -> frozenset[OfMeeting]:
    """Return what a question asks of a meeting itself: nothing where it names a matter.

    The meeting is one of a body or a day that it names, or "the next meeting".
    """
    named = [
        *(f"{body.name} {body.council.name}" for body in reading.bodies),
        *(council.name for council in reading.councils),
        *(period.words for period in reading.periods),
    ]
    matter = set(content_terms(reading.text)) - NO_MATTER.union(terms(" ".join(named)))
    days = _days_of(reading)
    which = reading.bodies or days or NEXT.search(reading.text) or LAST.search(reading.text)
    of_one = OF_A_MEETING.search(reading.text) or (reading.bodies and days)
    if matter or not which or not of_one:
        return frozenset()
    return frozenset(asked for asked, words in ASKING.items() if words.search(reading.text))


def on_meeting(
    asked: AbstractSet[OfMeeting], reading: Reading, records: MeetingRecords, today: date
) -> Recollection:
    """Return the words that papers have for what is `asked` of the meetings a question names.

    These are the meetings of the days that it names; else the next from `today` on, where that is
    asked for, or the newest on record. That no next one is on record is said.
    """
    known = [each for each in Meetings(records).all() if is_named(each.meeting, reading)]
    if not _days_of(reading):
        if NEXT.search(reading.text):
            coming = [each for each in known if each.meeting.date >= today and not each.called_off]
            if known and not coming:
                return Recollection(lacking=_no_next(known[0]), certain=True)
            known = coming[::-1]
        elif LAST.search(reading.text):
            known = [each for each in known if each.meeting.date < today]
        known = known[:1]
    words = tuple(words for each in known[:MOST] for words in _said_of(each, asked, records))
    return Recollection(words=tuple(dict.fromkeys(words)), certain=bool(words))


def is_named(meeting: Meeting, reading: Reading) -> bool:
    """Return whether a meeting is of a council, a body and a day that a question names, if any."""
    own, days = reading.narrowing, _days_of(reading)
    bodies = own.bodies or tuple(body.id for body in reading.bodies)
    councils = own.councils or tuple(council.id for council in reading.councils)
    return (
        (not bodies or meeting.body.id in bodies)
        and (not councils or meeting.body.council.id in councils)
        and (not days or any(day.since <= meeting.date <= day.until for day in days))
    )


def _days_of(reading: Reading) -> Sequence[Period]:
    return [period for period in reading.periods if period.of_meeting]


def _no_next(last: KnownMeeting) -> str:
    day = last.meeting.date
    return (
        "No meeting that is still to come is in the records: the newest one, of "
        f"the {last.meeting.body.name}, was on {day.day} {day:%B %Y}."
    )


def _said_of(
    known: KnownMeeting, asked: AbstractSet[OfMeeting], records: MeetingRecords
) -> Iterator[Recalled]:
    """Yield what the papers of a meeting say of it: its agenda, and where that does not, minutes.

    Of one that was called off it is that.
    """
    if known.called_off is not None and not known.minutes:
        if known.called_off.said is not None:
            yield _recalled(known.called_off.said)
        return
    for kind in sorted(asked - {OfMeeting.AGENDA}):
        for document in (*known.agendas, *known.minutes):
            if found := tuple(_lines(document, known.meeting.date, kind, records)):
                yield from found
                break
    if OfMeeting.AGENDA in asked:
        for item in items_of(records, known):
            said = item.agenda or item.minutes
            if said is not None:
                yield _recalled(said)


def _recalled(said: Said) -> Recalled:
    return Recalled(said.document, said.page, " ".join(proof.quote for proof in said.proofs))


def _lines(
    document: Document, day: date, asked: OfMeeting, records: MeetingRecords
) -> Iterator[Recalled]:
    """Yield the words at a paper's beginning that tell what is `asked` of the meeting of `day`.

    They begin with the line that names the day, where that stands before.
    """
    for section in records.sections(document.id)[:OPENING]:
        dated, reached = None, False
        for line in re.finditer(r"[^\n]+", section.text):
            named = any(each.date == day for each in dates_in(line[0]))
            dated = line.start() if named else dated
            reached = reached and REACHED.search(line[0]) is not None
            if reached or _tells(line[0], named, day, asked):
                start = line.start() if dated is None or asked is OfMeeting.CONTACT else dated
                page = next(piece.page for piece in section.pieces if piece.stop > start)
                yield Recalled(document, page, section.text[start : line.end()])
                if asked is not OfMeeting.CONTACT:
                    return
                reached = True


def _tells(line: str, named: bool, day: date, asked: OfMeeting) -> bool:
    match asked:
        case OfMeeting.DAY:
            return named
        case OfMeeting.HOUR:
            return any(True for _ in hours_in(line, day))
        case OfMeeting.PLACE:
            return place_in(line) is not None
        case _:
            return CONTACT.search(line) is not None
