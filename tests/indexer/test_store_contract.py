"""What every home of the vector store does alike."""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from qdrant_client import QdrantClient

from indexer.errors import StoreError
from indexer.store.edge import EdgeStore
from indexer.store.schema import (
    EVERYTHING,
    Hit,
    Hits,
    Labels,
    Narrowing,
    Point,
    SparseVector,
    Vector,
    VectorStore,
)
from indexer.store.server import ServerStore

DIMENSIONS = 8
CABINET = Labels("minutes-1", "kent", "kent/cabinet", "minutes", date(2025, 1, 9))

# the in-memory client has neither payload indexes nor graphs, and says so
pytestmark = [
    pytest.mark.filterwarnings("ignore:Payload indexes have no effect:UserWarning"),
    pytest.mark.filterwarnings("ignore:Local mode performs exact:UserWarning"),
]


@pytest.fixture(params=["edge", "memory", "server"])
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], VectorStore]]:
    """Return a function that opens a home's store: new at first, the same one after that."""
    if request.param == "edge":
        yield lambda: EdgeStore.open(tmp_path / "store", DIMENSIONS)
        return
    if request.param == "server" and "QDRANT_URL" not in os.environ:
        pytest.skip("QDRANT_URL names no Qdrant server")
    client = (
        QdrantClient(":memory:")
        if request.param == "memory"
        else QdrantClient(url=os.environ["QDRANT_URL"])
    )
    collection = f"moothall-test-{uuid.uuid4()}"
    yield lambda: ServerStore.open(client, collection, DIMENSIONS)
    client.delete_collection(collection)
    client.close()


@pytest.fixture
def store(opened: Callable[[], VectorStore]) -> VectorStore:
    return opened()


def name(number: int) -> str:
    return str(uuid.UUID(int=number))


def unit(*values: float) -> Vector:
    vector = np.zeros(DIMENSIONS, dtype=np.float32)
    vector[: len(values)] = values
    return vector / np.float32(np.linalg.norm(vector))


def random_point(number: int, seed: int, labels: Labels = CABINET) -> Point:
    random = np.random.default_rng([number, seed])
    terms = sorted(int(term) for term in random.choice(30, size=5, replace=False))
    weights = tuple(float(weight) for weight in random.uniform(0.5, 2.0, size=5))
    return Point(
        id=name(number),
        digest=f"digest-{number}-{seed}",
        dense=unit(*random.normal(size=DIMENSIONS)),
        sparse=SparseVector(tuple(terms), weights),
        labels=labels,
    )


QUERY_DENSE = unit(*np.random.default_rng(1).normal(size=DIMENSIONS))
QUERY_SPARSE = SparseVector((1, 2, 3, 4), (1.0, 1.0, 1.0, 1.0))


def search(store: VectorStore, limit: int = 10, narrowing: Narrowing = EVERYTHING) -> Hits:
    return store.search(QUERY_DENSE, QUERY_SPARSE, limit, narrowing)


def ids(hits: Hits) -> tuple[list[str], list[str]]:
    return [hit.id for hit in hits.dense], [hit.id for hit in hits.sparse]


def agree(found: Hits, expected: Hits) -> bool:
    """Return whether both have the same hits with the same scores, but for rounding."""
    scores = [[hit.score for hit in (*hits.dense, *hits.sparse)] for hits in (found, expected)]
    return ids(found) == ids(expected) and bool(np.allclose(*scores, atol=1e-5))


def expected_hits(points: list[Point], limit: int) -> Hits:
    """Return what a search finds by the definitions of both scores, computed here."""
    frequency = {
        term: sum(term in point.sparse.indices for point in points) for term in QUERY_SPARSE.indices
    }
    dense, sparse = [], []
    for point in points:
        weights = dict(zip(point.sparse.indices, point.sparse.values, strict=True))
        dense.append(Hit(point.id, float(point.dense @ QUERY_DENSE)))
        score = sum(
            weights[term] * np.log(1 + (len(points) - count + 0.5) / (count + 0.5))
            for term, count in frequency.items()
            if term in weights
        )
        if score:
            sparse.append(Hit(point.id, float(score)))
    return Hits(
        dense=tuple(sorted(dense, key=lambda hit: (-hit.score, hit.id))[:limit]),
        sparse=tuple(sorted(sparse, key=lambda hit: (-hit.score, hit.id))[:limit]),
    )


