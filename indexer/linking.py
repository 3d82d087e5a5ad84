"""Near-identical documents, linked in the catalogue once all are read."""

from __future__ import annotations

from indexer.index import Index


def link(index: Index) -> None:
    """Link the documents of the generation being filled, unless none changed since they were."""
    generation = index.generation.id
    if index.catalogue.linked(generation):
        return
    found = index.instruments.likenesses(dict(index.reader.sketches()))
    with index.catalogue.writing() as writer:
        writer.likenesses(generation, found)
