"""Near-identical documents, linked in the catalogue once all are read."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from indexer.index import Index
from indexer.records import BlockKind, Page

_hashes = msgspec.msgpack.Decoder(frozenset[int])


def sketch_of(pages: Sequence[Page], index: Index) -> bytes:
    """Return the sketch of a document's text without furniture, as the catalogue keeps it."""
    text = "\n".join(
        block.text
        for page in pages
        for block in page.blocks
        if block.kind is not BlockKind.FURNITURE
    )
    return msgspec.msgpack.encode(sorted(index.instruments.sketch(text)))


def link(index: Index) -> None:
    """Link the documents of the generation being filled, unless none changed since they were."""
    generation = index.generation.id
    if index.catalogue.linked(generation):
        return
    sketches = [(name, _hashes.decode(sketch)) for name, sketch in index.reader.sketches()]
    with index.catalogue.writing() as writer:
        writer.likenesses(generation, index.instruments.links(sketches))
