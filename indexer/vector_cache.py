"""Vectors once computed, kept on disk, so that no text is embedded twice.

The cache outlives re-indexing, and generations that differ in other things than the model. It is
one SQLite file. Of every passage it also keeps the vectors of its words and its terms, packed,
which questions are held against: without the file, the index must be built again, which loses
nothing but time.
"""

from __future__ import annotations

import hashlib
import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexer.embedding import Embedder
from indexer.errors import HomeError
from indexer.store.schema import Vector
from indexer.text_terms import VERSION, keep_terms
from indexer.word_vectors import pack

SAVED_AT_ONCE = 128
"""How many texts are encoded between two writes: what a killed run computes again at most."""

_ASKED_AT_ONCE = 500
MAPPED_BYTES = 16 << 30
"""How much of the file is read as memory: a question reads words all over it."""
_TABLES = (
    "CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB NOT NULL) STRICT",
    "CREATE TABLE IF NOT EXISTS words (key BLOB PRIMARY KEY, words BLOB NOT NULL) STRICT",
    "CREATE TABLE IF NOT EXISTS terms (key BLOB PRIMARY KEY, terms BLOB NOT NULL) STRICT",
)
_TERMS = f"terms {VERSION}"
"""What terms are kept under: no model computes them."""


class VectorCache:
    """Vectors by the computation that made them and their text, in the SQLite file `path`.

    They are kept in float32, exactly as computed, so that a vector read back is the vector that
    was computed. In float16 they would have to be rounded before their first use as well, and
    would save less than the index takes beside them.
    """

    def __init__(self, path: Path) -> None:
        """Open the cache, made first where there is none.

        Raises
        ------
        HomeError
            The file cannot be read or written, or is damaged.
        """
        self._path = path
        with self._mapped():
            # the service asks from several threads, one at a time
            self._connection = sqlite3.connect(path, timeout=30.0, check_same_thread=False)
        self._using = threading.Lock()
        try:
            with self._mapped(), self._connection:
                self._connection.execute("PRAGMA journal_mode = WAL")
                # a power cut may lose the last vectors, never the file
                self._connection.execute("PRAGMA synchronous = NORMAL")
                self._connection.execute(f"PRAGMA mmap_size = {MAPPED_BYTES}")
                for table in _TABLES:
                    self._connection.execute(table)
        except HomeError:
            self._connection.close()
            raise

    def get_many(self, computation: str, texts: Sequence[str]) -> dict[str, Vector]:
        """Return the vectors of those of `texts` that are held.

        Raises
        ------
        HomeError
            The file cannot be read, or is damaged.
        """
        return {
            text: np.frombuffer(vector, dtype="<f4").astype(np.float32)
            for text, vector in self._rows("SELECT key, vector FROM vectors", computation, texts)
        }

    def words_of_many(self, computation: str, texts: Sequence[str]) -> dict[str, bytes]:
        """Return the packed vectors of the words of those of `texts` whose words are held.

        Raises
        ------
        HomeError
            The file cannot be read, or is damaged.
        """
        return dict(self._rows("SELECT key, words FROM words", computation, texts))

    def terms_of_many(self, texts: Sequence[str]) -> dict[str, bytes]:
        """Return the packed terms of those of `texts` whose terms are held.

        Raises
        ------
        HomeError
            The file cannot be read, or is damaged.
        """
        return dict(self._rows("SELECT key, terms FROM terms", _TERMS, texts))

    def _rows(
        self, select: str, computation: str, texts: Sequence[str]
    ) -> Iterator[tuple[str, bytes]]:
        keys = {_key(computation, text): text for text in texts}
        wanted = list(keys)
        with self._mapped(), self._using:
            for start in range(0, len(wanted), _ASKED_AT_ONCE):
                asked = wanted[start : start + _ASKED_AT_ONCE]
                marks = ",".join("?" * len(asked))
                found = self._connection.execute(f"{select} WHERE key IN ({marks})", asked)
                yield from ((keys[key], value) for key, value in found)

    def put_many(
        self,
        computation: str,
        texts: Sequence[str],
        vectors: NDArray[np.float32],
        words: Sequence[bytes],
    ) -> None:
        """Keep ``vectors[i]`` and ``words[i]`` as those of ``texts[i]``.

        A killed process keeps all or none.

        Raises
        ------
        HomeError
            The file cannot be written, or is damaged.
        """
        rows = [vector.astype("<f4").tobytes() for vector in vectors]
        with self._mapped(), self._using, self._connection:
            self._put("INSERT OR REPLACE INTO vectors VALUES (?, ?)", computation, texts, rows)
            self._put("INSERT OR REPLACE INTO words VALUES (?, ?)", computation, texts, words)

    def put_terms(self, texts: Sequence[str], terms: Sequence[bytes]) -> None:
        """Keep ``terms[i]`` as those of ``texts[i]``.

        Raises
        ------
        HomeError
            The file cannot be written, or is damaged.
        """
        with self._mapped(), self._using, self._connection:
            self._put("INSERT OR REPLACE INTO terms VALUES (?, ?)", _TERMS, texts, terms)

    def _put(
        self, insert: str, computation: str, texts: Sequence[str], values: Sequence[bytes]
    ) -> None:
        keys = [_key(computation, text) for text in texts]
        self._connection.executemany(insert, zip(keys, values, strict=True))

    def close(self) -> None:
        """Release the file; the cache is not used afterwards."""
        self._connection.close()

    @contextmanager
    def _mapped(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError as error:
            raise HomeError(
                f"{self._path}: the cache of vectors cannot be used: {error}. See that the folder "
                "can be written, that the disk has space, and that no other Moothall writes to it."
            ) from error
        except sqlite3.DatabaseError as error:
            raise HomeError(
                f"{self._path}: the cache of vectors is damaged: {error}. It can be deleted "
                "safely: 'python -m indexer rebuild' computes the vectors again."
            ) from error


class CachedEmbedder:
    """What computes the vectors of each distinct passage once: its own and those of its words.

    Questions are not kept: they are private, and quick to encode.

    Parameters
    ----------
    embedder
        What computes.
    cache
        What keeps.
    progress
        Called with the number of texts, of those given, whose vectors have come since the last
        call.

    Attributes
    ----------
    computed, reused
        How many of the texts given so far were encoded, and how many needed not to be.
    """

    def __init__(
        self,
        embedder: Embedder,
        cache: VectorCache,
        progress: Callable[[int], None] | None = None,
    ) -> None:
        self._embedder = embedder
        self._cache = cache
        self._progress = progress
        self.dimensions = embedder.dimensions
        self.max_tokens = embedder.max_tokens
        self.fingerprint = embedder.fingerprint
        self.computation = embedder.computation
        self.computed = 0
        self.reused = 0

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the vectors of `texts`, shape ``(len(texts), dimensions)``, each of length 1.

        Every `SAVED_AT_ONCE` texts are kept as soon as they are encoded.

        Raises
        ------
        EmbeddingError
            The model fails.
        HomeError
            The cache cannot be used.
        """
        vectors = self._cache.get_many(self.computation, texts)
        # texts of one length together, so that little is padded; the longest first, so that
        # memory that does not suffice shows at once
        held = vectors.keys() & self._cache.words_of_many(self.computation, texts).keys()
        missing = sorted(dict.fromkeys(texts).keys() - held, key=lambda t: (-len(t), t))
        self.reused += len(texts) - len(missing)
        self._report(len(texts) - len(missing))
        for start in range(0, len(missing), SAVED_AT_ONCE):
            batch = missing[start : start + SAVED_AT_ONCE]
            computed, words = self._embedder.encode_passages_by_word(batch)
            self._cache.put_many(self.computation, batch, computed, list(map(pack, words)))
            vectors.update(zip(batch, computed, strict=True))
            self.computed += len(batch)
            self._report(len(batch))
        if not texts:
            return np.empty((0, self.dimensions), dtype=np.float32)
        return np.stack([vectors[text] for text in texts])

    def keep_terms(self, texts: Sequence[str]) -> None:
        """Keep the terms of `texts`, which questions are held against beside their vectors.

        Raises
        ------
        HomeError
            The cache cannot be used.
        """
        keep_terms(self._cache, texts)

    def encode_query(self, text: str) -> Vector:
        """Return the vector of a question, shape ``(dimensions,)``, of length 1."""
        return self._embedder.encode_query(text)

    def count_tokens(self, text: str) -> int:
        """Return how many tokens `text` has, special tokens not counted."""
        return self._embedder.count_tokens(text)

    def _report(self, texts: int) -> None:
        if self._progress is not None:
            self._progress(texts)


def _key(computation: str, text: str) -> bytes:
    # "surrogatepass": texts that differ only in broken characters are still two
    return hashlib.sha256(f"{computation}\0{text}".encode("utf-8", "surrogatepass")).digest()
