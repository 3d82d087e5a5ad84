"""The product of signs with a question's vectors, in whole numbers.

Of a passage's words only signs are kept (`indexer.word_vectors`). A question's vectors are rounded
to whole numbers from -127 to 127, which moves their cosines by a thousandth or so. A product of the
two is then exact however it is computed, so that every processor gives the same; one that has
instructions for bytes gives it in a third of the time.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import cast

import archspec.cpu.detect
import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

LARGEST = 127
BYTES_MULTIPLIED = frozenset({"avx512_vnni", "avx_vnni", "amx_int8"})
"""What a processor calls its instructions that add up products of bytes."""

Product = Callable[[NDArray[np.int8], NDArray[np.int8]], NDArray[np.float32]]


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


def product(signs: NDArray[np.int8], vectors: Rounded) -> NDArray[np.float32]:
    """Return the products of `signs`, 1 and -1, shape ``(words, dimensions)``, with `vectors`.

    Their shape is ``(words, vectors)``.
    """
    return _product()(signs, vectors.numbers) * vectors.scales


@lru_cache(maxsize=1)
def _product() -> Product:
    """Return how whole numbers are multiplied here."""
    # not host(), which has only what the nearest model in its list has
    processor = archspec.cpu.detect.detected_info()
    return by_bytes if any(each in processor for each in BYTES_MULTIPLIED) else by_floats


def by_bytes(signs: NDArray[np.int8], numbers: NDArray[np.int8]) -> NDArray[np.float32]:
    """Return the product, computed in bytes and added up in whole numbers."""
    import torch

    # the one product of bytes that torch has on processors is not among what it documents
    whole = torch._int_mm(torch.from_numpy(signs), torch.from_numpy(numbers))  # noqa: SLF001
    return cast("NDArray[np.float32]", whole.numpy().astype(np.float32))


def by_floats(signs: NDArray[np.int8], numbers: NDArray[np.int8]) -> NDArray[np.float32]:
    """Return the product, computed in floats: exact, since no sum comes near 2^24."""
    return signs.astype(np.float32) @ numbers.astype(np.float32)
