"""What a sentence does besides stating, and what that means for what is quoted."""

from __future__ import annotations

import pytest

from service.compose.saying import announces, asks, names_the_paper, speaks_of_others, supposes
from service.compose.whole import completed
from tests.service.test_choosing import choices


@pytest.mark.parametrize(
    ("sentence", "asking"),
    [
        ("(d) Councillor Dacey asked about the wheelchair loan.", True),
        ("Mrs Quill wished to know who had paid.", True),
        ("Who pays for the wheelchair?", True),
        ("She sought assurances on the opening hours.", True),
        ("Members were asked to note the report.", False),
        ("Members asked that it be brought back in June.", False),
        ("The lido opened in 1931.", False),
    ],
)
def test_a_question_is_told_from_what_is_stated(sentence: str, asking: bool) -> None:
    assert asks(sentence) is asking


@pytest.mark.parametrize(
    ("sentence", "announcing"),
    [
        ("1.1 To report the cliff fall of 2 October.", True),
        ("(a) to note the position at quarter 3;", True),
        ("This report sets out the budget.", True),
        ("The Committee is asked to agree the fees.", True),
        ("To date £48,250 has been spent.", False),
        ("The fees were agreed.", False),
    ],
)
def test_what_a_paper_is_for_is_told_from_what_it_says(sentence: str, announcing: bool) -> None:
    assert announces(sentence) is announcing


@pytest.mark.parametrize(
    ("line", "naming"),
    [
        ("Published Wednesday, 12 November 2025", True),
        ("Date published: 3/2/2026", True),
        ("Subject: The lido and its opening", True),
        ("Amendment Name:\tThe lido\tAmendment Number:\t7", True),
        ("Contact name: Ms Pellow, lido manager", False),
        ("Published figures show a fall of 12% since 2019.", False),
        ("The lido opened on Saturday, 23 May 2026", False),
        ("Subject to the grant, the lido opens in 2026", False),
    ],
)
def test_a_line_that_only_names_its_paper_is_told_from_what_it_says(
    line: str, naming: bool
) -> None:
    assert names_the_paper(line) is naming


@pytest.mark.parametrize(
    ("sentence", "of_others"),
    [
        ("Public sector net debt stood at 96% of GDP in March.", True),
        ("In a survey 7 in 10 of most coastal authorities foresee a deficit.", True),
        ("Nationally, fares rose by 4%.", True),
        ("The Council owes £14.2m to the Public Works Loan Board.", False),
        ("National parking standards do not bind the Council.", False),
    ],
)
def test_what_is_told_of_the_nation_or_of_councils_at_large_is_told_from_ones_own(
    sentence: str, of_others: bool
) -> None:
    assert speaks_of_others(sentence) is of_others


@pytest.mark.parametrize(
    ("sentence", "supposing"),
    [
        ("Each 1% on the tax rate raises some £90,000 a year.", True),
        ("6.3 Every £1m of borrowing costs about £70,000 a year.", True),
        ("A rise of 1 per cent would bring in £90,000.", True),
        ("A rise of 2.99% is proposed.", False),
        ("Each ward has two members.", False),
    ],
)
def test_what_each_so_much_would_come_to_is_told_from_what_is_so(
    sentence: str, supposing: bool
) -> None:
    assert supposes(sentence) is supposing


SAID_OF_DEBT = "Public sector debt was £2,700bn in March. The debt of this council was £14.2m then."


@pytest.mark.parametrize(
    ("question", "traits"),
    [("How much debt is there?", [1.0, 0.0]), ("How much debt has the nation?", [0.0, 0.0])],
)
def test_what_is_told_of_others_speaks_against_it_only_where_nobody_asks_for_that(
    question: str, traits: list[float]
) -> None:
    assert [choice.traits.others for choice in choices(question, SAID_OF_DEBT)] == traits


MINUTES = (
    "Councillor Dacey asked who paid for the wheelchair loan. The Director said that £9,500 had "
    "been found. The lido opened in 1931."
)


def test_what_follows_a_question_is_its_reply() -> None:
    asked, reply, other = (
        choice.traits for choice in choices("Who pays for the wheelchair loan?", MINUTES)
    )
    assert (asked.asks, reply.asks, other.asks) == (1.0, 0.0, 0.0)
    assert reply.reply == asked.coverage > 0
    assert (asked.reply, other.reply) == (0.0, 0.0)


def test_the_sentence_before_counts_by_its_likeness() -> None:
    found = choices("Who pays?", MINUTES, alike=(1.2, 0.3, 0.1))
    assert [choice.traits.before for choice in found] == [0.0, 1.2, 0.3]


def test_a_question_is_quoted_with_its_reply_but_not_with_another_item() -> None:
    asked, reply, _ = choices("Who pays for the wheelchair loan?", MINUTES)
    assert completed(asked).stop == reply.stop
    alone, *_ = choices("Who pays?", "Mr Coyle asked who had paid.\n\n(e) The band played on.")
    assert completed(alone).stop == alone.stop
