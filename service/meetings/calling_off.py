"""Meetings that were called off: where agendas and minutes say so of a meeting and its day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from indexer.catalogue.values import place_of
from indexer.dates import dates_in
from indexer.decisions.paragraphs import Span
from indexer.naming import body, meeting
from indexer.records import Body, Document, DocumentKind, Meeting, Passage
from service.meetings.saying import said_in
from service.meetings.values import CalledOff, MeetingRecords, Standing

TELLING = (DocumentKind.AGENDA_FRONTSHEET, DocumentKind.MINUTES)
"""Papers whose word is taken: those of the body itself."""
READ = 2000
"""Passages with the word that are read at most."""
HOW = r"(?P<how>cancell?ed|postponed)"
IS = r"(?:is|was|are|were|has\s+been|had\s+been|having\s+been|have\s+been)"
OF_A_DAY = re.compile(
    r"\bmeetings?(?P<before>[^.;\n]{0,140}?)[\s,]*(?:at\s+[\d.:]+\s*(?:am|pm|noon)?[\s,]*)?"
    rf"\b{IS}\s+(?:therefore\s+|accordingly\s+|since\s+)?{HOW}\b"
)
"""The words from "meeting" to "was cancelled"; the day must stand last among them."""
BEFORE_DAY = re.compile(
    r"\s*(?:of\s+(?:the\s+)?(?P<body>[A-Z][\w&' -]{2,90}?))?[\s,]*"
    r"(?:(?:which|that)\s+(?:is|was|were|had\s+been)\s+)?"
    r"(?:called|due|planned|scheduled|arranged|set|fixed|intended)?\s*"
    r"(?:to\s+(?:be\s+held|take\s+place|meet))?\s*(?:for|on|of)?\s*(?:the\s+)?$"
)
THIS = re.compile(
    rf"\bthis\s+meeting\s+{IS}\s+{HOW}\b|^\W*(?:meeting\s+)?(?P<alone>cancell?ed|postponed)\W*$",
    re.IGNORECASE | re.MULTILINE,
)
"""What an agenda says of its own meeting."""
ENDS = re.compile(r"[.!?]\s+|\n+")
"""What ends a sentence."""
TITLE = re.compile(r"\b(?:cancell?ed|cancellation|postponed)\b", re.IGNORECASE)


def called_off(
    index: MeetingRecords, documents: Mapping[str, Document]
) -> dict[str, tuple[Meeting, CalledOff]]:
    """Return the meetings that agendas and minutes say were called off, by id.

    A sentence counts that names the day of the meeting ("The meeting called for Thursday, 8 May
    2025 was cancelled"); an agenda may also say it of its own meeting, in its words or its title.
    Where several say it, the first document by path is taken.
    """
    bodies = {
        place.body.id: place.body
        for place in (
            place_of(paper.description) for each in documents.values() for paper in each.papers
        )
        if place.body
    }
    found: dict[str, tuple[Meeting, CalledOff]] = {}
    for document, passage in _telling(index, documents):
        for meant, standing, start, stop in _told(document, passage, bodies):
            span = Span(passage.section, passage.start + start, passage.start + stop)
            said = said_in(index, document, index.sections(document.id), span)
            if said is not None:
                found.setdefault(meant.id, (meant, CalledOff(standing, document, said)))
    for document in documents.values():
        named = TITLE.search(document.description.title or "")
        own = place_of(document.description).published_with
        if named and own and document.description.kind is DocumentKind.AGENDA_FRONTSHEET:
            found.setdefault(own.id, (own, CalledOff(_standing(named[0]), document)))
    return found


def _telling(
    index: MeetingRecords, documents: Mapping[str, Document]
) -> Iterator[tuple[Document, Passage]]:
    """Yield the passages that may call off a meeting, by document and in order."""
    passages: dict[str, Passage] = {}
    for word in ("cancel", "postponed"):
        passages |= {each.id: each for each in index.passages_saying(word, READ)}
    found = [
        (documents[each.document_id].at(each.pages[0]), each)
        for each in passages.values()
        if each.document_id in documents
    ]
    telling = [pair for pair in found if pair[0].description.kind in TELLING]
    yield from sorted(telling, key=lambda pair: (pair[0].path, pair[1].ordinal))


def _told(
    document: Document, passage: Passage, bodies: Mapping[str, Body]
) -> Iterator[tuple[Meeting, Standing, int, int]]:
    """Yield the meetings that a passage calls off, with where it says so."""
    place = place_of(document.description)
    if place.council is None or place.body is None:
        return
    for match in OF_A_DAY.finditer(passage.text):
        for day, before in _days(match["before"]):
            named = BEFORE_DAY.fullmatch(before)
            meeting_of = _body(named["body"], place.body, bodies) if named else None
            if meeting_of is not None:
                meant = meeting(place.council.name, meeting_of.name, day)
                yield meant, _standing(match["how"]), *_sentence(passage.text, match)
    own = place.published_with
    if own and document.description.kind is DocumentKind.AGENDA_FRONTSHEET:
        for match in THIS.finditer(passage.text):
            yield own, _standing(match[0]), *_sentence(passage.text, match)


def _sentence(text: str, match: re.Match[str]) -> tuple[int, int]:
    """Return where the sentence begins and ends that `match` is in."""
    begins = max((end.end() for end in ENDS.finditer(text, 0, match.start())), default=0)
    ends = ENDS.search(text, match.end())
    return begins, len(text[: ends.end() if ends else None].rstrip())


def _days(words: str) -> Sequence[tuple[date, str]]:
    """Return the day that `words` end with, and the words before it; nothing where none does."""
    named = dates_in(words)
    if not named or words[named[-1].stop :].strip(" ,\n"):
        return ()
    return ((named[-1].date, words[: named[-1].start]),)


def _body(name: str | None, own: Body, bodies: Mapping[str, Body]) -> Body | None:
    """Return the body of the same council that is named: `own` where none is, None if unknown."""
    if not name:
        return own
    return bodies.get(body(own.council.name, name).id)


def _standing(word: str) -> Standing:
    return Standing.POSTPONED if "postponed" in word.casefold() else Standing.CANCELLED
