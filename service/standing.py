"""Whether minutes are a draft or adopted, as far as the records say it.

The minutes themselves say that they are a draft: in their title or on their first page. That they
were adopted they seldom say: the body's next minutes do, "RESOLVED that the minutes of the meeting
held on 9 January 2025 be confirmed".
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from indexer.catalogue.values import place_of
from indexer.errors import NotFound
from indexer.records import Document, DocumentKind, Page, Passage
from service.citations import cited_document

MOST = 10_000
"""Passages read that speak of minutes."""
_DRAFT_TITLE = re.compile(
    r"\bdraft minutes\b|\bunconfirmed\b|\bdraft\b(?=.*\bminutes\b)", re.IGNORECASE
)
_ADOPTED_TITLE = re.compile(
    r"\b(?:adopted|approved|confirmed|signed)\b(?=.*\bminutes\b)", re.IGNORECASE
)
_DRAFT_TEXT = re.compile(
    r"\bdraft minutes\b|\bunconfirmed minutes\b|"
    r"\bsubject to (?:approval|confirmation|agreement)\b.{0,60}\b(?:next|following) meeting\b",
    re.IGNORECASE | re.DOTALL,
)
_CONFIRMED = re.compile(
    r"\bminutes of the\b(?P<when>[^.]*?)(?<!to )\b(?:be|were|was|are)\s+"
    r"(?:approved|confirmed|agreed|adopted|signed|a (?:true|correct|accurate))",
    re.IGNORECASE,
)
_DAY = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)?\s+([A-Z][a-z]+)\s+(\d{4})\b")
_Meeting = tuple[str | None, str, date]


class Standing(StrEnum):
    """What minutes are."""

    DRAFT = "Draft"
    ADOPTED = "Adopted"
    UNKNOWN = ""


class Minuted(Protocol):
    """What is needed of an index."""

    def state(self) -> str:
        """Return what changes whenever documents come, change or go."""

    def document(self, document_id: str) -> Document:
        """Return the document of that id; raises `NotFound`."""

    def documents_by_id(self, ids: Sequence[str]) -> tuple[Document, ...]:
        """Return the documents of these ids, without those not held."""

    def page(self, document_id: str, number: int) -> Page:
        """Return one page of a document, from 1; raises `NotFound`."""

    def passages_saying(self, text: str, limit: int) -> tuple[Passage, ...]:
        """Return up to `limit` passages that hold `text`."""


class Standings:
    """Tells whether minutes are a draft or adopted. Safe to share between threads."""

    def __init__(self, index: Minuted) -> None:
        self._index = index
        self._state: str | None = None
        self._confirmed: dict[_Meeting, Document] = {}
        self._reading = threading.Lock()

    def of(self, document_id: str, page: int = 1) -> Standing:
        """Return what the minutes on `page` are; unknown where there are none, or nothing says."""
        try:
            document = self._index.document(document_id).at(page)
        except NotFound:
            return Standing.UNKNOWN
        if document.description.kind is not DocumentKind.MINUTES:
            return Standing.UNKNOWN
        title = cited_document(document).title
        if _DRAFT_TITLE.search(title):
            return Standing.DRAFT
        if _ADOPTED_TITLE.search(title):
            return Standing.ADOPTED
        if document.pages and _DRAFT_TEXT.search(
            self._index.page(document_id, document.first_page).text
        ):
            return Standing.DRAFT
        return Standing.ADOPTED if self.confirmed_by(document) else Standing.UNKNOWN

    def confirmed_by(self, document: Document) -> Document | None:
        """Return the minutes that say that those of this meeting were confirmed."""
        meeting = _meeting(document)
        if meeting is None or document.description.kind is not DocumentKind.MINUTES:
            return None
        with self._reading:
            state = self._index.state()
            if state != self._state:
                self._confirmed = dict(_confirmations(self._index))
                self._state = state
            return self._confirmed.get(meeting)


def _confirmations(index: Minuted) -> Iterator[tuple[_Meeting, Document]]:
    """Yield each meeting whose minutes a later meeting of the body confirmed, and where."""
    said = [
        (passage, day)
        for passage in index.passages_saying("minutes of the", MOST)
        for confirmed in _CONFIRMED.finditer(passage.text)
        for day in _days(confirmed["when"])
    ]
    ids = sorted({passage.document_id for passage, _ in said})
    held = {each.id: each for each in index.documents_by_id(ids)}
    for passage, day in said:
        if passage.document_id not in held:
            continue
        paper = held[passage.document_id].at(passage.pages[0])
        later = _meeting(paper)
        if later and paper.description.kind is DocumentKind.MINUTES and day < later[2]:
            yield (later[0], later[1], day), paper


def _meeting(document: Document) -> _Meeting | None:
    described = document.description
    body, day = described.recorded_body or described.body, place_of(described).day
    return (described.council, body, day) if body and day else None


def _days(text: str) -> Iterator[date]:
    for number, month, year in _DAY.findall(text):
        try:
            yield datetime.strptime(f"{number} {month} {year}", "%d %B %Y").date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
