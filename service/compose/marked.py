"""Reading what may answer together with the question, before the choice.

The model that does it (`service.marking`) takes some milliseconds for each hundred words. So only
stretches around the choices that the other traits speak for are read.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from msgspec.structs import replace

from service.answers import Reading
from service.compose.choosing import scored
from service.compose.traits import Choice
from service.marking.values import Marks, Stretch

LENGTH = 450
"""Characters of a stretch, on either side of which nothing is added."""
SURE = 6.0
"""The logarithm of odds at which the trait is 1; at its negative it is 0."""


class Marking(Protocol):
    """What marking needs of an index."""

    def marks(self, question: str, stretches: Sequence[Stretch]) -> tuple[Marks, ...]:
        """Return where each of `stretches` answers a question."""


def marked(
    reading: Reading, choices: Sequence[Choice], records: Marking, most: int
) -> list[Choice]:
    """Return `choices`, with their trait ``marked`` where they stand in `most` stretches."""
    runs = _runs(choices, most)
    if not runs:
        return list(choices)
    stretches = [_stretch(choices, run) for run in runs]
    found = list(choices)
    for run, marks in zip(runs, records.marks(reading.text, stretches), strict=True):
        for at, odds in zip(run, marks.parts, strict=True):
            share = min(max((odds / SURE + 1) / 2, 0.0), 1.0)
            traits = tuple(replace(each, marked=share) for each in choices[at].traits)
            found[at] = replace(choices[at], traits=traits)
    return found


def _runs(choices: Sequence[Choice], most: int) -> list[range]:
    """Return at most `most` runs of choices that follow one another in a passage.

    Each is of the best choice that is in no other yet and of its neighbours, the shorter side
    first, as far as `LENGTH` goes.
    """
    places = {id(choice): at for at, choice in enumerate(choices)}
    free = [True] * len(choices)
    runs: list[range] = []
    for each in scored(choices):
        at = places[id(each.choice)]
        if len(runs) == most:
            break
        if free[at]:
            run = _run_around(choices, at, free)
            free[run.start : run.stop] = [False] * len(run)
            runs.append(run)
    return runs


def _run_around(choices: Sequence[Choice], at: int, free: Sequence[bool]) -> range:
    passage, run = choices[at].candidate.passage.id, range(at, at + 1)
    while True:
        wider = [
            each
            for each in (range(run.start - 1, run.stop), range(run.start, run.stop + 1))
            if each.start >= 0
            and each.stop <= len(choices)
            and all(choices[n].candidate.passage.id == passage and free[n] for n in each)
            and choices[each.stop - 1].stop - choices[each.start].start <= LENGTH
        ]
        if not wider:
            return run
        run = min(wider, key=lambda each: _unevenness(choices, each, at))


def _unevenness(choices: Sequence[Choice], run: range, at: int) -> int:
    before = choices[at].start - choices[run.start].start
    after = choices[run.stop - 1].stop - choices[at].stop
    return abs(before - after)


def _stretch(choices: Sequence[Choice], run: range) -> Stretch:
    first, last = choices[run.start], choices[run.stop - 1]
    passage = first.candidate.passage
    return Stretch(
        context=passage.context,
        text=first.section.text[first.start : last.stop],
        parts=tuple((choices[n].start - first.start, choices[n].stop - first.start) for n in run),
    )
