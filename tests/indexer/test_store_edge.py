"""What the embedded home does beyond the contract: locks, kills, damage."""

from __future__ import annotations

import signal
import subprocess
import sys
import uuid
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from msgspec.structs import replace

from indexer.config import StoreSettings
from indexer.errors import HomeLocked, StoreError
from indexer.store.edge import WHOLE, EdgeStore
from indexer.store.opening import drop_store, open_store
from indexer.store.schema import Labels, Point, SparseVector

DIMENSIONS = 8
ROOT = Path(__file__).parents[2]

HOLDER = f"""
import sys
from pathlib import Path
from indexer.store.edge import EdgeStore
store = EdgeStore.open(Path(sys.argv[1]), {DIMENSIONS})
print("held", flush=True)
sys.stdin.read()
"""

WRITER = f"""
import sys, uuid
from pathlib import Path
import numpy as np
from indexer.store.edge import EdgeStore
from indexer.store.schema import Labels, Point, SparseVector
store = EdgeStore.open(Path(sys.argv[1]), {DIMENSIONS})
number = 0
while True:
    number += 1
    dense = np.full({DIMENSIONS}, {DIMENSIONS} ** -0.5, dtype=np.float32)
    labels = Labels("d", "c", "b", "minutes", None)
    point = Point(str(uuid.UUID(int=number)), "x", dense, SparseVector((1,), (1.0,)), labels)
    store.upsert([point])
    if sys.argv[2] == "flush":
        store.flush()
    print(number, flush=True)
"""


def point(number: int) -> Point:
    dense = np.zeros(DIMENSIONS, dtype=np.float32)
    dense[number % DIMENSIONS] = 1.0
    labels = Labels("d", "c", "b", "minutes", None)
    return Point(str(uuid.UUID(int=number)), f"{number}", dense, SparseVector((1,), (1.0,)), labels)


def test_a_store_held_by_another_process_says_so_and_is_free_once_that_has_ended(
    tmp_path: Path,
) -> None:
    path = tmp_path / "store"
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(HomeLocked, match=r"store: another process holds .* try again"):
            EdgeStore.open(path, DIMENSIONS)
        holder.kill()
    EdgeStore.open(path, DIMENSIONS).close()


@pytest.mark.parametrize("mode", ["flush", "write"])
def test_a_killed_process_loses_nothing_that_it_was_told_is_written(
    tmp_path: Path, mode: str
) -> None:
    path = tmp_path / "store"
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path), mode],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    ) as writer:
        assert writer.stdout is not None
        acknowledged = 0
        while acknowledged < 40:
            acknowledged = int(writer.stdout.readline())
        writer.send_signal(signal.SIGKILL)
        acknowledged = int([str(acknowledged), *writer.stdout.read().split()][-1])
    store = EdgeStore.open(path, DIMENSIONS)
    held = {uuid.UUID(held).int for held, _ in store.digests()}
    assert held >= set(range(1, acknowledged + 1))
    store.close()


def test_a_store_that_was_being_made_when_the_process_died_is_made_anew(tmp_path: Path) -> None:
    making = tmp_path / "store.making" / "segments"
    making.mkdir(parents=True)
    store = EdgeStore.open(tmp_path / "store", DIMENSIONS)
    assert store.count() == 0
    assert [entry.name for entry in tmp_path.iterdir()] == ["store"]
    store.close()


def test_an_empty_folder_becomes_a_store(tmp_path: Path) -> None:
    store = EdgeStore.open(tmp_path, DIMENSIONS)
    assert store.count() == 0
    store.close()


def test_other_dimensions_and_damage_are_clear_errors(tmp_path: Path) -> None:
    path = tmp_path / "store"
    EdgeStore.open(path, DIMENSIONS).close()
    with pytest.raises(StoreError, match=r"store: .*expected vector size 16, but got 8"):
        EdgeStore.open(path, 16)
    (path / "edge_config.json").write_text("{")
    for segment in (path / "segments").iterdir():
        (segment / "segment.json").write_text("{")
    with pytest.raises(StoreError, match="remove the folder and index again"):
        EdgeStore.open(path, DIMENSIONS)


def test_a_file_where_the_store_should_be_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "store").write_text("not a store")
    with pytest.raises(StoreError, match="cannot be opened"):
        EdgeStore.open(tmp_path / "store", DIMENSIONS)


def test_a_closed_store_is_a_clear_error(tmp_path: Path) -> None:
    store = EdgeStore.open(tmp_path / "store", DIMENSIONS)
    store.close()
    with pytest.raises(StoreError, match="counting"):
        store.count()


