"""Making a collection: a benchmark's documents cut, embedded and stored."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

import msgspec
import numpy as np
from msgspec import Struct

from eval.benchmarks import Benchmark, BenchmarkDocument
from indexer.config import PassageSettings, Settings
from indexer.embedding import Embedder
from indexer.passages import CountTokens, PassageCutter
from indexer.records import (
    BlockKind,
    Description,
    Document,
    Passage,
    Piece,
    Section,
    digest,
    document_id,
)
from indexer.store.bm25 import Bm25Encoder, average_length
from indexer.store.edge import EdgeStore
from indexer.store.schema import Labels, Point, VectorStore
from indexer.vector_cache import CachedEmbedder, VectorCache

PASSAGES = "passages.jsonl"
VECTORS = "vectors.sqlite"
MADE = "made.json"
WRITTEN_AT_ONCE = 1024
NO_VECTOR = np.ones(1, dtype=np.float32)
"""What stands for dense vectors in a collection that is only searched by words."""
WHOLE = 1_000_000_000
"""Tokens that no document has."""

Report = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is done, and how much there is."""


class Made(Struct, frozen=True):
    """What a collection is: its size, how long its vectors are, and what was measured on it."""

    documents: int
    documents_without_text: int
    passages: int
    average_length: float
    dimensions: int


def cut(
    documents: Sequence[BenchmarkDocument],
    count_tokens: CountTokens,
    settings: PassageSettings,
    report: Report,
) -> tuple[Passage, ...]:
    """Return the passages of `documents`, a title being the description's, in order.

    A document shorter than a passage is one. One that has a title alone is found by that.
    """
    cutter = PassageCutter(count_tokens, settings)
    passages: list[Passage] = []
    for number, document in enumerate(documents, start=1):
        name = record_of(document).id
        title = document.title if document.text else None
        passages.extend(cutter.cut(name, Description(title=title), (section_of(document),)))
        if number % 100 == 0 or number == len(documents):
            report("documents cut", number, len(documents))
    return tuple(passages)


def make_collection(
    benchmark: Benchmark,
    settings: Settings,
    embedder: Embedder,
    cache: Path,
    folder: Path,
    dense: bool,
    whole: bool,
    report: Report,
) -> None:
    """Cut, embed and store a benchmark's documents into `folder`: whole or not at all.

    See `eval.retrieval.collection.open_collection`, which calls it, for the parameters and errors.
    """
    making = folder.with_name(f"{folder.name}.making")
    shutil.rmtree(making, ignore_errors=True)
    making.mkdir(parents=True)
    lengths = PassageSettings(tokens=WHOLE, context_tokens=WHOLE) if whole else settings.passages
    passages = cut(benchmark.documents, embedder.count_tokens, lengths, report)
    texts = [passage.embedded_text for passage in passages]
    average = _average_length(settings, texts)
    terms = Bm25Encoder(settings.embedding.language, average)
    dimensions = embedder.dimensions if dense else len(NO_VECTOR)
    store = EdgeStore.open(making / "store", dimensions)
    vectors = VectorCache(cache / VECTORS)
    try:
        _fill(store, passages, CachedEmbedder(embedder, vectors) if dense else None, terms, report)
        store.optimise()
    finally:
        vectors.close()
        store.close()
    lines = (msgspec.json.encode(passage) + b"\n" for passage in passages)
    (making / PASSAGES).write_bytes(b"".join(lines))
    held = {passage.document_id for passage in passages}
    made = Made(
        documents=len(benchmark.documents),
        documents_without_text=len(benchmark.documents) - len(held),
        passages=len(passages),
        average_length=average,
        dimensions=dimensions,
    )
    (making / MADE).write_bytes(msgspec.json.encode(made))
    making.replace(folder)


def _fill(
    store: VectorStore,
    passages: Sequence[Passage],
    embedder: CachedEmbedder | None,
    terms: Bm25Encoder,
    report: Report,
) -> None:
    # The longest first: batches of like length, and memory that does not suffice shows at once.
    ordered = sorted(passages, key=lambda passage: (-len(passage.embedded_text), passage.id))
    starts = [*range(0, len(ordered), WRITTEN_AT_ONCE), len(ordered)]
    for start, stop in pairwise(starts):
        group = ordered[start:stop]
        texts = [passage.embedded_text for passage in group]
        vectors = embedder.encode_passages(texts) if embedder else [NO_VECTOR] * len(group)
        if embedder:
            embedder.keep_terms(texts)
        store.upsert(
            [
                Point(
                    id=passage.id,
                    digest=digest(text),
                    dense=vector,
                    sparse=terms.encode_passage(text),
                    labels=Labels(passage.document_id, "", "", "", None),
                )
                for passage, text, vector in zip(group, texts, vectors, strict=True)
            ]
        )
        report("passages embedded" if embedder else "passages written", stop, len(ordered))


def _average_length(settings: Settings, texts: Sequence[str]) -> float:
    if "average_length" in settings.embedding.model_fields_set:
        return settings.embedding.average_length
    return round(average_length(texts, settings.embedding.language), 3)


def record_of(document: BenchmarkDocument) -> Document:
    """Return a document as the service's records have it; its path is the benchmark's id."""
    return Document(
        id=document_id("benchmark", document.id),
        source="benchmark",
        path=document.id,
        description=Description(title=document.title or None),
        inferred=(),
        version=1,
        digest="",
        media_type="text/plain",
        pages=1,
        pages_without_text=(),
    )


def section_of(document: BenchmarkDocument) -> Section:
    """Return the text of a document, or its title where it has none, as its one section."""
    text = document.text or document.title
    return Section(0, (), None, text, (Piece(0, len(text), 1, 0, BlockKind.PARAGRAPH),))
