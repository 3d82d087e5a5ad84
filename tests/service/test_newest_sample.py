"""How things are now is told by the newest records, asked of the sample council."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.config import load_settings
from service.answer import Answerer
from service.answers import Question
from service.open_index import open_index


@pytest.mark.parametrize(
    ("question", "newest", "older"),
    [
        ("What is the evening parking charge?", "1.20", "1.50"),
        ("What is a band D council tax?", "£227.68", "£221.07"),
        ("How much will Lockside Baths cost?", "£8.42", "£6.40m"),
        ("How many people are on the housing register?", "1,187", "1,438"),
    ],
)
def test_the_newest_figure_comes_before_older_ones(
    sample_home: Path, question: str, newest: str, older: str
) -> None:
    settings = load_settings(home=sample_home)
    with open_index(settings) as index:
        answer = Answerer(index, settings).answer(Question(question))
    quoted = " ".join(statement.text for statement in answer.statements)
    assert newest in quoted
    assert older not in quoted.partition(newest)[0]
