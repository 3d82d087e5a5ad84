"""A search of all records: by exact words, by meaning or by both, with facets and an order."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Protocol

from msgspec import Struct

from indexer.catalogue.values import labels_of, place_of
from indexer.errors import QuestionError
from indexer.records import Document, Passage
from indexer.searching.modes import Mode
from indexer.searching.narrowing import meets
from indexer.searching.syntax import Search
from indexer.store.schema import Narrowing
from service.filters import narrowing_of
from service.index import Index
from service.retrieve import fuse
from service.search.facets import Facet, facets_of
from service.search.passages import Held, Passages

NEAREST = 200
"""Passages taken from each arm of a search by meaning."""


class Searched(Index, Held, Protocol):
    """What searching needs of an index."""


class Order(StrEnum):
    """The order of documents."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"


class FoundDocument(Struct, frozen=True):
    """A document and the passages found in it, the best first."""

    document: Document
    passages: tuple[Passage, ...]

    @property
    def papers(self) -> Iterable[Document]:
        """The document, or the papers bound into it, of which passages were found."""
        found = (self.document.at(passage.pages[0]) for passage in self.passages)
        return {paper.first_page: paper for paper in found}.values()


class Found(Struct, frozen=True):
    """What a search found, by document. ``exact`` says whether the totals are no estimates."""

    documents: tuple[FoundDocument, ...]
    exact: bool

    @property
    def passages(self) -> int:
        """How many passages were found."""
        return sum(len(each.passages) for each in self.documents)

    def facets(self) -> dict[str, tuple[Facet, ...]]:
        """Return what the documents found are of, with counts."""
        return facets_of(paper for each in self.documents for paper in each.papers)


def find(
    index: Searched, held: Passages, search: Search, mode: Mode, order: Order = Order.RELEVANCE
) -> Found:
    """Return all that `search` finds in the passages `held`, complete where `mode` is exact.

    Raises
    ------
    QuestionError
        A council, body or kind is not known, or there are no words to find by their meaning.
    """
    narrowing = narrowing_of(
        index, search.councils, search.bodies, search.kinds, search.since, search.until
    )
    wanted = set(held.documents)
    if narrowing != Narrowing():
        wanted &= {each.id for each in index.documents(narrowing)}
    exactly = held.matching(search, wanted) if mode is not Mode.MEANING else []
    if mode is Mode.EXACT or (mode is Mode.BOTH and not search.words):
        names, exact = exactly, True
    elif not search.words:
        raise QuestionError("There are no words to find by their meaning: write some.")
    else:
        nearest = _nearest(index, search, narrowing, mode is Mode.BOTH)
        kept = held.without(nearest, search.excluded)
        names, exact = list(dict.fromkeys([*exactly, *kept])), False
    found = [
        name
        for name in names
        if (paper := held.paper(name)).id in wanted
        # a document is wanted that has a part which meets the narrowing
        and (not paper.parts or meets(narrowing, labels_of(paper)))
    ]
    return Found(_ordered(_by_document(held, found), order), exact)


def _nearest(index: Index, search: Search, narrowing: Narrowing, by_words: bool) -> list[str]:
    """Return the ids of the passages nearest in meaning, and by words too where asked for."""
    dense, sparse = index.encode_question(search.words)
    hits = index.search(dense, sparse if by_words else None, NEAREST, narrowing)
    return [hit.id for hit in fuse(hits, 0.5 if by_words else 1.0)]


def _by_document(held: Passages, names: Iterable[str]) -> list[FoundDocument]:
    found: dict[str, list[Passage]] = {}
    for name in names:
        passage = held.passages[name]
        found.setdefault(passage.document_id, []).append(passage)
    return [FoundDocument(held.documents[each], tuple(some)) for each, some in found.items()]


def _ordered(found: list[FoundDocument], order: Order) -> tuple[FoundDocument, ...]:
    if order is Order.RELEVANCE:
        return tuple(found)
    sign = -1 if order is Order.NEWEST else 1

    def by_day(each: FoundDocument) -> tuple[bool, int, str]:
        day = place_of(each.document.description).day
        return (day is None, sign * day.toordinal() if day else 0, each.document.path)

    return tuple(sorted(found, key=by_day))