def test_threads_share_a_store(tmp_path: Path) -> None:
    store = EdgeStore.open(tmp_path / "store", DIMENSIONS)
    store.upsert([point(number) for number in range(1, 200)])
    query = point(3)
    alone = store.search(query.dense, query.sparse, 20)
    with ThreadPoolExecutor(4) as threads:
        together = threads.map(lambda _: store.search(query.dense, query.sparse, 20), range(64))
    assert all(hits == alone for hits in together)
    store.close()


def test_a_large_store_finds_nearly_what_all_vectors_would_give_with_their_whole_scores(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    count, size = 5000, 16
    monkeypatch.setattr("indexer.store.edge.EXACT_POINTS", 1000)
    random = np.random.default_rng(0)
    vectors = random.normal(size=(count, size)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    labels = Labels("d", "c", "b", "minutes", None)
    store = EdgeStore.open(tmp_path / "store", size)
    store.upsert(
        [
            Point(str(uuid.UUID(int=row)), "x", dense, SparseVector((1,), (1.0,)), labels)
            for row, dense in enumerate(vectors)
        ]
    )
    store.optimise()
    recalls = []
    for question in vectors[:: count // 50]:
        scores = vectors @ question
        found = {uuid.UUID(hit.id).int: hit.score for hit in store.search(question, None, 10).dense}
        assert list(found.values()) == pytest.approx(scores[list(found)].tolist(), abs=1e-5)
        recalls.append(len(found.keys() & set(np.argsort(-scores)[:10].tolist())) / 10)
    store.close()
    assert sum(recalls) / len(recalls) > 0.9


@pytest.mark.parametrize("deleted", [0, 1, 40, 900])
def test_deleted_points_count_in_no_frequency_of_a_large_store(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, deleted: int
) -> None:
    count = 3000
    monkeypatch.setattr("indexer.store.edge.EXACT_POINTS", 1000)
    store = EdgeStore.open(tmp_path / "store", DIMENSIONS)
    store.upsert([replace(point(row), sparse=words_of(row)) for row in range(count)])
    store.optimise()
    question = SparseVector((1,), (1.0,))
    store.search(None, question, 1)
    store.delete([point(row).id for row in range(0, 3 * deleted, 3)])
    having = count // 3 - deleted
    # so many vectors are indexed then as if none had been deleted
    added = [replace(point(row), sparse=words_of(1)) for row in range(count, count + 2 * deleted)]
    for held, more in ((count - deleted, added), (count + deleted, [])):
        assert weight_of(store, question) == pytest.approx(frequency_weight(held, having), abs=1e-5)
        store.optimise()
        store.upsert(more)
    store.close()


def test_a_store_is_whole_until_a_point_is_replaced_or_deleted(tmp_path: Path) -> None:
    store = EdgeStore.open(tmp_path / "store", DIMENSIONS)
    mark = tmp_path / "store" / WHOLE
    store.upsert([point(1), point(2)])
    store.delete([point(3).id])
    assert mark.exists()
    store.upsert([point(2), point(3)])
    assert not mark.exists()
    store.close()
    assert not mark.exists()


def test_points_that_come_twice_in_one_write_count_once(tmp_path: Path) -> None:
    store = EdgeStore.open(tmp_path / "store", DIMENSIONS)
    store.upsert([point(1), point(1), replace(point(2), sparse=words_of(1))])
    found = weight_of(store, SparseVector((1,), (1.0,)))
    assert found == pytest.approx(frequency_weight(2, 1), abs=1e-5)
    store.close()


def test_a_store_that_does_not_say_whether_it_is_whole_counts_what_is_there(tmp_path: Path) -> None:
    store = EdgeStore.open(tmp_path / "store", DIMENSIONS)
    store.upsert([replace(point(row), sparse=words_of(row)) for row in range(30)])
    (tmp_path / "store" / WHOLE).unlink()
    store.delete([point(0).id])
    found = weight_of(store, SparseVector((1,), (1.0,)))
    assert found == pytest.approx(frequency_weight(29, 9), abs=1e-5)
    store.close()


def weight_of(store: EdgeStore, question: SparseVector) -> float:
    (first,) = store.search(None, question, 1).sparse
    return first.score


def words_of(row: int) -> SparseVector:
    return SparseVector((1,) if row % 3 == 0 else (2,), (1.0,))


def frequency_weight(points: int, having: int) -> float:
    return float(np.log(1 + (points - having + 0.5) / (having + 0.5)))


def test_a_dropped_store_is_gone_and_dropping_it_again_is_no_error(tmp_path: Path) -> None:
    settings, folder = StoreSettings(), tmp_path / "generations" / "1"
    store = open_store(settings, folder, "1", DIMENSIONS)
    store.upsert([point(1)])
    store.close()
    drop_store(settings, folder, "1")
    drop_store(settings, folder, "1")
    assert list(folder.parent.iterdir()) == []
    again = open_store(settings, folder, "1", DIMENSIONS)
    assert again.count() == 0
    again.close()
