"""Zeros and ones times whole numbers: the true product, however computed."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.bit_products import by_bytes, by_floats, product


@settings(deadline=None)
@given(st.integers(0, 40), st.integers(1, 30), st.integers(1, 400))
def test_bytes_and_floats_give_the_true_product(rows: int, columns: int, size: int) -> None:
    random = np.random.default_rng(rows * 1000 + columns)
    bits = random.integers(0, 2, size=(rows, size), dtype=np.int8)
    numbers = random.integers(-127, 128, size=(size, columns), dtype=np.int8)
    exact = bits.astype(np.int64) @ numbers.astype(np.int64)
    for multiply in (product, by_bytes, by_floats):
        assert np.array_equal(multiply(bits, numbers), exact)
