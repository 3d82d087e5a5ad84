"""The peers: Chroma, LanceDB, txtai, and the local mode of qdrant-client.

Each is set up as its documentation says for such a size, graphs with the same neighbours and
candidates where it has them; what searches more closely is its ``efforts``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from eval.peers import load
from eval.speed_corpus import SpeedPassage
from indexer.config import EmbeddingSettings
from indexer.store.bm25 import Bm25Encoder
from indexer.store.layout import HNSW_BUILD_CANDIDATES, HNSW_NEIGHBOURS
from indexer.store.schema import SparseVector, Vector

NAME = "passages"
EFFORTS = (16, 32, 64, 128, 256, 512)
REFINED = 3


class ChromaEngine:
    """Chroma on disk: an HNSW graph. It does not fuse words and meaning in its local mode."""

    package = "chromadb"
    efforts: tuple[int, ...] = EFFORTS
    has_hybrid = False
    largest: int | None = None

    def build(self, folder: Path, batches: Iterable[Sequence[SpeedPassage]]) -> None:
        """Store these passages in `folder`."""
        collection = _chroma(folder).create_collection(
            NAME,
            embedding_function=None,
            configuration={
                "hnsw": {
                    "space": "ip",
                    "ef_construction": HNSW_BUILD_CANDIDATES,
                    "max_neighbors": HNSW_NEIGHBOURS,
                }
            },
        )
        for batch in batches:
            collection.add(
                ids=[str(each.row) for each in batch],
                embeddings=[each.dense for each in batch],
                documents=[each.embedded_text for each in batch],
            )

    def open(self, folder: Path) -> ChromaSearcher:
        """Open what `build` stored."""
        return ChromaSearcher(_chroma(folder).get_collection(NAME, embedding_function=None))


class ChromaSearcher:
    """Chroma, opened for searching."""

    def __init__(self, collection: Any) -> None:
        self._collection = collection
        self._effort = 0

    def dense(self, question: Vector, limit: int, effort: int) -> Sequence[int]:
        """Return the rows of the `limit` nearest passages, the best first."""
        if effort != self._effort:
            self._collection.modify(configuration={"hnsw": {"ef_search": effort}})
            self._effort = effort
        found = self._collection.query(query_embeddings=[question], n_results=limit, include=[])
        return [int(name) for name in found["ids"][0]]

    def hybrid(self, text: str, question: Vector, limit: int, effort: int) -> Sequence[int]:
        """Raise: Chroma has no such search here."""
        raise NotImplementedError("Chroma's local mode does not fuse words and meaning.")

    def close(self) -> None:
        """Release the store: Chroma's ends with its process."""


class LanceEngine:
    """LanceDB on disk: one graph of quantised vectors, a full-text index, reciprocal rank fusion.

    `REFINED` times as many as are wanted are compared again by their full vectors.
    """

    package = "lancedb"
    efforts: tuple[int, ...] = EFFORTS
    has_hybrid = True
    largest: int | None = None

    def build(self, folder: Path, batches: Iterable[Sequence[SpeedPassage]]) -> None:
        """Store these passages in `folder`."""
        database = load("lancedb").connect(str(folder))
        arrow = load("pyarrow")
        table = None
        size = 0
        for batch in batches:
            dimensions = len(batch[0].dense)
            vectors = np.concatenate([each.dense for each in batch])
            data = arrow.table(
                {
                    "row": arrow.array([each.row for each in batch], arrow.int64()),
                    "text": arrow.array([each.embedded_text for each in batch]),
                    "vector": arrow.FixedSizeListArray.from_arrays(
                        arrow.array(vectors, arrow.float32()), dimensions
                    ),
                }
            )
            size += len(batch)
            if table is None:
                table = database.create_table(NAME, data=data)
            else:
                table.add(data)
        if table is None:
            return
        table.optimize()
        if size > EFFORTS[0]:
            table.create_index(
                metric="dot",
                num_partitions=1,
                vector_column_name="vector",
                index_type="IVF_HNSW_SQ",
                m=HNSW_NEIGHBOURS,
                ef_construction=HNSW_BUILD_CANDIDATES,
            )
        table.create_fts_index("text")

    def open(self, folder: Path) -> LanceSearcher:
        """Open what `build` stored."""
        return LanceSearcher(load("lancedb").connect(str(folder)).open_table(NAME))


class LanceSearcher:
    """LanceDB, opened for searching."""

    def __init__(self, table: Any) -> None:
        self._table = table
        self._fusion = load("lancedb.rerankers").RRFReranker()
        self._match = load("lancedb.query").MatchQuery

    def dense(self, question: Vector, limit: int, effort: int) -> Sequence[int]:
        """Return the rows of the `limit` nearest passages, the best first."""
        query = self._table.search(question, vector_column_name="vector")
        query = query.distance_type("dot").limit(limit).refine_factor(REFINED)
        query = query.ef(max(effort, REFINED * limit))
        return [int(row) for row in query.select(["row"]).to_arrow()["row"].to_pylist()]

    def hybrid(self, text: str, question: Vector, limit: int, effort: int) -> Sequence[int]:
        """Return the best `limit` rows by reciprocal rank fusion."""
        query = self._table.search(query_type="hybrid", vector_column_name="vector")
        query = query.vector(question).text(self._match(text, "text")).distance_type("dot")
        query = query.limit(limit).refine_factor(REFINED).ef(max(effort, REFINED * limit))
        query = query.rerank(self._fusion)
        return [int(row) for row in query.select(["row"]).to_arrow()["row"].to_pylist()[:limit]]

    def close(self) -> None:
        """Release the store: LanceDB's ends with its process."""


