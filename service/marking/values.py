"""What a marker is, what it reads and what it gives."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from msgspec import Struct

UNSEEN = -20.0
"""The logarithm of odds of a part that stands beyond what is read."""


class Stretch(Struct, frozen=True):
    """Some text to read with a question: ``context`` is the line over it.

    ``parts`` are the places of the text that are told apart, each from a character to another.
    """

    context: str
    text: str
    parts: tuple[tuple[int, int], ...]


class Marks(Struct, frozen=True):
    """How likely a stretch answers, as logarithms of odds against that it does not.

    ``whole`` is that of the stretch, ``parts`` those of each of its parts: the answer stands there.
    """

    whole: float
    parts: tuple[float, ...]


class Marker(Protocol):
    """Marks where texts answer a question. Threads may share it."""

    def marks(self, question: str, stretches: Sequence[Stretch]) -> tuple[Marks, ...]:
        """Return the marks of each of `stretches` as an answer to `question`."""
