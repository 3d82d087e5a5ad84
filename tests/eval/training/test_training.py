"""Training the ranker: on invented questions, from files to weights that rank better."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eval.training.data import load_training
from eval.training.ranker import train
from eval.training.weights import Ranked, learn_weights
from indexer.config import Settings
from indexer.errors import EvaluationError
from service.ranking.likening import FILE as LIKENING
from service.ranking.likening import read_likening
from service.ranking.ranker import FILE as WEIGHTS
from service.ranking.ranker import read_weights
from service.ranking.values import NAMES
from tests.eval.small_benchmark import WordEncoder

THINGS = "lido tip bus park library market bridge school pool hall road tree"
PASSAGES = [
    {
        "id": f"p{number}",
        "text": f"The {thing} was closed in March because of a flood at the {thing} gate. Members "
        f"agreed that the {thing} reopen by May.",
        "source": f"Minutes {number}.pdf",
    }
    for number, thing in enumerate(THINGS.split())
]
QUESTIONS = [
    {
        "passage": f"p{number}",
        "question": f"Why was the {thing} closed in March?",
        "style": "resident",
        "answer": f"because of a flood at the {thing} gate",
    }
    for number, thing in enumerate(THINGS.split())
]


def write_training(folder: Path, questions: list[dict[str, str]] | None = None) -> Path:
    folder.mkdir()
    for name, lines in (("passages", PASSAGES), ("questions", questions or QUESTIONS)):
        content = "".join(json.dumps(line) + "\n" for line in lines)
        (folder / f"{name}.jsonl").write_text(content, encoding="utf-8")
    return folder


def test_training_writes_what_the_service_reads(tmp_path: Path) -> None:
    trained = train(
        write_training(tmp_path / "data"),
        (),
        Settings(),
        WordEncoder(),
        tmp_path / "cache",
        lambda what, done, total: None,
    )
    assert trained.measures["questions"] > 0
    assert 0 < trained.measures["mrr_ranked"] <= 1
    (tmp_path / "out").mkdir()
    trained.write(tmp_path / "out")
    assert read_weights((tmp_path / "out" / WEIGHTS).read_bytes(), WEIGHTS) == trained.weights
    kept = read_likening((tmp_path / "out" / LIKENING).read_bytes(), LIKENING)
    assert kept.gate.shape == (WordEncoder.dimensions,)


def test_passages_that_hold_the_answer_are_relevant_too(tmp_path: Path) -> None:
    folder = write_training(tmp_path / "data")
    repeated = PASSAGES[0] | {"id": "again"}
    with (folder / "passages.jsonl").open("a", encoding="utf-8") as file:
        file.write(json.dumps(repeated) + "\n")
    benchmark = load_training(folder)
    assert benchmark.qrels["t0"] == {"p0": 1, "again": 1}
    assert benchmark.qrels["t1"] == {"p1": 1}
    assert benchmark.documents[0].title == "Minutes 0"


@pytest.mark.parametrize(
    ("questions", "message"),
    [
        ([QUESTIONS[0] | {"passage": "nowhere"}], r"questions\.jsonl, line 1: .*'nowhere'"),
        ([{"passage": "p0"}], r"questions\.jsonl, line 1: .*question"),
    ],
)
def test_a_wrong_line_is_named(
    tmp_path: Path, questions: list[dict[str, str]], message: str
) -> None:
    with pytest.raises(EvaluationError, match=message):
        load_training(write_training(tmp_path / "data", questions))


def test_missing_files_are_named(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match=r"passages\.jsonl: cannot be read"):
        load_training(tmp_path)


@given(st.integers(0, len(NAMES) - 1), st.integers(0, 5))
@settings(max_examples=12, deadline=None)
def test_the_signal_that_tells_gets_the_weight(telling: int, seed: int) -> None:
    random = np.random.default_rng(seed)
    questions = []
    for _ in range(30):
        signals = random.normal(size=(8, len(NAMES)))
        relevant = np.arange(8) == 0
        signals[0, telling] += 3
        questions.append(Ranked(signals, relevant))
    weights = learn_weights(questions)
    assert max(weights.signals, key=lambda name: abs(weights.signals[name])) == NAMES[telling]
    chances = 1 / (1 + np.exp(-weights.sums(np.concatenate([q.signals for q in questions]))))
    assert chances.sum() == pytest.approx(30, rel=0.1)
