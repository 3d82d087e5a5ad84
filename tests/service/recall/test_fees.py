"""What the council charges: what a question asks the charge for, and the rows that tell it."""

from __future__ import annotations

from datetime import date

import pytest

from indexer.records import DocumentKind
from service.answers import Reading, Status
from service.interpret.fees import fee_asked_for
from service.recall.fees import CALLED_OTHERWISE
from tests.service.recall.conftest import Ask
from tests.service.small_index import described, pdf, quoted

HEADINGS = ["Charge", "2024-25 £", "2025-26 £", "Note"]
FEES = pdf(
    [
        "# Fees and charges 2025-26",
        "# Waste",
        [
            HEADINGS,
            ["Garden waste, a year", "45.00", "52.00", "By direct debit"],
            ["Garden waste, each further bin", "38.00", "48.00", "Four at most"],
            ["Pest control, wasps", "69.00", "72.00", ""],
        ],
    ],
    [
        "# Fees and charges 2025-26",
        "# Parking",
        [
            HEADINGS,
            ["Residents' permit, first", "54.00", "56.00", ""],
            ["Residents' permit, second", "96.00", "104.00", ""],
            ["Motorcycle bay", "Free", "Free", ""],
        ],
    ],
    [
        "# Budget savings 2025-26",
        [
            ["Service", "Income from charges £000", "Saving £000"],
            ["Allotments, rent of a plot", "£14", "£3"],
        ],
    ],
)
LAST_YEAR = pdf(
    [
        "# Fees and charges 2023-24",
        [["Charge", "2023-24 £"], ["Residents' parking permit, first", "51.00"]],
    ]
)
FEBRUARY, EARLIER = date(2025, 2, 18), date(2023, 2, 21)
DOCUMENTS = (
    ("fees.pdf", described("Fees and charges", DocumentKind.REPORT, "Council", FEBRUARY), FEES),
    ("old.pdf", described("Fees and charges", DocumentKind.REPORT, "Council", EARLIER), LAST_YEAR),
)
FIRST, SECOND = "Residents' permit, first 54.00 56.00", "Residents' permit, second 96.00 104.00"


@pytest.mark.parametrize(
    ("question", "thing"),
    [
        ("How much is a parking permit?", "parking permit"),
        ("How much does a skip licence cost me?", "skip licence"),
        ("How much does it cost to get rid of rats?", "rats"),
        ("How much does it cost to hire a football pitch?", "football pitch"),
        ("How much do I have to pay for a new bin?", "new bin"),
        ("What do they charge for bulky waste?", "bulky waste"),
        ("What is the charge for bulky waste?", "bulky waste"),
        ("What is the fee to register a birth?", "register a birth"),
        ("What’s the garden waste subscription?", "garden waste"),
    ],
)
def test_a_question_asks_what_one_pays_for_a_thing(question: str, thing: str) -> None:
    asked = fee_asked_for(Reading(question))
    assert asked is not None
    assert asked.thing == thing


@pytest.mark.parametrize(
    "question",
    [
        "How much do libraries cost?",
        "How much is spent on permits?",
        "How much is a permit and who decides it?",
        "How much more is a permit than last year?",
        "Why is a permit so dear?",
        "How much is the charge?",
    ],
)
def test_other_money_or_more_is_another_question(question: str) -> None:
    assert fee_asked_for(Reading(question)) is None


def test_a_fee_is_told_by_its_rows_with_what_is_over_them(ask: Ask) -> None:
    assert quoted(ask("How much is a parking permit?")) == [f"{FIRST} {SECOND}"]


def test_rows_of_the_same_thing_stand_beside_it_unless_the_question_says_which(ask: Ask) -> None:
    (both,) = quoted(ask("How much does a garden waste bin cost?"))
    assert both.startswith("Garden waste, a year")
    assert "Garden waste, each further bin" in both
    assert quoted(ask("How much is a second parking permit?")) == [SECOND]


def test_a_thing_under_another_name_is_told_as_such(ask: Ask) -> None:
    answer = ask("How much does it cost to get rid of rats?")
    assert quoted(answer) == ["Pest control, wasps 69.00 72.00"]
    assert CALLED_OTHERWISE in answer.introduction


def test_an_earlier_year_is_told_where_it_is_named(ask: Ask) -> None:
    answer = ask("How much was a parking permit in 2023-24?")
    assert quoted(answer) == ["Residents' parking permit, first 51.00"]


@pytest.mark.parametrize("question", ["How much is a balloon ride?", "How much is an allotment?"])
def test_what_is_on_no_list_is_not_told(ask: Ask, question: str) -> None:
    assert ask(question).status is Status.NOT_IN_RECORDS
