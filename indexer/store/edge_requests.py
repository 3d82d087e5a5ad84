"""What a search asks of the engine of the embedded home."""

from __future__ import annotations

from typing import NamedTuple

import qdrant_edge as edge

from indexer.store.layout import DATE_FIELD, KEYWORD_FIELDS, oversampling, search_candidates
from indexer.store.schema import SPARSE, Narrowing

# The engine goes on counting deleted points in its document frequencies until it clears them out.
# Counting over all points that are there now costs a millisecond for every 50,000.
_LIVE_FREQUENCIES = edge.SearchParams(idf=edge.IdfParams(corpus=edge.Filter(must=[])))
_HELD_FREQUENCIES = edge.SearchParams()


class Manner(NamedTuple):
    """How a store is searched.

    ``candidates`` of the graph are kept. ``frequencies`` are what words are weighed by.
    """

    candidates: int
    frequencies: edge.SearchParams


def manner_of(points: int, whole: bool) -> Manner:
    """Return how a store of so many `points` is searched; `whole`: none was ever deleted."""
    return Manner(search_candidates(points), _HELD_FREQUENCIES if whole else _LIVE_FREQUENCIES)


def params_of(arm: str, limit: int, manner: Manner) -> edge.SearchParams:
    """Return how one arm is searched for the best `limit`."""
    if arm == SPARSE:
        return manner.frequencies
    return edge.SearchParams(
        hnsw_ef=manner.candidates,
        quantization=edge.QuantizationSearchParams(
            rescore=True, oversampling=oversampling(limit, manner.candidates)
        ),
    )


def filter_of(narrowing: Narrowing) -> edge.Filter | None:
    """Return the filter of what a search is narrowed to, or None."""
    wanted = (narrowing.documents, narrowing.councils, narrowing.bodies, narrowing.kinds)
    conditions: list[edge.ConditionType] = [
        edge.FieldCondition(field, match=edge.MatchAny(list(values)))
        for field, values in zip(KEYWORD_FIELDS, wanted, strict=True)
        if values
    ]
    if narrowing.since is not None or narrowing.until is not None:
        days = edge.RangeDateTime(
            gte=narrowing.since.isoformat() if narrowing.since else None,
            lte=narrowing.until.isoformat() if narrowing.until else None,
        )
        conditions.append(edge.FieldCondition(DATE_FIELD, range=days))
    return edge.Filter(must=conditions) if conditions else None
