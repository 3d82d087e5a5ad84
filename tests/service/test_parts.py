"""Questions of several parts: how they are cut, asked by themselves, and answered."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.answer import Answerer
from service.answers import Period, Question, Reading, Sought
from service.compose.parts import part_readings, shared_out
from service.compose.quotation import Quotation, of_parts
from service.compose.traits import Traits
from service.interpret.parts import asked_apart, parts_of
from service.interpret.sought import sought_by
from tests.service.made import made_candidate

FOUND, UNSURE = Traits(marked=0.9), Traits(marked=0.1)


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("Who chaired it, and who sent apologies?", ("Who chaired it", "who sent apologies?")),
        ("I own a house. Can I let it, and for how long?", ("Can I let it", "for how long?")),
        ("At the last meeting, who spoke?", ("At the last meeting, who spoke?",)),
        ("What did roads and bridges cost?", ("What did roads and bridges cost?",)),
        ("lido repairs", ("lido repairs",)),
        (
            "Until what date is it shut, and in which year did it open?",
            ("Until what date is it shut", "in which year did it open?"),
        ),
        (
            "How many lamps were lit, and on how many roads?",
            ("How many lamps were lit, and on how many roads?",),
        ),
    ],
)
def test_a_question_is_cut_into_the_parts_that_ask(question: str, parts: tuple[str, ...]) -> None:
    assert parts_of(question) == parts


@pytest.mark.parametrize(
    ("question", "apart"),
    [
        ("What did roads and bridges cost?", ("What did roads and bridges cost?",)),
        (
            "When does the lido open, and what does a swim cost?",
            ("When does the lido open?", "what does a swim cost lido open?"),
        ),
        (
            "How many lamps were lit on 3 May 2024, and how many in June?",
            ("How many lamps were lit on 3 May 2024?", "how many in June lamps lit?"),
        ),
        (
            "At the May meeting, who took the chair, and who sent apologies?",
            (
                "At the May meeting who took the chair?",
                "At the May meeting who sent apologies took chair?",
            ),
        ),
        (
            "Who came, who left, who spoke, and who voted?",
            ("Who came, who left, who spoke, and who voted?",),
        ),
    ],
)
def test_each_part_is_asked_with_what_the_first_is_about(
    question: str, apart: tuple[str, ...]
) -> None:
    assert asked_apart(question) == apart


def test_a_part_seeks_what_it_asks_for() -> None:
    reading = Reading("Who paid for the lido, and when did it open?", sought=(Sought.PERSON,))
    person, day = part_readings(reading)
    assert (person.sought, day.sought) == ((Sought.PERSON,), (Sought.DATE,))


def test_a_part_to_be_answered_by_yes_or_no_seeks_nothing_else() -> None:
    text = "Is the lido shut in winter? Who pays for it, and what was it that closed it?"
    shut, payer, closed = part_readings(Reading(text, sought=sought_by(text)))
    assert (shut.sought, payer.sought, closed.sought) == ((), (Sought.PERSON,), (Sought.PERSON,))


def test_a_part_is_of_the_meeting_that_it_names_alone() -> None:
    january = Period("in January", date(2025, 1, 1), date(2025, 1, 31))
    february = Period("in February", date(2025, 2, 1), date(2025, 2, 28))
    account = Period("2025-26", date(2025, 4, 1), date(2026, 3, 31), financial=True)
    periods = (account, january, february)
    both = "What is 2025-26's rent in January's draft, and what is it in February's final?"
    one, other = part_readings(Reading(both, periods=periods))
    assert (one.periods, other.periods) == ((account, january), (account, february))
    asked = "What was spent in January, and who agreed to it?"
    assert [part.periods for part in part_readings(Reading(asked, periods=(january,)))] == [
        (january,),
        (january,),
    ]


def test_a_question_that_follows_another_is_read_with_it_as_a_whole() -> None:
    reading = Reading("Who moved it? who seconded it?", follows="Who moved it?")
    assert part_readings(reading) == (reading,)


@given(stretches=st.integers(1, 30), parts=st.integers(1, 6))
def test_reading_is_shared_out_evenly_and_every_part_has_some(stretches: int, parts: int) -> None:
    each = shared_out(stretches, [Reading("Who?")] * parts)
    assert each >= 1
    assert each * parts <= max(stretches, parts)
    assert (each + 1) * parts > stretches


def quotation(text: str, passage: str, traits: Traits = FOUND) -> Quotation:
    return Quotation(made_candidate(text, passage), 0, len(text), "", 1.0, (traits,))


def texts(quotations: tuple[Quotation, ...]) -> list[str]:
    return [each.text for each in quotations]


def test_the_best_of_every_part_comes_before_the_second_of_any() -> None:
    first = [quotation("The lido opens in May.", "a"), quotation("It has a café.", "b")]
    second = [quotation("A swim costs £5.", "c"), quotation("Under-16s pay £2.", "d")]
    assert texts(of_parts([first, second], 2)) == ["The lido opens in May.", "A swim costs £5."]
    assert texts(of_parts([first, second], 4)) == texts((*first, *second))


def test_what_is_found_for_two_parts_is_shown_once_and_speaks_for_both() -> None:
    both = quotation("The lido opens in May at £5 a swim.", "a")
    other = quotation("in May at £5", "b", UNSURE)
    (shown,) = of_parts([[both], [other]], 4)
    assert shown.text == both.text
    assert shown.traits == (FOUND, UNSURE)


def test_words_that_are_longer_for_another_part_are_shown_once_as_the_longer() -> None:
    short, other = quotation("The lido opens in May.", "a"), quotation("It has a café.", "b")
    long = quotation("The lido opens in May. A swim costs £5.", "a", UNSURE)
    shown = of_parts([[short, other], [long]], 4)
    assert texts(shown) == [long.text, other.text]
    assert shown[0].traits == (FOUND, UNSURE)


def test_beside_the_best_of_a_part_only_what_the_marker_speaks_for_is_from_elsewhere() -> None:
    first = [quotation("The lido opens in May.", "a"), quotation("The band plays.", "b", UNSURE)]
    second = [quotation("A swim costs £5.", "c", UNSURE)]
    assert texts(of_parts([first, second], 4)) == ["The lido opens in May.", "A swim costs £5."]


def test_a_question_without_parts_keeps_its_quotations_as_they_are() -> None:
    found = [quotation("The lido opens in May.", "a", UNSURE), quotation("It rained.", "b", UNSURE)]
    assert of_parts([found], 4) == tuple(found)


def test_both_parts_are_answered_from_where_each_is_said(answerer: Answerer) -> None:
    asked = Question(
        "How much will the lido repairs cost, and who seconded the motion on allotment rents?"
    )
    said = " ".join(each.text for each in answerer.answer(asked).statements)
    assert "£48,250" in said
    assert "Mr Coyle seconded" in said
