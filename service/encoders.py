"""What answering needs of the encoders of questions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from indexer.config import EmbeddingSettings
from indexer.store.schema import SparseVector, Vector
from indexer.word_vectors import WordVectors


class Encoder(Protocol):
    """A dense encoder, as far as answering needs it."""

    @property
    def fingerprint(self) -> str:
        """What tells it from every encoder that gives other vectors."""

    @property
    def computation(self) -> str:
        """What its vectors are kept under."""

    def encode_query_by_word(self, text: str) -> tuple[Vector, WordVectors]:
        """Return the vector of a question, and those of its words."""

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the vectors of `texts`, shape ``(len(texts), dimensions)``."""


class Terms(Protocol):
    """An encoder of terms, as far as answering needs it."""

    def encode_query(self, text: str) -> SparseVector:
        """Return a 1 for each term of a question."""


def open_encoder(settings: EmbeddingSettings) -> Encoder:
    """Return the encoder of `settings`, which takes one thread for a question.

    Many questions are answered side by side. Several threads for one, which wait for each other
    wherever the processor is busy, took ten times as long there.

    Raises
    ------
    EmbeddingError
        The model cannot be found or loaded.
    """
    # It imports torch, which takes seconds: only a question needs it.
    import torch
    from threadpoolctl import threadpool_limits

    from indexer.embedding import open_embedder

    encoder = open_embedder(settings)
    torch.set_num_threads(1)
    threadpool_limits(1, user_api="blas")
    return encoder
