"""What crosses the catalogue's border besides the domain's own records."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from msgspec import Struct

from indexer.naming import body, council, meeting
from indexer.records import (
    Body,
    Council,
    Description,
    Document,
    Meeting,
    Page,
    Part,
    Passage,
    Section,
)
from indexer.store.schema import Labels


class GenerationState(StrEnum):
    """Where a generation stands: one is current, at most one is being built."""

    BUILDING = "building"
    CURRENT = "current"
    RETIRED = "retired"


class Generation(Struct, frozen=True):
    """An index built with one set of settings.

    ``fingerprint`` is the JSON of what it was built with, ``dimensions`` the length of its dense
    vectors.
    """

    id: int
    fingerprint: str
    dimensions: int
    state: GenerationState


class Version(Struct, frozen=True):
    """One state of a document's bytes; ``superseded`` is when the next one was seen."""

    document: str
    number: int
    digest: str
    first_seen: datetime
    superseded: datetime | None


class Held(Struct, frozen=True):
    """What is held of a document as published: enough to see whether it changed.

    ``read`` says whether the generation asked for has a reading of it.
    """

    id: str
    path: str
    digest: str
    stated: Description
    read: bool


class Failure(Struct, frozen=True):
    """A document that could not be read when it was last tried, and why."""

    source: str
    path: str
    message: str
    digest: str | None
    program: str
    occurred: datetime


class Content(Struct, frozen=True):
    """What bytes were read as. ``form`` is the suffix of their name, which a reader may go by."""

    digest: str
    form: str
    media_type: str
    pages: tuple[Page, ...]


class ReadDocument(Struct, frozen=True):
    """Everything that follows from one document's bytes and its stated description."""

    document: str
    digest: str
    form: str
    description: Description
    inferred: tuple[str, ...]
    sections: tuple[Section, ...]
    passages: tuple[Passage, ...]
    sketch: bytes
    parts: tuple[Part, ...] = ()


class PendingPassage(Struct, frozen=True):
    """A passage that the store does not hold yet as it should be.

    ``unmatched`` says that its words are new in its document, and that the searches that are
    followed are still to be held against it.
    """

    id: str
    digest: str
    text: str
    labels: Labels
    unmatched: bool


class Counts(Struct, frozen=True):
    """How much a generation holds."""

    sources: int
    councils: int
    bodies: int
    meetings: int
    documents: int
    kinds: tuple[tuple[str, int], ...]
    pages: int
    pages_without_text: int
    sections: int
    passages: int
    pending: int
    failures: int


class Extent(Struct, frozen=True):
    """The first and the last day that the documents held are of."""

    first: date
    last: date


class Place(Struct, frozen=True):
    """Where a description puts a document among councils, bodies and meetings.

    ``council``, ``body`` and ``day`` are what a search narrows by: of the meeting recorded, else of
    the one it was published with; the day of publication where there is no meeting.
    """

    council: Council | None
    body: Body | None
    published_with: Meeting | None
    recorded: Meeting | None
    day: date | None


def labels_of(document: Document) -> Labels:
    """Return what the passages of a document, or of one of its parts, are narrowed by."""
    place = place_of(document.description)
    return Labels(
        document=document.id,
        council=place.council.id if place.council else "",
        body=place.body.id if place.body else "",
        kind=document.description.kind or "",
        date=place.day,
    )


def place_of(description: Description) -> Place:
    """Return the place of a document so described."""
    name = description.council
    recorded_body = description.recorded_body or description.body
    return Place(
        council=council(name) if name else None,
        body=body(name, recorded_body) if name and recorded_body else None,
        published_with=(
            meeting(name, description.body, description.meeting_date)
            if name and description.body and description.meeting_date
            else None
        ),
        recorded=(
            meeting(name, recorded_body, description.recorded_date)
            if name and recorded_body and description.recorded_date
            else None
        ),
        day=description.recorded_date or description.meeting_date or description.published,
    )
