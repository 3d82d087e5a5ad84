"""What is spent on a service: what a question asks the spending on, and the rows that tell it."""

from __future__ import annotations

from datetime import date

import pytest

from indexer.records import DocumentKind
from service.answers import Answer, Reading, Status
from service.interpret.spending import Money, spending_asked_for
from service.open_index import OpenIndex
from service.recall.spent import CALLED_OTHERWISE, on_spending
from service.recall.values import Recollection
from tests.service.recall.conftest import Ask
from tests.service.small_index import described, pdf, quoted

HEADINGS = ["Service", "Net budget 2024-25 £000", "Net budget 2025-26 £000", "What it does"]
ACCOUNTS = pdf(
    [
        "# Service budgets 2025-26",
        [
            HEADINGS,
            ["Parks", "310", "325", "Greens and gardens"],
            ["Total - Street Care", "512", "540", ""],
            ["Street Care - Other", "90", "95", "Benches"],
            ["Weirs & Lock Keeping", "71", "77", ""],
            ["Public Order", "120", "131", "Includes pest control, town wardens and the pound"],
            ["Household waste recycling centres", "66", "69", ""],
            ["Net budget requirement", "1,169", "1,237", ""],
            ["Bus Grant", "20", "21", "From the county"],
        ],
    ],
    [
        "# Budget by committee",
        [
            ["£000", "2024-25", "2025-26"],
            ["Harbour", "44", "47"],
        ],
    ],
    [
        "# From one year's budget to the next",
        [
            ["Service", "Net budget 2024-25", "Pressures", "Savings", "Net budget 2025-26"],
            ["Market", "61", "5", "(2)", "64"],
        ],
    ],
    [
        "# Growth in the budget",
        [
            ["£000", "2024-25", "2025-26"],
            ["Ponies", "9", "8"],
        ],
    ],
    [
        "# Savings 2025-26",
        [
            ["Service", "Net budget saving £000", "Of that in 2026-27 £000"],
            ["Bowling greens", "14", "3"],
        ],
    ],
    [
        "# Capital programme",
        [
            ["Place", "Budget 2025-26 £000", "Forecast £000"],
            ["Ferry landing", "812", "790"],
        ],
    ],
)
OTHERWISE = pdf(
    [
        "# Service budgets 2025-26",
        [HEADINGS, ["Parks", "310", "299", "Greens and gardens"]],
    ]
)
MONITORING = pdf(
    [
        "# Revenue monitoring 2024-25",
        "Parks forecast an overspend of £34,000 for the year.",
        "The Council forecasts an overspend of £20,000 in 2024-25.",
        "Most councils forecast an overspend, of £3m on average.",
        [
            ["Service", "Budget £000", "Forecast £000", "Variance £000"],
            ["Parks", "310", "344", "+34"],
            ["Street Care", "512", "498", "-14"],
        ],
    ]
)
MINUTES = pdf(
    [
        "# Minutes of a meeting of the Council held on 18 February 2025",
        "The Parks directorate's net budget is £325,000, and its total budget of £9.9m was noted.",
        "RESOLVED that the net revenue budget be £1.237m, £68,000 more than for 2024-25.",
    ]
)
FEBRUARY, JANUARY = date(2025, 2, 18), date(2025, 1, 21)
DOCUMENTS = (
    (
        "council/accounts.pdf",
        described("Service budgets", DocumentKind.REPORT, "Council", FEBRUARY),
        ACCOUNTS,
    ),
    (
        "council/minutes.pdf",
        described("Minutes", DocumentKind.MINUTES, "Council", FEBRUARY),
        MINUTES,
    ),
    (
        "council/a-group.pdf",
        described("Amendment by the Heath Group", DocumentKind.REPORT, "Council", FEBRUARY),
        OTHERWISE,
    ),
    (
        "cabinet/monitoring.pdf",
        described("Monitoring", DocumentKind.REPORT, "Cabinet", JANUARY),
        MONITORING,
    ),
)


@pytest.mark.parametrize(
    ("question", "matter", "money"),
    [
        ("How much is spent on parks?", "parks", Money.SPENT),
        (
            "How much money does the council spend on the bus station?",
            "the bus station",
            Money.SPENT,
        ),
        ("how much do the wardens cost the council", "the wardens", Money.SPENT),
        ("How much does it cost to get rid of rats?", "rats", Money.SPENT),
        ("What is the budget for parks?", "parks", Money.SPENT),
        ("What’s the parks budget for next year?", "parks", Money.SPENT),
        ("What did the council spend on parks?", "parks", Money.SPENT),
        ("Spending on parks", "parks", Money.SPENT),
        ("How much has the council overspent on parks?", "parks", Money.OVERSPENT),
        ("What is the underspend on parks?", "parks", Money.OVERSPENT),
        ("How much is the bus grant?", "bus grant", Money.LINE),
        ("How much does the council owe?", "debt", Money.LINE),
        ("What is the council's budget?", "", Money.SPENT),
        ("How much does the council spend in total?", "", Money.SPENT),
        ("What is the net budget for this financial year?", "", Money.SPENT),
        ("What is the overspend this year?", "", Money.OVERSPENT),
        ("How much is the council overspent by?", "", Money.OVERSPENT),
    ],
)
def test_a_question_asks_what_is_spent_on_one_thing_or_in_all(
    question: str, matter: str, money: Money
) -> None:
    asked = spending_asked_for(Reading(question))
    assert asked is not None
    assert (asked.matter, asked.money) == (matter, money)


