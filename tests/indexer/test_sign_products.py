"""Signs times vectors in whole numbers: near the true product."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.sign_products import AT_ONCE, best_products, rounded
from indexer.word_vectors import WordVectors, best_likes, pack, unpack

SIZE = 384


def drawn(words: int, vectors: int, size: int = SIZE) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(words * 100 + vectors)
    bits = random.integers(0, 2, size=(words, size), dtype=np.uint8)
    found = random.normal(size=(vectors, size)).astype(np.float32)
    return bits, found / np.linalg.norm(found, axis=1, keepdims=True)


def products(bits: np.ndarray, asked: np.ndarray) -> np.ndarray:
    """Return the product of each word by itself, of length 1, with each of `asked`."""
    every = np.arange(len(bits))
    found = best_products(np.packbits(bits, axis=1), every, rounded(asked))
    return found / np.sqrt(bits.shape[1])


@settings(deadline=None)
@given(st.integers(1, 40), st.integers(1, 30), st.integers(1, SIZE))
def test_rounding_moves_no_product_by_more_than_half_a_step_a_sign(
    words: int, vectors: int, size: int
) -> None:
    bits, asked = drawn(words, vectors, size)
    exact = (bits * 2.0 - 1) @ asked.T / np.sqrt(size)
    furthest = rounded(asked).scales / 2 * np.sqrt(size) + 1e-6
    assert (np.abs(products(bits, asked) - exact) <= furthest).all()


def test_rounding_moves_no_cosine_of_long_vectors_by_more_than_two_thousandths() -> None:
    bits, asked = drawn(1000, 30)
    exact = (bits * 2.0 - 1) @ asked.T / np.sqrt(SIZE)
    assert products(bits, asked) == pytest.approx(exact, abs=0.002)


def test_a_vector_of_nothing_is_like_nothing() -> None:
    bits, _ = drawn(3, 1)
    assert not products(bits, np.zeros((1, SIZE), np.float32)).any()


@settings(deadline=None)
@given(st.lists(st.integers(0, 3 * AT_ONCE), unique=True, max_size=6))
def test_of_a_run_the_best_is_given_however_many_are_multiplied_at_once(ends: list[int]) -> None:
    bits, asked = drawn(3 * AT_ONCE + 1, 2, 16)
    firsts = np.array(sorted({0, *ends}))
    best = best_products(np.packbits(bits, axis=1), firsts, rounded(asked)) / np.sqrt(16)
    runs = np.split(products(bits, asked), firsts[1:])
    assert best == pytest.approx(np.stack([run.max(axis=0) for run in runs]))


def test_words_that_were_packed_are_held_against_a_question_as_their_vectors_are() -> None:
    bits, asked = drawn(7, 4)
    signs = bits.astype(np.float32) * 2 - 1
    packed = pack(WordVectors(np.arange(7, dtype=np.int32), signs))
    kept = [unpack(packed)] * 2
    found = best_likes(kept, np.arange(14), rounded(asked))
    assert found == pytest.approx(np.tile(kept[0].vectors @ asked.T, (2, 1)), abs=0.002)
