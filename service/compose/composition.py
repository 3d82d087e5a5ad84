"""What a composer makes of the passages that it reads."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from service.answers import Candidate
from service.compose.quotation import Quotation
from service.compose.traits import log_odds

READING = 0.4
"""What the marker's logarithm of odds counts beside the ranker's (docs/experiments/ranking.md)."""


class Composition(Struct, frozen=True):
    """The ``quotations`` that answer, the best first, and what was read for them.

    ``marked`` are passages by id, with the logarithm of the odds that one answers a part of the
    question: by the marker, at its best place. Those that it did not read are not there.
    """

    quotations: tuple[Quotation, ...]
    marked: Mapping[str, float]


def answering_first(
    candidates: Sequence[Candidate], marked: Mapping[str, float], read: int
) -> tuple[Candidate, ...]:
    """Return `candidates`, the first `read` of them in the order of ranker and marker together.

    A candidate is marked as its near-duplicates are. What was not read is taken to answer as
    little as the least of what was. Records of what is asked for stay first.
    """
    if not marked:
        return tuple(candidates)
    least = min(marked.values())

    def sureness(candidate: Candidate) -> float:
        if candidate.recorded:
            return math.inf
        chance = log_odds(candidate.relevance)
        odds = least if candidate.marked is None else candidate.marked
        return -math.inf if chance is None else chance + READING * odds

    first = [replace(each, marked=_marked(each, marked)) for each in candidates[:read]]
    return (*sorted(first, key=sureness, reverse=True), *candidates[read:])


def _marked(candidate: Candidate, marked: Mapping[str, float]) -> float | None:
    names = [each.passage.id for each in (candidate, *candidate.also_in)]
    return max((marked[name] for name in names if name in marked), default=None)
