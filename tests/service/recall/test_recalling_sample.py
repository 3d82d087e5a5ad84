"""Questions that the records of decisions and attendance answer, asked of the sample council."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from indexer.config import load_settings
from service.answer import Answerer
from service.answers import Answer, Question, Status
from service.open_index import OpenIndex, open_index
from service.recall.recalling import with_recalled
from service.recall.values import Recollection


@pytest.fixture(scope="module")
def index(sample_home: Path) -> Iterator[OpenIndex]:
    with open_index(load_settings(home=sample_home)) as index:
        yield index


@pytest.fixture(scope="module")
def answerer(index: OpenIndex, sample_home: Path) -> Answerer:
    return Answerer(index, load_settings(home=sample_home))


def asked(answerer: Answerer, question: str) -> Answer:
    return answerer.answer(Question(question), explain=True)


def quoted(answer: Answer) -> list[str]:
    return [" ".join(statement.text.split()) for statement in answer.statements]


def test_who_was_in_the_chair_is_one_line_of_the_minutes(answerer: Answerer) -> None:
    answer = asked(answerer, "Who was in the chair at the Council meeting of 27 February 2025?")
    assert quoted(answer) == ["The Mayor (Councillor Joan Eddlestow) in the Chair"]
    assert answer.status is Status.ANSWERED


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Who is the chief executive?", "Helena Tregow, Chief Executive"),
        ("Who is the leader of the council?", "Margaret Ostwick (Leader)"),
        (
            "Who is in charge of finance?",
            "Cabinet Member Councillor Devendra Pallister, Finance and Assets",
        ),
        ("Who is the chair of scrutiny?", "Barnaby Crake (Chair)"),
        ("Who is the mayor?", "Mayor (Councillor Edwin Thackrow)"),
    ],
)
def test_who_holds_an_office_is_what_the_newest_record_says(
    answerer: Answerer, question: str, said: str
) -> None:
    answer = asked(answerer, question)
    assert quoted(answer) == [said]
    assert answer.status is Status.ANSWERED


def test_what_a_meeting_decided_is_told_in_the_order_of_its_minutes(answerer: Answerer) -> None:
    answer = asked(answerer, "What did the Cabinet decide on 10 September 2024?")
    baths, market, overspend = quoted(answer)
    assert baths.startswith("RESOLVED that: (a) the refurbishment of Lockside Baths be approved")
    assert market.startswith("RESOLVED that: (a) the lease of the Market Hall")
    assert overspend.startswith("RESOLVED that the forecast overspend of £281,000 be noted")
    assert answer.status is Status.ANSWERED


def test_of_a_body_s_last_meeting_the_decisions_of_most_weight_are_told(answerer: Answerer) -> None:
    answer = asked(answerer, "What was decided at the last Cabinet meeting?")
    days = {c.meeting.date for s in answer.statements for c in s.citations if c.meeting}
    assert {day.isoformat() for day in days if day} == {"2026-02-10"}
    assert any("net revenue budget of £19.289m" in words for words in quoted(answer))
    assert not any("confirmed and signed" in words for words in quoted(answer))


def test_an_office_that_no_record_names_has_no_holder(answerer: Answerer) -> None:
    answer = asked(answerer, "Who is the cabinet member for volcanoes?")
    assert answer.candidates
    assert not any(candidate.recorded for candidate in answer.candidates)


def test_who_was_away_is_told_of_the_meeting_named_and_of_no_other(answerer: Answerer) -> None:
    answer = asked(answerer, "Who sent apologies to the Council meeting of 27 February 2025?")
    assert all("pologies" in words for words in quoted(answer))
    days = {
        citation.meeting.date
        for statement in answer.statements
        for citation in statement.citations
        if citation.meeting and citation.meeting.date
    }
    assert {day.isoformat() for day in days} == {"2025-02-27"}


def test_a_vote_leads_to_how_it_ended_and_what_it_was_on(answerer: Answerer) -> None:
    answer = asked(
        answerer,
        "How did councillors vote in February 2025 on taking the fitness studio out of the baths?",
    )
    first, *others = quoted(answer)
    assert first == (
        "On being put to the vote the amendment was LOST by 8 votes to 13 with 1 abstention."
    )
    assert others[0].startswith("Councillor Brandreth moved, and Councillor Strake seconded")
    assert answer.candidates
    assert answer.candidates[0].recorded
    assert not answer.candidates[-1].recorded


@pytest.mark.parametrize(
    ("question", "said", "day"),
    [
        (
            "When did the Cabinet approve the refurbishment of Lockside Baths?",
            "agreed to approve the refurbishment of Lockside Baths",
            "2024-09-10",
        ),
        (
            "When did the council vote on the fitness studio?",
            "LOST by 8 votes to 13",
            "2025-02-27",
        ),
    ],
)
def test_the_day_of_a_decision_is_that_of_the_meeting_that_made_it(
    answerer: Answerer, question: str, said: str, day: str
) -> None:
    answer = asked(answerer, question)
    assert answer.status is Status.ANSWERED
    assert said in quoted(answer)[0]
    meeting = answer.statements[0].citations[0].meeting
    assert meeting
    assert meeting.date
    assert meeting.date.isoformat() == day


@pytest.mark.parametrize(
    "question",
    ["When did the council agree to sell the town hall?", "When was the new bridge approved?"],
)
def test_what_was_never_decided_has_no_day(answerer: Answerer, question: str) -> None:
    assert asked(answerer, question).status is Status.NOT_IN_RECORDS


def test_the_budget_is_what_was_resolved_and_not_an_amendment_to_it(answerer: Answerer) -> None:
    first = quoted(asked(answerer, "Who voted against the budget in February 2025?"))[0]
    assert "CARRIED by 14 votes to 5" in first
    assert "Against (5): Councillors Brandreth" in first
    assert "Against (13)" not in first
    amended = asked(answerer, "Who voted against the amendment to the budget in February 2025?")
    assert "LOST by 8 votes to 13" in quoted(amended)[0]


@pytest.mark.parametrize(
    "question",
    [
        "How much will the Lockside Baths cost?",
        "Who sent apologies to Hathermere's Cabinet in September 2019?",
    ],
)
def test_what_no_record_answers_changes_no_rank(answerer: Answerer, question: str) -> None:
    answer = asked(answerer, question)
    assert answer.candidates
    assert not any(candidate.recorded for candidate in answer.candidates)


def test_the_words_that_ask_for_a_decision_are_not_what_it_was_on(answerer: Answerer) -> None:
    answer = asked(answerer, "What did the council decide about volcanoes?")
    assert answer.status is Status.NOT_IN_RECORDS
    answer = asked(answerer, "What did the council decide about the Market Hall?")
    assert answer.candidates[0].recorded


@pytest.mark.parametrize(
    "question",
    ["Who voted against the budget for 2031-32?", "Who voted for the council tax for 2019-20?"],
)
def test_a_record_of_another_year_answers_nothing(answerer: Answerer, question: str) -> None:
    answer = asked(answerer, question)
    assert answer.status is Status.NOT_IN_RECORDS
    assert answer.read_as.out_of_reach
    assert answer.confidence == 0.0


@pytest.mark.parametrize(
    "question",
    [
        "Which councillors voted to put the Market Hall lease on hold in October 2025?",
        "Who proposed the pause of the Market Hall lease in October 2025?",
        "Who attended the Cabinet on 11 February 2025?",
    ],
)
def test_no_candidate_is_lost_and_none_stands_twice(
    answerer: Answerer, index: OpenIndex, question: str
) -> None:
    ranked = asked(answerer, question).candidates
    assert ranked
    ids = [each for found in ranked for each in (found.passage, *found.also_in)]
    assert len(ids) == len(set(ids))
    assert [found.rank for found in ranked] == list(range(1, len(ranked) + 1))
    first = [found for found in ranked if found.recorded]
    assert first == list(ranked[: len(first)])
    assert first


def test_no_candidates_recall_nothing(index: OpenIndex, answerer: Answerer) -> None:
    reading = asked(answerer, "Who chaired the Council of 27 February 2025?").read_as
    assert with_recalled(reading, (), index, date(2026, 3, 1)) == ((), Recollection())


def test_names_that_a_vote_was_recorded_without_are_not_in_the_records(answerer: Answerer) -> None:
    answer = asked(answerer, "Which two councillors voted against the Long Furlong solar farm?")
    assert answer.status is Status.NOT_IN_RECORDS
    assert "records this vote, but not who voted which way" in answer.introduction
    assert answer.nearest
    assert "CARRIED by 5 votes to 2" in answer.nearest[0].excerpt


def test_how_many_voted_is_answered_where_no_names_are_recorded(answerer: Answerer) -> None:
    answer = asked(answerer, "How many votes were cast against the Long Furlong solar farm?")
    assert answer.status is not Status.NOT_IN_RECORDS
    assert "5 votes to 2" in " ".join(quoted(answer))


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Who moved the amendment on the fitness studio?", "Councillor Brandreth moved"),
        ("Was the motion to pause the Market Hall lease carried?", "LOST by 11 votes to 12"),
        ("Who abstained on the fitness studio?", "Abstained (1): Councillor Monkford."),
    ],
)
def test_a_short_question_is_near_enough_to_the_record_that_it_asks_for(
    answerer: Answerer, question: str, words: str
) -> None:
    answer = asked(answerer, question)
    assert answer.status is not Status.NOT_IN_RECORDS
    assert words in " ".join(quoted(answer))


def test_a_meeting_that_nobody_is_said_to_have_missed(answerer: Answerer) -> None:
    answer = asked(answerer, "Who sent apologies to the Cabinet on 11 November 2025?")
    assert "There were none." in " ".join(quoted(answer))
    citation = answer.statements[0].citations[0]
    assert citation.meeting
    assert citation.meeting.date
    assert {place.meeting.date for place in citation.also_in if place.meeting} <= {
        citation.meeting.date
    }


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (
            "Which amendments were lost?",
            ["evening parking charge", "LOST by 10 votes", "fitness studio", "LOST by 8 votes"],
        ),
        (
            "What did Councillor Brandreth propose?",
            ["a panel of forty residents", "fitness studio", "LOST by 8 votes"],
        ),
        ("Which planning applications were refused?", ["be REFUSED", "be REFUSED"]),
        ("Who are the members of the Planning Committee?", ["Yvonne Kettlebury (Chair)"]),
        ("Who attended the last Cabinet meeting?", ["Councillor Margaret Ostwick (Leader"]),
    ],
)
def test_lists_are_told_of_the_newest_record_first(
    answerer: Answerer, question: str, said: list[str]
) -> None:
    answer = asked(answerer, question)
    assert answer.status is Status.ANSWERED
    for words, quotation in zip(said, quoted(answer), strict=True):
        assert words in quotation


def test_what_was_refused_stands_under_its_own_application(answerer: Answerer) -> None:
    answer = asked(answerer, "Which planning applications were refused?")
    items = [each.citations[0].agenda_item or "" for each in answer.statements]
    assert ["Station Approach" in items[0], "14 Corn Street" in items[1]] == [True, True]
