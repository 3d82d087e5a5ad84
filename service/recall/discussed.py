"""At which meetings a matter came up: by the agenda items and the words of their minutes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from msgspec import Struct

from indexer.catalogue.decided import ItemPlace
from indexer.records import Document, DocumentKind, Meeting, Section
from indexer.terms import terms
from service.answers import Candidate, Reading
from service.compose.sentences import units_of
from service.decisions import farther_from_its_meeting, meeting_of
from service.recall.naming import NEWEST, matter_said, may_mean
from service.recall.values import Recalled, Recollection, Records

_CAME_UP = (
    r"(?:discuss(?:ed)?|debated?|considered?|talked? about|brought up|c[ao]me up|"
    r"mention(?:ed)?|on (?:the|its|their) agenda)\b"
)
ASKED = re.compile(
    rf"\bwhen (?:did|was|were|has|have|had)\b[^?]*\b{_CAME_UP}|"
    rf"\b(?:which|what) (?:\w+ ){{0,2}}meetings?\b[^?]*\b{_CAME_UP}",
    re.IGNORECASE,
)
FIRST = re.compile(r"\b(?:first|originally)\b", re.IGNORECASE)
NO_MATTER = frozenset(
    terms(
        "discuss discussed debate debated consider considered talk talked bring brought come came "
        "mention mentioned agenda item first originally last latest recent recently time issue "
        "topic matter subject question councillor member"
    )
)
"""Terms that ask when something came up, and do not say what."""
TITLES = 2**17
"""Titles whose terms are kept in memory: those of a large council's agendas."""
MOST = 4
"""Meetings that are told of at most."""


class Place(Struct, frozen=True):
    """Where minutes tell of a matter: ``words`` of their ``page``, at a meeting."""

    meeting: Meeting
    document: Document
    page: int
    words: str


def matter_discussed(reading: Reading) -> frozenset[str]:
    """Return the terms of the matter of which a question asks when it came up, none otherwise."""
    if not ASKED.search(reading.text):
        return frozenset()
    return matter_said(reading, NO_MATTER)


def on_discussion(
    matter: frozenset[str], reading: Reading, candidates: Sequence[Candidate], records: Records
) -> Recollection:
    """Return what minutes call a `matter` where it came up, the newest meeting first.

    Agenda items whose titles have all its terms count, or where there is none, sentences of the
    candidates that have. One meeting is told of where the first or the last is asked for.
    """
    items = _by_meeting(_items(matter, records), reading)
    found = items or _by_meeting(_sentences(matter, candidates), reading)
    newest = sorted(found, key=lambda each: each.meeting.date, reverse=True)
    if FIRST.search(reading.text):
        newest = newest[-1:]
    elif NEWEST.search(reading.text):
        newest = newest[:1]
    told = newest[:MOST]
    notes = [
        "" if items else "No agenda item is called so: this is where minutes that were found do.",
        f"It came up at {len(newest)} meetings: these are the {MOST} newest."
        if len(told) < len(newest)
        else "",
    ]
    return Recollection(
        words=tuple(Recalled(each.document, each.page, each.words) for each in told),
        certain=bool(told),
        note=" ".join(filter(None, notes)),
    )


def _by_meeting(places: Iterable[Place], reading: Reading) -> list[Place]:
    """Return the first place of each meeting that a question may mean."""
    found: dict[Meeting, Place] = {}
    for place in places:
        if may_mean(reading, place.meeting):
            found.setdefault(place.meeting, place)
    return list(found.values())


def _items(matter: frozenset[str], records: Records) -> Iterator[Place]:
    """Yield the agenda items of minutes, those among their own meeting's papers first."""
    places: dict[str, list[ItemPlace]] = {}
    for each in records.agenda_items():
        if matter <= _terms_in(each.item.title):
            places.setdefault(each.document, []).append(each)
    papers = [paper for each in records.documents_by_id(list(places)) for paper in each.papers]
    for document in sorted(papers, key=farther_from_its_meeting):
        if meeting := _minuted(document):
            sections = records.sections(document.id)
            for each in places[document.id]:
                if document.holds(each.page):
                    heading = _heading(each, sections[each.section])
                    yield Place(meeting, document, each.page, heading)


@lru_cache(maxsize=TITLES)
def _terms_in(title: str) -> frozenset[str]:
    return frozenset(terms(title))


def _heading(place: ItemPlace, section: Section) -> str:
    """Return the line of a section that holds an agenda item's title, else the title."""
    lines = (line for line in section.text.splitlines() if place.item.title in line)
    return next(lines, place.item.title)


def _sentences(matter: frozenset[str], candidates: Sequence[Candidate]) -> Iterator[Place]:
    for candidate in candidates:
        passage = candidate.passage
        if meeting := _minuted(candidate.document):
            for unit in units_of(passage.text):
                words = passage.text[unit.start : unit.stop]
                if matter <= set(terms(words)):
                    yield Place(meeting, candidate.document, passage.pages[0], words)
                    break


def _minuted(document: Document) -> Meeting | None:
    """Return the meeting that minutes are of; None of other papers."""
    minutes = document.description.kind is DocumentKind.MINUTES
    return meeting_of(document) if minutes else None
