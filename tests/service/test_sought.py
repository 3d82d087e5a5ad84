"""What kind of thing a question asks for, and what holds it."""

from __future__ import annotations

import pytest

from service.answers import Sought
from service.interpret.sought import holds, sought_by


@pytest.mark.parametrize(
    ("question", "sought"),
    [
        ("How much did it cost?", Sought.AMOUNT),
        ("What is the council tax rise for 2025-26?", Sought.AMOUNT),
        ("What is the band D council tax?", Sought.AMOUNT),
        ("What will my council tax be?", Sought.AMOUNT),
        ("By what percentage will fares go up?", Sought.PERCENTAGE),
        ("How many people came?", Sought.NUMBER),
        ("When does it open?", Sought.DATE),
        ("Who chaired it?", Sought.PERSON),
        ("Why was it shut?", Sought.REASON),
        ("What is holding up the works?", Sought.REASON),
        ("What has delayed the new school?", Sought.REASON),
        ("How did members vote?", Sought.VOTE),
        ("What were the voting figures for the budget?", Sought.VOTE),
        ("Result of the vote on rents", Sought.VOTE),
        ("By what margin was it lost?", Sought.VOTE),
        ("How many abstentions were there?", Sought.VOTE),
        ("How many councillors were in favour of the lido?", Sought.VOTE),
        ("Did Mrs Thornbury support the lido plan?", Sought.VOTE),
        ("Vote on the lido plan", Sought.VOTE),
        ("Tell me how the amendment on rents went", Sought.DECISION),
        ("How did the amendment on rents go?", Sought.DECISION),
        ("Did councillors back £1m for the lido?", Sought.DECISION),
        ("Did the council reject the motion?", Sought.DECISION),
        ("Did the council pass the budget?", Sought.DECISION),
        ("Did the motion on open fires pass at the March meeting?", Sought.DECISION),
        ("Did the Warm Homes and Open Hearths motion pass in December?", Sought.DECISION),
        ("Did the lido plan pass at the March council meeting?", Sought.DECISION),
        ("Did the Cabinet recommend the budget unanimously?", Sought.VOTE),
        ("What was decided?", Sought.DECISION),
        ("Who seconded it, and what was the result?", Sought.DECISION),
        ("Did it back the ban, whose motion was it?", Sought.PERSON),
        ("What is the decision number for the baths?", Sought.REFERENCE),
        ("Which planning application number does the mast have?", Sought.REFERENCE),
    ],
)
def test_what_is_asked_for_is_read(question: str, sought: Sought) -> None:
    assert sought in sought_by(question)


def test_the_result_of_other_things_is_no_decision() -> None:
    assert Sought.DECISION not in sought_by("What was the result of the inspection?")


@pytest.mark.parametrize(
    "question",
    [
        "Did the bus pass at the depot desk cost more?",
        "Did the council pass on the grant for buses?",
        "Did the government give the council extra money?",
    ],
)
def test_another_pass_and_what_others_gave_is_no_decision(question: str) -> None:
    assert Sought.DECISION not in sought_by(question)


@pytest.mark.parametrize(
    "question", ["When did the council vote on rents?", "Why did the council back the lido?"]
)
def test_when_or_why_a_council_voted_does_not_ask_how(question: str) -> None:
    assert not {Sought.DECISION, Sought.VOTE}.intersection(sought_by(question))


def test_a_majority_is_no_amount() -> None:
    assert Sought.AMOUNT not in sought_by("By what majority did the budget pass?")


def test_figures_of_a_vote_in_brackets_are_a_vote() -> None:
    assert holds(Sought.VOTE, "RESOLVED (6 for, 2 against) accordingly.", "How did they vote?")


@pytest.mark.parametrize(
    ("question", "amount"),
    [
        ("What does the budget propose for libraries?", False),
        ("What did the draft budget say about buses?", False),
        ("What does the budget propose to spend on books?", True),
        ("What did the temporary barriers cost to buy?", True),
    ],
)
def test_what_a_budget_says_is_no_amount(question: str, amount: bool) -> None:
    assert (Sought.AMOUNT in sought_by(question)) is amount


def test_a_figure_of_the_question_is_no_answer_to_it() -> None:
    assert not holds(Sought.NUMBER, "Plans for 2025", "How many plans in 2025?")
    assert holds(Sought.NUMBER, "12 plans for 2025", "How many plans in 2025?")


@pytest.mark.parametrize(
    ("text", "holding"),
    [
        ("The council does not receive any of the grant.", True),
        ("Parking is free on Sundays.", True),
        ("The fee for a replacement is nil.", True),
        ("Please feel free to write.", False),
    ],
)
def test_nothing_is_an_amount(text: str, holding: bool) -> None:
    assert holds(Sought.AMOUNT, text, "How much is it?") is holding


def test_a_row_of_noughts_gives_no_amount() -> None:
    assert not holds(Sought.AMOUNT, "Flood basin\t0\t0.0\t0", "How much is it?")
    assert holds(Sought.AMOUNT, "Flood basin\t0\t2,500\t0", "How much is it?")


@pytest.mark.parametrize(
    ("text", "holding"),
    [
        ("Decision No: 24/00109", True),
        ("Application DC/24/0123 was granted.", True),
        ("in 2024-25, of £24,000", False),
    ],
)
def test_a_reference_is_told_from_other_figures(text: str, holding: bool) -> None:
    assert holds(Sought.REFERENCE, text, "What is its reference number?") is holding


@pytest.mark.parametrize(
    "text", ["It opens on 31/03/26.", "The shop will be open in 25-26.", "Opens Jan 28", "Mar-26"]
)
def test_a_short_date_answers_when(text: str) -> None:
    assert holds(Sought.DATE, text, "When does it open?")


def test_an_office_of_the_question_is_no_answer_to_who_holds_it() -> None:
    question = "Who is the leader of the council?"
    assert not holds(Sought.PERSON, "The Leader thanked everybody.", question)
    assert holds(Sought.PERSON, "The Leader, Mr Proof, thanked everybody.", question)
    assert holds(Sought.PERSON, "The Leader thanked everybody.", "Who thanked everybody?")


def test_a_word_for_percentages_is_none() -> None:
    assert holds(Sought.PERCENTAGE, "Fares rise by 4.9%.", "By what percentage?")
    assert not holds(Sought.PERCENTAGE, "Percentage increases are set each year.", "What share?")


@pytest.mark.parametrize(
    ("text", "sought"),
    [
        ("Who chaired it?", True),
        ("What do people who live alone pay?", False),
        ("Which two councillors objected?", True),
    ],
)
def test_who_is_asked_for_only_where_it_asks(text: str, sought: bool) -> None:
    assert (Sought.PERSON in sought_by(text)) is sought


@pytest.mark.parametrize(
    "text",
    ["7.2 The plan", "at 9.30 am", "on 30th January 2025", "key stage 2", "in 2024-25", "24-00109"],
)
def test_figures_that_count_nothing_answer_no_how_many(text: str) -> None:
    assert not holds(Sought.NUMBER, text, "How many plans?")
    assert not holds(Sought.AMOUNT, text, "How much is it?")


def test_every_figure_of_a_row_may_be_an_amount() -> None:
    assert holds(Sought.AMOUNT, "Lido\t66.1\t52.7", "How much is the lido?")
