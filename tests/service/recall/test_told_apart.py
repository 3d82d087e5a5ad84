"""Of amendments that repeat a motion the one asked for is told, or it is said that none is."""

from __future__ import annotations

from datetime import date

import pytest

from indexer.records import DocumentKind
from service.answers import Status
from tests.service.recall.conftest import Ask
from tests.service.small_index import described, pdf, quoted

MOTION = "“That the lido plan be adopted and that the pier be open"
CANDOUR = "with as much candour as may be.”"


def put(paragraph: int) -> str:
    return f"The Chairman put the amendment set out in paragraph {paragraph} to the vote"


MINUTES = pdf(
    [
        "# Minutes of a meeting of the Town Council held on 6 May 2025",
        "# 21. Lido Plan (Item 6)",
        f"(1) Mrs Birch proposed, and Mr Cedar seconded the motion {MOTION}.”",
        "(2) Mr Hazel said that the works had begun in spring and that the ferry was late.",
        f"(3) Ms Ivy proposed, and Mr Hazel seconded the following amendment: {MOTION}, {CANDOUR}",
        "Amendment carried.",
        f"(4) {put(3)} and it was agreed.",
        (
            "(5) Mr Elder proposed, and Ms Doe seconded the following amendment: "
            f"{MOTION}, heated by the sun, {CANDOUR}"
        ),
        f"(6) {put(5)} and the voting was as follows:",
        "For (2)",
        "Mr Elder, Ms Doe",
        "Against (3)",
        "Mr Ash, Mrs Birch, Mr Cedar",
        "Abstain (0)",
        "Amendment lost.",
        (
            f"(7) Mr Ash proposed, and Mr Cedar seconded the following amendment: {MOTION}, lit by "
            f"forty lamps, {CANDOUR}"
        ),
        f"(8) {put(7)} and the voting was as follows:",
        "For (1)",
        "Mr Ash",
        "Against (4)",
        "Mr Cedar, Mrs Birch, Mr Elder, Ms Doe",
        "Abstain (0)",
        "Amendment lost.",
        f"(9) RESOLVED {MOTION}, {CANDOUR}",
    ],
)
DOCUMENTS = (
    (
        "council/minutes.pdf",
        described("Council minutes", DocumentKind.MINUTES, "Town Council", date(2025, 5, 6)),
        MINUTES,
    ),
)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Who moved the amendment to the lido plan on candour?", "Ms Ivy proposed"),
        ("Who moved the amendment that the lido be heated by the sun?", "Mr Elder proposed"),
        ("Did the amendment on forty lamps for the lido pass?", "For (1) Against (4)"),
    ],
)
def test_what_one_amendment_alone_has_or_first_brought_in_tells_it_from_the_others(
    ask: Ask, question: str, told: str
) -> None:
    first = quoted(ask(question))[0]
    assert told in " ".join(first.split())


@pytest.mark.parametrize(
    ("question", "note"),
    [
        ("Who moved the amendment on the ferry in the lido plan?", "3 amendments"),
        ("Who moved the amendment that the pier be open?", "3 amendments"),
        ("How many voted for the amendment on candour in the lido plan?", "no vote on it"),
        ("How did Mr Hazel vote on the amendment on forty lamps?", "Mr Hazel is not among them"),
        ("What amendment did Mr Hazel propose?", "Nothing that Mr Hazel moved"),
    ],
)
def test_what_the_record_does_not_say_is_not_told_of_another(
    ask: Ask, question: str, note: str
) -> None:
    answer = ask(question)
    assert answer.status is Status.NOT_IN_RECORDS
    assert note in answer.introduction


@pytest.mark.parametrize(
    "question",
    [
        "Which councillor proposed the motion on trams, windmills and spring drains?",
        "Who proposed amending the spring calendar of trams, windmills and bandstands?",
    ],
)
def test_what_is_not_on_record_is_not_told_from_words_on_another_matter(
    ask: Ask, question: str
) -> None:
    assert ask(question).status is Status.NOT_IN_RECORDS
