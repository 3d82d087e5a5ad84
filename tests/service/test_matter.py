"""Questions for whatever the records say of a matter."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from indexer.config import load_settings
from service.answer import Answerer
from service.answers import Question, Reading, Status
from service.holding import holds
from service.interpret.matter import matter_of
from service.interpret.sought import sought_by
from service.language import Rarity
from service.open_index import OpenIndex, open_index

HELD = ["flood wardens", "food waste", "solar farm", "parking permits", "the mayor"]
NOT_HELD = ["beach huts", "cathedral", "fracking", "trams", "university"]
ASKING = [
    "{}",
    "tell me about {}",
    "Anything about {}?",
    "What was said about {}?",
    "What is the council doing about {}?",
]


@pytest.fixture(scope="module")
def index(sample_home: Path) -> Iterator[OpenIndex]:
    with open_index(load_settings(home=sample_home)) as index:
        yield index


@pytest.mark.parametrize(
    ("question", "matter"),
    [
        ("What was said about the lido?", "the lido"),
        ("And what's the council doing about the lido", "the lido"),
        ("Any news on the lido?", "the lido"),
        ("tell me more about lido repairs", "lido repairs"),
        ("latest on the lido", "the lido"),
        ("Is there anything on the lido?", "the lido"),
        ("Did they say anything about the lido?", "the lido"),
        ("The lido is shut again. Do we get anything for the upset?", ""),
        ("lido repairs", "lido repairs"),
        ("Is the lido shut?", ""),
        ("How much was said to be spent on the lido?", ""),
        ("What was decided about the lido?", ""),
        ("when does the lido open", ""),
        ("I lost my swimming hat", ""),
        ("the lido was shut in June after its pump broke and nobody mended it", ""),
    ],
)
def test_a_matter_is_what_any_words_on_it_answer(question: str, matter: str) -> None:
    assert matter_of(Reading(question, sought=sought_by(question))) == matter


@pytest.mark.parametrize("asking", ASKING)
def test_a_matter_is_answered_where_its_words_are_held(
    asking: str, index: OpenIndex, sample_home: Path
) -> None:
    answerer = Answerer(index, load_settings(home=sample_home))
    given = {matter: answerer.answer(Question(asking.format(matter))) for matter in HELD}
    assert [m for m, answer in given.items() if answer.status is not Status.ANSWERED] == []
    refused = {matter: answerer.answer(Question(asking.format(matter))) for matter in NOT_HELD}
    assert [m for m, a in refused.items() if a.status is not Status.NOT_IN_RECORDS] == []


def test_words_are_known_that_stand_in_any_passage(index: OpenIndex) -> None:
    """The sample that rarity is estimated from may have none of them."""
    rarity = Rarity([], held=partial(holds, index=index))
    assert all(map(rarity.knows, ["bath", "eddlestow", "2025-26"]))
    assert not any(map(rarity.knows, ["lido", "zxqv", "24-99999", "3-3-3"]))


def test_a_word_that_the_records_do_not_know_makes_no_decision_certain(
    index: OpenIndex, sample_home: Path
) -> None:
    answerer = Answerer(index, load_settings(home=sample_home))
    answer = answerer.answer(Question("What happened with Xanadu?"))
    assert answer.status is Status.NOT_IN_RECORDS
