"""Choosing among sentences and rows: the few that answer, and none that does not help."""

from __future__ import annotations

import operator
import re
from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import astuple

from service.compose.traits import Choice, Traits


class Weights(Struct, frozen=True):
    """What each of the `Traits` counts, in their order.

    Fitted as ``python -m eval fit-sentences`` does, on a part of its questions, but for ``marked``,
    ``others`` and ``supposes``, which were chosen beside them; docs/experiments/answers.md says on
    what, and what came of it. Their differences are logarithms of odds.
    """

    coverage: float = 1.04
    surroundings: float = 1.11
    pairs: float = -0.23
    sought: float = 1.30
    nearness: float = 2.12
    place: float = 2.49
    first: float = 0.55
    likeness: float = 5.48
    before: float = 1.53
    marked: float = 3.50
    reply: float = 2.23
    asks: float = -0.79
    announces: float = -0.46
    others: float = -1.0
    supposes: float = -1.5


WEIGHTS = Weights()
BESIDE, SAME_PASSAGE, ELSEWHERE = 4.5, 3.5, 1.2
"""How far below the best one a choice may be that stands next to one chosen, in the same passage,
or elsewhere."""
EVEN, AS_WELL = 0.5, 0.05
"""A choice elsewhere to which the marker gives even odds, and hardly less than to the best of those
chosen, may be as far below the best one as in the same passage."""
SAME_WORDS = 0.7
"""Two choices that share this part of the shorter one's runs of words say the same."""
RUN = 3
"""How many words make a run."""
WORD = re.compile(r"[^\W_]+")
KEPT = 4096
"""Texts whose runs are kept in memory."""


class Scored(Struct, frozen=True):
    """A choice with its score."""

    choice: Choice
    score: float


def score(traits: Traits, weights: Weights = WEIGHTS) -> float:
    """Return how much speaks for a choice with these traits."""
    return float(sum(map(operator.mul, astuple(weights), astuple(traits))))


def scored(choices: Sequence[Choice], weights: Weights = WEIGHTS) -> list[Scored]:
    """Return `choices` with their scores, the best first, always in the same order."""
    found = [Scored(choice, score(choice.traits, weights)) for choice in choices]
    return sorted(
        found, key=lambda each: (-each.score, each.choice.candidate.passage.id, each.choice.start)
    )


def likeliest_of(choices: Sequence[Choice]) -> dict[str, int]:
    """Return where in its section the best of the `choices` of each passage begins, by its id."""
    ranked = scored(choices)
    return {each.choice.candidate.passage.id: each.choice.start for each in reversed(ranked)}


def chosen(ranked: Sequence[Scored], limit: int) -> list[Scored]:
    """Return the choices to quote, at most `limit`, the best first.

    The best is taken, then what goes on with it. What says the same as one chosen already is left
    out.
    """
    taken = list(ranked[:1])
    best = taken[0].score if taken else 0.0
    for each in ranked:
        if len(taken) >= limit:
            break
        if each.score >= best - _allowed(each.choice, taken) and not _says_again(each, taken):
            taken.append(each)
    return taken[:limit]


def beside(first: Choice, second: Choice) -> bool:
    """Return whether two choices are neighbours in one passage."""
    same = first.candidate.passage.id == second.candidate.passage.id
    return same and abs(first.number - second.number) == 1


def _allowed(choice: Choice, taken: Sequence[Scored]) -> float:
    if any(beside(choice, other.choice) for other in taken):
        return BESIDE
    passage = choice.candidate.passage.id
    same = any(other.choice.candidate.passage.id == passage for other in taken)
    return SAME_PASSAGE if same or _marked_as_well(choice, taken) else ELSEWHERE


def _marked_as_well(choice: Choice, taken: Sequence[Scored]) -> bool:
    best = max(other.choice.traits.marked for other in taken)
    return choice.traits.marked >= max(EVEN, best - AS_WELL)


def _says_again(each: Scored, taken: Sequence[Scored]) -> bool:
    words = _runs(each.choice.text)
    for other in taken:
        held = _runs(other.choice.text)
        if len(words & held) >= SAME_WORDS * min(len(words), len(held)):
            return True
    return False


@lru_cache(maxsize=KEPT)
def _runs(text: str) -> frozenset[tuple[str, ...]]:
    """Return the runs of `RUN` words in `text`; all of it where it has fewer."""
    words = WORD.findall(text.casefold())
    if len(words) < RUN:
        return frozenset({tuple(words)})
    return frozenset(zip(*(words[start:] for start in range(RUN)), strict=False))
