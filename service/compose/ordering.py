"""Ranking passages by the ranker and by what was read of them with the question, together."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from service.answers import Candidate
from service.compose.marked import SURE
from service.compose.traits import Choice, first_at, places_of
from service.odds import log_odds

READING = 0.3
"""What the marker's logarithm of odds counts beside the ranker's (docs/experiments/ranking.md)."""
SMALLEST = 1e-12
"""The chance below which there is none to speak of."""

Marks = Mapping[str, float]
"""Of passages that were read, by id: the logarithm of the odds that one answers, by the marker, at
its best place."""


def marks_of(choices: Iterable[Choice]) -> dict[str, float]:
    """Return the marks of the passages of `choices`, between -`SURE` and `SURE`."""
    best: dict[str, float] = {}
    for choice in choices:
        share, name = choice.traits.marked, choice.candidate.passage.id
        if share > 0:
            best[name] = max(best.get(name, -SURE), (2 * share - 1) * SURE)
    return best


def with_marks(candidates: Sequence[Candidate], marks: Marks) -> list[Candidate]:
    """Return `candidates` with their marks: each has the best of its near-duplicates'."""
    return [replace(each, marked=_mark(each, marks)) for each in candidates]


def answering_first(candidates: Sequence[Candidate], marks: Marks) -> tuple[Candidate, ...]:
    """Return `candidates` with their marks, in the order of ranker and marker together.

    Records of what is asked for stay first.
    """
    marked = with_marks(candidates, marks)
    odds = [
        math.inf if each.recorded else own
        for each, own in zip(marked, odds_of(marked), strict=True)
    ]
    return tuple(marked[at] for at in _descending(odds))


def placed_by_reading(choices: Sequence[Choice]) -> list[Choice]:
    """Return `choices` with the traits of their passages' ranks by ranker and marker together."""
    found = {choice.candidate.passage.id: choice.candidate for choice in choices}
    marked = with_marks(list(found.values()), marks_of(choices))
    odds = odds_of(marked)
    places = places_of(marked, odds)
    placed = {
        marked[at].passage.id: (places[at], first_at(rank))
        for rank, at in enumerate(_descending(odds))
    }
    return [_placed(choice, *placed[choice.candidate.passage.id]) for choice in choices]


def odds_of(candidates: Sequence[Candidate]) -> list[float]:
    """Return the logarithm of the odds that each candidate is relevant, by ranker and marker.

    What was not read is taken to answer as little as the least of what was. For what was not even
    ranked it is negative infinity.
    """
    least = min((each.marked for each in candidates if each.marked is not None), default=0.0)
    marks = [least if each.marked is None else each.marked for each in candidates]
    return [
        -math.inf if each.relevance is None else log_odds(each.relevance, SMALLEST) + READING * mark
        for each, mark in zip(candidates, marks, strict=True)
    ]


def _placed(choice: Choice, place: float, first: float) -> Choice:
    return replace(choice, traits=replace(choice.traits, place=place, first=first))


def _mark(candidate: Candidate, marks: Marks) -> float | None:
    names = [each.passage.id for each in (candidate, *candidate.also_in)]
    return max((marks[name] for name in names if name in marks), default=None)


def _descending(odds: Sequence[float]) -> list[int]:
    """Return the places of `odds`, of the highest first; equal ones stay in their order."""
    return sorted(range(len(odds)), key=odds.__getitem__, reverse=True)
