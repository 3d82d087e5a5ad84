"""What is kept of a passage in a vector store, and the one interface to every home of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Protocol

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

DENSE = "dense"
SPARSE = "sparse"

Vector = NDArray[np.float32]
"""A dense vector, shape ``(dimensions,)``, of length 1."""


class SparseVector(Struct, frozen=True):
    """Weights of terms: ``values[i]`` is the weight of the term hashed to ``indices[i]``."""

    indices: tuple[int, ...]
    values: tuple[float, ...]


class Labels(Struct, frozen=True):
    """What a search can be narrowed by. Dates are of the meeting recorded, or of publication."""

    document: str
    council: str
    body: str
    kind: str
    date: date | None


class Point(Struct, frozen=True):
    """A passage in the store. ``id`` is the passage's; ``digest`` is of the text embedded."""

    id: str
    digest: str
    dense: Vector
    sparse: SparseVector
    labels: Labels


class Narrowing(Struct, frozen=True):
    """Which passages a search may find: those that meet every field that is not empty.

    ``councils`` and ``bodies`` are ids; ``since`` and ``until`` are inclusive.
    """

    councils: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None


EVERYTHING = Narrowing()


class Hit(Struct, frozen=True):
    """A passage found: its id and the arm's own score, the higher the better."""

    id: str
    score: float


class Hits(Struct, frozen=True):
    """What each arm found, the best first, ties broken by id."""

    dense: tuple[Hit, ...]
    sparse: tuple[Hit, ...]


class VectorStore(Protocol):
    """A home for points. Writes are durable when `flush` returns."""

    def upsert(self, points: Sequence[Point]) -> None:
        """Write `points`, replacing those of the same ids."""

    def delete(self, ids: Iterable[str]) -> None:
        """Delete the points of these ids; ids that are not held are no error."""

    def digests(self) -> Iterator[tuple[str, str]]:
        """Yield the id and digest of every point held, in no order."""

    def count(self) -> int:
        """Return how many points are held."""

    def search(
        self,
        dense: Vector | None,
        sparse: SparseVector | None,
        limit: int,
        narrowing: Narrowing = EVERYTHING,
    ) -> Hits:
        """Return the best `limit` hits of each arm; an arm whose vector is None finds nothing."""

    def optimise(self) -> None:
        """Build what makes large searches fast; called once after much was written."""

    def flush(self) -> None:
        """Return when all that was written is on disk."""

    def close(self) -> None:
        """Release the store; it is not used afterwards."""
