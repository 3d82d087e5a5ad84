"""The words of a text as the embedder sees them: each has a vector of its own, in its context.

An embedder makes a text's one vector out of those of its tokens. Kept beside it, they let a
question be held against a passage word by word (late interaction; Khattab and Zaharia, "ColBERT",
SIGIR 2020), without computing anything of the passage again.

What is kept of a passage is small: of each word where it begins, and of its vector only the signs,
a bit a dimension. Held against a question's whole vectors that ranks nearly as the whole would
(docs/experiments/ranking.md).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from indexer.errors import HomeError
from indexer.sign_products import Rounded, best_products

LONGEST = 65_535
"""Where a word begins is kept in two bytes; no embedder of passages reads as far."""


class WordVectors(Struct, frozen=True):
    """The words of a text that the embedder saw.

    ``starts[i]`` is where word i begins in the text, ``vectors[i]`` its vector, of length 1: shapes
    ``(words,)`` and ``(words, dimensions)``.
    """

    starts: NDArray[np.int32]
    vectors: NDArray[np.float32]


class PackedWords(Struct, frozen=True):
    """The words of a passage as they are kept: of each vector the signs, a bit a dimension.

    ``starts[i]`` is where word i begins in the text, ``signs[i]`` are the bits of its vector of so
    many ``dimensions``: shapes ``(words,)`` and ``(words, bytes)``.
    """

    starts: NDArray[np.int32]
    signs: NDArray[np.uint8]
    dimensions: int

    @property
    def vectors(self) -> NDArray[np.float32]:
        """Their vectors, of length 1, shape ``(words, dimensions)``, unpacked at every call."""
        bits = np.unpackbits(self.signs, axis=1, count=self.dimensions)
        return (bits * np.float32(2) - 1) * np.float32(1 / np.sqrt(self.dimensions))


def best_likes(
    passages: Sequence[PackedWords], firsts: NDArray[np.int64], asked: Rounded
) -> NDArray[np.float32]:
    """Return how like each run of words is at best to each of `asked`, shape ``(runs, asked)``.

    ``firsts`` says where each run begins among the words of all `passages`, one after another.
    """
    signs = np.concatenate([words.signs for words in passages])
    length = np.float32(np.sqrt(passages[0].dimensions))
    return best_products(signs, firsts, asked) / length


def join_tokens(
    text: str, spans: Sequence[tuple[int, int]], tokens: NDArray[np.float32]
) -> WordVectors:
    """Return the words of `text` from its tokens.

    Parameters
    ----------
    text
        What was encoded.
    spans
        Where each token begins and ends in `text`; special tokens have no letters.
    tokens
        Their vectors, shape ``(len(spans), dimensions)``. A word's is their mean.
    """
    starts: list[int] = []
    firsts: list[int] = []
    kept: list[int] = []
    end = -1
    for number, (start, stop) in enumerate(spans):
        piece = text[start:stop]
        # a token may have the space before its word, or a sign: "£3" is found by the word "3"
        letter = next((at for at, sign in enumerate(piece) if sign.isalnum()), None)
        if letter is None or start + letter > LONGEST:
            end = -1
            continue
        begins = start + letter
        if begins != end:
            starts.append(begins)
            firsts.append(len(kept))
        kept.append(number)
        end = stop
    if not kept:
        return WordVectors(np.empty(0, np.int32), np.empty((0, tokens.shape[1]), np.float32))
    sums = np.add.reduceat(tokens[kept], firsts, axis=0)
    lengths = np.linalg.norm(sums, axis=1, keepdims=True)
    return WordVectors(
        np.asarray(starts, dtype=np.int32), np.asarray(sums / lengths, dtype=np.float32)
    )


def pack(words: WordVectors) -> bytes:
    """Return what is kept of `words`: two bytes for each, and a bit a dimension."""
    count, dimensions = words.vectors.shape
    head = np.array([count, dimensions], dtype="<u2").tobytes()
    return (
        head
        + words.starts.astype("<u2").tobytes()
        + np.packbits(words.vectors > 0, axis=1).tobytes()
    )


def unpack(kept: bytes) -> PackedWords:
    """Return the words that `kept` holds; their vectors have the signs of the ones packed.

    Raises
    ------
    HomeError
        It is not what `pack` gives.
    """
    head = np.frombuffer(kept, dtype="<u2", count=2) if len(kept) >= 4 else np.zeros(2, "<u2")
    count, dimensions = head.tolist()
    size = (dimensions + 7) // 8
    if not dimensions or len(kept) != 4 + count * (2 + size):
        raise HomeError(
            "The vectors of a passage's words are damaged. Delete vectors.sqlite in the home and "
            "run 'python -m indexer rebuild'."
        )
    starts = np.frombuffer(kept, dtype="<u2", offset=4, count=count).astype(np.int32)
    signs = np.frombuffer(kept, dtype=np.uint8, offset=4 + 2 * count)
    return PackedWords(starts, signs.reshape(count, size), dimensions)
