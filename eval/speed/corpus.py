"""Passages for measuring speed: as many as asked for, resampled from real ones, not random noise.

The first are the real passages of an index as they are. Every further one is mixed from two of
them: some sentences of one give way to sentences of the other, and its vector is the weighted sum
of both vectors, at length 1. So words keep their frequencies and vectors their clusters, on which
the work of both arms depends. Everything follows from the seed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from indexer.catalogue import Reader
from indexer.embedding import Embedder
from indexer.errors import EvaluationError
from indexer.store.schema import Vector
from indexer.vector_cache import VectorCache
from indexer.word_vectors import pack

SEED = 20250130
LEAST, MOST = 0.1, 0.4
"""The part of a mixed passage that is from the second one, drawn evenly between these."""
BATCH = 1000
FEWEST = 100
"""Real passages that are needed to resample from."""
_SENTENCE = re.compile(r"(?<=[.;:!?])\s+|\n")
_ENCODED_AT_ONCE = 128


class BasePassage(Struct, frozen=True):
    """A real passage; ``context`` is the line that it is embedded under."""

    context: str
    text: str


class Base(Struct, frozen=True):
    """Real passages and their vectors: ``vectors[i]`` is that of ``passages[i]``.

    ``words[i]`` are the packed vectors of its words, ``computation`` what computed them all.
    """

    passages: tuple[BasePassage, ...]
    vectors: NDArray[np.float32]
    words: tuple[bytes, ...]
    computation: str


class SpeedPassage(Struct, frozen=True):
    """A passage to be stored; ``row`` counts from 0 and is its name in every engine.

    ``words`` are the packed words of the real passage that it begins with: as many to hold a
    question against as a real one has.
    """

    row: int
    context: str
    text: str
    dense: Vector
    words: bytes

    @property
    def embedded_text(self) -> str:
        """What the sparse arm sees."""
        return f"{self.context}\n{self.text}"


def read_base(reader: Reader, embedder: Embedder, cache: VectorCache, most: int = 20_000) -> Base:
    """Return the passages of an index, at most `most` of them, evenly, with their vectors.

    Vectors are taken from the index's own cache, and computed where it lacks them.

    Raises
    ------
    EvaluationError
        The index holds fewer than `FEWEST` passages.
    """
    ids = sorted(reader.digests())
    if len(ids) < FEWEST:
        raise EvaluationError(
            f"The index holds {len(ids)} passages; to resample from, at least {FEWEST} are needed. "
            "Name a larger one with --home."
        )
    passages = reader.passages(ids[:: -(-len(ids) // most)])
    texts = [passage.embedded_text for passage in passages]
    held = cache.get_many(embedder.computation, texts)
    words = cache.words_of_many(embedder.computation, texts)
    missing = sorted(set(texts) - (held.keys() & words.keys()), key=len)
    for start in range(0, len(missing), _ENCODED_AT_ONCE):
        batch = missing[start : start + _ENCODED_AT_ONCE]
        vectors, by_word = embedder.encode_passages_by_word(batch)
        held.update(zip(batch, vectors, strict=True))
        words.update(zip(batch, map(pack, by_word), strict=True))
    return Base(
        passages=tuple(BasePassage(passage.context, passage.text) for passage in passages),
        vectors=np.stack([held[text] for text in texts]),
        words=tuple(words[text] for text in texts),
        computation=embedder.computation,
    )


def save_base(base: Base, folder: Path) -> None:
    """Keep a base in `folder`, for other processes."""
    np.save(folder / "vectors.npy", base.vectors)
    (folder / "passages.msgpack").write_bytes(msgspec.msgpack.encode(base.passages))
    (folder / "words.msgpack").write_bytes(msgspec.msgpack.encode((base.computation, base.words)))


def load_base(folder: Path) -> Base:
    """Return the base kept in `folder`."""
    content = (folder / "passages.msgpack").read_bytes()
    computation, words = msgspec.msgpack.decode(
        (folder / "words.msgpack").read_bytes(), type=tuple[str, tuple[bytes, ...]]
    )
    return Base(
        passages=msgspec.msgpack.decode(content, type=tuple[BasePassage, ...]),
        vectors=np.load(folder / "vectors.npy"),
        words=words,
        computation=computation,
    )


def resample(base: Base, size: int, seed: int = SEED) -> Iterator[tuple[SpeedPassage, ...]]:
    """Yield `size` passages in batches, the same for the same base, size and seed.

    A smaller size gives the first passages of a larger one.
    """
    for start in range(0, size, BATCH):
        # by batch, so that it does not matter how many come after
        random = np.random.default_rng((seed, start))
        yield tuple(_passage(base, row, random) for row in range(start, min(start + BATCH, size)))


def dense_matrix(base: Base, size: int, seed: int = SEED) -> NDArray[np.float32]:
    """Return the vectors of ``resample(base, size)``, shape ``(size, dimensions)``."""
    return np.stack([each.dense for batch in resample(base, size, seed) for each in batch])


def exact(
    vectors: NDArray[np.float32], questions: Sequence[Vector], limit: int
) -> list[frozenset[int]]:
    """Return for each question the rows of the `limit` vectors nearest to it, by every one."""
    found = []
    for question in questions:
        scores = vectors @ question
        found.append(frozenset(map(int, np.argpartition(-scores, limit - 1)[:limit])))
    return found


def _passage(base: Base, row: int, random: np.random.Generator) -> SpeedPassage:
    count = len(base.passages)
    # drawn for real passages too, so that every row has its own draws
    first, second = int(random.integers(count)), int(random.integers(count))
    part = float(random.uniform(LEAST, MOST))
    order = random.random(64)
    if row < count:
        real = base.passages[row]
        return SpeedPassage(row, real.context, real.text, base.vectors[row], base.words[row])
    mixed = (1 - part) * base.vectors[first] + part * base.vectors[second]
    return SpeedPassage(
        row=row,
        context=base.passages[first].context,
        text=_mixed(base.passages[first].text, base.passages[second].text, part, order),
        dense=np.asarray(mixed / np.linalg.norm(mixed), dtype=np.float32),
        words=base.words[first],
    )


def _mixed(first: str, second: str, part: float, order: NDArray[np.float64]) -> str:
    """Return the sentences of `first`, about the part `part` replaced by ones of `second`."""
    kept, others = _SENTENCE.split(first), _SENTENCE.split(second)
    sentences = [
        others[at % len(others)] if order[at % len(order)] < part else sentence
        for at, sentence in enumerate(kept)
    ]
    return " ".join(sentences)
