"""Chroma, set up as its documentation says for such sizes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from eval.speed.corpus import SpeedPassage
from eval.speed.engines.base import EFFORTS, NAME, load
from indexer.store.layout import HNSW_BUILD_CANDIDATES, HNSW_NEIGHBOURS
from indexer.store.schema import Vector


class ChromaEngine:
    """Chroma on disk: an HNSW graph. It does not fuse words and meaning in its local mode."""

    package = "chromadb"
    efforts: tuple[int, ...] = EFFORTS
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

    def close(self) -> None:
        """Release the store: Chroma's ends with its process."""


def _chroma(folder: Path) -> Any:
    chromadb = load("chromadb")
    settings = load("chromadb.config").Settings(anonymized_telemetry=False)
    return chromadb.PersistentClient(path=str(folder), settings=settings)
