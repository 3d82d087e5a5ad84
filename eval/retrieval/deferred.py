"""An embedder whose model is loaded when a text is first given to it.

Loading takes longer than a benchmark whose vectors are all kept. Questions are encoded in one
thread, as the service does.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from indexer.config import EmbeddingSettings
from indexer.embedding import Embedder, open_embedder
from indexer.embedding_model import identity_of, model_folder
from indexer.store.schema import Vector
from indexer.word_vectors import WordVectors
from service.encoders import one_thread


class DeferredEmbedder:
    """The `Embedder` of `settings`, loaded when it is needed for more than who it is.

    A model on the hub is loaded at once: who it is follows from its files.

    Raises
    ------
    EmbeddingError
        The model cannot be found, or, at the first text, not be loaded.
    """

    def __init__(self, settings: EmbeddingSettings) -> None:
        self._settings = settings
        folder = model_folder(settings.model)
        identity = identity_of(folder, settings) if folder else self._loaded
        self.fingerprint = identity.fingerprint
        self.computation = identity.computation

    @property
    def dimensions(self) -> int:
        """The length of its vectors."""
        return self._loaded.dimensions

    @property
    def max_tokens(self) -> int:
        """How many tokens of a text it sees."""
        return self._loaded.max_tokens

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the vectors of `texts`."""
        return self._loaded.encode_passages(texts)

    def encode_passages_by_word(
        self, texts: Sequence[str]
    ) -> tuple[NDArray[np.float32], tuple[WordVectors, ...]]:
        """Return the vectors of `texts`, and of each text those of its words."""
        return self._loaded.encode_passages_by_word(texts)

    def encode_query(self, text: str) -> Vector:
        """Return the vector of a question."""
        loaded = self._loaded
        with one_thread():
            return loaded.encode_query(text)

    def encode_query_by_word(self, text: str) -> tuple[Vector, WordVectors]:
        """Return the vector of a question, and those of its words."""
        loaded = self._loaded
        with one_thread():
            return loaded.encode_query_by_word(text)

    def count_tokens(self, text: str) -> int:
        """Return how many tokens `text` has."""
        return self._loaded.count_tokens(text)

    @cached_property
    def _loaded(self) -> Embedder:
        return open_embedder(self._settings)
