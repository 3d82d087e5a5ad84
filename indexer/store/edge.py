"""The embedded home: Qdrant Edge, the Qdrant engine in this process, in a folder of its own.

The schema of a point:

======== ============= ==========================================================================
dense    vector        compared by dot product: vectors are of length 1, so that is the cosine
sparse   sparse vector weights of BM25; the engine multiplies by the inverse document frequency
document keyword       the document's id
council  keyword       the council's id
body     keyword       the body's id
kind     keyword       the document's kind
date     datetime      the day; missing where there is none
digest   not indexed   of the text embedded
======== ============= ==========================================================================
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any, cast
from uuid import UUID

import qdrant_edge as edge

from indexer.errors import HomeLocked, StoreError
from indexer.store.edge_requests import Manner, filter_of, manner_of, params_of
from indexer.store.layout import (
    BATCH,
    DATE_FIELD,
    DIGEST_FIELD,
    EXACT_POINTS,
    HNSW_BUILD_CANDIDATES,
    HNSW_NEIGHBOURS,
    KEYWORD_FIELDS,
    kilobytes,
    payload,
    search_arms,
)
from indexer.store.schema import (
    DENSE,
    EVERYTHING,
    SPARSE,
    Hit,
    Hits,
    Narrowing,
    Point,
    SparseVector,
    Vector,
)

WHOLE = "whole"
"""A file in the folder that is there as long as no point was deleted or replaced."""


class EdgeStore:
    """Points in a Qdrant Edge shard. Make it by `EdgeStore.open`.

    A write is in the engine's log when `upsert` or `delete` returns, so that a killed process
    loses nothing; after `flush` it is on disk, so that a power cut loses nothing either. One
    process at a time can hold a shard; within it, threads may share the store.
    """

    def __init__(self, path: Path, shard: edge.EdgeShard) -> None:
        self._path = path
        self._shard = shard
        self._mark = path / WHOLE
        self._manner: Manner | None = None

    @classmethod
    def open(cls, path: Path, dimensions: int) -> EdgeStore:
        """Open the store in the folder `path`, made first where there is none.

        Raises
        ------
        HomeLocked
            Another process, or another store in this one, holds it.
        StoreError
            The folder cannot be used, is damaged, or holds vectors of other dimensions.
        """
        try:
            if not path.exists() or not any(path.iterdir()):
                _create(path, dimensions)
            shard = edge.EdgeShard.load(str(path), _shard_config(dimensions))
        except Exception as error:
            # the engine has one class of error; its log is locked by whoever holds the shard
            if "WouldBlock" in str(error):
                raise HomeLocked(
                    f"{path}: another process holds this vector store. Stop the indexer or "
                    "service that uses it and try again, or keep the vectors on a server "
                    "(store.home = 'server'), which many processes may use at once."
                ) from error
            raise StoreError(
                f"{path}: this vector store cannot be opened: {error}. If it is damaged, remove "
                "the folder and index again: vectors already computed are kept elsewhere."
            ) from error
        return cls(path, shard)

    def upsert(self, points: Sequence[Point]) -> None:
        """Write `points`, replacing those of the same ids.

        Raises
        ------
        StoreError
            A vector has other dimensions than the store, an id is no UUID, or the disk is full.
        """
        self._manner = None
        with self._mapped("writing"):
            for start in range(0, len(points), BATCH):
                batch = [_stored(point) for point in points[start : start + BATCH]]
                self._losing([point.id for point in batch])
                self._shard.update(edge.UpdateOperation.upsert_points(batch))

    def delete(self, ids: Iterable[str]) -> None:
        """Delete the points of these ids; ids that are not held are no error."""
        self._manner = None
        with self._mapped("deleting"):
            deleted: list[edge.PointId] = list(ids)
            self._losing(deleted)
            self._shard.update(edge.UpdateOperation.delete_points(deleted))

    def digests(self) -> Iterator[tuple[str, str]]:
        """Yield the id and digest of every point held, in no order."""
        offset: edge.PointId | None = None
        while True:
            with self._mapped("listing"):
                records, offset = self._shard.scroll(
                    edge.ScrollRequest(
                        offset=offset, limit=1000, with_payload=[DIGEST_FIELD], with_vector=False
                    )
                )
            for record in records:
                yield str(record.id), (record.payload or {})[DIGEST_FIELD]
            if offset is None:
                return

    def count(self) -> int:
        """Return how many points are held."""
        with self._mapped("counting"):
            return self._shard.count(edge.CountRequest(exact=True))

    def search(
        self,
        dense: Vector | None,
        sparse: SparseVector | None,
        limit: int,
        narrowing: Narrowing = EVERYTHING,
    ) -> Hits:
        """Return the best `limit` hits of each arm; an arm whose vector is None finds nothing."""
        kept = filter_of(narrowing)
        arms: dict[str, edge.Query] = {}
        if dense is not None:
            arms[DENSE] = edge.Query.Nearest(dense.tolist(), using=DENSE)
        if sparse is not None and sparse.indices:
            words = edge.SparseVector(list(sparse.indices), list(sparse.values))
            arms[SPARSE] = edge.Query.Nearest(words, using=SPARSE)

        manner = self._manner_now()

        def find(names: Sequence[str], asked: int) -> list[list[Hit]]:
            requests = [
                edge.QueryRequest(
                    asked, query=arms[name], params=params_of(name, asked, manner), filter=kept
                )
                for name in names
            ]
            with self._mapped("searching"):
                found = self._shard.query_batch(edge.QueryBatchRequest(requests))
            return [[Hit(_name(point.id), point.score) for point in arm] for arm in found]

        return search_arms(find, list(arms), limit)

    def _manner_now(self) -> Manner:
        """Return how the store is searched as it is, which is found out once after a write."""
        manner = self._manner
        if manner is None:
            self._manner = manner = manner_of(self.count(), self._mark.exists())
        return manner

    def _losing(self, ids: list[edge.PointId]) -> None:
        """Take the mark of a whole store away, if points of these ids are held or come twice."""
        if self._mark.exists():
            again = len(set(ids)) < len(ids)
            if again or self._shard.retrieve(ids, with_payload=False, with_vector=False):
                self._mark.unlink()

    def optimise(self) -> None:
        """Clear out what was deleted, and build the graph where there are many points."""
        with self._mapped("optimising"):
            self._shard.optimize()
        self.flush()

    def flush(self) -> None:
        """Return when all that was written is on disk."""
        with self._mapped("flushing"):
            self._shard.flush()

    def close(self) -> None:
        """Release the store; it is not used afterwards."""
        with self._mapped("closing"):
            self._shard.close()

    @contextmanager
    def _mapped(self, doing: str) -> Iterator[None]:
        try:
            yield
        except Exception as error:
            raise StoreError(
                f"{self._path}: the vector store failed while {doing}: {error}"
            ) from error


def _name(point: edge.PointId) -> str:
    """Return an id in words: searches find most points again, and a thousand at a time."""
    return _in_words(cast("UUID", point).int)


@lru_cache(maxsize=100_000)
def _in_words(number: int) -> str:
    return str(UUID(int=number))


def _create(path: Path, dimensions: int) -> None:
    """Make an empty shard at `path`: whole or not at all, however the process ends."""
    making = path.with_name(path.name + ".making")
    shutil.rmtree(making, ignore_errors=True)
    making.mkdir(parents=True)
    shard = edge.EdgeShard.create(str(making), _shard_config(dimensions))
    for field in KEYWORD_FIELDS:
        shard.update(edge.UpdateOperation.create_field_index(field, edge.PayloadSchemaType.Keyword))
    shard.update(
        edge.UpdateOperation.create_field_index(DATE_FIELD, edge.PayloadSchemaType.Datetime)
    )
    shard.flush()
    shard.close()
    (making / WHOLE).touch()
    making.replace(path)


def _shard_config(dimensions: int) -> edge.EdgeConfig:
    threshold = kilobytes(EXACT_POINTS, dimensions)
    return edge.EdgeConfig(
        vectors={
            DENSE: edge.EdgeVectorParams(
                size=dimensions,
                distance=edge.Distance.Dot,
                quantization_config=edge.ScalarQuantizationConfig(
                    edge.ScalarType.Int8, always_ram=True
                ),
            )
        },
        sparse_vectors={SPARSE: edge.EdgeSparseVectorParams(modifier=edge.Modifier.Idf)},
        hnsw_config=edge.HnswIndexConfig(
            m=HNSW_NEIGHBOURS,
            ef_construct=HNSW_BUILD_CANDIDATES,
            full_scan_threshold=threshold,
        ),
        optimizers=edge.EdgeOptimizersConfig(indexing_threshold=threshold),
    )


def _stored(point: Point) -> edge.Point:
    vectors: dict[str, Any] = {
        DENSE: point.dense.tolist(),
        SPARSE: edge.SparseVector(list(point.sparse.indices), list(point.sparse.values)),
    }
    return edge.Point(point.id, vectors, payload(point))