def test_a_new_store_is_empty_and_finds_nothing(store: VectorStore) -> None:
    assert store.count() == 0
    assert list(store.digests()) == []
    assert search(store) == Hits((), ())


def test_both_arms_find_what_their_definitions_say(store: VectorStore) -> None:
    points = [random_point(number, seed=0) for number in range(1, 120)]
    store.upsert(points)
    assert agree(search(store, limit=25), expected_hits(points, 25))


def test_an_arm_without_a_vector_finds_nothing(store: VectorStore) -> None:
    store.upsert([random_point(1, seed=0)])
    assert store.search(QUERY_DENSE, None, 5).sparse == ()
    words_alone = store.search(None, random_point(1, seed=0).sparse, 5)
    assert ids(words_alone) == ([], [name(1)])
    assert store.search(None, SparseVector((), ()), 5) == Hits((), ())
    assert store.search(None, None, 5) == Hits((), ())


def test_a_point_written_again_replaces_the_one_of_its_id(store: VectorStore) -> None:
    store.upsert([random_point(1, seed=0), random_point(2, seed=0)])
    store.upsert([random_point(1, seed=7)])
    assert store.count() == 2
    assert dict(store.digests()) == {name(1): "digest-1-7", name(2): "digest-2-0"}
    points = [random_point(1, seed=7), random_point(2, seed=0)]
    assert agree(search(store), expected_hits(points, 10))


def test_a_replaced_point_is_found_by_its_new_labels_alone(store: VectorStore) -> None:
    store.upsert([random_point(1, seed=0)])
    moved = Labels("minutes-1", "kent", "kent/council", "minutes", None)
    store.upsert([random_point(1, seed=0, labels=moved)])
    assert ids(search(store, narrowing=Narrowing(bodies=("kent/cabinet",))))[0] == []
    assert ids(search(store, narrowing=Narrowing(since=date(1900, 1, 1))))[0] == []
    assert ids(search(store, narrowing=Narrowing(bodies=("kent/council",))))[0] == [name(1)]


def test_deleted_points_are_gone_and_unknown_ids_are_no_error(store: VectorStore) -> None:
    store.upsert([random_point(number, seed=0) for number in range(1, 6)])
    store.delete([name(2), name(4), name(99)])
    store.delete([])
    assert sorted(held for held, _ in store.digests()) == [name(1), name(3), name(5)]
    assert set(ids(search(store))[0]) == {name(1), name(3), name(5)}


def test_digests_lists_every_point_once(store: VectorStore) -> None:
    points = [random_point(number, seed=0) for number in range(1, 1203)]
    store.upsert(points)
    listed = list(store.digests())
    assert len(listed) == len(points) == store.count()
    assert dict(listed) == {point.id: point.digest for point in points}


@pytest.mark.parametrize("limit", [1, 3, 16, 40, 59])
def test_ties_are_broken_by_id_also_at_the_limit(store: VectorStore, limit: int) -> None:
    twin = random_point(1, seed=0)
    order = np.random.default_rng(0).permutation(np.arange(1, 61))
    store.upsert(
        [Point(name(int(number)), "same", twin.dense, twin.sparse, twin.labels) for number in order]
    )
    found = store.search(twin.dense, twin.sparse, limit)
    first = [name(number) for number in range(1, limit + 1)]
    assert ids(found) == (first, first)


