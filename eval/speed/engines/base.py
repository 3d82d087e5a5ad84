"""What an engine is that is measured beside others, and how a peer's package is loaded.

The peers are of the extra ``peers`` and need not be there: their packages are loaded by name when
one of them is asked for.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import ModuleType
from typing import Protocol, runtime_checkable

from eval.speed.corpus import SpeedPassage
from indexer.errors import ConfigurationError
from indexer.store.schema import Vector

NAME = "passages"
"""What each engine's collection is called."""
EFFORTS = (16, 32, 64, 128, 256, 512)
"""Candidates of a graph that are looked at: what makes a search closer and slower. Graphs have the
same neighbours and candidates in every engine that has them."""


class Searcher(Protocol):
    """An engine's store, opened for searching. Threads may share it."""

    def dense(self, question: Vector, limit: int, effort: int) -> Sequence[int]:
        """Return the rows of the `limit` nearest passages, the best first."""

    def close(self) -> None:
        """Release the store."""


@runtime_checkable
class HybridSearcher(Searcher, Protocol):
    """One that fuses words and meaning itself."""

    def hybrid(self, text: str, question: Vector, limit: int, effort: int) -> Sequence[int]:
        """Return the best `limit` rows by words and meaning, fused, the best first."""


class Engine(Protocol):
    """A way of storing passages and searching them.

    Attributes
    ----------
    package
        Its package, as it is installed.
    efforts
        What the engine has for searching more closely, from the least to the most.
    largest
        More passages than this it is not made for, or None.
    """

    package: str
    efforts: tuple[int, ...]
    largest: int | None

    def build(self, folder: Path, batches: Iterable[Sequence[SpeedPassage]]) -> None:
        """Store these passages in `folder`, which is there and empty, whatever index it takes."""

    def open(self, folder: Path) -> Searcher:
        """Open what `build` stored."""


def load(module: str) -> ModuleType:
    """Import a peer's module.

    Raises
    ------
    ConfigurationError
        It is not installed.
    """
    try:
        return importlib.import_module(module)
    except ModuleNotFoundError as error:
        raise ConfigurationError(
            f"The package {module!r} is not installed. Peers are of the extra 'peers': "
            "pip install 'moothall[peers]'."
        ) from error
