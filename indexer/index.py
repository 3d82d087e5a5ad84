"""The index as its one writer holds it: the home, and what is needed to fill a generation."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property

import msgspec

from indexer.catalogue import Catalogue, Generation, GenerationState, Reader, open_catalogue
from indexer.config import Settings
from indexer.errors import ConfigurationError
from indexer.generations import check_embedder, current_generation, fingerprint, held_fingerprint
from indexer.home import Home, open_home
from indexer.instruments import Cutter, Instruments, TermEncoder
from indexer.originals import Originals
from indexer.store.schema import VectorStore
from indexer.vector_cache import CachedEmbedder, VectorCache

GROUP = 1024
"""Passages embedded together: enough to fill batches of like length, and memory is bounded."""


class Index:
    """A generation and all it takes to fill it; make it by `open_index`.

    The instruments, the embedder and the store are opened when first used: a run that finds
    nothing to do loads no model. ``on_embedded`` is called with a number of passages whenever
    that many more have their vectors.
    """

    def __init__(
        self,
        settings: Settings,
        home: Home,
        catalogue: Catalogue,
        open_instruments: Callable[[], Instruments],
        group: int = GROUP,
    ) -> None:
        self.settings = settings
        self.group = group
        self.home = home
        self.catalogue = catalogue
        self.originals = Originals(home.originals)
        self._open_instruments = open_instruments
        self._generation: Generation | None = None
        self._store: VectorStore | None = None
        self._embedder: CachedEmbedder | None = None
        self._cache: VectorCache | None = None
        self.on_embedded: Callable[[int], None] | None = None

    @cached_property
    def instruments(self) -> Instruments:
        """The steps of indexing."""
        return self._open_instruments()

    @property
    def embedder(self) -> CachedEmbedder:
        """The embedder, made sure to be the one that the generation was built with.

        Raises
        ------
        GenerationMismatch
            It is another.
        """
        if self._embedder is None:
            embedder = self.instruments.open_embedder(self.settings.embedding)
            if self._generation is not None:
                check_embedder(self._generation, embedder.fingerprint)
            # The model's objects live as long as the process: to walk them in every collection
            # takes a tenth of the time that documents are read in.
            gc.freeze()
            self._cache = VectorCache(self.home.vectors)
            self._embedder = CachedEmbedder(embedder, self._cache, self._report)
        return self._embedder

    @cached_property
    def cutter(self) -> Cutter:
        """What cuts sections into passages by the embedder's tokens.

        Raises
        ------
        ConfigurationError
            Passages would be longer than the embedder sees.
        """
        asked = self.settings.passages.tokens + self.settings.passages.context_tokens
        if asked > self.embedder.max_tokens:
            raise ConfigurationError(
                f"passages.tokens and passages.context_tokens are {asked} together, but the model "
                f"{self.settings.embedding.model!r} sees {self.embedder.max_tokens}. Lower them."
            )
        return self.instruments.open_cutter(self.embedder.count_tokens, self.settings.passages)

    @cached_property
    def terms(self) -> TermEncoder:
        """The encoder of terms."""
        return self.instruments.open_terms(self.settings.embedding)

    @property
    def generation(self) -> Generation:
        """The generation being filled."""
        return self.ensure_generation()

    def ensure_generation(self) -> Generation:
        """Return the generation being filled: the current one, made first where there is none.

        Raises
        ------
        GenerationMismatch
            The current one was built with other settings.
        """
        if self._generation is None:
            if self.catalogue.generation(GenerationState.CURRENT) is None:
                self._generation = self._new_generation(GenerationState.CURRENT)
            else:
                self._generation = current_generation(self.catalogue, self.settings)
        return self._generation

    @property
    def reader(self) -> Reader:
        """A reader of the generation being filled."""
        return self.catalogue.reader(self.generation)

    @property
    def store(self) -> VectorStore:
        """The vector store of the generation being filled."""
        if self._store is None:
            self._store = self.instruments.open_store(
                self.settings.store,
                self.home.generation(self.generation.id),
                str(self.generation.id),
                self.generation.dimensions,
            )
        return self._store

    def fill(self, generation: Generation) -> None:
        """Turn to another generation."""
        self.close_store()
        self._generation = generation

    def build_generation(self) -> Generation:
        """Turn to the generation being built with these settings, made first if there is none.

        One that was begun with other settings is retired.
        """
        building = self.catalogue.generation(GenerationState.BUILDING)
        wanted = msgspec.json.encode(fingerprint(self.settings, self.embedder.fingerprint)).decode()
        if building is not None and building.fingerprint != wanted:
            with self.catalogue.writing() as writer:
                writer.retire(building.id)
            building = None
        self.fill(building or self._new_generation(GenerationState.BUILDING))
        return self.generation

    def drop_retired(self) -> None:
        """Delete the generations that are no longer used, with their stores."""
        for generation in self.catalogue.generations():
            if generation.state is GenerationState.RETIRED:
                store = self.settings.store.model_copy(
                    update={"home": held_fingerprint(generation).store_home}
                )
                folder = self.home.generation(generation.id)
                self.instruments.drop_store(store, folder, str(generation.id))
                with self.catalogue.writing() as writer:
                    writer.drop(generation.id)

    def close_store(self) -> None:
        """Release the store, if it was opened."""
        if self._store is not None:
            self._store.close()
            self._store = None

    def close(self) -> None:
        """Release all that was opened; the index is not used afterwards."""
        self.close_store()
        if self._cache is not None:
            self._cache.close()
        self.catalogue.close()

    def _report(self, passages: int) -> None:
        if self.on_embedded is not None:
            self.on_embedded(passages)

    def _new_generation(self, state: GenerationState) -> Generation:
        held = self.catalogue.generations()
        generation = Generation(
            id=max((each.id for each in held), default=0) + 1,
            fingerprint=msgspec.json.encode(
                fingerprint(self.settings, self.embedder.fingerprint)
            ).decode(),
            dimensions=self.embedder.dimensions,
            state=state,
        )
        with self.catalogue.writing() as writer:
            writer.generation(generation)
        return generation


@contextmanager
def open_index(
    settings: Settings,
    open_instruments: Callable[[], Instruments],
    create: bool = True,
    group: int = GROUP,
) -> Iterator[Index]:
    """Hold the home of `settings` as its one writer, and yield the index in it.

    Raises
    ------
    HomeError
        The home cannot be used, or is not there and `create` is false.
    HomeLocked, HomeTooNew
        Another process writes to it, or a newer Moothall made it.
    """
    home = open_home(settings.home, create=create)
    with home.writing():
        catalogue = open_catalogue(settings.catalogue_url or home.catalogue_url)
        index = Index(settings, home, catalogue, open_instruments, group)
        try:
            index.originals.sweep()
            index.drop_retired()
            yield index
        finally:
            index.close()
