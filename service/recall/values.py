"""What is recalled of records, and what recalling needs of an index."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from msgspec import Struct

from indexer.catalogue.decided import ItemPlace
from indexer.decisions.records import Proof
from indexer.records import Body, Council, Document, Passage
from service.language import Rarity
from service.meetings.overview import Meetings
from service.meetings.values import MeetingRecords


class Records(MeetingRecords, Protocol):
    """What recalling needs of an index."""

    def councils(self) -> Sequence[Council]:
        """Return the councils held."""

    def bodies(self) -> Sequence[Body]:
        """Return the bodies held."""

    def agenda_items(self) -> tuple[ItemPlace, ...]:
        """Return every document's agenda items, each where it begins."""

    @property
    def meetings(self) -> Meetings:
        """All meetings of which a paper is held."""

    def rarity(self) -> Rarity:
        """Return how rare words are in these records."""

    def passages_of(self, document_id: str) -> tuple[Passage, ...]:
        """Return the passages of a document, in order."""


class Recalled(Struct, frozen=True):
    """Words that a record has for what is asked, and the document and page where they begin.

    Where they do not stand together, those of ``shorter`` are taken. With ``parts`` they are these
    stretches of the text of section ``section``, in the order told, and ``quote`` is those words.
    ``proof`` is where they begin, where a document may say the same of several things.
    """

    document: Document
    page: int
    quote: str
    shorter: str = ""
    section: int = 0
    parts: tuple[tuple[int, int], ...] = ()
    proof: Proof | None = None


class Recollection(Struct, frozen=True):
    """The words that records have for what is asked; ``lacking`` is what they do not record.

    ``certain`` says that the record is surely the one asked for, ``note`` what else is to be known.
    ``how`` says that the words tell how something was decided, and what that was.
    """

    words: tuple[Recalled, ...] = ()
    lacking: str = ""
    certain: bool = False
    note: str = ""
    how: bool = False
