"""The invented councils' records and questions are what they say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from eval.answers.questions import GoldQuestion, load_questions

COUNCILS = sorted(
    folder for folder in (Path(__file__).parents[2] / "eval" / "councils").iterdir()
    if folder.is_dir()
)  # fmt: skip
RULE = re.compile(r"^[|\s:-]+$", re.MULTILINE)
MARKUP = re.compile(r"^\s*(?:#+|[-*]|>)\s+|\*\*|\|", re.MULTILINE)


def plain(text: str) -> str:
    return " ".join(MARKUP.sub(" ", RULE.sub(" ", text).replace("**", "")).split())


@pytest.mark.parametrize("council", COUNCILS, ids=lambda council: council.name)
def test_every_gold_quote_stands_in_its_record(council: Path) -> None:
    records = {
        file.relative_to(council / "records").as_posix(): plain(file.read_text())
        for file in (council / "records").rglob("*.md")
    }
    questions: tuple[GoldQuestion, ...] = load_questions(council / "questions.jsonl")
    assert any(not question.answerable for question in questions)
    for question in questions:
        for gold in question.gold:
            assert " ".join(gold.quote.split()) in records[gold.file], question.id


@pytest.mark.parametrize("council", COUNCILS, ids=lambda council: council.name)
def test_every_record_says_that_it_is_invented(council: Path) -> None:
    for file in (council / "records").rglob("*.md"):
        assert "invented" in file.read_text().rstrip().rsplit("\n", 1)[-1], file
