"""Questions for one thing of the records and nothing else, asked of the sample council."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer.config import load_settings
from indexer.records import DocumentKind
from indexer.store.schema import Narrowing
from service.answer import Answerer
from service.answers import Answer, Question, Status
from service.open_index import open_index


@pytest.fixture(scope="module")
def answerer(sample_home: Path) -> Iterator[Answerer]:
    settings = load_settings(home=sample_home)
    with open_index(settings) as index:
        yield Answerer(index, settings)


def quoted(answer: Answer) -> list[str]:
    return [" ".join(statement.text.split()) for statement in answer.statements]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (
            "What time does the Planning Committee on 3 December 2025 start?",
            "Date Wednesday, 3 December 2025 Time 6.00 pm",
        ),
        (
            "Who should I contact about the Cabinet meeting on 10 February 2026?",
            "Ask for Poppy Wainstall, Democratic Services",
        ),
        (
            "When is the licensing committee meeting on 8 May 2025?",
            "The meeting called for Thursday, 8 May 2025 was cancelled because",
        ),
    ],
)
def test_what_is_asked_of_a_meeting_itself_its_papers_say(
    answerer: Answerer, question: str, said: str
) -> None:
    answer = answerer.answer(Question(question))
    (words,) = quoted(answer)
    assert words.startswith(said)
    assert answer.status is Status.ANSWERED


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Who are the cabinet members?", "PRESENT: Councillor Margaret Ostwick (Leader, in the"),
        ("Who are the councillors?", "PRESENT: The Mayor (Councillor Edwin Thackrow) in the"),
        ("Which councillors were absent?", "Apologies were received from Councillors Joan Eddl"),
        ("Who missed the last council meeting?", "Apologies were received from Councillors Jo"),
    ],
)
def test_who_belongs_to_it_or_was_away_the_newest_minutes_say(
    answerer: Answerer, question: str, said: str
) -> None:
    answer = answerer.answer(Question(question))
    (words,) = quoted(answer)
    assert words.startswith(said)
    assert answer.status is Status.ANSWERED


def test_of_a_body_without_a_meeting_to_come_the_newest_is_named(answerer: Answerer) -> None:
    answer = answerer.answer(Question("When is the next Cabinet meeting?"))
    assert answer.status is Status.NOT_IN_RECORDS
    assert "The newest one is the Cabinet of 10 February 2026." in answer.introduction


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (
            "When was Lockside Baths last discussed?",
            ["22. Lockside Baths: cost and reopening (Key Decision 25/0041)"],
        ),
        (
            "When did the Cabinet first discuss the Market Hall?",
            ["19. The future of the Market Hall (Key Decision 24/0018)"],
        ),
        (
            "Which meetings discussed the fitness studio?",  # which no agenda item is called after
            ["Councillor Brandreth moved", "The fitness studio should be", "Councillor Brandreth"],
        ),
    ],
)
def test_when_a_matter_came_up_minutes_say_the_newest_first(
    answerer: Answerer, question: str, said: list[str]
) -> None:
    answer = answerer.answer(Question(question))
    assert answer.status is Status.ANSWERED
    for words, begin in zip(quoted(answer), said, strict=True):
        assert words.startswith(begin)
    days = [each.citations[0].meeting for each in answer.statements]
    dates = [day.date for day in days if day and day.date]
    assert len(dates) == len(said)
    assert dates == sorted(dates, reverse=True)


def test_of_more_meetings_than_are_told_the_number_is_said(answerer: Answerer) -> None:
    answer = answerer.answer(Question("Which meetings discussed the Market Hall?"))
    assert len(answer.statements) == 4
    assert "meetings: these are the 4 newest" in answer.introduction


def test_the_asker_s_own_filter_binds_what_is_recalled(answerer: Answerer) -> None:
    press = Narrowing(kinds=(DocumentKind.PRESS_RELEASE,))
    answer = answerer.answer(Question("When was Lockside Baths last discussed?", narrowing=press))
    kinds = {c.document.kind for s in answer.statements for c in s.citations}
    assert kinds <= {DocumentKind.PRESS_RELEASE}


@pytest.mark.parametrize(
    ("question", "said", "path"),
    [
        (
            "What does the report on evening parking charges recommend?",
            "4. Recommendations That Cabinet (a) agrees an evening charge of £1.20",
            "25-0044 Evening parking charge 2026-27 - Report.pdf",
        ),
        (
            "What does report 24/0018 recommend?",
            "5. Recommendations That Cabinet: (a) agrees in principle to lease the Market Hall",
            "24-0018 The future of the Market Hall - Report.pdf",
        ),
    ],
)
def test_what_a_report_recommends_stands_there_under_that_heading(
    answerer: Answerer, question: str, said: str, path: str
) -> None:
    answer = answerer.answer(Question(question))
    assert answer.status is Status.ANSWERED
    (words,) = quoted(answer)
    assert words.startswith(said)
    assert answer.statements[0].citations[0].document.path.endswith(path)


@pytest.mark.parametrize(
    "question",
    [
        "Summarise the Cabinet meeting of 10 September 2024",
        "cabinet minutes 10 september 2024",
        "What came out of the Cabinet meeting on 10 September 2024?",
    ],
)
def test_a_summary_of_a_meeting_is_what_it_decided(answerer: Answerer, question: str) -> None:
    answer = answerer.answer(Question(question))
    assert quoted(answer)[0].startswith("RESOLVED that: (a) the refurbishment of Lockside Baths")


@pytest.mark.parametrize(
    ("question", "path"),
    [
        (
            "show me the minutes of the Planning Committee on 3 December 2025",
            "Printed minutes 3rd-Dec-2025 18.00 Planning Committee.pdf",
        ),
        ("Where is the report on the grant of the lease of the Market Hall?", "- Report.pdf"),
        ("find the press release about Lockside Baths", "Lockside Baths to reopen on 23 May.html"),
    ],
)
def test_a_paper_that_is_asked_for_is_led_to(answerer: Answerer, question: str, path: str) -> None:
    answer = answerer.answer(Question(question))
    assert answer.status is Status.ANSWERED
    (statement,) = answer.statements
    assert statement.citations[0].document.path.endswith(path)
