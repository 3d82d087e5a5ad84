"""No text is embedded twice, and what is kept is what was computed."""

from __future__ import annotations

import hashlib
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from indexer.errors import HomeError
from indexer.store.schema import Vector
from indexer.vector_cache import SAVED_AT_ONCE, CachedEmbedder, VectorCache
from indexer.word_vectors import WordVectors, pack

TEXTS = st.lists(st.text(max_size=12), max_size=40)


def words_of(text: str) -> WordVectors:
    """Return a word for each letter of `text`, all of one vector."""
    return WordVectors(
        np.arange(len(text), dtype=np.int32), np.full((len(text), 6), 6**-0.5, dtype=np.float32)
    )


class FakeEmbedder:
    """Gives each text numbers drawn from its digest, and remembers what it was given."""

    dimensions = 6
    max_tokens = 100

    def __init__(self, computation: str = "fake") -> None:
        self.fingerprint = self.computation = computation
        self.given: list[str] = []

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.given.extend(texts)
        return np.stack([self.encode_query(text) for text in texts])

    def encode_passages_by_word(
        self, texts: Sequence[str]
    ) -> tuple[NDArray[np.float32], tuple[WordVectors, ...]]:
        return self.encode_passages(texts), tuple(map(words_of, texts))

    def encode_query(self, text: str) -> Vector:
        content = f"{self.computation} {text}".encode("utf-8", "surrogatepass")
        seed = hashlib.sha256(content).digest()
        vector = np.random.default_rng(list(seed)).normal(size=6).astype(np.float32)
        return np.asarray(vector / np.linalg.norm(vector), dtype=np.float32)

    def count_tokens(self, text: str) -> int:
        return len(text.split())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "vectors.sqlite"


@pytest.fixture
def cache(path: Path) -> Iterator[VectorCache]:
    opened = VectorCache(path)
    yield opened
    opened.close()


