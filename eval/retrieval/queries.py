"""A benchmark's queries as the embedder saw them, kept from run to run.

A council's questions are never kept: they are private. A benchmark's are published.
"""

from __future__ import annotations

import time
from functools import lru_cache

import numpy as np
from msgspec import Struct

from indexer.embedding import Embedder
from indexer.records import digest
from indexer.store.schema import Vector
from indexer.vector_cache import VectorCache
from indexer.word_vectors import WordVectors
from service.open_index import QUESTIONS_KEPT


class EncodedQuery(Struct, frozen=True):
    """A query's vector, those of its words, and how many seconds encoding it took."""

    vector: Vector
    words: WordVectors
    seconds: float


class QueryEncoder:
    """Encodes each query once, in this run and the ones after it."""

    def __init__(self, embedder: Embedder, kept: VectorCache) -> None:
        self._embedder = embedder
        self._kept = kept
        # a text may be both a passage and a query, which a model may encode in different ways
        self._kept_under = digest(f"{embedder.computation}/queries")
        # the arms of one query ask for the same vectors
        self.encode = lru_cache(QUESTIONS_KEPT)(self._encode)

    def _encode(self, text: str) -> EncodedQuery:
        vectors = self._kept.get_many(self._kept_under, [text])
        if text in vectors:
            packed = self._kept.words_of_many(self._kept_under, [text])[text]
            return _unpack(vectors[text], packed)
        started = time.perf_counter()
        vector, words = self._embedder.encode_query_by_word(text)
        query = EncodedQuery(vector, words, time.perf_counter() - started)
        self._kept.put_many(self._kept_under, [text], vector[None], [_pack(query)])
        return query


def _pack(query: EncodedQuery) -> bytes:
    words = np.column_stack([query.words.starts, query.words.vectors])
    return np.concatenate([[query.seconds], words.ravel()]).astype("<f4").tobytes()


def _unpack(vector: Vector, packed: bytes) -> EncodedQuery:
    numbers = np.frombuffer(packed, dtype="<f4")
    words = numbers[1:].reshape(-1, 1 + len(vector))
    starts = words[:, 0].astype(np.int32)
    return EncodedQuery(vector, WordVectors(starts, words[:, 1:]), float(numbers[0]))
