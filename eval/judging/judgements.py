"""People's judgements of a pool: kept line by line, compared, and written out as qrels."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import msgspec
from msgspec import Struct

from eval.files import read, unwritable
from eval.judging.agreement import agreement, cohen_kappa
from eval.judging.pool import Pooled
from indexer.errors import EvaluationError

GRADES = {
    0: "has nothing to do with it",
    1: "is about it, but does not answer",
    2: "answers a part of it, or answers it indirectly",
    3: "answers it",
}
"""What the grades of relevance mean."""

Key = tuple[str, str]
"""A question's id and a passage's."""


class Judgement(Struct, frozen=True, forbid_unknown_fields=True):
    """A person's grade for a passage of a question."""

    question_id: str
    passage_id: str
    grade: int


class Agreement(Struct, frozen=True):
    """How far two judges agree on the ``both`` things that both judged.

    ``share`` is that of equal grades, ``kappa`` Cohen's for relevant (2 or 3) or not, and
    ``weighted`` Cohen's weighted kappa of the grades, by the square of their distance.
    """

    first: str
    second: str
    both: int
    share: float | None
    kappa: float | None
    weighted: float | None


class Judgements:
    """What one judge said of a pool, in the file ``POOL.NAME.judged.jsonl`` beside it.

    Each judgement is on disk when `put` returns; a later one of the same thing replaces it.
    """

    def __init__(self, pool: Path, judge: str) -> None:
        """Open the judgements of `judge`, none yet where there is no file.

        Raises
        ------
        EvaluationError
            The name is none that a file can have, or the file cannot be read or is broken.
        """
        if not re.fullmatch(r"[\w-]+", judge):
            raise EvaluationError(
                f"--judge {judge!r}: give a name of letters, digits, hyphens and underscores."
            )
        self.file = _file(pool, judge)
        self.grades = read_judgements(self.file) if self.file.exists() else {}

    def put(self, pooled: Pooled, grade: int) -> None:
        """Keep a grade, 0 to 3."""
        line = msgspec.json.encode(Judgement(pooled.question_id, pooled.passage_id, grade))
        try:
            with self.file.open("ab") as opened:
                opened.write(line + b"\n")
        except OSError as error:
            raise unwritable(self.file, error) from error
        self.grades[pooled.question_id, pooled.passage_id] = grade


def read_judgements(file: Path) -> dict[Key, int]:
    """Return the grades in a file by question and passage; the last line of a thing counts.

    Raises
    ------
    EvaluationError
        The file cannot be read, or a line of it is wrong; the message names it.
    """
    found: dict[Key, int] = {}
    for number, line in enumerate(read(file).splitlines(), start=1):
        try:
            said = msgspec.json.decode(line, type=Judgement)
        except msgspec.DecodeError as error:
            raise EvaluationError(f"{file}, line {number}: is no judgement: {error}.") from error
        if said.grade not in GRADES:
            raise EvaluationError(
                f"{file}, line {number}: the grade {said.grade} is none of {list(GRADES)}."
            )
        found[said.question_id, said.passage_id] = said.grade
    return found


def all_judgements(pool: Path) -> dict[str, dict[Key, int]]:
    """Return the grades of everyone who judged a pool, by their names."""
    start, end = f"{pool.name}.", ".judged.jsonl"
    files = sorted(pool.parent.glob(f"*{end}"))
    return {
        file.name.removeprefix(start).removesuffix(end): read_judgements(file)
        for file in files
        if file.name.startswith(start)
    }


def agreements(judged: Mapping[str, Mapping[Key, int]]) -> tuple[Agreement, ...]:
    """Return how far every two judges agree on what both judged."""
    names = sorted(judged)
    found = []
    for place, first in enumerate(names):
        for second in names[place + 1 :]:
            both = sorted(judged[first].keys() & judged[second].keys())
            one = [judged[first][key] for key in both]
            other = [judged[second][key] for key in both]
            found.append(
                Agreement(
                    first,
                    second,
                    len(both),
                    agreement(one, other),
                    cohen_kappa([int(grade >= 2) for grade in one], [int(g >= 2) for g in other]),
                    cohen_kappa(one, other, power=2),
                )
            )
    return tuple(found)


def adjudicated(judged: Iterable[Mapping[Key, int]]) -> dict[Key, int]:
    """Return one grade for everything that anyone judged: the median, the lower of two middles."""
    grades: dict[Key, list[int]] = {}
    for each in judged:
        for key, grade in each.items():
            grades.setdefault(key, []).append(grade)
    return {key: sorted(each)[(len(each) - 1) // 2] for key, each in grades.items()}


def qrels(pooled: Sequence[Pooled], grades: Mapping[Key, int]) -> str:
    """Return the grades as TREC's qrels, in the pool's order: question, 0, passage, grade.

    Grades of what is not in the pool are left out; what nobody judged is not in the qrels.
    """
    keys = [(each.question_id, each.passage_id) for each in pooled]
    return "".join(f"{key[0]} 0 {key[1]} {grades[key]}\n" for key in keys if key in grades)


def _file(pool: Path, judge: str) -> Path:
    return pool.with_name(f"{pool.name}.{judge}.judged.jsonl")
