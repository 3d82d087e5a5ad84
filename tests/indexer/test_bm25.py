"""How texts become terms, and what the terms weigh."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.errors import ConfigurationError
from indexer.store.bm25 import Bm25Encoder

ENCODER = Bm25Encoder("english", 110.0)
WORDS = st.lists(st.text("abcdefghijklmnopqrstuvwxyz0123456789", min_size=1), max_size=30)


def terms(text: str) -> set[int]:
    return set(ENCODER.encode_query(text).indices)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("£1,610.82", "1610.82"),
        ("£1,234,567", "1234567"),
        ("-541.0", "(541.0)"),
        ("5%", "5"),
        ("24/00109", "24-00109"),
        ("2025-26", "2025/26"),
        ("post-16 SEN transport", "Transport: SEN, post 16"),
        ("councils", "Council's"),
        ("café", "CAFE"),
        ("Thanet–Dover", "Thanet—Dover"),
        ("the O’Brien report", "O'Brien reports"),
    ],
)
def test_what_means_the_same_has_the_same_terms(one: str, other: str) -> None:
    assert terms(one) == terms(other) != set()


@pytest.mark.parametrize(
    ("part", "whole"),
    [("00109", "24/00109"), ("2025", "2025-26"), ("SEN", "post-16 SEN transport")],
)
def test_a_reference_is_found_by_its_parts(part: str, whole: str) -> None:
    assert set() < terms(part) < terms(whole)


@pytest.mark.parametrize(
    ("part", "whole"), [("610", "1,610.82"), ("82", "1,610.82"), ("0", "541.0"), ("1", "1,610")]
)
def test_a_figure_is_one_term_and_is_not_found_by_its_parts(part: str, whole: str) -> None:
    assert len(terms(whole)) == 1
    assert terms(part).isdisjoint(terms(whole))


def test_a_comma_between_numbers_of_a_list_still_parts_them() -> None:
    assert terms("items 3,4 and 12,13") == terms("items 3 4 12 13")


@pytest.mark.parametrize("text", ["", "   ", "the of and", "—", "\x00", "\ud800"])
def test_a_text_without_terms_has_an_empty_vector(text: str) -> None:
    assert ENCODER.encode_query(text).indices == ()
    assert ENCODER.encode_passage(text).values == ()


@given(st.text() | st.text(st.characters(categories=["Cs", "Nd", "Po", "Sc", "L"])))
def test_a_passage_and_a_question_of_the_same_words_have_the_same_terms(text: str) -> None:
    passage, query = ENCODER.encode_passage(text), ENCODER.encode_query(text)
    assert passage.indices == query.indices
    assert list(passage.indices) == sorted(set(passage.indices))
    assert all(0 <= index < 2**31 for index in passage.indices)
    assert all(weight > 0 for weight in passage.values)
    assert all(weight == 1 for weight in query.values)


@given(WORDS)
def test_the_order_of_words_does_not_matter(words: list[str]) -> None:
    forwards, backwards = " ".join(words), " ".join(reversed(words))
    assert ENCODER.encode_passage(forwards) == ENCODER.encode_passage(backwards)


@given(WORDS, st.text("abc", min_size=1))
def test_a_word_more_adds_its_terms_and_takes_none_away(words: list[str], word: str) -> None:
    text = " ".join(words)
    assert terms(f"{text} {word}") == terms(text) | terms(word)


@given(st.integers(1, 40), st.integers(0, 200))
def test_the_weight_of_a_term_is_that_of_bm25(count: int, others: int) -> None:
    passage = ENCODER.encode_passage("parking " * count + "library " * others)
    weights = dict(zip(passage.indices, passage.values, strict=True))
    length = count + others
    expected = count * 2.2 / (count + 1.2 * (0.25 + 0.75 * length / 110.0))
    assert weights[ENCODER.encode_query("parking").indices[0]] == pytest.approx(expected, rel=1e-5)


def test_another_process_gives_the_same_vector() -> None:
    text = "The Cabinet agreed £1,610.82 for post-16 SEN transport in 2025-26."
    command = (
        "from indexer.store.bm25 import Bm25Encoder;"
        f"print(Bm25Encoder('english', 110.0).encode_passage({text!r}))"
    )
    printed = subprocess.run(
        [sys.executable, "-c", command],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    assert printed.stdout.strip() == str(ENCODER.encode_passage(text))


def test_the_fingerprint_tells_settings_apart() -> None:
    encoders = [
        Bm25Encoder("english", 110.0),
        Bm25Encoder("english", 111.0),
        Bm25Encoder("french", 110.0),
    ]
    assert len({encoder.fingerprint for encoder in encoders}) == 3
    assert Bm25Encoder("english", 110.0).fingerprint == ENCODER.fingerprint


@pytest.mark.parametrize(("language", "length"), [("klingon", 110.0), ("english", 0.0)])
def test_a_wrong_setting_is_named(language: str, length: float) -> None:
    with pytest.raises(ConfigurationError, match=r"embedding\.language .*embedding\.average"):
        Bm25Encoder(language, length)
