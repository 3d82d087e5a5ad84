"""The words of a text with their vectors, and what is kept of them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.errors import HomeError
from indexer.word_vectors import WordVectors, join_tokens, pack, unpack


def test_parts_of_a_word_are_one_word_with_their_mean() -> None:
    text = "re-use tips"
    spans = [(0, 0), (0, 2), (2, 3), (3, 6), (7, 9), (9, 11), (0, 0)]
    tokens = np.eye(7, dtype=np.float32)
    found = join_tokens(text, spans, tokens)
    assert list(found.starts) == [0, 3, 7]
    assert found.vectors[2] == pytest.approx((tokens[4] + tokens[5]) / np.sqrt(2))
    assert np.linalg.norm(found.vectors, axis=1) == pytest.approx([1, 1, 1])


def test_a_space_that_a_token_begins_with_is_not_of_its_word() -> None:
    found = join_tokens("a tip", [(0, 1), (1, 5)], np.eye(2, dtype=np.float32))
    assert list(found.starts) == [0, 2]


def test_a_text_without_words_has_none() -> None:
    found = join_tokens("...", [(0, 1), (1, 2), (2, 3)], np.eye(3, dtype=np.float32))
    assert found.vectors.shape == (0, 3)
    assert unpack(pack(found)).vectors.shape == (0, 3)


@given(st.integers(0, 30), st.integers(1, 70))
def test_what_is_kept_has_the_signs_and_places_of_what_was_packed(count: int, size: int) -> None:
    random = np.random.default_rng(count * 100 + size)
    words = WordVectors(
        np.sort(random.integers(0, 65_536, count)).astype(np.int32),
        random.normal(size=(count, size)).astype(np.float32),
    )
    kept = unpack(pack(words))
    assert np.array_equal(kept.starts, words.starts)
    assert np.array_equal(kept.vectors > 0, words.vectors > 0)
    assert np.linalg.norm(kept.vectors, axis=1) == pytest.approx(np.ones(count))
    assert len(pack(words)) == 4 + 2 * count + count * ((size + 7) // 8)


@given(st.binary(max_size=12))
def test_damage_is_an_error_that_says_what_to_do(content: bytes) -> None:
    whole = pack(WordVectors(np.arange(3, dtype=np.int32), np.ones((3, 16), np.float32)))
    with pytest.raises(HomeError, match="rebuild"):
        unpack(whole + b"\x00" + content)
