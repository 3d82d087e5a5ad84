"""The times that questions name: which year is meant, and whether the records can tell of it."""

from __future__ import annotations

from datetime import date

import pytest

from tests.service.made_held import Held, read


def test_a_meeting_before_the_records_is_out_of_reach() -> None:
    assert read("Who chaired the Cabinet on 30 January 2020?").out_of_reach
    assert not read("Who chaired the Cabinet on 30 January 2025?").out_of_reach
    assert read("What had the Cabinet decided on 30 January 2020?").out_of_reach
    assert read("Who seconded the budget at the meeting in January 2020?").out_of_reach
    assert not read("What was corrected in the Cabinet's minutes of 30 June 2020?").out_of_reach
    assert not read("What flooded on 30 January 2020?").out_of_reach
    assert not read("How much did the Cabinet hold in reserves on 30 January 2020?").out_of_reach


def test_nobody_votes_on_a_year_that_is_over_when_the_records_begin() -> None:
    assert read("How did councillors vote on the council tax for 2019-20?").out_of_reach
    assert not read("How did councillors vote on the council tax for 2025-26?").out_of_reach
    assert not read("How much did roads cost in 2019-20?").out_of_reach


def test_a_year_ahead_can_be_planned_for_but_not_reported_on() -> None:
    assert read("How many people replied about the 2026-27 budget?").out_of_reach
    assert not read("How much is to be spent on roads in 2026-27?").out_of_reach
    assert not read("What saving was pencilled in for 2026-27?").out_of_reach
    assert not read("What did the alternative budget put into youth work in 2026-27?").out_of_reach
    assert not read(
        "What did they hope to save, and what would it have cost in 2027-28?"
    ).out_of_reach


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Who chaired the Cabinet on 30 January 2020?", "Present on 30 January 2020: Ms Pellow"),
        ("Who chaired the Cabinet on 30 January 2020?", "MINUTES OF 30TH JANUARY, 2020"),
        ("Who chaired the Cabinet on 30 January 2020?", "The lido was discussed on 30.01.2020."),
        ("What did the Cabinet decide in January 2020?", "Minutes of 30 January 2020"),
        ("What did the Cabinet decide in 2020?", "Minutes of the meeting held on 30 January 2020"),
        ("When does the Cabinet meet in June 2025?", "Next meeting: 12 June 2025"),
    ],
)
def test_no_time_is_out_of_reach_that_the_records_themselves_say(question: str, said: str) -> None:
    assert read(question, held=Held(texts=["Bins were emptied."])).out_of_reach
    assert not read(question, held=Held(texts=["Bins were emptied.", said])).out_of_reach


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Who chaired the Cabinet on 30 January 2020?", "Present on 31 January 2020: Ms Pellow"),
        ("Who chaired the Cabinet on 30 January 2020?", "The vote of January 2020 is annexed."),
        ("What did the Cabinet decide in January 2020?", "A plan of January 2020 for the lido"),
        ("What did the Cabinet decide in 2020?", "The Lidos Act 2020"),
        ("What did the Cabinet decide in 2020?", "The Lidos Act came into force on 1 May 2020."),
        ("How did councillors vote on the rates of 2019-20?", "The accounts of 2019-20 are late."),
    ],
)
def test_another_time_or_the_number_of_a_year_brings_none_within_reach(
    question: str, said: str
) -> None:
    assert read(question, held=Held(texts=[said])).out_of_reach


def days(text: str, held: Held) -> list[date]:
    return [period.since for period in read(text, held=held).periods]


THEIRS = Held(
    days={
        "": [date(2022, 1, 19), date(2023, 1, 19), date(2023, 2, 7), date(2024, 2, 3)],
        "Cabinet": [date(2022, 1, 19), date(2022, 3, 2)],
    }
)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("When did the January 19 meeting end?", date(2023, 1, 19)),
        ("What was agreed on 19 January?", date(2023, 1, 19)),
        ("What did the Cabinet agree on 19 January?", date(2022, 1, 19)),
        ("What did the Cabinet agree on 7 February?", date(2025, 2, 7)),  # it met on no such day
        ("What was agreed on 20 January?", date(2025, 1, 20)),
        ("What was agreed on 19 January 2021?", date(2021, 1, 19)),
        ("What must be paid by 19 January?", date(2025, 1, 19)),  # the day of no meeting
        ("What was agreed last January?", date(2025, 1, 1)),
    ],
)
def test_a_day_of_no_year_is_that_of_the_newest_record_of_whom_is_asked(
    text: str, day: date
) -> None:
    assert days(text, THEIRS) == [day]


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2/7/2023", date(2023, 2, 7)),  # only this reading has a record
        ("3/2/2024", date(2024, 2, 3)),
        ("9/1/2025", date(2025, 1, 9)),  # neither has: the day first
        ("09/01/2025", date(2025, 1, 9)),
        ("1/19/2023", date(2023, 1, 19)),  # there is no month 19
        ("1/19/23", date(2023, 1, 19)),
        ("2/7/23", date(2023, 2, 7)),
        ("19/1/23", date(2023, 1, 19)),
        ("2-7-2023", date(2023, 2, 7)),
        ("1/1/1999", date(1999, 1, 1)),
        ("1/1/99", date(1999, 1, 1)),
    ],
)
def test_a_day_in_figures_is_read_as_the_records_have_it(written: str, day: date) -> None:
    assert days(f"What was moved on {written}?", THEIRS) == [day]


def test_of_two_readings_that_both_have_a_record_the_day_stands_first() -> None:
    held = Held(days={"": [date(2023, 2, 7), date(2023, 7, 2)]})
    assert days("What was moved on 2/7/2023?", held) == [date(2023, 7, 2)]


@pytest.mark.parametrize(
    "text", ["13/14/2023", "24/00109/23", "clause 1-2-23", "2/7/2023/4", "1/2/3", "3.2.2023/1"]
)
def test_other_figures_are_no_day(text: str) -> None:
    assert not [each for each in read(f"What of {text}?").periods if each.since == each.until]
