"""A document's description: what its source states, and what its own first pages say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

import msgspec

from indexer.dates import dates_in, first_date
from indexer.inference.first_pages import FirstPages, first_pages
from indexer.inference.heads import called_in_head, council_in_head, day_in_head
from indexer.inference.kinds import is_ai_generated, kind_of, records_its_items
from indexer.inference.meetings import (
    NONE,
    NamedMeeting,
    coming_meeting,
    confirming_date,
    deciding_meeting,
    recorded_meeting,
)
from indexer.inference.names import body_name, council_in
from indexer.inference.places import PlaceFacts, is_whole_council, place_facts
from indexer.inference.titles import title_of
from indexer.offered import PublishedDocument
from indexer.records import BlockKind, Description, DocumentKind, Page

_PUBLISHED = re.compile(
    r"(?:Date (?:of )?(?:[Pp]ublication|[Pp]ublished|[Ii]ssued?)|Published|Publication date|Issued)"
    r"(?: on)?\b[\s:–-]*"
    r"(?P<rest>.{6,40})"
)
_DEAR = re.compile(r"Dear\b")
_AROUND = 16
"""A line that says when something was published says little else; running text does."""
_HEAD = 12
"""How many lines make the head of a document, where its council's name may stand."""
_ITS_OWN = frozenset(
    {
        DocumentKind.AGENDA_FRONTSHEET,
        DocumentKind.MINUTES,
        DocumentKind.MEETING_SUMMARY,
        DocumentKind.DECISION_NOTICE,
        DocumentKind.PRESS_RELEASE,
    }
)
"""Papers that, of councils, mostly name only their own."""
_RECORDS = frozenset({DocumentKind.MINUTES, DocumentKind.MEETING_SUMMARY})
_OF_ITS_PAGE = re.compile(
    r"^(?:committee )?(?:details|members(?:hip)?)(?: of\s+|\s*[:–—-]+\s*)"
    r"|[\s:–—-]+(?:details|members(?:hip)?)$",
    re.IGNORECASE,
)
"""What the title of a body's own page says besides its name."""
_OF_NO_MEETING = frozenset({DocumentKind.PRESS_RELEASE, DocumentKind.OTHER, None})


def describe(
    document: PublishedDocument, pages: Sequence[Page]
) -> tuple[Description, tuple[str, ...]]:
    """Return the description of `document`, and the names of its fields that were inferred.

    What the source states is kept as it is. The rest is read from the first pages, and where they
    do not say it, from the path. What neither says stays ``None``.
    """
    found = infer(document.path, pages, document.stated)
    description = document.stated
    inferred = []
    for name in Description.__struct_fields__:
        value = getattr(found, name)
        if getattr(description, name) is None and value is not None:
            description = msgspec.structs.replace(description, **{name: value})
            inferred.append(name)
    return description, tuple(inferred)


def infer(path: str, pages: Sequence[Page], stated: Description) -> Description:
    """Return what `pages` and `path` say of their document.

    Of what is stated, the kind and the council are heeded, which say how to read the rest, and the
    meeting, by which the papers of a meeting are called.
    """
    first = first_pages(pages)
    place = place_facts(path)
    kind = stated.kind or kind_of(first) or _kind_by_place(place)
    council = stated.council or _council(first, pages, kind)
    named = _meeting(first, kind)
    body = meeting_date = recorded = None
    headed = kind is DocumentKind.MINUTES and not records_its_items(first)
    if kind is DocumentKind.AGENDA_FRONTSHEET and not (named.body or named.date):
        day = called_in_head(first)
        named = NamedMeeting(council_in_head(first) if day else None, day)
    if kind not in _OF_NO_MEETING:
        own = council_in_head(first) if headed else None
        body = named.body or _placed_body(place, council) or own
        meeting_date = _published_with(first, kind, named, place)
    elif kind is None:
        body = _titled_body(first)
    if kind in _RECORDS:
        recorded = named.date or (day_in_head(first) if headed else None) or place.named_date
    called = recorded or stated.meeting_date or meeting_date
    return Description(
        title=title_of(first, kind, stated.body or body, called, place.title),
        kind=kind,
        council=council,
        body=body,
        meeting_date=meeting_date,
        recorded_body=body if kind in _RECORDS else None,
        recorded_date=recorded,
        published=_published(first, kind, place),
        ai_generated=True if is_ai_generated(first) else None,
    )


def _kind_by_place(place: PlaceFacts) -> DocumentKind | None:
    if place.kind is not None or place.meeting_date is None or place.body is None:
        return place.kind
    # What is published with a meeting and has no form of its own is one of its reports.
    return DocumentKind.REPORT


def _meeting(first: FirstPages, kind: DocumentKind | None) -> NamedMeeting:
    if kind in _OF_NO_MEETING:
        return NONE
    if kind in _RECORDS and not records_its_items(first):
        return recorded_meeting(first)
    if kind is DocumentKind.DECISION_NOTICE:
        return deciding_meeting(first)
    return coming_meeting(first)


def _published_with(
    first: FirstPages, kind: DocumentKind | None, named: NamedMeeting, place: PlaceFacts
) -> date | None:
    """Return the day of the meeting that the document was published with, where it is known.

    Minutes mostly come with a later meeting than theirs, which they seldom name. A page of a
    meeting comes with that one.
    """
    if kind is DocumentKind.MINUTES and records_its_items(first):
        return named.date
    if kind is DocumentKind.MINUTES:
        day = confirming_date(first) or place.meeting_date
        return None if day and named.date and day < named.date else day
    if kind is DocumentKind.REPORT:
        return named.date or place.meeting_date
    return named.date or place.meeting_date or place.named_date


def _placed_body(place: PlaceFacts, council: str | None) -> str | None:
    """Return the body that the place names; a county's councillors are its County Council."""
    if not is_whole_council(place.body):
        return place.body
    if council is None:
        return None
    return "County Council" if council.endswith(" County Council") else "Council"


def _titled_body(first: FirstPages) -> str | None:
    """Return the body that is the title of a paper, as of the page that tells its members."""
    title = next((block.text for block in first.opening if block.kind is BlockKind.TITLE), "")
    return body_name(_OF_ITS_PAGE.sub("", title.strip()))


def _council(first: FirstPages, pages: Sequence[Page], kind: DocumentKind | None) -> str | None:
    """Return the council that the first pages name as their own, else that all pages do."""
    return council_in(first.lines, _HEAD, least=1 if kind in _ITS_OWN else 3) or council_in(
        [line.strip() for page in pages for line in page.text.splitlines()], 0
    )


def _published(first: FirstPages, kind: DocumentKind | None, place: PlaceFacts) -> date | None:
    for line in first.lines:
        match = _PUBLISHED.match(line)
        named = dates_in(match["rest"], figures=True) if match else ()
        if match and named and len(match["rest"]) - named[0].stop + named[0].start < _AROUND:
            return named[0].date
    letter = first.field("date") if any(_DEAR.match(line) for line in first.head(30)) else None
    if kind is DocumentKind.REPORTS_PACK and letter:
        return first_date(letter.lines[0])
    if kind is DocumentKind.PRESS_RELEASE:
        return place.named_date or place.meeting_date
    return None
