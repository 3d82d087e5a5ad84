"""The local mode of qdrant-client, set up as its documentation says for such sizes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from eval.speed.corpus import SpeedPassage
from eval.speed.engines.base import NAME, load
from indexer.config import EmbeddingSettings
from indexer.store.bm25 import Bm25Encoder
from indexer.store.schema import SparseVector, Vector


class QdrantLocalEngine:
    """qdrant-client's local mode: Qdrant's interface in Python, every vector compared."""

    package = "qdrant-client"
    efforts: tuple[int, ...] = (0,)
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


def _qdrant(folder: Path) -> tuple[Any, Any]:
    client = load("qdrant_client").QdrantClient(path=str(folder / "local"))
    return client, load("qdrant_client.models")


def _sparse(models: Any, vector: SparseVector) -> Any:
    return models.SparseVector(indices=list(vector.indices), values=list(vector.values))


def _terms() -> Bm25Encoder:
    settings = EmbeddingSettings()
    return Bm25Encoder(settings.language, settings.average_length)
