"""Records that can be searched by words and vectors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from indexer.records import Passage
from indexer.store.schema import Hits, Narrowing, SparseVector, Vector


class Searched(Protocol):
    """What finding passages in the records needs of them."""

    def encode_terms(self, text: str) -> SparseVector:
        """Return the sparse vector of some words."""

    def search(
        self,
        dense: Vector | None,
        sparse: SparseVector | None,
        limit: int,
        narrowing: Narrowing,
    ) -> Hits:
        """Return the best `limit` hits of each arm."""

    def passages(self, ids: Sequence[str]) -> tuple[Passage, ...]:
        """Return the passages of these ids, in their order, without those not held."""
