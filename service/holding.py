"""Whether the records hold a word at all."""

from __future__ import annotations

from indexer.store.schema import EVERYTHING
from indexer.text_terms import named
from service.retrieve import Records

LOOKED_AT = 10
"""Passages found for a term in which it is looked for."""


def holds(term: str, index: Records) -> bool:
    """Return whether a passage of `index` holds `term`, of those that the store finds for it.

    The store knows a reference by its parts, so what it finds is held against the whole. A few
    stems have another stem in their turn ("disclos"): these are not found.
    """
    hits = index.search(None, index.encode_terms(term), LOOKED_AT, EVERYTHING)
    found = index.passages([hit.id for hit in hits.sparse])
    return any(named(term) in each.names for each in index.terms(found))
