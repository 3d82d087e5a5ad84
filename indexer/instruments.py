"""What turns published documents into points, as one value: tests put cheap ones in its place."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from indexer.config import EmbeddingSettings, PartitionSettings, PassageSettings, StoreSettings
from indexer.embedding import Embedder
from indexer.likenesses import Likeness
from indexer.offered import PublishedDocument
from indexer.records import Description, Page, Part, Passage, Section
from indexer.store.schema import SparseVector, VectorStore


class ReadContent(Protocol):
    """The pages of some bytes, what kind of bytes they are, and what to note of them."""

    @property
    def media_type(self) -> str:
        """The media type, such as ``application/pdf``."""

    @property
    def pages(self) -> tuple[Page, ...]:
        """The pages, in order."""

    @property
    def note(self) -> str:
        """What the publisher would want to know, mostly empty."""


class TermEncoder(Protocol):
    """An encoder of terms, as far as indexing needs it."""

    def encode_passage(self, text: str) -> SparseVector:
        """Return the weights of the terms of `text`."""


class Cutter(Protocol):
    """What cuts sections into passages."""

    def cut(
        self,
        document_id: str,
        description: Description,
        sections: Sequence[Section],
        parts: Sequence[Part],
    ) -> tuple[Passage, ...]:
        """Return the passages of a document, in order."""


@dataclass(frozen=True)
class Instruments:
    """The steps of indexing, each made elsewhere. `standard_instruments` gives the real ones."""

    read: Callable[[bytes, str, PartitionSettings], ReadContent]
    describe: Callable[[PublishedDocument, Sequence[Page]], tuple[Description, tuple[str, ...]]]
    parts_of: Callable[[Description, Sequence[Page]], tuple[Part, ...]]
    sections_of: Callable[[Sequence[Page], Sequence[Part]], tuple[Section, ...]]
    sketch: Callable[[Sequence[Page]], bytes]
    likenesses: Callable[[Mapping[str, bytes]], Sequence[Likeness]]
    open_cutter: Callable[[Callable[[str], int], PassageSettings], Cutter]
    open_embedder: Callable[[EmbeddingSettings], Embedder]
    open_terms: Callable[[EmbeddingSettings], TermEncoder]
    open_store: Callable[[StoreSettings, Path, str, int], VectorStore]
    drop_store: Callable[[StoreSettings, Path, str], None]


def standard_instruments() -> Instruments:
    """Return the real steps. What they need is imported here, when there is something to index."""
    from indexer.embedding import open_embedder
    from indexer.inference import bound_minutes, describe
    from indexer.likeness import likenesses, packed, sketch_pages, unpacked
    from indexer.partition.reading import read
    from indexer.passages import PassageCutter
    from indexer.sections import sections_of
    from indexer.store.bm25 import Bm25Encoder
    from indexer.store.opening import drop_store, open_store

    def open_terms(settings: EmbeddingSettings) -> Bm25Encoder:
        return Bm25Encoder(settings.language, settings.average_length)

    return Instruments(
        read=read,
        describe=describe,
        parts_of=bound_minutes,
        sections_of=sections_of,
        sketch=lambda pages: packed(sketch_pages(pages)),
        likenesses=lambda sketches: likenesses(
            {document: unpacked(sketch) for document, sketch in sketches.items()}
        ),
        open_cutter=PassageCutter,
        open_embedder=open_embedder,
        open_terms=open_terms,
        open_store=open_store,
        drop_store=drop_store,
    )
