"""Reading exercises: passages of invented papers, with questions and the words that answer them.

A file is JSON Lines, one passage a line; `eval/exercises/README.md` says what a line holds.
"""

from __future__ import annotations

from pathlib import Path

import msgspec
from msgspec import Struct

from indexer.errors import EvaluationError
from service.compose.sentences import Unit, units_of


class Asked(Struct, frozen=True, forbid_unknown_fields=True):
    """A question on a passage.

    ``answers`` are words of the passage, each found in it once: the sentences and rows in which
    they stand answer. There are none where the passage does not answer.
    """

    q: str
    answers: tuple[str, ...]


class Exercise(Struct, frozen=True, forbid_unknown_fields=True):
    """A passage as it is read from a paper, the line over it, and questions on it."""

    context: str
    text: str
    questions: tuple[Asked, ...]

    @property
    def units(self) -> tuple[Unit, ...]:
        """The sentences and rows of the passage."""
        return units_of(self.text)

    def right(self, asked: Asked) -> frozenset[int]:
        """Return the numbers of the units that answer a question."""
        middles = [self.text.index(words) + len(words) // 2 for words in asked.answers]
        return frozenset(
            number
            for number, unit in enumerate(self.units)
            if any(unit.start <= middle < unit.stop for middle in middles)
        )


def load_exercises(file: Path) -> tuple[Exercise, ...]:
    """Return the exercises of `file`.

    Raises
    ------
    EvaluationError
        It cannot be read or holds none, or a line is wrong: the message names the line, and what
        stands in its passage not once.
    """
    try:
        lines = file.read_bytes().splitlines()
    except OSError as error:
        raise EvaluationError(f"{file}: cannot be read: {error.strerror}.") from error
    exercises = [
        _read(line, f"{file}, line {number}")
        for number, line in enumerate(lines, start=1)
        if line.strip()
    ]
    if not exercises:
        raise EvaluationError(f"{file}: holds no exercise. eval/exercises/README.md shows one.")
    return tuple(exercises)


def _read(line: bytes, place: str) -> Exercise:
    try:
        exercise = msgspec.json.decode(line, type=Exercise)
    except msgspec.DecodeError as error:
        raise EvaluationError(
            f"{place}: {error}. eval/exercises/README.md says what a line holds."
        ) from error
    for asked in exercise.questions:
        for words in asked.answers:
            times = exercise.text.count(words) if words else 0
            if times != 1:
                raise EvaluationError(
                    f"{place}, question {asked.q!r}: {words!r} stands {times} times in the text. "
                    "Give words that stand in it once."
                )
    return exercise
