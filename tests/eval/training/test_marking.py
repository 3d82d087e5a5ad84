"""Training the marker on a little, made here."""

from __future__ import annotations

import json
import math
import random
from pathlib import Path

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from eval.training.marking import (
    STRETCH,
    UNHELD,
    Example,
    from_paragraphs,
    learn,
    loss_of,
)
from eval.training.squad import Article, load_squad
from indexer.errors import EvaluationError
from service.marking.network import SHARED, answering, open_tokenizer, untrained

COLOURS = {"bus": "green", "door": "red", "van": "white", "bridge": "blue", "lido": "yellow"}


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return open_tokenizer()


def chance() -> random.Random:
    return random.Random(1)  # noqa: S311 - no secret


def written(folder: Path, data: object) -> Path:
    file = folder / "squad.json"
    file.write_text(json.dumps({"version": "1.1", "data": data}), encoding="utf-8")
    return file


def articles(folder: Path, filling: str = "") -> tuple[Article, ...]:
    paragraphs = []
    for thing, colour in COLOURS.items():
        context = f"{filling}The {thing} was old. The {thing} is {colour} now.{filling}"
        answer = {"text": colour, "answer_start": context.index(colour)}
        asked = {"id": thing, "question": f"What colour is the {thing}?", "answers": [answer]}
        paragraphs.append({"context": context, "qas": [asked]})
    return load_squad(written(folder, [{"title": "Colours", "paragraphs": paragraphs}]))


def answers_in(example: Example, tokenizer: Tokenizer) -> str:
    return str(tokenizer.decode([example.pair.tokens[at] for at in example.answer]))


@pytest.mark.parametrize("filling", ["", " More words that say nothing." * 60])
def test_examples_of_paragraphs_hold_the_answer_however_they_are_cut(
    tmp_path: Path, tokenizer: Tokenizer, filling: str
) -> None:
    examples = from_paragraphs(articles(tmp_path, filling), tokenizer, 5, chance())
    held = [example for example in examples if example.answer]
    assert {answers_in(example, tokenizer) for example in held} == set(COLOURS.values())
    assert len(examples) - len(held) == UNHELD * 5
    for example in examples:
        pair = example.pair
        assert len(pair.tokens) - pair.text - 1 == len(pair.spans) <= STRETCH


def test_learning_makes_the_answers_likelier_and_leaves_the_tokens_vectors(
    tmp_path: Path, tokenizer: Tokenizer
) -> None:
    examples = from_paragraphs(articles(tmp_path), tokenizer, 5, chance()) * 64
    steps: list[tuple[int, int]] = []
    weights = learn(examples, lambda what, done, total: steps.append((done, total)))
    assert steps[-1][0] == steps[-1][1] == len(steps)
    assert SHARED not in weights

    network = untrained("float32")
    asked = [example.pair for example in examples[:6]]
    with torch.inference_mode():
        before = loss_of(answering(network, asked), examples[:6])
        network.load_state_dict({k: v.float() for k, v in weights.items()}, strict=False)
        after = loss_of(answering(network, asked), examples[:6])
    assert after < before / 2


@given(st.lists(st.floats(-9, 9), min_size=3, max_size=9))
def test_the_loss_is_how_unlikely_the_answer_is(numbers: list[float]) -> None:
    example = Example(pair=None, answer=(1, 2))  # type: ignore[arg-type]
    nowhere = Example(pair=None, answer=())  # type: ignore[arg-type]
    values = torch.tensor([numbers], dtype=torch.float64)
    chances = torch.softmax(values, dim=1)[0]
    held = float(loss_of(values, [example])), float(loss_of(values, [nowhere]))
    assert held[0] == pytest.approx(-math.log(float(chances[1:3].sum())), abs=1e-6)
    assert held[1] == pytest.approx(-math.log(float(chances[0])), abs=1e-6)


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"question": "What?", "answers": []}, "has no answers"),
        (
            {"question": "What?", "answers": [{"text": "blue", "answer_start": 3}]},
            "does not stand at its answer_start",
        ),
        ({"question": "What?"}, r"missing required field `answers`.*qas"),
    ],
)
def test_a_question_without_its_answer_is_named(tmp_path: Path, asked: object, says: str) -> None:
    data = [{"title": "t", "paragraphs": [{"context": "It is blue.", "qas": [asked]}]}]
    with pytest.raises(EvaluationError, match=rf"squad\.json: .*{says}"):
        load_squad(written(tmp_path, data))


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match=r"none\.json: cannot be read"):
        load_squad(tmp_path / "none.json")
