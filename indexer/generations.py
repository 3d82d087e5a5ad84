"""Generations: what an index was built with, and whether it is what the settings ask for."""

from __future__ import annotations

import msgspec
from msgspec import Struct

from indexer.catalogue import Catalogue, Generation, GenerationState
from indexer.config import Settings
from indexer.errors import GenerationMismatch, NotFound

READING = 12
"""Raised by one whenever partition, inference, sections or passages read a document otherwise."""

STORED = 4
"""Raised by one whenever a point of the vector store, or what is kept of its words and terms, is
made otherwise."""


class Fingerprint(Struct, frozen=True):
    """What makes two indexes of the same documents differ.

    ``embedder`` is the embedder's own fingerprint: the digest of its weights and how it computes.
    The other fields are named as the settings are.
    """

    reading: int
    stored: int
    passages_tokens: int
    passages_context_tokens: int
    embedding_model: str
    embedding_precision: str
    embedding_language: str
    embedding_average_length: float
    store_home: str
    embedder: str


def fingerprint(settings: Settings, embedder: str) -> Fingerprint:
    """Return the fingerprint of an index built with these settings and that embedder."""
    return Fingerprint(
        reading=READING,
        stored=STORED,
        passages_tokens=settings.passages.tokens,
        passages_context_tokens=settings.passages.context_tokens,
        embedding_model=settings.embedding.model,
        embedding_precision=settings.embedding.precision,
        embedding_language=settings.embedding.language,
        embedding_average_length=settings.embedding.average_length,
        store_home=settings.store.home,
        embedder=embedder,
    )


def current_generation(catalogue: Catalogue, settings: Settings) -> Generation:
    """Return the generation in use, made sure to be what `settings` ask for.

    The embedder is not loaded for that: `check_embedder` compares it where it is.

    Raises
    ------
    NotFound
        Nothing was ever indexed.
    GenerationMismatch
        It was built with other settings.
    """
    generation = catalogue.generation(GenerationState.CURRENT)
    if generation is None:
        raise NotFound("Nothing is indexed yet: run 'python -m indexer add FOLDER'.")
    held = held_fingerprint(generation)
    _compare(held, fingerprint(settings, held.embedder))
    return generation


def check_embedder(generation: Generation, embedder: str) -> None:
    """Make sure that a generation was built with the embedder of that fingerprint.

    Raises
    ------
    GenerationMismatch
        It was built with another.
    """
    held = held_fingerprint(generation)
    _compare(held, msgspec.structs.replace(held, embedder=embedder))


def held_fingerprint(generation: Generation) -> Fingerprint:
    """Return what a generation was built with."""
    try:
        return msgspec.json.decode(generation.fingerprint, type=Fingerprint)
    except msgspec.ValidationError as error:
        raise GenerationMismatch(
            f"The index was built by another Moothall ({error}). "
            "Run 'python -m indexer rebuild' to build it anew from the documents it keeps."
        ) from error


def _compare(held: Fingerprint, given: Fingerprint) -> None:
    differing = [
        f"{_setting(name)} was {getattr(held, name)!r} and is now {getattr(given, name)!r}"
        for name in Fingerprint.__struct_fields__
        if getattr(held, name) != getattr(given, name)
    ]
    if differing:
        raise GenerationMismatch(
            f"The index was built with other settings: {'; '.join(differing)}. Set them back, or "
            "run 'python -m indexer rebuild' to build it anew from the documents it keeps."
        )


def _setting(name: str) -> str:
    """Return a field's name as the configuration writes it: ``embedding.model``."""
    for group in ("passages", "embedding", "store"):
        if name.startswith(f"{group}_"):
            return f"{group}.{name.removeprefix(f'{group}_')}"
    return name
