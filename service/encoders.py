"""What answering needs of the encoders of questions."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

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


@contextmanager
def one_thread() -> Iterator[None]:
    """Let encoders take one thread for a text, as is best for questions.

    Many questions are answered side by side. Several threads for one, which wait for each other
    wherever the processor is busy, took ten times as long there. It holds for what is loaded by
    then: torch takes seconds to import, and what never computes with it need not.
    """
    from threadpoolctl import threadpool_limits

    with threadpool_limits(1, user_api="blas"), _one_of_torch():
        yield


@contextmanager
def _one_of_torch() -> Iterator[None]:
    torch = sys.modules.get("torch")
    if torch is None:
        yield
        return
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(before)
