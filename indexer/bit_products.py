"""The product of zeros and ones with small whole numbers: exact, as fast as the processor can.

However it is computed it is the same to the last digit; a processor that has instructions for bytes
gives it in a fraction of the time.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import cast

import archspec.cpu.detect
import numpy as np
from numpy.typing import NDArray

BYTES_MULTIPLIED = frozenset({"avx512_vnni", "avx_vnni", "amx_int8"})
"""What a processor calls its instructions that add up products of bytes."""

Product = Callable[[NDArray[np.int8], NDArray[np.int8]], NDArray[np.int32]]


def product(bits: NDArray[np.int8], numbers: NDArray[np.int8]) -> NDArray[np.int32]:
    """Return the product of two matrices, of which the first holds zeros and ones.

    Their shapes are ``(rows, size)`` and ``(size, columns)``; a size of 100,000 is not too much.
    """
    return way_to_multiply()(bits, numbers)


@lru_cache(maxsize=1)
def way_to_multiply() -> Product:
    """Return how whole numbers are multiplied here, with what that needs loaded."""
    if not multiplies_bytes():
        return by_floats
    import torch  # noqa: F401 - takes seconds, and has threads that are to be limited

    return by_bytes


def multiplies_bytes() -> bool:
    """Return whether this processor has instructions for products of bytes."""
    # not host(), which has only what the nearest model in its list has
    processor = archspec.cpu.detect.detected_info()
    return any(each in processor for each in BYTES_MULTIPLIED)


def by_bytes(bits: NDArray[np.int8], numbers: NDArray[np.int8]) -> NDArray[np.int32]:
    """Return the product, computed in bytes and added up in whole numbers."""
    import torch

    # the one product of bytes that torch has on processors is not among what it documents
    whole = torch._int_mm(torch.from_numpy(bits), torch.from_numpy(numbers))  # noqa: SLF001
    return cast("NDArray[np.int32]", whole.numpy())


def by_floats(bits: NDArray[np.int8], numbers: NDArray[np.int8]) -> NDArray[np.int32]:
    """Return the product, computed in floats: exact, since no sum comes near 2^24."""
    return (bits.astype(np.float32) @ numbers.astype(np.float32)).astype(np.int32)