NARROWINGS = {
    "council": (Narrowing(councils=("surrey",)), {3}),
    "two councils": (Narrowing(councils=("surrey", "kent")), {1, 2, 3, 4}),
    "body": (Narrowing(bodies=("kent/cabinet",)), {1}),
    "kind": (Narrowing(kinds=("report",)), {2, 3}),
    "document": (Narrowing(documents=("d1", "d4")), {1, 4}),
    "since is inclusive": (Narrowing(since=date(2025, 1, 9)), {1, 3}),
    "until is inclusive": (Narrowing(until=date(2025, 1, 9)), {1, 2}),
    "one day": (Narrowing(since=date(2025, 1, 9), until=date(2025, 1, 9)), {1}),
    "combined": (Narrowing(councils=("kent",), kinds=("report",), since=date(2024, 1, 1)), {2}),
    "nothing meets it": (Narrowing(councils=("kent",), documents=("d3",)), set()),
    "unknown value": (Narrowing(councils=("essex",)), set()),
    "everything": (EVERYTHING, {1, 2, 3, 4}),
}


@pytest.mark.parametrize("case", NARROWINGS)
def test_a_search_finds_only_what_meets_its_narrowing(store: VectorStore, case: str) -> None:
    labels = [
        Labels("d1", "kent", "kent/cabinet", "minutes", date(2025, 1, 9)),
        Labels("d2", "kent", "kent/council", "report", date(2024, 6, 30)),
        Labels("d3", "surrey", "surrey/cabinet", "report", date(2025, 2, 1)),
        Labels("d4", "kent", "kent/council", "press_release", None),
    ]
    store.upsert(
        [
            Point(name(number), "x", unit(1.0, number), SparseVector((1,), (1.0,)), label)
            for number, label in enumerate(labels, start=1)
        ]
    )
    narrowing, expected = NARROWINGS[case]
    dense, sparse = ids(search(store, narrowing=narrowing))
    assert set(dense) == set(sparse) == {name(number) for number in expected}


def test_a_narrowed_search_scores_as_a_whole_one(store: VectorStore) -> None:
    surrey = Labels("d3", "surrey", "surrey/cabinet", "report", None)
    store.upsert([random_point(number, seed=0) for number in range(1, 30)])
    store.upsert([random_point(number, seed=0, labels=surrey) for number in range(30, 60)])
    scores = {hit.id: hit.score for hit in search(store, limit=60).sparse}
    for hit in search(store, limit=60, narrowing=Narrowing(councils=("surrey",))).sparse:
        assert hit.score == pytest.approx(scores[hit.id])


def test_a_store_opened_again_holds_what_was_flushed(
    opened: Callable[[], VectorStore],
) -> None:
    store = opened()
    points = [random_point(number, seed=0) for number in range(1, 40)]
    store.upsert(points)
    before = search(store)
    store.flush()
    if isinstance(store, EdgeStore):
        store.close()
    again = opened()
    assert dict(again.digests()) == {point.id: point.digest for point in points}
    assert agree(search(again), before)


Step = tuple[str, int, int]
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["upsert", "upsert", "delete", "optimise"]),
        st.integers(1, 12),
        st.integers(0, 3),
    ),
    max_size=20,
)


@given(steps=STEPS)
@settings(
    max_examples=12,
    deadline=None,
    # each example empties the store that the examples share
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_whatever_was_written_and_deleted_scores_are_those_of_what_is_left(
    store: VectorStore, steps: list[Step]
) -> None:
    store.delete([left for left, _ in store.digests()])
    held: dict[str, Point] = {}
    for action, number, seed in steps:
        if action == "upsert":
            point = random_point(number, seed)
            store.upsert([point])
            held[point.id] = point
        elif action == "delete":
            store.delete([name(number)])
            held.pop(name(number), None)
        else:
            store.optimise()
    assert dict(store.digests()) == {point.id: point.digest for point in held.values()}
    assert agree(search(store, limit=20), expected_hits(list(held.values()), 20))


def test_a_vector_of_other_dimensions_is_a_clear_error(store: VectorStore) -> None:
    wrong = random_point(1, seed=0)
    with pytest.raises(StoreError, match="writing"):
        store.upsert(
            [Point(wrong.id, "x", np.ones(3, dtype=np.float32), wrong.sparse, wrong.labels)]
        )


def test_an_id_that_is_no_uuid_is_a_clear_error(store: VectorStore) -> None:
    point = random_point(1, seed=0)
    with pytest.raises(StoreError, match="writing"):
        store.upsert([Point("page-1", "x", point.dense, point.sparse, point.labels)])
