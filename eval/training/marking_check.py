"""How well the marker reads: ``python -m eval check-marker``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from eval.progress import watched
from eval.training.exercises import Exercise, load_exercises
from eval.training.marking_examples import text_of_exercise
from indexer.config import load_settings
from indexer.errors import EvaluationError
from service.compose.marked import LENGTH, line_over
from service.marking.marker import open_marker
from service.marking.values import Marker, Stretch


class Checked(Struct, frozen=True):
    """What the marker made of questions, some that their passage answers and some that it does not.

    ``first`` is how often the unit marked highest answers; ``both`` is how much of what answers
    is marked highest, where two units do; ``told`` is how often the best unit of a passage
    that answers one question is marked higher than that of one that does not answer another (the
    area under the ROC curve).
    """

    answered: int
    unanswered: int
    first: float
    both: float
    told: float


def checked(exercises: Sequence[Exercise], marker: Marker) -> Checked:
    """Return what `marker` makes of all questions of `exercises`, each on its own passage alone.

    Raises
    ------
    EvaluationError
        No question is answered, by one unit or by two, or every one is.
    """
    first: list[bool] = []
    both: list[float] = []
    best: dict[bool, list[float]] = {True: [], False: []}
    with watched() as report:
        for number, exercise in enumerate(exercises, start=1):
            for asked in exercise.questions:
                odds = _odds(asked.q, exercise, marker)
                right = exercise.right(asked)
                best[bool(right)].append(float(odds.max()))
                order = np.argsort(-odds, kind="stable").tolist()
                if right:
                    first.append(order[0] in right)
                if len(right) == 2:
                    both.append(len(right.intersection(order[:2])) / 2)
            report("Exercises", number, len(exercises))
    if not both or not best[False]:
        raise EvaluationError(
            "The exercises need questions that one unit answers, that two do, and that none does."
        )
    held, unheld = np.array(best[True]), np.array(best[False])
    told = (held[:, None] > unheld).mean() + (held[:, None] == unheld).mean() / 2
    return Checked(len(held), len(unheld), float(np.mean(first)), float(np.mean(both)), float(told))


def _odds(question: str, exercise: Exercise, marker: Marker) -> NDArray[np.float64]:
    """Return the logarithm of odds of each unit of a passage, read in stretches one by one."""
    text = text_of_exercise(exercise, frozenset())
    stretches = [
        Stretch(
            context=line_over(text.context, text.headers[run.start]),
            text=text.text[text.units[run.start][0] : text.units[run.stop - 1][1]],
            parts=tuple(
                (start - text.units[run.start][0], stop - text.units[run.start][0])
                for start, stop in text.units[run.start : run.stop]
            ),
        )
        for run in _runs(text.units)
    ]
    return np.array([odds for marks in marker.marks(question, stretches) for odds in marks.parts])


def _runs(units: Sequence[tuple[int, int]]) -> Iterator[range]:
    """Yield all `units`, in runs of `LENGTH` characters at most, or of one unit."""
    first = 0
    for number in range(1, len(units) + 1):
        if number == len(units) or units[number][1] - units[first][0] > LENGTH:
            yield range(first, number)
            first = number


def report_check(files: Sequence[Path]) -> None:
    """Print what the marker that comes with Moothall makes of the exercises in some files.

    Raises
    ------
    EvaluationError
        A file is not what it should be.
    """
    exercises = [exercise for file in files for exercise in load_exercises(file)]
    found = checked(exercises, open_marker(load_settings().embedding.precision))
    print(f"{found.answered} questions that their passage answers, {found.unanswered} others")
    print(f"what is marked highest answers\t{found.first:.3f}")
    print(f"where two units answer, they are the highest two\t{found.both:.3f}")
    print(f"answered told from not answered (area)\t{found.told:.3f}")
