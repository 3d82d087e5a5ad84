"""Rankings and judgements in the files of trec_eval."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
from msgspec import Struct

from indexer.errors import EvaluationError

Ranking = Mapping[str, Sequence["Placed"]]
"""The documents found for each query, the best first."""


class Placed(Struct, frozen=True):
    """A document in a ranking."""

    document: str
    score: float


def strictly_falling(scores: Sequence[float]) -> list[float]:
    """Return `scores`, the highest first, each a little below the one before it.

    trec_eval goes by the score alone, read in single precision, and puts documents of equal score
    into an order of its own (the later id first). So that it sees the order that was shown,
    scores that are equal in single precision are made to differ in their last digits.
    """
    falling: list[float] = []
    ceiling = np.float32(np.inf)
    for score in scores:
        single = np.float32(score)
        if not single < ceiling:
            single = np.nextafter(ceiling, np.float32(-np.inf))
        falling.append(float(single))
        ceiling = single
    return falling


def run_lines(rankings: Ranking, tag: str) -> Iterator[str]:
    """Yield the lines of a run: query, Q0, document, rank, score, tag."""
    for query, ranking in rankings.items():
        scores = strictly_falling([placed.score for placed in ranking])
        for rank, (placed, score) in enumerate(zip(ranking, scores, strict=True), start=1):
            # nine digits tell any two numbers of single precision apart
            yield f"{query} Q0 {placed.document} {rank} {score:.9g} {tag}\n"


def qrels_lines(qrels: Mapping[str, Mapping[str, int]]) -> Iterator[str]:
    """Yield the lines of judgements: query, 0, document, grade."""
    for query, grades in qrels.items():
        for document, grade in grades.items():
            yield f"{query} 0 {document} {grade}\n"


def read_ranking(file: Path) -> dict[str, list[Placed]]:
    """Return the rankings in a run file, each by falling score.

    Raises
    ------
    EvaluationError
        It cannot be read, a line is wrong, or a query has a document twice.
    """
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise EvaluationError(f"{file}: cannot be read: {error}.") from error
    rankings: dict[str, list[Placed]] = {}
    seen: set[tuple[str, str]] = set()
    for number, line in enumerate(lines, start=1):
        query, placed = _placed(line, f"{file}, line {number}")
        if (query, placed.document) in seen:
            raise EvaluationError(
                f"{file}, line {number}: the query {query!r} has the document "
                f"{placed.document!r} twice."
            )
        seen.add((query, placed.document))
        rankings.setdefault(query, []).append(placed)
    for ranking in rankings.values():
        ranking.sort(key=_order)
    return rankings


def joined(lines: Iterable[str]) -> bytes:
    """Return lines as the content of a file."""
    return "".join(lines).encode()


def _placed(line: str, place: str) -> tuple[str, Placed]:
    fields = line.split()
    try:
        query, _, document, _, score, _ = fields
        return query, Placed(document, float(score))
    except ValueError as error:
        raise EvaluationError(
            f"{place}: is no line of a run (query, Q0, document, rank, score, tag): {line!r}."
        ) from error


def _order(placed: Placed) -> tuple[float, str]:
    return -placed.score, placed.document
