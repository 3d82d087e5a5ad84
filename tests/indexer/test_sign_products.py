"""Signs times vectors in whole numbers: near the true product, and the same however computed."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.sign_products import by_bytes, by_floats, product, rounded
from indexer.word_vectors import WordVectors, pack, unpack

SIZE = 384


def drawn(words: int, vectors: int) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(words * 100 + vectors)
    signs = random.choice(np.array([-1, 1], dtype=np.int8), size=(words, SIZE))
    found = random.normal(size=(vectors, SIZE)).astype(np.float32)
    return signs, found / np.linalg.norm(found, axis=1, keepdims=True)


@given(st.integers(0, 40), st.integers(1, 30))
def test_bytes_and_floats_give_the_same_to_the_last_bit(words: int, vectors: int) -> None:
    signs, asked = drawn(words, vectors)
    numbers = rounded(asked).numbers
    assert np.array_equal(by_bytes(signs, numbers), by_floats(signs, numbers))


@given(st.integers(1, 40), st.integers(1, 30))
def test_rounding_moves_no_cosine_by_more_than_two_thousandths(words: int, vectors: int) -> None:
    signs, asked = drawn(words, vectors)
    exact = signs @ asked.T / np.sqrt(SIZE)
    assert product(signs, rounded(asked)) / np.sqrt(SIZE) == pytest.approx(exact, abs=0.002)


def test_a_vector_of_nothing_is_like_nothing() -> None:
    signs, _ = drawn(3, 1)
    assert not product(signs, rounded(np.zeros((1, SIZE), np.float32))).any()


def test_words_that_were_packed_are_held_against_a_question_as_their_vectors_are() -> None:
    signs, asked = drawn(7, 4)
    kept = unpack(pack(WordVectors(np.arange(7, dtype=np.int32), signs.astype(np.float32))))
    assert kept.likes(rounded(asked)) == pytest.approx(kept.vectors @ asked.T, abs=0.002)