@pytest.mark.parametrize(
    "question",
    [
        "How much is spent on parks and who decides it?",
        "How much is spent on parks per resident?",
        "How much more is spent on parks than on roads?",
        "How much is saved by closing the lido?",
        "How much was spent on the capital programme?",
        "What does the budget say on parks?",
        "What was proposed about the council's grant to the museum for the February budget?",
        "Who voted against the budget?",
        "How much is council tax?",
        "How much interest does the council pay on its debt?",
        "What is spent?",
        "What is the council's budget for roads and potholes?",
        "How much does the council spend in the north?",
    ],
)
def test_a_question_for_more_or_for_something_else_does_not(question: str) -> None:
    assert spending_asked_for(Reading(question)) is None


def test_words_said_again_and_again_are_soon_read() -> None:
    often = "the council's " * 80
    assert spending_asked_for(Reading(f"What is {often}budgets")) is None


def test_a_groups_budget_is_not_the_councils() -> None:
    asked = spending_asked_for(Reading("What is Labour's budget?"))
    assert asked is not None
    assert asked.matter == "Labour's"


def first_row(answer: Answer) -> str:
    assert answer.status is Status.ANSWERED
    return quoted(answer)[0]


def test_the_councils_own_row_tells_it_under_its_headings(ask: Ask) -> None:
    answer = ask("How much is spent on parks?")
    assert first_row(answer) == "Parks 310 325 Greens and gardens"
    assert "Net budget 2025-26 £000" in answer.statements[0].header
    assert {each.document.title for each in answer.statements[0].citations} == {"Service budgets"}
    assert quoted(answer)[1:] == ["Parks 310 344 +34"]
    assert CALLED_OTHERWISE not in answer.introduction


def test_the_row_with_the_sum_comes_before_what_is_left_over(ask: Ask) -> None:
    assert first_row(ask("What is the street care budget?")) == "Total - Street Care 512 540"


def test_a_row_by_another_name_or_that_includes_it_is_told_as_such(ask: Ask) -> None:
    for question, row in (
        ("How much do the town wardens cost?", "Public Order 120 131"),
        ("How much is spent on weirs?", "Weirs & Lock Keeping 71 77"),
        ("How much does the tip cost?", "Household waste recycling centres 66 69"),
    ):
        answer = ask(question)
        assert first_row(answer).startswith(row)
        assert CALLED_OTHERWISE in answer.introduction


def test_the_whole_councils_budget_is_told_as_decided_with_its_row(ask: Ask) -> None:
    decided = "RESOLVED that the net revenue budget be £1.237m, £68,000 more than for 2024-25."
    row = "Net budget requirement 1,169 1,237"
    for question in ("What is the total budget for 2025-26?", "How much does the council spend?"):
        assert quoted(ask(question)) == [decided, row]


def test_a_sum_is_of_the_year_of_its_own_clause(ask: Ask) -> None:
    earlier = ask("What is the net budget for 2024-25?")
    assert quoted(earlier) == ["Net budget requirement 1,169 1,237"]


def test_the_whole_councils_overspend_is_told_in_its_own_sentence(ask: Ask) -> None:
    answer = ask("How much is the council overspent?")
    assert quoted(answer) == ["The Council forecasts an overspend of £20,000 in 2024-25."]


def test_what_was_over_or_under_is_told_from_the_variance(ask: Ask) -> None:
    answer = ask("How much has the council overspent on parks?")
    assert quoted(answer) == ["Parks 310 344 +34"]


@pytest.mark.parametrize(
    "question",
    [
        "How much is spent on parks in 2031-32?",
        "How much is spent on volcanoes?",
        "How much do consultants cost?",
    ],
)
def test_another_year_or_another_thing_is_not_told(ask: Ask, question: str) -> None:
    assert ask(question).status is Status.NOT_IN_RECORDS


def test_a_year_heads_a_column_of_a_budget(ask: Ask) -> None:
    assert first_row(ask("How much is spent on the harbour?")) == "Harbour 44 47"


def test_savings_may_stand_between_two_budgets(ask: Ask) -> None:
    assert first_row(ask("How much does the market cost?")) == "Market 61 5 (2) 64"


def test_a_line_that_is_called_just_so_tells_a_grant(ask: Ask) -> None:
    assert first_row(ask("How much is the bus grant?")) == "Bus Grant 20 21 From the county"


def test_what_is_saved_added_built_or_given_is_no_service(own_index: OpenIndex) -> None:
    for thing in ("bowling greens", "the ferry landing", "ponies", "buses"):
        reading = Reading(f"How much is spent on {thing}?")
        asked = spending_asked_for(reading)
        assert asked is not None
        assert on_spending(asked, reading, own_index) == Recollection()