@given(first=TEXTS, second=TEXTS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_each_distinct_text_is_computed_once_and_its_vector_stays_the_same(
    cache: VectorCache, first: list[str], second: list[str]
) -> None:
    with cache._connection:
        cache._connection.execute("DELETE FROM vectors")
    plain = FakeEmbedder()
    for texts in (first, second):
        embedder = CachedEmbedder(plain, cache)
        vectors = embedder.encode_passages(texts)
        assert vectors.shape == (len(texts), 6)
        assert vectors.dtype == np.float32
        for text, vector in zip(texts, vectors, strict=True):
            assert vector.tobytes() == plain.encode_query(text).tobytes()
        assert embedder.computed + embedder.reused == len(texts)
    assert sorted(plain.given) == sorted(set(first) | set(second))


def test_vectors_outlive_the_process_that_computed_them(path: Path) -> None:
    texts = ["The Cabinet agreed.", "", "Band D: £1,610.82", "\ud800"]
    first = VectorCache(path)
    computed = CachedEmbedder(FakeEmbedder(), first).encode_passages(texts)
    first.close()
    second = VectorCache(path)
    embedder = CachedEmbedder(FakeEmbedder(), second)
    assert embedder.encode_passages(texts).tobytes() == computed.tobytes()
    assert (embedder.computed, embedder.reused) == (0, 4)
    second.close()


def test_another_computation_has_vectors_of_its_own(cache: VectorCache) -> None:
    one, other = FakeEmbedder("float32"), FakeEmbedder("bfloat16")
    first = CachedEmbedder(one, cache).encode_passages(["text"])
    second = CachedEmbedder(other, cache).encode_passages(["text"])
    assert first.tobytes() != second.tobytes()
    assert CachedEmbedder(one, cache).encode_passages(["text"]).tobytes() == first.tobytes()


def test_questions_are_not_kept(cache: VectorCache) -> None:
    CachedEmbedder(FakeEmbedder(), cache).encode_query("Why was my claim refused?")
    assert cache.get_many("fake", ["Why was my claim refused?"]) == {}


def test_progress_counts_every_text_given(cache: VectorCache) -> None:
    reported: list[int] = []
    embedder = CachedEmbedder(FakeEmbedder(), cache, reported.append)
    texts = [str(number) for number in range(3 * SAVED_AT_ONCE)]
    embedder.encode_passages([*texts, *texts[:5]])
    assert sum(reported) == len(texts) + 5
    assert max(reported) <= SAVED_AT_ONCE


def test_long_texts_come_first_and_texts_of_one_length_together(cache: VectorCache) -> None:
    plain = FakeEmbedder()
    CachedEmbedder(plain, cache).encode_passages(["a", "ccc", "bb", "dd"])
    assert plain.given == ["ccc", "bb", "dd", "a"]


KILLED = """
import os, signal, sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from test_vector_cache import FakeEmbedder
from indexer.vector_cache import SAVED_AT_ONCE, CachedEmbedder, VectorCache

class Doomed(FakeEmbedder):
    def encode_passages(self, texts):
        if len(self.given) == 2 * SAVED_AT_ONCE:
            os.kill(os.getpid(), signal.SIGKILL)
        return super().encode_passages(texts)

texts = [str(number) for number in range(5 * SAVED_AT_ONCE)]
CachedEmbedder(Doomed(), VectorCache(Path(sys.argv[1]))).encode_passages(texts)
"""


def test_a_killed_run_has_lost_one_batch_at_most(path: Path) -> None:
    here = Path(__file__)
    ended = subprocess.run(
        [sys.executable, "-c", KILLED, str(path), str(here.parent)],
        cwd=here.parents[2],
        check=False,
    )
    assert ended.returncode == -signal.SIGKILL
    cache = VectorCache(path)
    embedder = CachedEmbedder(FakeEmbedder(), cache)
    embedder.encode_passages([str(number) for number in range(5 * SAVED_AT_ONCE)])
    assert (embedder.reused, embedder.computed) == (2 * SAVED_AT_ONCE, 3 * SAVED_AT_ONCE)
    cache.close()


def test_a_file_that_is_no_cache_can_be_deleted_safely_and_says_so(path: Path) -> None:
    path.write_bytes(b"not a database, but long enough to be taken for one" * 100)
    with pytest.raises(HomeError, match=r"vectors\.sqlite: .*damaged.*deleted safely"):
        VectorCache(path)


def test_a_damaged_page_says_the_same_when_it_is_read(path: Path) -> None:
    texts = [str(number) for number in range(500)]
    cache = VectorCache(path)
    CachedEmbedder(FakeEmbedder(), cache).encode_passages(texts)
    cache.close()
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    path.write_bytes(content)
    with pytest.raises(HomeError, match="deleted safely"):
        VectorCache(path).get_many("fake", texts)


def test_a_folder_that_is_not_there_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(HomeError, match=r"vectors\.sqlite: .*cannot be used"):
        VectorCache(tmp_path / "missing" / "vectors.sqlite")


def test_a_file_locked_by_another_is_a_clear_error(path: Path) -> None:
    VectorCache(path).close()
    other = sqlite3.connect(path)
    other.execute("BEGIN EXCLUSIVE")
    cache = VectorCache(path)
    cache._connection.execute("PRAGMA busy_timeout = 0")
    with pytest.raises(HomeError, match="no other Moothall"):
        cache.put_many("fake", ["text"], np.ones((1, 6), dtype=np.float32), [b""])
    other.close()
    cache.close()


def test_words_are_kept_with_the_vectors_and_computed_where_they_are_missing(
    cache: VectorCache,
) -> None:
    plain = FakeEmbedder()
    vectors = plain.encode_passages(["tip"])
    cache.put_many("fake", ["tip"], vectors, [b"kept"])
    with cache._connection:
        cache._connection.execute("DELETE FROM words")
    embedder = CachedEmbedder(plain, cache)
    embedder.encode_passages(["tip", "bus stop"])
    assert (embedder.reused, embedder.computed) == (0, 2)
    assert cache.words_of_many("fake", ["tip", "bus stop", "other"]) == {
        "tip": pack(words_of("tip")),
        "bus stop": pack(words_of("bus stop")),
    }
