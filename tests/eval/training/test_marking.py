"""Training the marker on a little, made here."""

from __future__ import annotations

import json
import math
import random
from collections.abc import Sequence
from pathlib import Path

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from safetensors.torch import save
from tokenizers import Tokenizer
from torch import Tensor

from eval.training.exercises import Asked, Exercise, load_exercises
from eval.training.marking import UNANSWERED, evened, learn, loss_of, report_training
from eval.training.marking_check import checked
from eval.training.marking_examples import PARAGRAPH, UNHELD, Example, Maker
from eval.training.squad import Article, load_squad
from indexer.errors import EvaluationError
from service.marking.network import SHARED, answering, open_tokenizer, untrained
from service.marking.values import Marks, Stretch

COLOURS = {"bus": "green", "door": "red", "van": "white", "bridge": "blue", "lido": "yellow"}


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return open_tokenizer()


@pytest.fixture
def maker(tokenizer: Tokenizer) -> Maker:
    return Maker(tokenizer, random.Random(1))  # noqa: S311 - no secret


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
    tmp_path: Path, tokenizer: Tokenizer, maker: Maker, filling: str
) -> None:
    examples = maker.from_paragraphs(articles(tmp_path, filling), 0, 5)
    held = [example for example in examples if example.answer]
    assert {answers_in(example, tokenizer) for example in held} == set(COLOURS.values())
    assert len(examples) - len(held) == UNHELD * 5
    for example in examples:
        pair = example.pair
        assert len(pair.tokens) - pair.text - 1 == len(pair.spans) <= PARAGRAPH


def loss_after(weights: dict[str, Tensor], examples: Sequence[Example]) -> float:
    """Return the loss of the bundled model's network with `weights` in place of its own."""
    network = untrained("float32")
    network.load_state_dict({k: v.float() for k, v in weights.items()}, strict=False)
    with torch.inference_mode():
        return float(loss_of(answering(network, [each.pair for each in examples]), examples))


def test_learning_makes_answers_likelier_and_goes_on_from_weights_that_were_learnt(
    tmp_path: Path, maker: Maker
) -> None:
    examples = maker.from_paragraphs(articles(tmp_path), 0, 5)
    steps: list[tuple[int, int]] = []
    weights = learn(examples * 24, lambda what, done, total: steps.append((done, total)))
    assert steps[-1][0] == steps[-1][1] == len(steps)
    assert SHARED not in weights
    once = loss_after(weights, examples)
    assert once < loss_after({}, examples) / 2

    begun = tmp_path / "begun.safetensors"
    begun.write_bytes(save(weights))
    further = learn(examples, lambda *_: None, begun)
    assert loss_after(further, examples) < once + 0.1
    halfway = learn(examples, lambda *_: None, begun, halfway=True)
    for name, half in halfway.items():
        mean = (weights[name].float() + further[name].float()) / 2
        assert torch.allclose(half.float(), mean, rtol=0.01, atol=1e-5)
    assert any(not torch.equal(half, further[name]) for name, half in halfway.items())


def test_of_what_nothing_answers_no_more_is_learnt_than_goes_with_the_rest() -> None:
    answered = [Example(pair=None, answer=(at,)) for at in range(4)]  # type: ignore[arg-type]
    nothing = Example(pair=None, answer=())  # type: ignore[arg-type]
    for others, kept in ((20, int(UNANSWERED * 4)), (3, 3)):
        found = evened([nothing] * others + answered, random.Random(1))  # noqa: S311 - no secret
        assert [each for each in found if each.answer] == answered
        assert len(found) == 4 + kept


def test_training_on_nothing_says_what_to_give(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match="give --squad, --exercises or --questions"):
        report_training(None, 0, 1, [], [], [], None, None, False, tmp_path / "weights")


def test_questions_left_out_are_those_that_came_first(tmp_path: Path, tokenizer: Tokenizer) -> None:
    def asked(skip: int, most: int) -> list[tuple[int, ...]]:
        made = Maker(tokenizer, random.Random(1))  # noqa: S311 - no secret
        examples = made.from_paragraphs(articles(tmp_path), skip, most)
        return [each.pair.tokens[: each.pair.second] for each in examples if each.answer]

    assert asked(0, 3) + asked(3, 2) == asked(0, 5)


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


