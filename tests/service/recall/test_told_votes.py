"""Votes as they are told: how they ended and the figures first, the names that are asked for."""

from __future__ import annotations

from datetime import date

import pytest

from indexer.records import DocumentKind
from service.answers import Status
from service.citations import stands
from service.open_index import OpenIndex
from tests.service.recall.conftest import Ask
from tests.service.small_index import described, pdf, quoted

AGAINST = "Mr Ash, Mrs Birch, Mr Cedar, Ms Doe, Mr Elder"
SHOWERS = (
    "(2) Mr Hazel proposed, and Ms Ivy seconded the following amendment: “That the lido be given "
    "four more showers, at a cost of £25k.”"
)
PLAN = "(1) Mrs Birch proposed, and Mr Cedar seconded the motion “to adopt the lido plan.”"
SUN = (
    "(4) Ms Ivy proposed, and Mr Hazel seconded the following amendment: “That the lido be heated "
    "by the sun.”"
)


def put(what: str) -> str:
    return f"The Chairman put to the vote the {what} and the voting was as follows:"


COUNCIL = pdf(
    [
        "# Minutes of a meeting of the Town Council held on 6 May 2025",
        "# 21. Lido Plan (Item 6)",
        PLAN,
        SHOWERS,
        f"(3) {put('amendment set out in paragraph 2 above')}",
        "For (2)",
        "Mr Hazel, Ms Ivy",
        "Against (5)",
    ],
    [
        AGAINST,
        "Abstain (0)",
        "Amendment lost.",
        SUN,
        f"(5) {put('amendment set out in paragraph 4 above')}",
        "For (3)",
        "Mr Hazel, Ms Ivy, Ms Juniper",
        "Against (4)",
        "Mr Ash, Mrs Birch, Mr Cedar, Ms Doe",
        "Abstain (1)",
        "Mr Elder",
        "Amendment lost.",
        f"(6) {put('substantive motion set out in paragraph 1')}",
        "For (6)",
        "Mr Ash, Mrs Birch, Mr Cedar, Ms Doe, Mr Elder, Ms Juniper",
        "Against (1)",
        "Mr Hazel",
        "Abstain (1)",
        "Ms Ivy",
        "Substantive Motion Carried.",
        "(7) RESOLVED that the Council adopts the lido plan.",
    ],
)
DOCUMENTS = (
    (
        "council/minutes.pdf",
        described("Council minutes", DocumentKind.MINUTES, "Town Council", date(2025, 5, 6)),
        COUNCIL,
    ),
)
SHOWERS_LOST = "Amendment lost. For (2) Against (5) Abstain (0)"
SUN_LOST = "Amendment lost. For (3) Against (4) Abstain (1)"
PLAN_CARRIED = "Substantive Motion Carried. For (6) Against (1) Abstain (1)"


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("How did the vote on the lido plan go?", PLAN_CARRIED),
        ("Who won the vote on the lido plan?", PLAN_CARRIED),
        ("By what majority was the lido plan adopted?", PLAN_CARRIED),
        ("How did the vote on more showers go?", SHOWERS_LOST),
        ("What was the result of the vote on the sun heating amendment?", SUN_LOST),
        ("Did councillors back £25,000 for showers?", SHOWERS_LOST),
        ("How did the Green amendment on showers go?", SHOWERS_LOST),
        ("How many voted against the amendment moved by Ms Ivy?", SUN_LOST),
    ],
)
def test_how_a_vote_ended_and_its_figures_come_first_and_no_names(
    ask: Ask, question: str, told: str
) -> None:
    answer = ask(question)
    assert answer.status is Status.ANSWERED
    assert quoted(answer)[0] == told
    assert not any(AGAINST in words for words in quoted(answer))


@pytest.mark.parametrize(
    ("question", "told"),
    [
        (
            "Who voted against more showers?",
            f"Amendment lost. For (2) Against (5) {AGAINST} Abstain (0)",
        ),
        (
            "Which councillors abstained on the lido plan?",
            f"{PLAN_CARRIED} Ms Ivy",
        ),
        (
            "How did Mr Hazel vote on the lido plan?",
            "Substantive Motion Carried. For (6) Against (1) Mr Hazel Abstain (1)",
        ),
        (
            "how did hazel vote on the lido plan",
            "Substantive Motion Carried. For (6) Against (1) Mr Hazel Abstain (1)",
        ),
        (
            "Who voted for and against the showers?",
            f"Amendment lost. For (2) Mr Hazel, Ms Ivy Against (5) {AGAINST} Abstain (0)",
        ),
    ],
)
def test_names_stand_with_their_side_where_they_are_asked_for(
    ask: Ask, question: str, told: str
) -> None:
    assert quoted(ask(question))[0] == told


def test_of_somebody_who_is_not_in_the_lists_that_is_said(ask: Ask) -> None:
    answer = ask("How did Mr Yew vote on more showers?")
    assert answer.status is Status.NOT_IN_RECORDS
    assert "Mr Yew is not among them" in answer.introduction


@pytest.mark.parametrize(
    "question", ["How did the vote on more showers go?", "Who voted against more showers?"]
)
def test_a_vote_is_one_quotation_of_places_that_each_stand_on_their_page(
    ask: Ask, own_index: OpenIndex, question: str
) -> None:
    vote = ask(question).statements[0]
    assert {citation.page for citation in vote.citations} == {1, 2}
    for citation in vote.citations:
        page = own_index.page(citation.document.id, citation.page)
        assert stands(citation.quote, page.text)
        assert " ".join(page.text[citation.start : citation.stop].split()) == citation.quote
    assert "".join("".join(each.quote for each in vote.citations).split()) == "".join(
        vote.text.split()
    )


def test_beside_a_vote_stands_what_it_was_on_and_no_other_vote(ask: Ask) -> None:
    vote, on = quoted(ask("How did the vote on more showers go?"))
    assert vote == SHOWERS_LOST
    assert on == SHOWERS.removeprefix("(2) ")
