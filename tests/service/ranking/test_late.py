"""Late interaction: words held against words."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.errors import ConfigurationError
from indexer.word_vectors import PackedWords, WordVectors
from service.ranking.late import Likeness, likenesses
from service.ranking.likening import Likening, packed, read_likening
from tests.service.made import at_right_angles, kept_words

TIP, WARDEN, BUS = at_right_angles(8)[:3]
HALF = np.array([0.5, 0.5], dtype=np.float32)


def likeness(
    question: np.ndarray,
    shares: np.ndarray,
    passages: list[PackedWords],
    unit_starts: list[list[int]],
) -> Likeness:
    (found,) = likenesses([(question, shares)], passages, unit_starts)
    return found


def words(*vectors: np.ndarray, starts: tuple[int, ...] | None = None) -> PackedWords:
    found = np.stack(vectors) if vectors else np.empty((0, 8), np.float32)
    return kept_words(WordVectors(np.array(starts or range(len(vectors)), dtype=np.int32), found))


def test_a_passage_of_the_same_words_is_wholly_like_whatever_else_it_says() -> None:
    question = np.stack([TIP, WARDEN])
    found = likeness(question, HALF, [words(BUS, WARDEN, TIP), words(TIP, BUS)], [[0], [0]])
    assert found.whole == pytest.approx([1.0, 0.5])
    assert found.clear == pytest.approx([1.0, 0.5])


def test_a_row_that_has_the_words_together_is_before_rows_that_have_them_apart() -> None:
    question = np.stack([TIP, WARDEN])
    together = words(BUS, TIP, WARDEN, BUS, starts=(0, 10, 12, 20))
    apart = words(BUS, TIP, BUS, WARDEN, starts=(0, 10, 12, 20))
    found = likeness(question, HALF, [together, apart], [[10, 20], [10, 20]])
    assert found.whole == pytest.approx([1.0, 1.0])
    assert found.unit == pytest.approx([1.0, 0.5])


def test_what_stands_over_a_row_counts_for_it_but_not_for_the_text_alone() -> None:
    question = np.stack([TIP, WARDEN])
    under = words(WARDEN, TIP, BUS, starts=(0, 10, 20))
    found = likeness(question, HALF, [under], [[10, 20]])
    assert found.unit == pytest.approx([1.0])
    assert found.text == pytest.approx([0.5])


def test_a_passage_or_a_question_without_words_is_like_nothing() -> None:
    question = np.stack([TIP, WARDEN])
    found = likeness(question, HALF, [words(), words(TIP)], [[0], [0]])
    assert found.whole == pytest.approx([0.0, 0.5])
    nothing = likeness(np.empty((0, 8), np.float32), np.empty(0, np.float32), [words(TIP)], [[0]])
    assert nothing.whole == pytest.approx([0.0])


def test_questions_held_together_are_held_as_each_alone() -> None:
    passages, starts = [words(BUS, WARDEN, TIP), words(TIP)], [[1], [0]]
    asked = [
        (np.stack([TIP, WARDEN]), HALF),
        (np.empty((0, 8), np.float32), np.empty(0, np.float32)),
        (np.stack([BUS]), np.ones(1, np.float32)),
    ]
    for (vectors, shares), found in zip(asked, likenesses(asked, passages, starts), strict=True):
        alone = likeness(vectors, shares, passages, starts)
        assert found.unit == pytest.approx(alone.unit)
        assert found.whole == pytest.approx(alone.whole)


@settings(deadline=None)
@given(st.permutations(range(6)))
def test_the_order_of_passages_changes_no_likeness(order: list[int]) -> None:
    random = np.random.default_rng(0)
    passages = [words(*random.normal(size=(size, 8)).astype(np.float32)) for size in range(1, 7)]
    question, starts = np.stack([TIP, BUS]), [[0, 3]] * 6
    straight = likeness(question, HALF, passages, starts)
    mixed = likeness(question, HALF, [passages[at] for at in order], starts)
    for name in ("whole", "text", "unit", "clear"):
        assert getattr(mixed, name) == pytest.approx(getattr(straight, name)[list(order)], abs=1e-5)


def turning(towards: float) -> Likening:
    """Return a map that moves the word TIP towards WARDEN, and lets it count for nothing."""
    return Likening(TIP[:, None], towards * WARDEN[None], -20 * TIP, 0.0)


def test_a_turned_word_is_of_length_one_and_nearer_to_what_answers_it() -> None:
    vectors, shares = turning(1.0).turned(np.stack([TIP, BUS]), HALF)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1.0, 1.0])
    assert vectors[0] @ WARDEN > 0.5
    assert vectors[1] == pytest.approx(BUS)
    assert shares == pytest.approx([0.0, 1.0], abs=1e-6)


def test_words_of_another_model_are_held_as_they_are() -> None:
    other = np.eye(2, 5, dtype=np.float32)
    vectors, shares = turning(1.0).turned(other, HALF)
    assert vectors is other
    assert shares is HALF


def test_a_map_is_read_as_it_was_written() -> None:
    kept = read_likening(packed(turning(0.5)), "likening.npz")
    for name in ("down", "up", "gate"):
        assert getattr(kept, name) == pytest.approx(getattr(turning(0.5), name), rel=0.001)


@pytest.mark.parametrize("content", [b"", b"no archive", packed(turning(0.5))[:200]])
def test_a_damaged_map_is_an_error_that_names_its_file(content: bytes) -> None:
    with pytest.raises(ConfigurationError, match=r"likening\.npz.*[Tt]rain"):
        read_likening(content, "likening.npz")
