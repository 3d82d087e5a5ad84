"""txtai, set up as its documentation says for such sizes."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from eval.speed.corpus import SpeedPassage
from eval.speed.engines.base import load
from indexer.store.schema import Vector


class TxtaiEngine:
    """txtai with its default backend (Faiss, inverted lists) and BM25, scores summed by weight."""

    package = "txtai"
    efforts: tuple[int, ...] = (1, 6, 8, 12, 16, 24, 32, 64, 128)
    largest: int | None = None

    def build(self, folder: Path, batches: Iterable[Sequence[SpeedPassage]]) -> None:
        """Store these passages in `folder`."""
        # txtai asks for vectors by text, in order; passages of one text may differ in theirs
        vectors: dict[str, deque[Vector]] = defaultdict(deque)

        def passages() -> Iterable[tuple[int, str, None]]:
            for batch in batches:
                for each in batch:
                    vectors[each.embedded_text].append(each.dense)
                    yield each.row, each.embedded_text, None

        def transform(texts: Sequence[str]) -> Any:
            return np.stack([vectors[text].popleft() for text in texts])

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


def _txtai(transform: Any) -> dict[str, Any]:
    return {"method": "external", "transform": transform, "hybrid": True, "content": False}
