"""Questions with gold answers: the JSON Lines that `docs/questions-format.md` describes."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct

from indexer.errors import EvaluationError

Why = Literal[
    "near-miss", "other-council", "wrong-year", "not-in-records", "junk", "injection", "opinion"
]
"""Why the records do not answer a question."""


class Gold(Struct, frozen=True, forbid_unknown_fields=True):
    """A place that proves an answer.

    ``file`` is the document's path as in its manifest, ``page`` counts from 1, and ``quote``
    stands on that page word for word once white space is collapsed.
    """

    file: str
    page: int
    quote: str


class GoldQuestion(Struct, frozen=True, forbid_unknown_fields=True):
    """A question and what is known of its answer.

    ``key_facts`` are what a right answer must hold. ``gold`` are places that prove the answer or
    a part of it. Where ``answerable`` is false, ``why`` says why, and the rest is empty.
    """

    id: str
    question: str
    style: str
    answerable: bool
    answer: str = ""
    key_facts: tuple[str, ...] = ()
    gold: tuple[Gold, ...] = ()
    why: Why | None = None
    notes: str = ""


_decoder = msgspec.json.Decoder(GoldQuestion)


def load_questions(path: Path) -> tuple[GoldQuestion, ...]:
    """Return the questions of a file, in its order.

    Raises
    ------
    EvaluationError
        The file cannot be read or has no questions, or a line of it is wrong: the message names
        the file, the line and the field.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise EvaluationError(f"{path}: cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise EvaluationError(f"{path}: is not UTF-8 text: {error}.") from error
    questions: list[GoldQuestion] = []
    first_at: dict[str, int] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        place = f"{path}, line {number}"
        question = _read(line, place)
        if question.id in first_at:
            raise EvaluationError(
                f"{place}: the id {question.id!r} is that of line {first_at[question.id]} too. "
                "Give each question its own."
            )
        first_at[question.id] = number
        questions.append(question)
    if not questions:
        raise EvaluationError(f"{path}: holds no question. docs/questions-format.md shows one.")
    return tuple(questions)


def _read(line: str, place: str) -> GoldQuestion:
    try:
        question = _decoder.decode(line)
    except msgspec.DecodeError as error:
        raise EvaluationError(
            f"{place}: {error}. docs/questions-format.md says what a line holds."
        ) from error
    fault = _fault(question)
    if fault:
        raise EvaluationError(f"{place}, question {question.id!r}: {fault}.")
    return question


def _fault(question: GoldQuestion) -> str | None:
    """Return what is wrong with a question that was decoded, or None."""
    for name in ("id", "question", "style"):
        if not getattr(question, name).strip():
            return f"`{name}` is empty"
    if question.answerable:
        return _fault_of_answerable(question)
    if question.gold or question.key_facts or question.answer:
        return "it is not answerable, but has `answer`, `key_facts` or `gold`"
    return None if question.why else "it is not answerable, and `why` does not say why"


def _fault_of_answerable(question: GoldQuestion) -> str | None:
    if question.why:
        return "it is answerable, but `why` says why it is not"
    if not question.key_facts or not all(fact.strip() for fact in question.key_facts):
        return "`key_facts` is missing, or a fact in it is empty"
    if not question.gold:
        return "`gold` names no place that proves the answer"
    for number, gold in enumerate(question.gold, start=1):
        if not gold.file.strip() or not gold.quote.strip():
            return f"place {number} of `gold` has an empty `file` or `quote`"
        if gold.page < 1:
            return f"place {number} of `gold` has the page {gold.page}; pages count from 1"
    return None


def load_texts(file: Path) -> tuple[str, ...]:
    """Return the ``question`` of every line of a JSON Lines file, whatever else a line has.

    Raises
    ------
    EvaluationError
        The file cannot be read, has no questions, or a line has no ``question``.
    """
    try:
        lines = file.read_bytes().splitlines()
        texts = [msgspec.json.decode(line, type=_Text).question for line in lines if line.strip()]
    except (OSError, msgspec.DecodeError, UnicodeDecodeError) as error:
        raise EvaluationError(
            f"{file}: is not JSON Lines with a `question` each: {error}."
        ) from error
    if not texts:
        raise EvaluationError(f"{file}: has no questions.")
    return tuple(texts)


class _Text(Struct, frozen=True):
    question: str
