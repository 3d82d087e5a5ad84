"""The choice between the homes of the vector store."""

from __future__ import annotations

import math
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from indexer.config import StoreSettings
from indexer.errors import StoreError
from indexer.store.edge import EdgeStore
from indexer.store.schema import VectorStore

if TYPE_CHECKING:
    from qdrant_client import QdrantClient


def open_store(
    settings: StoreSettings, folder: Path, generation: str, dimensions: int
) -> VectorStore:
    """Open the store of a generation, made first where there is none.

    Parameters
    ----------
    settings
        Which home, and where a server is.
    folder
        Where the store is, if it is embedded.
    generation
        The generation's name; the end of the collection's name, if it is on a server.
    dimensions
        The length of the embedder's vectors.

    Raises
    ------
    HomeLocked
        Another process holds the embedded store.
    StoreError
        The folder cannot be used, or the server cannot be reached or refuses.
    """
    if settings.home == "embedded":
        return EdgeStore.open(folder, dimensions)
    from indexer.store.server import ServerStore

    return ServerStore.open(
        connect(settings),
        collection_name(settings, generation),
        dimensions,
        shards=settings.shards,
        replicas=settings.replicas,
    )


def drop_store(settings: StoreSettings, folder: Path, generation: str) -> None:
    """Remove the store of a generation, which nobody may have open; none is no error.

    Raises
    ------
    StoreError
        The folder cannot be removed, or the server cannot be reached or refuses.
    """
    if settings.home == "embedded":
        try:
            # moved first, so that a killed process leaves no half of a store to be opened
            dropping = folder.with_name(folder.name + ".dropping")
            if dropping.exists():
                shutil.rmtree(dropping)
            if folder.exists():
                folder.replace(dropping)
                shutil.rmtree(dropping)
        except OSError as error:
            raise StoreError(
                f"{folder}: this vector store cannot be removed: {error.strerror}. "
                "Remove the folder by hand."
            ) from error
        return
    from indexer.store.server import ServerStore

    store = ServerStore(connect(settings), collection_name(settings, generation))
    store.drop()
    store.close()


def collection_name(settings: StoreSettings, generation: str) -> str:
    """Return the name that a generation's collection has on the server."""
    return f"{settings.collection}-{generation}"


def connect(settings: StoreSettings) -> QdrantClient:
    """Return a client of the server of `settings`; nothing is sent yet."""
    # it takes a second to import, and an embedded store does without it
    from qdrant_client import QdrantClient

    try:
        return QdrantClient(
            url=settings.url,
            api_key=settings.api_key.get_secret_value() if settings.api_key else None,
            timeout=math.ceil(settings.timeout_seconds),
            # it would ask the server here and warn; the first real request says it better
            check_compatibility=False,
        )
    except ValueError as error:
        raise StoreError(f"store.url: {settings.url!r} is no server's address: {error}") from error
