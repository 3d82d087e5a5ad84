"""A benchmark's documents as passages in a vector store, searched as the service searches.

::

    evaluation/                     under the home, or where --cache says
      vectors.sqlite                vectors once computed, by the digest of their text
      collections/<digest>/
        store/                      an embedded vector store
        passages.jsonl              its passages
        made.json                   written last: a collection that was broken off is made again

A collection is named by a digest of all that it is made from, so that it is made once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import lru_cache, partial
from pathlib import Path

import msgspec
from filelock import FileLock, Timeout

from eval.benchmarks import Benchmark
from eval.retrieval.collecting import (
    MADE,
    PASSAGES,
    VECTORS,
    Made,
    Report,
    make_collection,
    record_of,
    section_of,
)
from eval.retrieval.queries import QueryEncoder
from indexer.catalogue.values import Extent
from indexer.config import Settings
from indexer.embedding import Embedder
from indexer.errors import ConfigurationError, EvaluationError
from indexer.records import Body, Council, Document, Passage, Section, digest
from indexer.remembering import Remembering
from indexer.store.bm25 import Bm25Encoder
from indexer.store.edge import EdgeStore
from indexer.store.schema import EVERYTHING, Hits, Narrowing, SparseVector, Vector, VectorStore
from indexer.text_terms import TextTerms
from indexer.text_terms import unpack as unpack_terms
from indexer.vector_cache import VectorCache
from indexer.word_vectors import PackedWords, WordVectors
from indexer.word_vectors import unpack as unpack_words
from service.holding import holds
from service.language import Rarity, sampled
from service.marking.values import Marker, Marks, Stretch

KEPT = "the vectors of texts and of their words, their terms, and how long vectors are"
"""What is kept beside a collection: one that was made before has not all of it."""


class Collection:
    """A benchmark's passages, searched like an index that holds no council's records."""

    def __init__(
        self,
        benchmark: Benchmark,
        made: Made,
        passages: Sequence[Passage],
        store: VectorStore,
        embedder: Embedder,
        terms: Bm25Encoder,
        vectors: VectorCache,
        open_marker: Callable[[], Marker],
    ) -> None:
        self.made = made
        self._ready_marker = lru_cache(open_marker)
        self._store = store
        self.encode_query = QueryEncoder(embedder, vectors).encode
        self._terms = terms
        self._text_terms = Remembering(vectors.terms_of_many, unpack_terms, "terms")
        self._words = Remembering(
            partial(vectors.words_of_many, embedder.computation),
            unpack_words,
            "vectors of the words",
        )
        self._rarity: Rarity | None = None
        self._passages = {passage.id: passage for passage in passages}
        records = [(record_of(document), document) for document in benchmark.documents]
        self._documents = {record.id: record for record, _ in records}
        self._texts = {record.id: document for record, document in records}
        self._benchmark_ids = {
            passage.id: self._documents[passage.document_id].path for passage in passages
        }

    def encode_terms(self, text: str) -> SparseVector:
        """Return the sparse vector of a question."""
        return self._terms.encode_query(text)

    def encode_words(self, text: str) -> WordVectors:
        """Return the vectors of a question's words."""
        return self.encode_query(text).words

    def rarity(self) -> Rarity:
        """Return how rare words are, estimated as the service does."""
        if self._rarity is None:
            sample = self.terms(self.passages(sampled(self._passages)))
            self._rarity = Rarity(sample, partial(holds, index=self))
        return self._rarity

    def words(self, passages: Sequence[Passage]) -> tuple[PackedWords, ...]:
        """Return the vectors of the words of each of `passages`."""
        return self._words.read([passage.embedded_text for passage in passages])

    def terms(self, passages: Sequence[Passage]) -> tuple[TextTerms, ...]:
        """Return the terms of each of `passages`."""
        return self._text_terms.read([passage.embedded_text for passage in passages])

    def search(
        self,
        dense: Vector | None,
        sparse: SparseVector | None,
        limit: int,
        narrowing: Narrowing,
    ) -> Hits:
        """Return the best `limit` hits of each arm."""
        return self._store.search(dense, sparse, limit, narrowing)

    def passages(self, ids: Sequence[str]) -> tuple[Passage, ...]:
        """Return the passages of these ids, in their order, without those not held."""
        return tuple(self._passages[name] for name in ids if name in self._passages)

    def section(self, document_id: str, ordinal: int) -> Section:  # noqa: ARG002 - there is one
        """Return the one section of a document."""
        return section_of(self._texts[document_id])

    def marks(self, question: str, stretches: Sequence[Stretch]) -> tuple[Marks, ...]:
        """Return where each of `stretches` answers a question."""
        return self._ready_marker().marks(question, stretches)

    def documents_by_id(self, ids: Sequence[str]) -> tuple[Document, ...]:
        """Return the documents of these ids, in their order."""
        return tuple(self._documents[name] for name in ids)

    def benchmark_id(self, passage: str) -> str:
        """Return the benchmark's own id of the document that a passage is of."""
        return self._benchmark_ids[passage]

    def councils(self) -> tuple[Council, ...]:
        """Return no council: a benchmark is of none."""
        return ()

    def bodies(self) -> tuple[Body, ...]:
        """Return no body."""
        return ()

    def extent(self, narrowing: Narrowing = EVERYTHING) -> Extent | None:  # noqa: ARG002 - of none
        """Return None: a benchmark's documents have no day."""
        return None

    def days(self, narrowing: Narrowing = EVERYTHING) -> frozenset[date]:  # noqa: ARG002 - of none
        """Return no day."""
        return frozenset()


