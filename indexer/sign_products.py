"""The product of signs with a question's vectors, in whole numbers.

Of a passage's words only signs are kept (`indexer.word_vectors`), a bit each. A question's vectors
are rounded to whole numbers from -127 to 127, which moves their cosines by a thousandth or so. The
product of the two is then exact, the same on every processor (`indexer.bit_products`).

The bits are multiplied as they are, 1 and 0: twice that product, less the sum of a vector's
numbers, is the product with the signs, 1 and -1.
"""

from __future__ import annotations

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from indexer.bit_products import product

LARGEST = 127
AT_ONCE = 2048
"""Words that are multiplied at once: unpacked, they stay in the processor's own memory."""


class Rounded(Struct, frozen=True):
    """Vectors in whole numbers: ``numbers[:, i]`` times ``scales[i]`` is vector i.

    Shapes ``(dimensions, vectors)`` and ``(vectors,)``.
    """

    numbers: NDArray[np.int8]
    scales: NDArray[np.float32]


def rounded(vectors: NDArray[np.float32]) -> Rounded:
    """Return `vectors`, shape ``(vectors, dimensions)``, in whole numbers."""
    largest = np.abs(vectors).max(axis=1, initial=0.0)
    scales = (np.where(largest > 0, largest, 1.0) / LARGEST).astype(np.float32)
    numbers = np.rint(vectors / scales[:, None]).astype(np.int8)
    return Rounded(np.ascontiguousarray(numbers.T), scales)


def best_products(
    signs: NDArray[np.uint8], firsts: NDArray[np.int64], vectors: Rounded
) -> NDArray[np.float32]:
    """Return the largest products of each run of words with each of `vectors`.

    Parameters
    ----------
    signs
        Those of each word, eight in a byte, shape ``(words, bytes)``; at the end of a word they are
        filled up.
    firsts
        At which word each run begins; it ends where the next one does.
    vectors
        What the signs are multiplied with.

    Returns
    -------
    Shape ``(runs, vectors)``.
    """
    size = signs.shape[1] * 8
    numbers = np.zeros((size, vectors.numbers.shape[1]), dtype=np.int8)
    numbers[: len(vectors.numbers)] = vectors.numbers
    found = [
        product(np.unpackbits(signs[start : start + AT_ONCE], axis=1).view(np.int8), numbers)
        for start in range(0, len(signs), AT_ONCE)
    ]
    best = np.maximum.reduceat(np.concatenate(found), firsts)
    of_signs = 2 * best - numbers.sum(axis=0, dtype=np.int32)
    return np.asarray(of_signs * vectors.scales, dtype=np.float32)