TABLE = "Charge\tNow\tFrom April\nSwim, adult\t£5.20\t£5.60\nSwim, child\t£3.10\t£3.10"
PROSE = "2.1 The lido closes in May. It leaks. 2.2 The pool stays open until ten at night."


def exercise(text: str, **answers: Sequence[str]) -> Exercise:
    asked = tuple(Asked(question, tuple(words)) for question, words in answers.items())
    return Exercise("Invented Council, Cabinet | Fees", text, asked)


def test_examples_of_exercises_mark_the_whole_units_that_answer(
    maker: Maker, tokenizer: Tokenizer
) -> None:
    exercises = [
        exercise(TABLE, adults=["adult\t£5.20"], nobody=[]),
        exercise(PROSE, lido=["closes in", "leaks"]),
    ]
    examples = list(maker.from_exercises(exercises))
    held = {answers_in(example, tokenizer) for example in examples if example.answer}
    assert held == {
        "swim, adult ; now £5. 20 ; from april £5. 60",
        "2. 1 the lido closes in may. it leaks.",
    }
    asked = [tokenizer.decode(example.pair.tokens[: example.pair.second]) for example in examples]
    unheld = [each for each, example in zip(asked, examples, strict=True) if not example.answer]
    assert "nobody" in unheld


def test_rows_of_exercises_are_read_under_the_headings_of_their_table(
    maker: Maker, tokenizer: Tokenizer
) -> None:
    long = "Charge\tFrom April" + "".join(
        f"\nHire of hall {at}, an hour\t£10.{at}" for at in range(10, 40)
    )
    examples = list(maker.from_exercises([exercise(long, hall=["hall 39"])] * 30))
    read = [
        tokenizer.decode(example.pair.tokens[example.pair.second : example.pair.text])
        for example in examples
        if example.answer
    ]
    headed = [over for over in read if over.startswith("charge from april invented council")]
    assert headed
    assert set(read) == {*headed, ""}


class Knowing:
    """Marks the parts that have a word of the question."""

    def marks(self, question: str, stretches: Sequence[Stretch]) -> tuple[Marks, ...]:
        return tuple(
            Marks(0.0, tuple(float(question in each.text[a:b]) for a, b in each.parts))
            for each in stretches
        )


def test_the_check_counts_what_is_marked_highest() -> None:
    found = checked(
        [
            exercise(PROSE, lido=["lido closes"], pool=["It leaks"], bus=[]),
            exercise("The pool is old. The pool is cold.", pool=["is old", "is cold"]),
        ],
        Knowing(),
    )
    assert (found.answered, found.unanswered) == (3, 1)
    assert found.first == pytest.approx(2 / 3)
    assert (found.both, found.told) == (1.0, 1.0)


def test_the_check_asks_for_questions_of_each_kind() -> None:
    with pytest.raises(EvaluationError, match="that two do, and that none does"):
        checked([exercise(PROSE, lido=["lido closes"])], Knowing())


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ('{"context": "", "text": "It is it."}', "missing required field `questions`"),
        (
            '{"context": "", "text": "It is.", "questions": [{"q": "?", "answers": ["It", "x"]}]}',
            r"question '\?': 'x' stands 0 times",
        ),
        (
            '{"context": "", "text": "so so", "questions": [{"q": "?", "answers": ["so"]}]}',
            "'so' stands 2 times in the text",
        ),
    ],
)
def test_what_is_wrong_with_an_exercise_is_named(tmp_path: Path, line: str, says: str) -> None:
    file = tmp_path / "exercises.jsonl"
    file.write_text(f"\n{line}\n", encoding="utf-8")
    with pytest.raises(EvaluationError, match=rf"exercises\.jsonl, line 2.*{says}"):
        load_exercises(file)


def test_a_file_without_exercises_is_named(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match=r"none\.jsonl: cannot be read"):
        load_exercises(tmp_path / "none.jsonl")
    (tmp_path / "empty.jsonl").touch()
    with pytest.raises(EvaluationError, match=r"empty\.jsonl: holds no exercise"):
        load_exercises(tmp_path / "empty.jsonl")
