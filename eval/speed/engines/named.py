"""The engines that are measured beside one another, by name; Moothall's own store is the first."""

from __future__ import annotations

import importlib.metadata
import importlib.util
from collections.abc import Callable

from eval.speed.engines.base import Engine
from eval.speed.engines.chroma import ChromaEngine
from eval.speed.engines.lance import LanceEngine
from eval.speed.engines.moothall import MoothallEngine
from eval.speed.engines.qdrant_local import QdrantLocalEngine
from eval.speed.engines.txtai import TxtaiEngine
from indexer.errors import ConfigurationError

MOOTHALL = "moothall"

_ENGINES: dict[str, Callable[[], Engine]] = {
    MOOTHALL: MoothallEngine,
    "chroma": ChromaEngine,
    "lancedb": LanceEngine,
    "txtai": TxtaiEngine,
    "qdrant-local": QdrantLocalEngine,
}
_MODULES = {
    "chroma": "chromadb",
    "lancedb": "lancedb",
    "txtai": "txtai",
    "qdrant-local": "qdrant_client",
}


def engine(name: str) -> Engine:
    """Return the engine of that name.

    Raises
    ------
    ConfigurationError
        There is none of that name.
    """
    if name not in _ENGINES:
        raise ConfigurationError(f"No engine is named {name!r}; there are {', '.join(_ENGINES)}.")
    return _ENGINES[name]()


def installed_peers() -> tuple[str, ...]:
    """Return the names of the peers that are installed."""
    return tuple(
        name
        for name in _ENGINES
        if name != MOOTHALL and importlib.util.find_spec(_MODULES[name]) is not None
    )


def missing_peers() -> tuple[str, ...]:
    """Return the names of the peers that are not installed."""
    return tuple(name for name in _ENGINES if name not in {MOOTHALL, *installed_peers()})


def version(name: str) -> str:
    """Return the version of an engine's package."""
    return importlib.metadata.version(engine(name).package)
