"""What every home of the store has in common: fields, sizes, and how ties are broken."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from indexer.store.schema import DENSE, SPARSE, Hit, Hits, Point

KEYWORD_FIELDS = ("document", "council", "body", "kind")
"""The fields of a payload that a search is narrowed by, matched whole."""

DATE_FIELD = "date"
"""The field that a search is narrowed by as a range. Points without a date do not have it."""

DIGEST_FIELD = "digest"

EXACT_POINTS = 20_000
"""Up to so many points a dense search compares every vector; above, it may use a graph."""

HNSW_NEIGHBOURS = 24
HNSW_BUILD_CANDIDATES = 400
"""The graph of large stores: neighbours of a point, and candidates kept on building.

It is walked by vectors of a byte a dimension, and what it leads to is ordered by the whole ones.
"""

SEARCH_CANDIDATES = 144
SEARCH_CANDIDATES_UP_TO = 100_000
SEARCH_CANDIDATES_GROWTH = 2 / 3
"""Candidates kept on search: so many up to so many points; by this power of their number above.

So the ten nearest are found as surely of a million (recall .96) as of a hundred thousand (.97).
"""

OVERSAMPLING = 2.0
"""So many times as many points as are asked for are ordered by their whole vectors."""

BATCH = 256
"""Points in one write."""

SPARE = 4
"""Hits asked for beyond the limit, so that a tie at the limit is seen."""


def search_candidates(points: int) -> int:
    """Return how many candidates a search in the graph of so many `points` keeps."""
    times = max(1.0, points / SEARCH_CANDIDATES_UP_TO)
    return round(SEARCH_CANDIDATES * math.pow(times, SEARCH_CANDIDATES_GROWTH))


def oversampling(limit: int, candidates: int) -> float:
    """Return how many times `limit` points are ordered by their whole vectors.

    That is `OVERSAMPLING`, but 1 where more than the `candidates` would have to be kept for it.
    """
    return OVERSAMPLING if limit * OVERSAMPLING <= candidates else 1.0


def kilobytes(points: int, dimensions: int) -> int:
    """Return the size of so many dense vectors, in the engine's unit for its thresholds."""
    return points * dimensions * 4 // 1024


def payload(point: Point) -> dict[str, str]:
    """Return what is stored beside the vectors of `point`: its labels and its digest.

    ``date`` is an ISO date, which the engine reads as midnight UTC.
    """
    labels = point.labels
    stored = {
        "document": labels.document,
        "council": labels.council,
        "body": labels.body,
        "kind": labels.kind,
        DIGEST_FIELD: point.digest,
    }
    if labels.date is not None:
        stored[DATE_FIELD] = labels.date.isoformat()
    return stored


def search_arms(
    find: Callable[[Sequence[str], int], Sequence[Sequence[Hit]]],
    arms: Sequence[str],
    limit: int,
) -> Hits:
    """Return the best `limit` hits of each of `arms`, ties broken by id.

    An engine cuts off where it likes among hits of one score. So it is asked for more than
    `limit`, and for twice as many as long as the last hit ties with the one at the limit.

    Parameters
    ----------
    find
        Returns, for each of the arms named, the best so many hits, the best first.
    arms
        `DENSE`, `SPARSE`, both or neither.
    limit
        How many hits are wanted of each, at least 1.
    """
    best: dict[str, tuple[Hit, ...]] = {}
    first = find(arms, limit + SPARE) if arms else ()
    for arm, found in zip(arms, first, strict=True):
        asked, hits = limit + SPARE, found
        while len(hits) >= asked and hits[-1].score == hits[limit - 1].score:
            asked *= 2
            (hits,) = find((arm,), asked)
        best[arm] = tuple(sorted(hits, key=lambda hit: (-hit.score, hit.id))[:limit])
    return Hits(dense=best.get(DENSE, ()), sparse=best.get(SPARSE, ()))
