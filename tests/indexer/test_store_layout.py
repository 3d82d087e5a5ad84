"""How closely a large store is searched."""

from __future__ import annotations

from itertools import pairwise

import pytest

from indexer.store.layout import SEARCH_CANDIDATES, oversampling, search_candidates


def test_a_larger_graph_is_searched_more_closely_but_not_in_proportion() -> None:
    kept = [search_candidates(points) for points in (10**5, 10**6, 10**7)]
    assert kept == sorted(set(kept))
    assert all(more < 10 * fewer for fewer, more in pairwise(kept))


@pytest.mark.parametrize("points", [0, 1, 99_999])
def test_a_small_one_as_closely_as_one_of_a_hundred_thousand(points: int) -> None:
    assert search_candidates(points) == SEARCH_CANDIDATES == search_candidates(100_000)


def test_no_more_are_ordered_by_their_whole_vectors_than_are_kept() -> None:
    for candidates in (144, 668):
        for limit in range(1, candidates):
            assert limit * oversampling(limit, candidates) <= candidates
