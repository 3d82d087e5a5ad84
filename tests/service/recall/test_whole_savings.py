"""What a whole council saves: what a question asks, and which sentence says it."""

from __future__ import annotations

from datetime import date

import pytest

from indexer.records import DocumentKind
from service.answers import Reading
from service.interpret.spending import Money, spending_asked_for
from service.recall.whole_savings import saved
from tests.service.recall.conftest import Ask
from tests.service.small_index import described, pdf, quoted

DRAFT = pdf(
    [
        "# Draft budget 2025-26",
        "Savings of £71,000 are to be made in 2025-26.",
        "The Council has made savings of £2m since 2011.",
    ]
)
BUDGET = pdf(
    [
        "# Budget 2025-26",
        "Savings of £64,000 in 2025-26 are set out in Appendix B.",
        "Parks will contribute savings of £9,000 in 2025-26.",
        "The gap before savings is £190,000 in 2026-27.",
    ]
)
AMENDMENT = pdf(["# Budget 2025-26", "We would make savings of £120,000 in 2025-26."])
MONITORING = pdf(["# Monitoring", "The 2024-25 budget contained savings of £52,000."])
APPENDIX = pdf(
    [
        "# Savings",
        [
            ["£000", "2023-24", "2024-25"],
            ["Parks: all savings from mowing", "4", "4"],
            ["All savings", "47", "12"],
        ],
    ]
)
BEFORE = date(2023, 2, 21)
FEBRUARY, JANUARY = date(2025, 2, 18), date(2025, 1, 21)
DOCUMENTS = (
    ("a.pdf", described("Draft", DocumentKind.REPORT, "Cabinet", JANUARY), DRAFT),
    ("b.pdf", described("Budget", DocumentKind.REPORT, "Council", FEBRUARY), BUDGET),
    (
        "c.pdf",
        described("Amendment by the Heath Group", DocumentKind.REPORT, "Council", FEBRUARY),
        AMENDMENT,
    ),
    ("d.pdf", described("Monitoring", DocumentKind.REPORT, "Council", FEBRUARY), MONITORING),
    ("e.pdf", described("Appendix", DocumentKind.REPORT, "Council", BEFORE), APPENDIX),
)


@pytest.mark.parametrize(
    "question",
    [
        "How much does the council need to save?",
        "How much is the council planning to cut next year?",
        "What savings is the council making?",
        "What cuts are being made?",
        "What is the savings target?",
        "How much in savings does the council have to find?",
    ],
)
def test_a_question_asks_what_the_whole_council_saves(question: str) -> None:
    asked = spending_asked_for(Reading(question))
    assert asked is not None
    assert (asked.matter, asked.money) == ("", Money.SAVED)


@pytest.mark.parametrize(
    "question",
    [
        "How much does the council save by closing the lido?",
        "What savings are being made in libraries?",
        "How many trees did the council save?",
    ],
)
def test_what_is_saved_on_something_is_another_question(question: str) -> None:
    assert spending_asked_for(Reading(question)) is None


@pytest.mark.parametrize(
    ("text", "pounds"),
    [
        ("A gap of £2m is closed with £0.5m of savings and £1.5m from reserves.", 500_000),
        ("The gap before savings was £3m; savings of £1.2m had been found.", 1_200_000),
        ("Savings plans (£2m of all) are watched.", 0),
        ("Cumulative savings of £90m were made over the last ten years.", 0),
        ("The directorate made savings of £4m.", 0),
        ("Many councils make savings of £4m.", 0),
    ],
)
def test_a_sum_is_what_is_saved_in_all_in_a_year(text: str, pounds: float) -> None:
    assert saved(text)[0] == pounds


def test_its_year_is_that_of_its_clause() -> None:
    text = "Of savings of £12m in the 2024-25 budget, £2m will be made in 2025-26."
    assert saved(text) == (12_000_000, "Of savings of £12m in the 2024-25 budget")


def test_the_newest_paper_of_the_councils_own_tells_it(ask: Ask) -> None:
    for question in ("How much does the council need to save?", "What cuts are being made?"):
        assert quoted(ask(question)) == ["Savings of £64,000 in 2025-26 are set out in Appendix B."]


def test_a_year_that_is_named_is_told(ask: Ask) -> None:
    answer = ask("What are the savings for 2024-25?")
    assert quoted(answer) == ["The 2024-25 budget contained savings of £52,000."]


def test_where_no_sentence_says_it_the_row_of_all_savings_does(ask: Ask) -> None:
    assert quoted(ask("What are the savings for 2023-24?")) == ["All savings 47 12"]
