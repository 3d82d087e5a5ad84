"""Questions on paragraphs, in the JSON of SQuAD (Rajpurkar and others, EMNLP 2016), version 1.1."""

from __future__ import annotations

from pathlib import Path

import msgspec
from msgspec import Struct

from indexer.errors import EvaluationError


class Answer(Struct, frozen=True):
    """The words that answer: the paragraph's from ``answer_start`` on."""

    text: str
    answer_start: int


class Asked(Struct, frozen=True):
    """A question on a paragraph, with its answers: at least one."""

    question: str
    answers: tuple[Answer, ...]


class Paragraph(Struct, frozen=True):
    """A paragraph and the questions on it."""

    context: str
    qas: tuple[Asked, ...]


class Article(Struct, frozen=True):
    """An article: paragraphs on one subject."""

    title: str
    paragraphs: tuple[Paragraph, ...]


class _File(Struct, frozen=True):
    data: tuple[Article, ...]


def load_squad(file: Path) -> tuple[Article, ...]:
    """Return the articles of `file`.

    Raises
    ------
    EvaluationError
        It cannot be read, is no such file, or an answer does not stand in its paragraph.
    """
    try:
        articles = msgspec.json.decode(file.read_bytes(), type=_File).data
    except OSError as error:
        raise EvaluationError(f"{file}: cannot be read: {error.strerror}.") from error
    except msgspec.DecodeError as error:
        raise EvaluationError(f"{file}: is not in the format of SQuAD 1.1: {error}.") from error
    for article in articles:
        for paragraph in article.paragraphs:
            for asked in paragraph.qas:
                _check(file, paragraph, asked)
    return articles


def _check(file: Path, paragraph: Paragraph, asked: Asked) -> None:
    if not asked.answers:
        raise EvaluationError(f"{file}: the question {asked.question!r} has no answers.")
    first = asked.answers[0]
    stop = first.answer_start + len(first.text)
    if first.answer_start < 0 or paragraph.context[first.answer_start : stop] != first.text:
        raise EvaluationError(
            f"{file}: the answer to {asked.question!r} does not stand at its answer_start."
        )
