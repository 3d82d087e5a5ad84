"""What the service needs of an index: everything that answering asks for, in one place."""

from __future__ import annotations

from collections.abc import Sequence, Set
from datetime import date
from typing import Protocol

from indexer.catalogue.decided import ItemPlace
from indexer.catalogue.values import Counts, Extent, Version
from indexer.decisions.records import Decision, Proceedings
from indexer.records import Body, Council, Document, Page, Passage, Section
from indexer.store.schema import EVERYTHING, Hits, Narrowing, SparseVector, Vector
from indexer.text_terms import TextTerms
from indexer.word_vectors import PackedWords, WordVectors
from service.language import Rarity
from service.marking.values import Marks, Stretch
from service.meetings.overview import Meetings


class Index(Protocol):
    """What the service needs of an index. Safe to share between threads."""

    @property
    def generation(self) -> str:
        """The generation's name."""

    def encode_question(self, text: str) -> tuple[Vector, SparseVector]:
        """Return the dense and the sparse vector of a question."""

    def encode_terms(self, text: str) -> SparseVector:
        """Return the sparse vector of some words."""

    def encode_words(self, text: str) -> WordVectors:
        """Return the vectors of a question's words."""

    def marks(self, question: str, stretches: Sequence[Stretch]) -> tuple[Marks, ...]:
        """Return where each of `stretches` answers a question."""

    def words(self, passages: Sequence[Passage]) -> tuple[PackedWords, ...]:
        """Return the vectors of the words of each of `passages`, as they are embedded."""

    def terms(self, passages: Sequence[Passage]) -> tuple[TextTerms, ...]:
        """Return the terms of each of `passages`, as they are embedded."""

    def search(
        self,
        dense: Vector | None,
        sparse: SparseVector | None,
        limit: int,
        narrowing: Narrowing,
    ) -> Hits:
        """Return the best `limit` hits of each arm."""

    def rarity(self) -> Rarity:
        """Return how rare words are in these records."""

    def passages(self, ids: Sequence[str]) -> tuple[Passage, ...]:
        """Return the passages of these ids, in their order, without those not held."""

    def documents_by_id(self, ids: Sequence[str]) -> tuple[Document, ...]:
        """Return the documents of these ids, in their order, without those not held."""

    def documents(self, narrowing: Narrowing) -> tuple[Document, ...]:
        """Return the documents that meet `narrowing`, by source and path."""

    def document(self, document_id: str) -> Document:
        """Return the document of that id; raises `NotFound`."""

    def section(self, document_id: str, ordinal: int) -> Section:
        """Return one section of a document; raises `NotFound`."""

    def sections(self, document_id: str) -> tuple[Section, ...]:
        """Return the sections of a document, in order."""

    def passages_of(self, document_id: str) -> tuple[Passage, ...]:
        """Return the passages of a document, in order."""

    def passages_saying(self, text: str, limit: int) -> tuple[Passage, ...]:
        """Return up to `limit` passages that hold `text`, whatever the case."""

    def page(self, document_id: str, number: int, version: int | None = None) -> Page:
        """Return one page of a document, from 1, of its newest version; raises `NotFound`."""

    def pages(self, document_id: str, version: int | None = None) -> tuple[Page, ...]:
        """Return all pages of a document, of its newest version."""

    def versions(self, document_id: str) -> tuple[Version, ...]:
        """Return all versions of a document, the oldest first."""

    def original(self, document_id: str, version: int | None = None) -> bytes:
        """Return the bytes of a document as published, the newest; raises `NotFound`."""

    def proceedings(self, narrowing: Narrowing) -> tuple[Proceedings, ...]:
        """Return what was read of the decisions in each document that meets `narrowing`."""

    def decision(self, decision_id: str) -> Decision:
        """Return the decision of that id; raises `NotFound`."""

    def agenda_items(self) -> tuple[ItemPlace, ...]:
        """Return every document's agenda items, each where it begins."""

    def councils(self) -> Sequence[Council]:
        """Return the councils held."""

    def bodies(self) -> Sequence[Body]:
        """Return the bodies held."""

    def extent(self, narrowing: Narrowing = EVERYTHING) -> Extent | None:
        """Return the first and last day of the records that meet `narrowing`."""

    def days(self, narrowing: Narrowing = EVERYTHING) -> Set[date]:
        """Return the days that the records that meet `narrowing` are of."""

    @property
    def meetings(self) -> Meetings:
        """All meetings of which a paper is held."""

    def state(self) -> str:
        """Return what changes whenever documents come, change or go."""

    def counts(self) -> Counts:
        """Return how much is held."""
