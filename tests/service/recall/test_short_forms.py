"""What short forms stand for: how records say it, and which one a question asks about."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.recall.short_forms import ShortForm, meanings, on_short_form, short_form_asked_for
from tests.service.made import made_candidate


@pytest.mark.parametrize(
    ("letters", "text", "long"),
    [
        ("PPG", "A grant from the parks and ponds group (PPG) was noted.", "parks and ponds group"),
        ("PfP", "It asked the Partnership for Ponds (PfP).", "Partnership for Ponds"),
        ("mpf", "From the Moor Parks Fund (MPF)", "Moor Parks Fund"),
        ("MPF", "Of funds. Moor Parks Fund (MPF’s) rules", "Moor Parks Fund"),
        ("MPF", "MPF (Moor Parks Fund) pays.", "Moor Parks Fund"),
        ("MPF", "MPF\tMoor Parks Fund\t12", "Moor Parks Fund"),
        ("POM", "POM – Ponds of the Moor, first report", "Ponds of the Moor"),
        ("MPF", "The fund (MPF) pays.", ""),
        ("MPF", "The MPF pays for parks (and ponds).", ""),
        ("tax", "to add ten xylophones (tax)", ""),
    ],
)
def test_what_letters_stand_for(letters: str, text: str, long: str) -> None:
    found = list(meanings(letters, text))
    assert [each for _, each in found] == ([long] if long else [])
    assert all(words in text and each in words for words, each in found)


@given(st.text("MPFmpf ()\t\n.-", max_size=40))
def test_whatever_the_text_its_own_words_are_found(text: str) -> None:
    for words, long in meanings("MPF", text):
        assert words in text
        assert long in words


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("What does MPF stand for?", ShortForm("MPF", alone=True)),
        ("what does the MPF mean", ShortForm("MPF", alone=True)),
        ("What is the MPF?", ShortForm("MPF", alone=False)),
        ("What's an mpf?", ShortForm("mpf", alone=False)),
        ("What is the council tax?", None),
        ("What does the MPF cost?", None),
    ],
)
def test_the_short_form_asked_for(question: str, asked: ShortForm | None) -> None:
    assert short_form_asked_for(question) == asked


def test_of_several_meanings_the_usual_one_is_told_where_it_first_stands() -> None:
    texts = [
        "my pet frog (MPF)",
        "the Moor Parks Fund (MPF)",
        "no more",
        "the moor parks fund (MPF)",
    ]
    candidates = [made_candidate(text, str(n), page=n) for n, text in enumerate(texts)]
    (found,) = on_short_form("MPF", candidates)
    assert found.quote == "Moor Parks Fund (MPF)"
    assert (found.document.id, found.page) == ("1", 1)
    assert not list(on_short_form("XYZ", candidates))
