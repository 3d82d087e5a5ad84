"""Moothall's embedded store, as one of the engines that are measured."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from eval.speed.corpus import SpeedPassage
from indexer.config import EmbeddingSettings, RetrievalSettings, StoreSettings
from indexer.records import digest, passage_id
from indexer.store.bm25 import Bm25Encoder
from indexer.store.opening import open_store
from indexer.store.schema import EVERYTHING, Labels, Point, Vector, VectorStore
from service.retrieve import fuse

_LABELS = Labels("000000000000", "council", "council/body", "report", None)


class MoothallEngine:
    """The store and the fusion that serve users, with their default settings.

    How closely it searches is its own choice, by its size.
    """

    package = "qdrant-edge-py"
    efforts: tuple[int, ...] = (0,)
    largest: int | None = None

    def build(self, folder: Path, batches: Iterable[Sequence[SpeedPassage]]) -> None:
        """Store these passages in `folder`."""
        terms = _terms()
        store: VectorStore | None = None
        for batch in batches:
            if store is None:
                store = open_store(StoreSettings(), folder / "store", "1", len(batch[0].dense))
            store.upsert(
                [
                    Point(
                        _id(each.row),
                        digest(each.embedded_text),
                        each.dense,
                        terms.encode_passage(each.embedded_text),
                        _LABELS,
                    )
                    for each in batch
                ]
            )
        if store is not None:
            store.optimise()
            store.flush()
            store.close()
        (folder / "dimensions").write_text(str(len(batch[0].dense)), encoding="ascii")

    def open(self, folder: Path) -> MoothallSearcher:
        """Open what `build` stored."""
        dimensions = int((folder / "dimensions").read_text(encoding="ascii"))
        return MoothallSearcher(open_store(StoreSettings(), folder / "store", "1", dimensions))


class MoothallSearcher:
    """The store, opened for searching."""

    def __init__(self, store: VectorStore) -> None:
        self._store = store
        self._terms = _terms()
        self._weight = RetrievalSettings().dense_weight
        self._rows = {_id(row): row for row in range(store.count())}

    def dense(self, question: Vector, limit: int, effort: int) -> Sequence[int]:  # noqa: ARG002 - the store has one effort
        """Return the rows of the `limit` nearest passages, the best first."""
        hits = self._store.search(question, None, limit, EVERYTHING)
        return [self._rows[hit.id] for hit in hits.dense]

    def hybrid(self, text: str, question: Vector, limit: int, effort: int) -> Sequence[int]:  # noqa: ARG002 - the store has one effort
        """Return the best `limit` rows by the fusion that serves users."""
        hits = self._store.search(question, self._terms.encode_query(text), limit, EVERYTHING)
        return [self._rows[hit.id] for hit in fuse(hits, self._weight)[:limit]]

    def close(self) -> None:
        """Release the store."""
        self._store.close()


def _id(row: int) -> str:
    return passage_id("speed", row)


def _terms() -> Bm25Encoder:
    settings = EmbeddingSettings()
    return Bm25Encoder(settings.language, settings.average_length)
