"""Follow-ups: questions read with those before them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.interpret.following import follows, read_with

BUDGET = "What was spent on roads in 2024-25?"


@pytest.mark.parametrize(
    ("text", "read_as"),
    [
        ("And the year before?", "What was spent on roads in 2023-24?"),
        ("and the following year", "What was spent on roads in 2025-26?"),
        ("What about 2022-23?", "What was spent on roads in 2022-23?"),
        ("and in 2022/23?", "What was spent on roads in 2022/23?"),
        ("And why?", f"{BUDGET} why?"),
        ("Who voted against?", f"{BUDGET} Who voted against?"),
        ("What did it cost?", f"{BUDGET} What did it cost?"),
        ("How about bridges?", "What was spent on bridges in 2024-25?"),
        ("And on the parks?", "What was spent on the parks in 2024-25?"),
    ],
)
def test_a_follow_up_is_read_with_the_question_before_it(text: str, read_as: str) -> None:
    assert read_with(text, [BUDGET], 1000) == (read_as, BUDGET)


@pytest.mark.parametrize(
    ("before", "text", "read_as"),
    [
        ("What was said about potholes?", "And about the lido?", "What was said about the lido?"),
        ("What is the parks budget?", "What about bridges?", "What is the bridges budget?"),
        ("How much do wardens cost?", "and libraries", "How much do libraries cost?"),
        ("Who chaired the Cabinet?", "And the Council?", "Who chaired the Cabinet? the Council?"),
        ("How much do wardens cost?", "And who decides?", "How much do wardens cost? who decides?"),
    ],
)
def test_the_same_is_asked_of_another_matter(before: str, text: str, read_as: str) -> None:
    assert read_with(text, [before], 1000) == (read_as, before)


def test_a_year_alone_is_moved_too() -> None:
    assert read_with("and the year after?", ["Who was mayor in 2024?"], 1000)[0] == (
        "Who was mayor in 2025?"
    )


def test_a_follow_up_of_a_follow_up_reaches_back_to_the_first() -> None:
    read_as, before = read_with("And the year before?", [BUDGET, "and the year before?"], 1000)
    assert before == "What was spent on roads in 2023-24?"
    assert read_as == "What was spent on roads in 2022-23?"


@pytest.mark.parametrize(
    "text",
    [
        "How many allotments are there in the parish of Netherwick?",
        "Why was the lido closed in the summer of 2024?",
        "What did the inspector say about the library and its opening hours on Sundays?",
    ],
)
def test_a_question_that_stands_alone_is_read_alone(text: str) -> None:
    assert read_with(text, [BUDGET], 1000) == (text, "")


def test_without_an_earlier_question_nothing_follows() -> None:
    assert read_with("And why?", [], 1000) == ("And why?", "")
    assert read_with("And why?", ["", "\x00", "a" * 2000], 1000) == ("And why?", "")


@given(st.lists(st.text(max_size=80), max_size=4), st.text(min_size=1, max_size=80))
def test_any_conversation_is_read_and_holds_the_question(earlier: list[str], text: str) -> None:
    read_as, before = read_with(text, earlier, 200)
    assert read_as
    assert before or read_as == text
    assert not before or follows(text)
