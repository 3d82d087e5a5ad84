"""Which papers a question asks for: those of that title, kind and meeting, by their first words."""

from __future__ import annotations

import re
from datetime import date

from indexer.catalogue.values import place_of
from indexer.records import Document, DocumentKind, title_of
from indexer.store.schema import Narrowing
from indexer.terms import terms
from service.answers import Reading
from service.decisions import farther_from_its_meeting, meeting_of
from service.recall.naming import NEWEST, days_of_meetings, matter_said, may_mean
from service.recall.values import Recalled, Recollection, Records

_PAPERS = (
    r"(?:reports?|minutes|agendas?|appendix|appendices|strateg(?:y|ies)|plans?|papers?|documents?|"
    r"packs?|statements?|polic(?:y|ies)|notices?|press releases?)"
)
ASKED = re.compile(
    r"^\W*(?:(?:can|could) (?:you|i|we) )?(?:please )?(?:where (?:is|are|can|could|do) "
    r"(?:(?:i|we|you) (?:find|see|read|get|download) )?|show me |find (?:me )?|link to |download )"
    rf"(?:the |a |all )?[^?.;,]*\b{_PAPERS}\b[^?;,]*\W*$",
    re.IGNORECASE,
)
KINDS = {
    DocumentKind.REPORT: re.compile(r"\breports?\b", re.IGNORECASE),
    DocumentKind.MINUTES: re.compile(r"\bminutes\b", re.IGNORECASE),
    DocumentKind.AGENDA_FRONTSHEET: re.compile(r"\bagendas?\b", re.IGNORECASE),
    DocumentKind.PRESS_RELEASE: re.compile(r"\bpress releases?\b", re.IGNORECASE),
    DocumentKind.DECISION_NOTICE: re.compile(r"\bdecision notices?\b", re.IGNORECASE),
}
NO_MATTER = frozenset(
    terms(
        "find see read get download show link open report minute agenda paper document pack press "
        "release decision notice published publish online copy last latest newest"
    )
)
"""Terms that ask for a paper, and do not say which."""
MOST = 4
"""Papers that are told of at most."""
LONGEST = 200
"""Characters of a paper's first words that are quoted."""
OPENING = 15
"""Lines of a paper among which the one that says most of its title is quoted."""
LINE = re.compile(r"[^\n\t]*\w{2}[^\n\t]*")


def papers_asked_for(reading: Reading) -> bool:
    """Return whether a question asks where papers are, and says which: by words or a meeting."""
    return ASKED.search(reading.text) is not None and bool(
        _matter(reading) or days_of_meetings(reading) or NEWEST.search(reading.text)
    )


def on_papers(reading: Reading, records: Records) -> Recollection:
    """Return the first words of the papers that a question asks for, the newest first.

    Their titles have all that it says of them, they are of the kind that it names, if any, and of
    the meetings that it may mean.
    """
    matter = _matter(reading)
    kinds = [kind for kind, words in KINDS.items() if words.search(reading.text)]
    found: dict[object, Recalled] = {}
    papers = [paper for each in records.documents(Narrowing()) for paper in each.papers]
    for document in sorted(papers, key=_newest_first):
        if (
            (not kinds or document.description.kind in kinds)
            and matter <= set(terms(title_of(document)))
            and _may_be_meant(document, reading)
            and (words := _first_words(document, records)) is not None
        ):
            found.setdefault(_once(document), words)
    told = tuple(found.values())[: 1 if NEWEST.search(reading.text) else MOST]
    more = f"{len(found)} papers are called so: these are {MOST} of them."
    return Recollection(
        told, certain=bool(told), note=more if MOST == len(told) < len(found) else ""
    )


def _matter(reading: Reading) -> frozenset[str]:
    return matter_said(reading, NO_MATTER)


def _may_be_meant(document: Document, reading: Reading) -> bool:
    meeting = meeting_of(document)
    if meeting is None:
        return not reading.bodies and not days_of_meetings(reading)
    return may_mean(reading, meeting)


def _newest_first(document: Document) -> tuple[int, bool, bool, str]:
    day = place_of(document.description).day or date.min
    return -day.toordinal(), *farther_from_its_meeting(document)


def _once(document: Document) -> object:
    """Return what tells a paper from others: minutes of one meeting are one, where they stand."""
    minutes = document.description.kind is DocumentKind.MINUTES
    return meeting_of(document) if minutes else document.id


def _first_words(document: Document, records: Records) -> Recalled | None:
    """Return the line of a paper's beginning that says most of its title, the first of several."""
    title = set(terms(title_of(document)))
    lines = [
        Recalled(document, piece.page, words[0][:LONGEST].strip())
        for section in document.own(records.sections(document.id))[:OPENING]
        for piece in section.pieces[:OPENING]
        if (words := LINE.match(section.text, piece.start, piece.stop))
    ][:OPENING]
    return max(lines, key=lambda each: len(title.intersection(terms(each.quote))), default=None)
