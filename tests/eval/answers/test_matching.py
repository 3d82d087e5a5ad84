from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.answers.matching import (
    Day,
    Figure,
    Said,
    days,
    figures,
    forms,
    holds_fact,
    holds_literally,
    holds_quote,
    overlaps_quote,
    plain,
    shared,
)

TEXTS = st.text(alphabet="abc XYZ 0123456789.,£%()/-\n\t'", max_size=60)


@pytest.mark.parametrize(
    ("fact", "said"),
    [
        ("£1,250", "it cost 1250 pounds"),
        ("4.99%", "an increase of 4.99 %"),
        ("Mill Lane", "the culvert under\nMILL  LANE was blocked"),
        ("27 July 2026", "opens on 27 July 2026."),
    ],
)
def test_spacing_case_pounds_and_commas_do_not_count(fact: str, said: str) -> None:
    assert holds_literally(fact, [Said(said)])


@pytest.mark.parametrize(
    ("fact", "said"),
    [("6", "16 votes to 41"), ("51", "514 votes"), ("3%", "2.3%"), ("£3.5m", "£3.55m")],
)
def test_a_figure_is_not_found_within_another(fact: str, said: str) -> None:
    assert not holds_fact(fact, [Said(said)])


@given(TEXTS.filter(lambda text: any(c.isalnum() for c in text)), TEXTS, TEXTS)
def test_what_is_said_word_for_word_is_always_found(fact: str, before: str, after: str) -> None:
    assert holds_literally(fact, [Said(f"{before} | {fact} | {after}")])


@given(TEXTS, TEXTS)
def test_what_is_held_literally_is_held_loosely(fact: str, said: str) -> None:
    if holds_literally(fact, [Said(said)]):
        assert holds_fact(fact, [Said(said)])


@given(TEXTS)
def test_plain_text_is_plain_already(text: str) -> None:
    assert plain(plain(text)) == plain(text)


def test_figures_are_equal_by_value() -> None:
    assert figures("£0.5m") == figures("500k") == figures("£500,000") == (Figure(500_000),)
    assert figures("3 per cent and 3%") == (Figure(3, percent=True),)
    assert figures("the 1st place, two months, 7 May") == (Figure(1), Figure(2))
    assert figures("13 months, 13 m") == (Figure(13), Figure(13e6))


def test_a_table_row_has_its_unit_over_the_column() -> None:
    assert holds_fact("£541k", [Said("Introduction of charging\t-541.0")])
    assert holds_fact("4.99%", [Said("Band D\t4.99", "Band\tRise %")])
    assert not holds_fact("£541k", [Said("item 541 of the list")])
    assert not holds_fact("4.99%", [Said("Band D\t4.99", "Band\tRise, £")])


def test_of_the_figures_over_a_row_only_years_count() -> None:
    row = Said("Street cleaning\t81,400", "Service (1-5)\t2025-26 £")
    assert holds_fact("81,400 in 2025", [row])
    assert not holds_fact("likelihood 5", [row])


def test_a_day_is_one_thing() -> None:
    assert days("on 1st of April, 2025 and 3 May") == (Day(1, "apr", 2025), Day(3, "may"))
    assert holds_fact("1 April 2025", [Said("from the 1st April")])
    assert not holds_fact("1 April 2025", [Said("1 in 4 by 3 April 2025")])


def test_any_form_of_a_fact_is_enough() -> None:
    fact = "£43.774m (43,774)"
    assert holds_fact(fact, [Said("a total of £43.774 million")])
    assert holds_fact(fact, [Said("Link Road 43,774 26,486")])
    assert not holds_fact(fact, [Said("Link Road 26,486")])


def test_a_name_in_brackets_only_adds_to_a_fact() -> None:
    assert forms("Leader (Ada Thornbury) proposed") == ("Leader   proposed",)
    assert not holds_fact("Leader (Ada Thornbury) proposed", [Said("Ada Thornbury was there")])
    assert "DfT" in forms("Department for Transport (DfT)")


def test_the_words_of_a_fact_must_stand_in_one_statement() -> None:
    fact = "blocked culvert under Mill Lane"
    assert holds_fact(fact, [Said("a culvert under Mill Lane had been blocked")])
    assert not holds_fact(fact, [Said("a culvert was blocked"), Said("Mill Lane was shut")])


def test_a_quote_is_found_across_line_ends_and_hyphens() -> None:
    quote = "Repairs would cost £48,250, of which £12,000 was met by the insurer."
    assert holds_quote(
        "... repairs would\ncost £48,250, of which £12,000 was met by the in-\nsurer.", quote
    )
    assert not holds_quote("Repairs would cost £48,250.", quote)
    assert overlaps_quote("Repairs would cost £48,250, of which some was met", quote)
    assert not overlaps_quote("The insurer was told of the repairs.", quote)


@given(st.lists(st.sampled_from(["mill", "lane", "culvert", "rose", "7"]), min_size=3, max_size=9))
def test_a_text_shares_all_of_itself(said: list[str]) -> None:
    text = " ".join(said)
    assert shared(text, text) == 1
    assert holds_quote(f"before {text} after", text)