@contextmanager
def open_collection(
    benchmark: Benchmark,
    settings: Settings,
    embedder: Embedder,
    cache: Path,
    *,
    dense: bool,
    whole: bool,
    report: Report,
) -> Iterator[Collection]:
    """Open the collection of a benchmark, made first where it is not held.

    Parameters
    ----------
    benchmark
        What to search.
    settings
        How passages are cut and embedded. Where no average length is set, it is measured.
    embedder
        What gives dense vectors and counts tokens.
    cache
        The folder that keeps vectors and collections.
    dense
        Whether to embed; without, only words can be searched.
    whole
        Whether each document is one passage, however long: the embedder sees its beginning.
    report
        Hears how far the making is.

    Raises
    ------
    ConfigurationError
        Passages would be longer than the embedder sees.
    EvaluationError
        Another evaluation is using the cache, or it cannot be written.
    EmbeddingError, HomeError, StoreError
        The model, the cache of vectors or the store fails.
    """
    key = _key(benchmark, settings, embedder, dense=dense, whole=whole)
    folder = cache / "collections" / key
    with _held(cache):
        if not (folder / MADE).exists():
            if not whole:
                _check_length(settings, embedder)
            make_collection(benchmark, settings, embedder, cache, folder, dense, whole, report)
        made = msgspec.json.decode((folder / MADE).read_bytes(), type=Made)
        lines = (folder / PASSAGES).read_bytes().splitlines()
        store = EdgeStore.open(folder / "store", made.dimensions)
        vectors = VectorCache(cache / VECTORS)

        def open_marker() -> Marker:
            from service.marking.marker import open_marker

            return open_marker(settings.embedding.precision)

        try:
            yield Collection(
                benchmark,
                made,
                [msgspec.json.decode(line, type=Passage) for line in lines],
                store,
                embedder,
                Bm25Encoder(settings.embedding.language, made.average_length),
                vectors,
                open_marker,
            )
        finally:
            vectors.close()
            store.close()


def _key(
    benchmark: Benchmark, settings: Settings, embedder: Embedder, *, dense: bool, whole: bool
) -> str:
    embedding = settings.embedding
    measured = "average_length" not in embedding.model_fields_set
    parts = (
        KEPT,
        benchmark.name,
        benchmark.digests.corpus,
        settings.passages.model_dump() if not whole else "whole",
        embedder.computation,
        dense,
        Bm25Encoder(embedding.language, 1.0 if measured else embedding.average_length).fingerprint,
        measured,
    )
    return digest(msgspec.json.encode(parts))[:16]


def _check_length(settings: Settings, embedder: Embedder) -> None:
    asked = settings.passages.tokens + settings.passages.context_tokens
    if asked > embedder.max_tokens:
        raise ConfigurationError(
            f"passages.tokens and passages.context_tokens are {asked} together, but the model "
            f"{settings.embedding.model!r} sees {embedder.max_tokens}. Lower them, or give --whole "
            "to take each document as one passage."
        )


@contextmanager
def _held(cache: Path) -> Iterator[None]:
    try:
        cache.mkdir(parents=True, exist_ok=True)
        lock = FileLock(cache / "using.lock")
        lock.acquire(timeout=0)
    except Timeout as error:
        raise EvaluationError(
            f"{cache}: another evaluation is using this cache. Wait until it has ended, or give "
            "another folder with --cache."
        ) from error
    except OSError as error:
        raise EvaluationError(f"{cache}: cannot be written: {error.strerror}.") from error
    try:
        yield
    finally:
        lock.release()
