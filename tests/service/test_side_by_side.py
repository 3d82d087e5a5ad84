"""Questions that come at the same time are answered as each is alone."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from indexer.config import load_settings
from service.answer import Answerer
from service.answers import Question
from service.cited import Statement
from service.open_index import open_index

QUESTIONS = (
    "How much is council tax going up?",
    "When will Lockside Baths open again, and what will the work cost?",
    "Who chairs the planning committee?",
    "What did the Cabinet decide about the library?",
    "How did members vote on the allotment rents, and who proposed the amendment?",
    "Why is the overspend growing?",
)


def test_questions_at_the_same_time_are_answered_as_alone(sample_home: Path) -> None:
    settings = load_settings(home=sample_home)
    with open_index(settings) as index:
        index.warm_up()
        answerer = Answerer(index, settings)

        def answer(question: str) -> tuple[float, tuple[Statement, ...]]:
            found = answerer.answer(Question(question))
            return found.confidence, found.statements

        with ThreadPoolExecutor(len(QUESTIONS)) as pool:
            together = list(pool.map(answer, QUESTIONS))
        assert together == [answer(question) for question in QUESTIONS]
        assert any(statements for _, statements in together)
