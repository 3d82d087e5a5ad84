"""A whole home of resampled passages: catalogue and store, as the service opens them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec
import numpy as np

from eval.speed.corpus import Base, SpeedPassage, resample
from indexer.catalogue import Catalogue, Generation, GenerationState, open_catalogue
from indexer.catalogue.values import Content, ReadDocument
from indexer.config import Settings
from indexer.home import open_home
from indexer.records import (
    Block,
    BlockKind,
    Description,
    DocumentKind,
    Page,
    Passage,
    Piece,
    Run,
    Section,
    digest,
    document_id,
    passage_id,
)
from indexer.store.bm25 import Bm25Encoder
from indexer.store.opening import open_store
from indexer.store.schema import Labels, Point
from indexer.text_terms import keep_terms
from indexer.vector_cache import VectorCache

SOURCE = "speed"
COUNCIL, BODY = "Resampled Council", "Resampled Body"
A_DOCUMENT = 50
"""Passages of a document; each stands on a page of its own."""
COMMITTED = 20
"""Documents written in one transaction."""


class Numbered(msgspec.Struct, frozen=True):
    """A document of passages, the first of which has the row ``first``."""

    number: int
    passages: tuple[SpeedPassage, ...]


def build_home(base: Base, size: int, settings: Settings, fingerprint: str) -> None:
    """Build the index of `size` passages in the home of `settings`.

    `fingerprint` is that of the generation which the base is from: the same embedder made the
    vectors.

    Raises
    ------
    HomeError, StoreError
        The home or its store cannot be written.
    """
    home = open_home(settings.home, create=True)
    catalogue = open_catalogue(home.catalogue_url)
    dimensions = base.vectors.shape[1]
    generation = Generation(1, fingerprint, dimensions, GenerationState.CURRENT)
    with catalogue.writing() as writer:
        writer.generation(generation)
        writer.source(SOURCE, "resampled")
    store = open_store(settings.store, home.generation(1), "1", dimensions)
    terms = Bm25Encoder(settings.embedding.language, settings.embedding.average_length)
    vectors = VectorCache(home.vectors)
    try:
        waiting: list[Numbered] = []
        for document in _documents(base, size):
            store.upsert([_point(document, each, terms) for each in document.passages])
            vectors.put_many(
                base.computation,
                [passage.embedded_text for passage in _passages(document)],
                np.stack([each.dense for each in document.passages]),
                [each.words for each in document.passages],
            )
            keep_terms(vectors, [passage.embedded_text for passage in _passages(document)])
            waiting.append(document)
            if len(waiting) == COMMITTED:
                _hold(catalogue, waiting)
                waiting = []
        _hold(catalogue, waiting)
        store.optimise()
        store.flush()
    finally:
        vectors.close()
        store.close()
        catalogue.close()


def _documents(base: Base, size: int) -> Iterator[Numbered]:
    number = 0
    for batch in resample(base, size):
        for start in range(0, len(batch), A_DOCUMENT):
            yield Numbered(number, batch[start : start + A_DOCUMENT])
            number += 1


def _hold(catalogue: Catalogue, documents: Sequence[Numbered]) -> None:
    with catalogue.writing() as writer:
        for document in documents:
            path, name = _path(document), _id(document)
            content = digest(path)
            description = Description(
                title=path, kind=DocumentKind.REPORT, council=COUNCIL, body=BODY
            )
            writer.original(content, 0)
            writer.version(name, SOURCE, path, content, ".txt", description)
            writer.content(1, Content(content, ".txt", "text/plain", _pages(document)))
            passages = _passages(document)
            writer.reading(
                1,
                ReadDocument(
                    document=name,
                    digest=content,
                    form=".txt",
                    description=description,
                    inferred=(),
                    sections=_sections(document),
                    passages=passages,
                    sketch=b"",
                ),
            )
            writer.embedded(1, [passage.id for passage in passages])


def _path(document: Numbered) -> str:
    return f"{document.number:06}.txt"


def _id(document: Numbered) -> str:
    return document_id(SOURCE, _path(document))


def _pages(document: Numbered) -> tuple[Page, ...]:
    return tuple(
        Page(
            number,
            each.text,
            (Block(BlockKind.PARAGRAPH, each.text, (Run(0, 0, len(each.text)),)),),
        )
        for number, each in enumerate(document.passages, start=1)
    )


def _sections(document: Numbered) -> tuple[Section, ...]:
    return tuple(
        Section(
            number - 1,
            (),
            None,
            each.text,
            (Piece(0, len(each.text), number, 0, BlockKind.PARAGRAPH),),
        )
        for number, each in enumerate(document.passages, start=1)
    )


def _passages(document: Numbered) -> tuple[Passage, ...]:
    name = _id(document)
    return tuple(
        Passage(
            id=passage_id(name, place),
            document_id=name,
            ordinal=place,
            section=place,
            start=0,
            stop=len(each.text),
            text=each.text,
            pages=(place + 1, place + 1),
            header="",
            context=each.context,
        )
        for place, each in enumerate(document.passages)
    )


def _point(document: Numbered, each: SpeedPassage, terms: Bm25Encoder) -> Point:
    name = _id(document)
    place = each.row - document.passages[0].row
    return Point(
        id=passage_id(name, place),
        digest=digest(each.embedded_text),
        dense=each.dense,
        sparse=terms.encode_passage(each.embedded_text),
        labels=Labels(
            name, "resampled-council", "resampled-council/resampled-body", "report", None
        ),
    )
