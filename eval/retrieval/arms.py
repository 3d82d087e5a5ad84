"""The arms of retrieval that are measured, each from a question to a ranking of passages."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence, Set
from datetime import date
from enum import StrEnum
from typing import Any, Protocol, cast

from msgspec import Struct

from eval.retrieval.queries import EncodedQuery
from indexer.catalogue.values import Extent
from indexer.config import Settings
from indexer.errors import QuestionError
from indexer.records import Body, Council, Document, Passage, Section
from indexer.store.schema import EVERYTHING, Hit, Hits, Narrowing, SparseVector, Vector
from indexer.text_terms import TextTerms
from indexer.word_vectors import PackedWords, WordVectors
from service.answers import Candidate, Question
from service.index import Index
from service.language import Rarity
from service.marking.values import Marks, Stretch
from service.retrieve import fuse
from service.steps import Composer, Context, compose, gather, read
from service.steps import find as find_candidates

FIRST_ASKED = 128
"""Passages that an arm by itself is first asked for."""

Step = Callable[[Context], None]
SEARCHED: tuple[Step, ...] = (read, find_candidates, gather)
"""The steps of answering that a search takes too; of a benchmark no decision is recalled."""


class Arm(StrEnum):
    """A way to find passages.

    ``bm25`` and ``dense`` are the two arms of the store, each by itself; ``fused`` is both, by
    the weighted sum of their scores; ``full`` is what a search serves: the question is interpreted,
    its candidates fused, preferred and collapsed. ``read`` is what an answer rests on: the first
    of these, also by what the marker made of them. A near-duplicate stands right after the passage
    that stands for it, as it does on the page.
    """

    BM25 = "bm25"
    DENSE = "dense"
    FUSED = "fused"
    FULL = "full"
    READ = "read"


def chief(arms: Sequence[Arm]) -> Arm:
    """Return the arm that stands for a run: what serves users, or the nearest to it there is."""
    return max(arms, key=list(Arm).index)


class Searchable(Protocol):
    """What finding passages needs of an index."""

    def encode_query(self, text: str) -> EncodedQuery:
        """Return a question as the embedder sees it."""

    def encode_terms(self, text: str) -> SparseVector:
        """Return the sparse vector of a question."""

    def marks(self, question: str, stretches: Sequence[Stretch]) -> tuple[Marks, ...]:
        """Return where each of `stretches` answers a question."""

    def encode_words(self, text: str) -> WordVectors:
        """Return the vectors of a question's words."""

    def rarity(self) -> Rarity:
        """Return how rare words are."""

    def words(self, passages: Sequence[Passage]) -> tuple[PackedWords, ...]:
        """Return the vectors of the words of each of `passages`."""

    def terms(self, passages: Sequence[Passage]) -> tuple[TextTerms, ...]:
        """Return the terms of each of `passages`."""

    def search(
        self,
        dense: Vector | None,
        sparse: SparseVector | None,
        limit: int,
        narrowing: Narrowing,
    ) -> Hits:
        """Return the best `limit` hits of each arm."""

    def passages(self, ids: Sequence[str]) -> tuple[Passage, ...]:
        """Return the passages of these ids, in their order, without those not held."""

    def section(self, document_id: str, ordinal: int) -> Section:
        """Return one section of a document."""

    def documents_by_id(self, ids: Sequence[str]) -> tuple[Document, ...]:
        """Return the documents of these ids, in their order, without those not held."""

    def councils(self) -> Sequence[Council]:
        """Return the councils held."""

    def bodies(self) -> Sequence[Body]:
        """Return the bodies held."""

    def extent(self, narrowing: Narrowing = EVERYTHING) -> Extent | None:
        """Return the first and last day of the records that meet `narrowing`."""

    def days(self, narrowing: Narrowing = EVERYTHING) -> Set[date]:
        """Return the days that the records that meet `narrowing` are of."""


class Found(Struct, frozen=True):
    """What an arm found for a question: passages and scores, the best first.

    ``refused`` is why the question was not searched for, or empty: the service does not take
    every text for a question. ``milliseconds`` is the time from the question to the ranking.
    """

    hits: tuple[Hit, ...]
    milliseconds: float
    refused: str = ""


