"""LanceDB, set up as its documentation says for such sizes."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from eval.speed.corpus import SpeedPassage
from eval.speed.engines.base import EFFORTS, NAME, load
from indexer.store.layout import HNSW_BUILD_CANDIDATES, HNSW_NEIGHBOURS
from indexer.store.schema import Vector

REFINED = 3
"""So many times as many as are wanted are compared again by their full vectors."""


class LanceEngine:
    """LanceDB on disk: one graph of quantised vectors, a full-text index, reciprocal rank fusion.

    `REFINED` times as many as are wanted are compared again by their full vectors.
    """

    package = "lancedb"
    efforts: tuple[int, ...] = EFFORTS
    largest: int | None = None

    def build(self, folder: Path, batches: Iterable[Sequence[SpeedPassage]]) -> None:
        """Store these passages in `folder`."""
        database = _connected(folder)
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
        return LanceSearcher(_connected(folder).open_table(NAME))


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


def _connected(folder: Path) -> Any:
    # at its own level the log repeats one warning at every query
    os.environ.setdefault("LANCEDB_LOG", "error")
    return load("lancedb").connect(str(folder))
