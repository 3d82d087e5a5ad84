"""The home on a Qdrant server or cluster, by `qdrant-client`: the schema is that of `edge`.

The server must be Qdrant 1.19 or later: earlier ones cannot count document frequencies over the
points that are there now. On a collection of several shards each shard counts its own, so that
BM25 scores differ a little from those of a store in one piece.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice

from qdrant_client import QdrantClient, models
from qdrant_client.http.exceptions import ResponseHandlingException, UnexpectedResponse

from indexer.errors import StoreError
from indexer.store.layout import (
    BATCH,
    DATE_FIELD,
    DIGEST_FIELD,
    EXACT_POINTS,
    HNSW_BUILD_CANDIDATES,
    HNSW_NEIGHBOURS,
    KEYWORD_FIELDS,
    kilobytes,
    oversampling,
    payload,
    search_arms,
    search_candidates,
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

# see `edge`: without it, deleted points go on counting
_LIVE_FREQUENCIES = models.SearchParams(idf=models.IdfCorpusParams(corpus=models.Filter(must=[])))


class ServerStore:
    """Points in a collection of a Qdrant server. Make it by `ServerStore.open`.

    A write is on the server's disk when `upsert` or `delete` returns. Any number of processes may
    use a collection.
    """

    def __init__(self, client: QdrantClient, collection: str) -> None:
        self._client = client
        self._collection = collection
        self._held: int | None = None

    @classmethod
    def open(
        cls,
        client: QdrantClient,
        collection: str,
        dimensions: int,
        shards: int = 1,
        replicas: int = 1,
    ) -> ServerStore:
        """Open the collection of that name, made first where there is none.

        `shards` and `replicas` are those of a new collection; an existing one keeps its own.

        Raises
        ------
        StoreError
            The server cannot be reached, refuses, or holds vectors of other dimensions.
        """
        store = cls(client, collection)
        with store._mapped("opening"):
            if not client.collection_exists(collection):
                _create(client, collection, dimensions, shards, replicas)
            held = client.get_collection(collection)
            _index_fields(client, collection, held.payload_schema)
        vectors = held.config.params.vectors
        dense = vectors.get(DENSE) if isinstance(vectors, dict) else None
        if dense is None or dense.size != dimensions:
            raise StoreError(
                f"{store._place}: holds {dense.size if dense else 'no such'} dimensions where "
                f"the embedder has {dimensions}. Remove the collection, or name another with "
                "store.collection."
            )
        return store

    def upsert(self, points: Sequence[Point]) -> None:
        """Write `points`, replacing those of the same ids.

        Raises
        ------
        StoreError
            The server cannot be reached or refuses.
        """
        self._held = None
        with self._mapped("writing"):
            for start in range(0, len(points), BATCH):
                batch = [_stored(point) for point in points[start : start + BATCH]]
                self._client.upsert(self._collection, batch, wait=True)

    def delete(self, ids: Iterable[str]) -> None:
        """Delete the points of these ids; ids that are not held are no error."""
        remaining = iter(ids)
        self._held = None
        with self._mapped("deleting"):
            while batch := list(islice(remaining, 1000)):
                selector = models.PointIdsList(points=batch)
                self._client.delete(self._collection, selector, wait=True)

    def digests(self) -> Iterator[tuple[str, str]]:
        """Yield the id and digest of every point held, in no order."""
        offset = None
        while True:
            with self._mapped("listing"):
                records, offset = self._client.scroll(
                    self._collection,
                    offset=offset,
                    limit=1000,
                    with_payload=[DIGEST_FIELD],
                    with_vectors=False,
                )
            for record in records:
                yield str(record.id), (record.payload or {})[DIGEST_FIELD]
            if offset is None:
                return

    def count(self) -> int:
        """Return how many points are held."""
        with self._mapped("counting"):
            return self._client.count(self._collection, exact=True).count

    def search(
        self,
        dense: Vector | None,
        sparse: SparseVector | None,
        limit: int,
        narrowing: Narrowing = EVERYTHING,
    ) -> Hits:
        """Return the best `limit` hits of each arm; an arm whose vector is None finds nothing."""
        kept = _filter(narrowing)
        arms: dict[str, list[float] | models.SparseVector] = {}
        if dense is not None:
            arms[DENSE] = dense.tolist()
        if sparse is not None and sparse.indices:
            arms[SPARSE] = _sparse(sparse)

        candidates = self._candidates()

        def find(names: Sequence[str], asked: int) -> list[list[Hit]]:
            requests = [
                models.QueryRequest(
                    query=arms[name],
                    using=name,
                    params=_params(name, asked, candidates),
                    filter=kept,
                    limit=asked,
                )
                for name in names
            ]
            with self._mapped("searching"):
                found = self._client.query_batch_points(self._collection, requests)
            return [[Hit(str(point.id), point.score) for point in arm.points] for arm in found]

        return search_arms(find, list(arms), limit)

    def _candidates(self) -> int:
        if self._held is None:
            self._held = self.count()
        return search_candidates(self._held)

    def optimise(self) -> None:
        """Do nothing: a server builds its graphs by itself, while it answers."""

    def flush(self) -> None:
        """Do nothing: every write waited until the server had it."""

    def close(self) -> None:
        """Release the connection; the store is not used afterwards."""
        self._client.close()

    def drop(self) -> None:
        """Remove the collection; none is no error. The store is not used afterwards."""
        with self._mapped("removing"):
            self._client.delete_collection(self._collection)

    @property
    def _place(self) -> str:
        options = self._client.init_options
        return f"{options.get('url') or options.get('location')}, collection {self._collection!r}"

    @contextmanager
    def _mapped(self, doing: str) -> Iterator[None]:
        try:
            yield
        except ResponseHandlingException as error:
            raise StoreError(
                f"{self._place}: the Qdrant server does not answer while {doing}: {error}. Start "
                "it, correct store.url, or keep the vectors here (store.home = 'embedded')."
            ) from error
        except UnexpectedResponse as error:
            answer = " ".join(str(error).split())
            advice = " Correct store.api_key." if error.status_code in {401, 403} else ""
            raise StoreError(
                f"{self._place}: the Qdrant server refused while {doing}: {answer}.{advice}"
            ) from error
        except (ValueError, RuntimeError) as error:
            # what the client itself refuses: an id that is no UUID, a closed connection
            raise StoreError(f"{self._place}: failed while {doing}: {error}") from error


def _create(
    client: QdrantClient, collection: str, dimensions: int, shards: int, replicas: int
) -> None:
    threshold = kilobytes(EXACT_POINTS, dimensions)
    try:
        client.create_collection(
            collection,
            vectors_config={
                DENSE: models.VectorParams(
                    size=dimensions,
                    distance=models.Distance.DOT,
                    quantization_config=models.ScalarQuantization(
                        scalar=models.ScalarQuantizationConfig(
                            type=models.ScalarType.INT8, always_ram=True
                        )
                    ),
                )
            },
            sparse_vectors_config={SPARSE: models.SparseVectorParams(modifier=models.Modifier.IDF)},
            shard_number=shards,
            replication_factor=replicas,
            hnsw_config=models.HnswConfigDiff(
                m=HNSW_NEIGHBOURS,
                ef_construct=HNSW_BUILD_CANDIDATES,
                full_scan_threshold=threshold,
            ),
            optimizers_config=models.OptimizersConfigDiff(indexing_threshold=threshold),
        )
    except UnexpectedResponse as error:
        # 409: another process made it in the meantime
        if error.status_code != 409:
            raise


def _index_fields(
    client: QdrantClient, collection: str, indexed: dict[str, models.PayloadIndexInfo]
) -> None:
    """Index what is not indexed yet: all of a new collection, or what a killed process left."""
    kinds = dict.fromkeys(KEYWORD_FIELDS, models.PayloadSchemaType.KEYWORD)
    kinds[DATE_FIELD] = models.PayloadSchemaType.DATETIME
    for field, kind in kinds.items():
        if field not in indexed:
            client.create_payload_index(collection, field, kind, wait=True)


def _params(arm: str, limit: int, candidates: int) -> models.SearchParams:
    if arm == SPARSE:
        return _LIVE_FREQUENCIES
    return models.SearchParams(
        hnsw_ef=candidates,
        quantization=models.QuantizationSearchParams(
            rescore=True, oversampling=oversampling(limit, candidates)
        ),
    )


def _stored(point: Point) -> models.PointStruct:
    return models.PointStruct(
        id=point.id,
        vector={DENSE: point.dense.tolist(), SPARSE: _sparse(point.sparse)},
        payload=payload(point),
    )


def _sparse(vector: SparseVector) -> models.SparseVector:
    return models.SparseVector(indices=list(vector.indices), values=list(vector.values))


def _filter(narrowing: Narrowing) -> models.Filter | None:
    wanted = (narrowing.documents, narrowing.councils, narrowing.bodies, narrowing.kinds)
    conditions: list[models.Condition] = [
        models.FieldCondition(key=field, match=models.MatchAny(any=list(values)))
        for field, values in zip(KEYWORD_FIELDS, wanted, strict=True)
        if values
    ]
    if narrowing.since is not None or narrowing.until is not None:
        days = models.DatetimeRange(gte=narrowing.since, lte=narrowing.until)
        conditions.append(models.FieldCondition(key=DATE_FIELD, range=days))
    return models.Filter(must=conditions) if conditions else None
