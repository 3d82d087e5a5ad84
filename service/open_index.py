"""The index as the service opens it, for reading."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import lru_cache, partial

from indexer.catalogue import Reader, open_catalogue
from indexer.config import Settings
from indexer.errors import NotFound
from indexer.generations import check_embedder, current_generation
from indexer.home import open_home
from indexer.originals import Originals
from indexer.records import Passage
from indexer.remembering import Remembering
from indexer.store.opening import open_store
from indexer.store.schema import Hits, Narrowing, SparseVector, Vector, VectorStore
from indexer.text_terms import TextTerms
from indexer.text_terms import unpack as unpack_terms
from indexer.vector_cache import VectorCache
from indexer.word_vectors import PackedWords, WordVectors
from indexer.word_vectors import unpack as unpack_words
from service.encoders import Encoder, Terms, one_thread
from service.holding import holds
from service.keeping import kept_while
from service.language import Rarity, sampled
from service.marking.values import Marker, Marks, Stretch
from service.meetings.overview import Meetings

KEPT = 512
"""Pages and sections kept in memory."""
QUESTIONS_KEPT = 8
"""Questions whose vectors are kept in memory, while they are being answered."""


class OpenIndex:
    """The index in a home, opened for reading; make it by `open_index`.

    The encoder is loaded when it is first needed. `warm_up` does that beforehand.
    """

    def __init__(
        self,
        reader: Reader,
        store: VectorStore,
        originals: Originals,
        open_encoder: Callable[[], Encoder],
        open_marker: Callable[[], Marker],
        terms: Terms,
        kept: VectorCache,
    ) -> None:
        self._reader = reader
        self._store = store
        self._originals = originals
        self._open_encoder = open_encoder
        self._encoder: Encoder | None = None
        self._open_marker = open_marker
        self._marker: Marker | None = None
        self._terms = terms
        self._text_terms = Remembering(kept.terms_of_many, unpack_terms, "terms")
        self._words = Remembering(
            lambda texts: kept.words_of_many(self._ready_encoder().computation, texts),
            unpack_words,
            "vectors of the words",
        )
        self._rarity: Rarity | None = None
        self._opening = threading.Lock()
        self.generation = str(reader.generation.id)
        self.passages = reader.passages
        self.documents = reader.documents
        self.documents_by_id = reader.documents_by_id
        self.document = reader.document
        self.sections = reader.sections
        self.passages_of = reader.passages_of
        self.pages = reader.pages
        self.versions = reader.versions
        self.proceedings = reader.proceedings
        self.decision = reader.decision
        self.agenda_items = kept_while(reader.state, reader.agenda_items)
        self.passages_saying = reader.passages_saying
        self.state = reader.state
        self.meetings = Meetings(self)
        self.likenesses = reader.likenesses
        self.counts = reader.counts
        # These never change while a generation is served.
        self.section = lru_cache(KEPT)(reader.section)
        self.page = lru_cache(KEPT)(reader.page)
        self.councils = lru_cache(reader.councils)
        self.bodies = lru_cache(reader.bodies)
        self.extent = lru_cache(reader.extent)
        self.days = lru_cache(reader.days)
        # The steps of one answer ask for the same question's vectors.
        self._encoded = lru_cache(QUESTIONS_KEPT)(self._encode)

    def warm_up(self) -> None:
        """Load the models and estimate the rarity of words, so that no question waits for it.

        What is loaded by then stays: the garbage collector, which would go through all of it
        again and again and hold questions up for a quarter of a second, leaves it alone.
        """
        self.rarity()
        self.encode_question("What was decided?")
        self._ready_marker()
        gc.collect()
        gc.freeze()

    def encode_question(self, text: str) -> tuple[Vector, SparseVector]:
        """Return the dense and the sparse vector of a question."""
        return self._encoded(text)[0], self._terms.encode_query(text)

    def encode_terms(self, text: str) -> SparseVector:
        """Return the sparse vector of some words."""
        return self._terms.encode_query(text)

    def encode_words(self, text: str) -> WordVectors:
        """Return the vectors of a question's words."""
        return self._encoded(text)[1]

    def marks(self, question: str, stretches: Sequence[Stretch]) -> tuple[Marks, ...]:
        """Return where each of `stretches` answers a question.

        Raises
        ------
        EmbeddingError
            The marker's weights cannot be read.
        """
        return self._ready_marker().marks(question, stretches)

    def words(self, passages: Sequence[Passage]) -> tuple[PackedWords, ...]:
        """Return the vectors of the words of each of `passages`, as they are embedded.

        Raises
        ------
        HomeError
            They are not kept, or damaged.
        """
        return self._words.read([passage.embedded_text for passage in passages])

    def terms(self, passages: Sequence[Passage]) -> tuple[TextTerms, ...]:
        """Return the terms of each of `passages`, as they are embedded.

        Raises
        ------
        HomeError
            They are not kept, or damaged.
        """
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

    def rarity(self) -> Rarity:
        """Return how rare words are, estimated once from an even sample of the passages."""
        with self._opening:
            if self._rarity is None:
                sample = self._reader.passages(sampled(self._reader.digests()))
                self._rarity = Rarity(self.terms(sample), partial(holds, index=self))
            return self._rarity

    def original(self, document_id: str, version: int | None = None) -> bytes:
        """Return the bytes of a document as published, the newest; raises `NotFound`."""
        document = self._reader.document(document_id)
        if version is None or version == document.version:
            return self._originals.get(document.digest)
        for each in self._reader.versions(document_id):
            if each.number == version:
                return self._originals.get(each.digest)
        raise NotFound(f"Document {document_id!r} has no version {version}.")

    def _encode(self, text: str) -> tuple[Vector, WordVectors]:
        return self._ready_encoder().encode_query_by_word(text)

    def _ready_encoder(self) -> Encoder:
        with self._opening:
            if self._encoder is None:
                encoder = self._open_encoder()
                check_embedder(self._reader.generation, encoder.fingerprint)
                self._encoder = encoder
            return self._encoder

    def _ready_marker(self) -> Marker:
        with self._opening:
            if self._marker is None:
                self._marker = self._open_marker()
            return self._marker


@contextmanager
def open_index(settings: Settings) -> Iterator[OpenIndex]:
    """Open the index in the home of `settings` for reading, and yield it.

    Raises
    ------
    HomeError, HomeTooNew
        There is no index in that home, or a newer Moothall made it.
    NotFound
        Nothing was ever indexed.
    GenerationMismatch
        It was built with other settings.
    HomeLocked, StoreError
        The vector store is held by another process, or cannot be reached.
    """
    # Only a question needs them.
    from indexer.store.bm25 import Bm25Encoder

    home = open_home(settings.home)
    with ExitStack() as held:
        catalogue = open_catalogue(settings.catalogue_url or home.catalogue_url)
        held.callback(catalogue.close)
        generation = current_generation(catalogue, settings)
        store = open_store(
            settings.store,
            home.generation(generation.id),
            str(generation.id),
            generation.dimensions,
        )
        held.callback(store.close)
        vectors = VectorCache(home.vectors)
        held.callback(vectors.close)

        def open_encoder() -> Encoder:
            from indexer.embedding import open_embedder

            encoder = open_embedder(settings.embedding)
            held.enter_context(one_thread())
            return encoder

        def open_marker() -> Marker:
            from service.marking.marker import open_marker

            return open_marker(settings.embedding.precision)

        yield OpenIndex(
            catalogue.reader(generation),
            store,
            Originals(home.originals),
            open_encoder,
            open_marker,
            Bm25Encoder(settings.embedding.language, settings.embedding.average_length),
            vectors,
        )