class TxtaiEngine:
    """txtai with its default backend (Faiss, inverted lists) and BM25, scores summed by weight."""

    package = "txtai"
    efforts: tuple[int, ...] = (1, 6, 16, 32, 64, 128)
    has_hybrid = True
    largest: int | None = None

    def build(self, folder: Path, batches: Iterable[Sequence[SpeedPassage]]) -> None:
        """Store these passages in `folder`."""
        vectors: dict[str, Vector] = {}

        def passages() -> Iterable[tuple[int, str, None]]:
            for batch in batches:
                for each in batch:
                    vectors[each.embedded_text] = each.dense
                    yield each.row, each.embedded_text, None

        def transform(texts: Sequence[str]) -> Any:
            return np.stack([vectors[text] for text in texts])

        embeddings = load("txtai").Embeddings(_txtai(transform))
        embeddings.index(passages())
        # a function cannot be saved, and none is needed to search by vectors
        embeddings.config["transform"] = None
        embeddings.save(str(folder / "index"))

    def open(self, folder: Path) -> TxtaiSearcher:
        """Open what `build` stored."""
        embeddings = load("txtai").Embeddings()
        embeddings.load(str(folder / "index"))
        return TxtaiSearcher(embeddings)


class TxtaiSearcher:
    """txtai, opened for searching. Its own fusion, given the question's vector."""

    def __init__(self, embeddings: Any) -> None:
        self._embeddings = embeddings

    def dense(self, question: Vector, limit: int, effort: int) -> Sequence[int]:
        """Return the rows of the `limit` nearest passages, the best first."""
        self._set(effort)
        [found] = self._embeddings.ann.search(question[None, :], limit)
        return [int(self._name(row)) for row, _ in found]

    def hybrid(self, text: str, question: Vector, limit: int, effort: int) -> Sequence[int]:
        """Return the best `limit` rows by txtai's weighted sum."""
        self._set(effort)
        model = self._embeddings.model
        # the question's vector is computed elsewhere, the same for every engine
        model.transform = lambda texts: np.stack([question] * len(texts))
        return [int(name) for name, _ in self._embeddings.search(text, limit)]

    def close(self) -> None:
        """Release the store."""
        self._embeddings.close()

    def _set(self, effort: int) -> None:
        self._embeddings.ann.config.setdefault("faiss", {})["nprobe"] = effort

    def _name(self, row: int) -> int:
        ids = self._embeddings.ids
        return int(ids[row]) if ids is not None else row


class QdrantLocalEngine:
    """qdrant-client's local mode: Qdrant's interface in Python, every vector compared."""

    package = "qdrant-client"
    efforts: tuple[int, ...] = (0,)
    has_hybrid = True
    largest: int | None = 20_000

    def build(self, folder: Path, batches: Iterable[Sequence[SpeedPassage]]) -> None:
        """Store these passages in `folder`."""
        client, models = _qdrant(folder)
        terms = _terms()
        made = False
        for batch in batches:
            if not made:
                client.create_collection(
                    NAME,
                    vectors_config={
                        "dense": models.VectorParams(
                            size=len(batch[0].dense), distance=models.Distance.DOT
                        )
                    },
                    sparse_vectors_config={
                        "sparse": models.SparseVectorParams(modifier=models.Modifier.IDF)
                    },
                )
                made = True
            client.upsert(
                NAME,
                [
                    models.PointStruct(
                        id=each.row,
                        vector={
                            "dense": each.dense.tolist(),
                            "sparse": _sparse(models, terms.encode_passage(each.embedded_text)),
                        },
                    )
                    for each in batch
                ],
            )
        client.close()

    def open(self, folder: Path) -> QdrantLocalSearcher:
        """Open what `build` stored."""
        return QdrantLocalSearcher(*_qdrant(folder))


class QdrantLocalSearcher:
    """qdrant-client's local mode, opened for searching."""

    def __init__(self, client: Any, models: Any) -> None:
        self._client = client
        self._models = models
        self._terms = _terms()

    def dense(self, question: Vector, limit: int, effort: int) -> Sequence[int]:  # noqa: ARG002 - every vector is compared
        """Return the rows of the `limit` nearest passages, the best first."""
        found = self._client.query_points(NAME, query=question, using="dense", limit=limit)
        return [int(point.id) for point in found.points]

    def hybrid(self, text: str, question: Vector, limit: int, effort: int) -> Sequence[int]:  # noqa: ARG002 - every vector is compared
        """Return the best `limit` rows by reciprocal rank fusion."""
        models = self._models
        words = _sparse(models, self._terms.encode_query(text))
        found = self._client.query_points(
            NAME,
            prefetch=[
                models.Prefetch(query=question.tolist(), using="dense", limit=limit),
                models.Prefetch(query=words, using="sparse", limit=limit),
            ],
            query=models.FusionQuery(fusion=models.Fusion.RRF),
            limit=limit,
        )
        return [int(point.id) for point in found.points]

    def close(self) -> None:
        """Release the store."""
        self._client.close()


def _chroma(folder: Path) -> Any:
    chromadb = load("chromadb")
    settings = load("chromadb.config").Settings(anonymized_telemetry=False)
    return chromadb.PersistentClient(path=str(folder), settings=settings)


def _txtai(transform: Any) -> dict[str, Any]:
    return {"method": "external", "transform": transform, "hybrid": True, "content": False}


def _qdrant(folder: Path) -> tuple[Any, Any]:
    client = load("qdrant_client").QdrantClient(path=str(folder / "local"))
    return client, load("qdrant_client.models")


def _sparse(models: Any, vector: SparseVector) -> Any:
    return models.SparseVector(indices=list(vector.indices), values=list(vector.values))


def _terms() -> Bm25Encoder:
    settings = EmbeddingSettings()
    return Bm25Encoder(settings.language, settings.average_length)
