"""Cutting passages into what can be quoted."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from service.compose.sentences import units_of


def texts(passage: str) -> list[str]:
    return [passage[unit.start : unit.stop] for unit in units_of(passage)]


@pytest.mark.parametrize(
    ("passage", "expected"),
    [
        ("Mr. Coyle spoke. It was noted.", ["Mr. Coyle spoke.", "It was noted."]),
        ("Cllr. R. W. Orme left.", ["Cllr. R. W. Orme left."]),
        ("It cost £1.5m in all. No. 5 is open.", ["It cost £1.5m in all.", "No. 5 is open."]),
        ("1. Resolved that it be so.", ["1. Resolved that it be so."]),
        ("(a) Agreed. (b) Noted.", ["(a) Agreed.", "(b) Noted."]),
        ("See para. 4.2 below. Then go.", ["See para. 4.2 below.", "Then go."]),
        ("Is it so? “Yes!” Then go.", ["Is it so?", "“Yes!”", "Then go."]),
        (
            "Lido\t66,150\t52,700\nRents\t9,300\t9,600",
            ["Lido\t66,150\t52,700", "Rents\t9,300\t9,600"],
        ),
    ],
)
def test_units_are_what_a_reader_sees_as_one(passage: str, expected: list[str]) -> None:
    assert texts(passage) == expected


@given(st.text(alphabet="aB1. \n\t!?£;()“”•", max_size=300))
def test_units_in_order_lose_nothing_but_white_space(passage: str) -> None:
    units = units_of(passage)
    assert "".join("".join(texts(passage)).split()) == "".join(passage.split())
    assert all(unit.start < unit.stop for unit in units)
    assert all(one.stop <= other.start for one, other in itertools.pairwise(units))


@given(st.text(max_size=200))
@example(" 0\t0")
def test_a_sentence_begins_and_ends_with_a_letter_or_sign(passage: str) -> None:
    sentences = [text for text in texts(passage) if "\t" not in text]
    assert all(text == text.strip() for text in sentences)
