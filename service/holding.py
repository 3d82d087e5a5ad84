"""Whether the records hold a word at all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from indexer.records import Passage
from indexer.store.schema import EVERYTHING, Hits, Narrowing, SparseVector, Vector
from indexer.text_terms import TextTerms, named

LOOKED_AT = 10
"""Passages found for a term in which it is looked for."""


class Searched(Protocol):
    """What is asked for words."""

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
        """Return the passages of these ids."""

    def terms(self, passages: Sequence[Passage]) -> tuple[TextTerms, ...]:
        """Return the terms of each of `passages`."""


def holds(term: str, index: Searched) -> bool:
    """Return whether a passage of `index` holds `term`, of those that the store finds for it.

    The store knows a reference by its parts, so what it finds is held against the whole. A few
    stems have another stem in their turn ("disclos"): these are not found.
    """
    hits = index.search(None, index.encode_terms(term), LOOKED_AT, EVERYTHING)
    found = index.passages([hit.id for hit in hits.sparse])
    return any(named(term) in each.names for each in index.terms(found))