def find(
    text: str,
    arms: Sequence[Arm],
    index: Searchable,
    settings: Settings,
    composer: Composer,
    enough: Callable[[Sequence[Hit]], bool],
) -> dict[Arm, Found]:
    """Return what each of `arms` finds for a question.

    Parameters
    ----------
    text
        The question.
    arms
        Which arms to search by.
    index
        Where to search.
    settings
        How all but the arms by themselves search.
    composer
        What reads for an answer.
    enough
        Whether these hits of one arm by itself are enough; if not, twice as many are asked for,
        until there are no more.
    """
    sparing = _Sparing(index)
    kept = cast("Index", sparing)

    def after(steps: Sequence[Step]) -> Callable[[], tuple[tuple[Hit, ...], str]]:
        return lambda: _served(Context(Question(text), kept, settings, composer), steps)

    ways: dict[Arm, Callable[[], tuple[tuple[Hit, ...], str]]] = {
        Arm.BM25: lambda: (_alone(index, None, index.encode_terms(text), enough), ""),
        Arm.DENSE: lambda: (_alone(index, sparing.dense(text), None, enough), ""),
        Arm.FUSED: lambda: (_fused(text, kept, settings), ""),
        Arm.FULL: after(SEARCHED),
        Arm.READ: after((*SEARCHED, compose)),
    }
    found = {}
    for arm in arms:
        sparing.seconds = 0.0
        started = time.perf_counter()
        hits, refused = ways[arm]()
        seconds = time.perf_counter() - started + sparing.seconds
        found[arm] = Found(hits, round(seconds * 1000, 3), refused)
    return found


class _Sparing:
    """An index that does not search again for what one arm after another searches for.

    ``seconds`` is the time that this, and keeping questions' vectors, spared an arm.
    """

    def __init__(self, index: Searchable) -> None:
        self._index = index
        self._searched: dict[tuple[bytes, SparseVector, int], tuple[Hits, float]] = {}
        self.seconds = 0.0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._index, name)

    def dense(self, text: str) -> Vector:
        """Return the vector of a question."""
        started = time.perf_counter()
        query = self._index.encode_query(text)
        self.seconds += query.seconds - (time.perf_counter() - started)
        return query.vector

    def encode_question(self, text: str) -> tuple[Vector, SparseVector]:
        """Return the dense and the sparse vector of a question."""
        return self.dense(text), self._index.encode_terms(text)

    def search(self, dense: Vector, sparse: SparseVector, limit: int, narrowing: Narrowing) -> Hits:
        """Return the best `limit` hits of each arm."""
        if narrowing != EVERYTHING:
            return self._index.search(dense, sparse, limit, narrowing)
        asked = dense.tobytes(), sparse, limit
        if asked in self._searched:
            hits, seconds = self._searched[asked]
            self.seconds += seconds
            return hits
        started = time.perf_counter()
        hits = self._index.search(dense, sparse, limit, narrowing)
        self._searched[asked] = hits, time.perf_counter() - started
        return hits


def _alone(
    index: Searchable,
    dense: Vector | None,
    sparse: SparseVector | None,
    enough: Callable[[Sequence[Hit]], bool],
) -> tuple[Hit, ...]:
    limit = FIRST_ASKED
    while True:
        both = index.search(dense, sparse, limit, EVERYTHING)
        hits = both.sparse if dense is None else both.dense
        if len(hits) < limit or enough(hits):
            return hits
        limit *= 2


def _fused(text: str, index: Index, settings: Settings) -> tuple[Hit, ...]:
    how = settings.retrieval
    hits = index.search(*index.encode_question(text), how.depth, EVERYTHING)
    return tuple(Hit(hit.id, hit.score) for hit in fuse(hits, how.dense_weight, how.candidates))


def _served(context: Context, steps: Sequence[Step]) -> tuple[tuple[Hit, ...], str]:
    try:
        for step in steps:
            if context.status is None:
                step(context)
    except QuestionError as error:
        return (), str(error)
    return tuple(_shown(context.candidates)), context.reading.not_a_question


def _shown(candidates: Sequence[Candidate]) -> Iterator[Hit]:
    """Yield every candidate where a reader meets it: a near-duplicate has its leader's score.

    That is how many candidates do not come before it: what several steps put in order has no other.
    """
    for score, candidate in zip(range(len(candidates), 0, -1), candidates, strict=True):
        for each in (candidate, *candidate.also_in):
            yield Hit(each.passage.id, float(score))
