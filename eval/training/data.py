"""Questions to train on: passages of councils' minutes, and questions written for them.

A folder holds `passages.jsonl` (an object a line: ``id``, ``text``, ``source``, the file that the
passage is from) and `questions.jsonl` (``passage``, ``question``, ``answer``, the words of the
passage that answer, and ``style``).
"""

from __future__ import annotations

import hashlib
from pathlib import Path, PurePosixPath
from typing import TypeVar

import msgspec
from msgspec import Struct

from eval.answers.matching import letters
from eval.benchmarks import Benchmark
from eval.benchmarks.values import BenchmarkDocument, Digests, Query
from indexer.errors import EvaluationError

PASSAGES, QUESTIONS = "passages.jsonl", "questions.jsonl"
TELLING = 25
"""An answer of so many letters or more is one wherever it stands; a shorter one may stand by
chance."""


class TrainingPassage(Struct, frozen=True, forbid_unknown_fields=True):
    """A passage; ``source`` is the name of the file that it is from."""

    id: str
    text: str
    source: str


class TrainingQuestion(Struct, frozen=True, forbid_unknown_fields=True):
    """A question, the passage that it was written for, and the words that answer."""

    passage: str
    question: str
    style: str
    answer: str


Line = TypeVar("Line", TrainingPassage, TrainingQuestion)


def load_training(folder: Path) -> Benchmark:
    """Return the questions in `folder` as a benchmark: a passage is a document under its source.

    A question is ``t`` and its number; relevant are its passage and those that hold its answer.

    Raises
    ------
    EvaluationError
        A file cannot be read, or a line of it is wrong; the message names both.
    """
    passages = _read(folder / PASSAGES, TrainingPassage)
    questions = _read(folder / QUESTIONS, TrainingQuestion)
    held = {passage.id: letters(passage.text) for passage in passages}
    qrels: dict[str, dict[str, int]] = {}
    for number, question in enumerate(questions):
        if question.passage not in held:
            raise EvaluationError(
                f"{folder / QUESTIONS}, line {number + 1}: the passage {question.passage!r} is not "
                f"in {PASSAGES}."
            )
        answer = letters(question.answer)
        same = [name for name, text in held.items() if len(answer) >= TELLING and answer in text]
        qrels[f"t{number}"] = dict.fromkeys([question.passage, *same], 1)
    return Benchmark(
        name=folder.resolve().name,
        split="train",
        documents=tuple(
            BenchmarkDocument(passage.id, PurePosixPath(passage.source).stem, passage.text)
            for passage in passages
        ),
        queries=tuple(
            Query(f"t{number}", question.question) for number, question in enumerate(questions)
        ),
        qrels=qrels,
        digests=Digests(
            corpus=_digest(folder / PASSAGES),
            queries=_digest(folder / QUESTIONS),
            qrels=_digest(folder / QUESTIONS),
        ),
    )


def _read(file: Path, form: type[Line]) -> list[Line]:
    read: list[Line] = []
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise EvaluationError(f"{file}: cannot be read: {error}.") from error
    for number, line in enumerate(lines, start=1):
        try:
            read.append(msgspec.json.decode(line, type=form))
        except msgspec.DecodeError as error:
            raise EvaluationError(f"{file}, line {number}: {error}.") from error
    if not read:
        raise EvaluationError(f"{file}: holds nothing to train on.")
    return read


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()
