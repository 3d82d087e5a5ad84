"""Pooling: the first candidates of several runs put together, to be judged by people.

A judge sees each passage of a question once, in an order that says nothing about the runs, and
not which run found it: so none is favoured (Spärck Jones and van Rijsbergen, "Report on the Need
for and Provision of an 'Ideal' Information Retrieval Test Collection", 1975; as TREC does it).
Passages outside the pool stay unjudged: the deeper the pool and the more unlike its runs, the
fewer relevant ones are missed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec
from msgspec import Struct

from eval.answers.run import AnswersRun
from eval.files import read, write_lines
from indexer.errors import EvaluationError
from indexer.records import digest


class Pooled(Struct, frozen=True, forbid_unknown_fields=True):
    """A passage to be judged for a question. ``source`` is where it stands, in words."""

    question_id: str
    question: str
    passage_id: str
    source: str
    text: str


def pool(runs: Sequence[AnswersRun], depth: int) -> tuple[Pooled, ...]:
    """Return the first `depth` candidates of every run, each passage of a question once.

    Questions stand in the order in which the runs have them; the passages of a question by a
    digest of both ids: an order that is always the same and that no run has made.

    Raises
    ------
    EvaluationError
        Two runs have different questions under one id.
    """
    texts: dict[str, str] = {}
    found: dict[str, dict[str, Pooled]] = {}
    for run in runs:
        for asked in run.asked:
            name, text = asked.question.id, asked.question.question
            if texts.setdefault(name, text) != text:
                raise EvaluationError(
                    f"The question {name!r} is {texts[name]!r} in one run and {text!r} in another: "
                    "these are runs of different files of questions."
                )
            held = found.setdefault(name, {})
            for candidate in (asked.answer.candidates or ())[:depth]:
                passage = run.passages.get(candidate.passage)
                if passage is not None:
                    held[passage.id] = Pooled(
                        question_id=name,
                        question=text,
                        passage_id=passage.id,
                        source=f"{candidate.title}, {_pages(passage.pages)}",
                        text=passage.text,
                    )
    return tuple(
        passages[passage]
        for name, passages in found.items()
        for passage in sorted(passages, key=lambda passage: digest(f"{name}/{passage}"))
    )


def write_pool(pooled: Iterable[Pooled], file: Path) -> None:
    """Write a pool as JSON Lines, whole or not at all.

    Raises
    ------
    EvaluationError
        The file is there already (people may be judging it), or cannot be written.
    """
    if file.exists():
        raise EvaluationError(f"{file}: is there already, and may be judged. Name another file.")
    write_lines(file, pooled)


def read_pool(file: Path) -> tuple[Pooled, ...]:
    """Return the pool in a file.

    Raises
    ------
    EvaluationError
        The file cannot be read, or a line of it is wrong; the message names it.
    """
    found = []
    for number, line in enumerate(read(file).splitlines(), start=1):
        try:
            found.append(msgspec.json.decode(line, type=Pooled))
        except msgspec.DecodeError as error:
            raise EvaluationError(
                f"{file}, line {number}: is no line of a pool: {error}."
            ) from error
    return tuple(found)


def _pages(pages: tuple[int, int]) -> str:
    return f"page {pages[0]}" if pages[0] == pages[1] else f"pages {pages[0]} to {pages[1]}"
