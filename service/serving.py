"""Running the web service."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from indexer.config import Settings
from service.open_index import OpenIndex, open_index
from service.web.app import create_app


def serve(settings: Settings) -> None:
    """Serve until interrupted. The index is opened first: what is wrong with it is said at once.

    Raises
    ------
    HomeError, NotFound, GenerationMismatch, HomeLocked, StoreError, EmbeddingError
        The index cannot be opened.
    """
    import uvicorn
    from rich.console import Console

    console = Console(stderr=True)
    with open_index(settings) as index:
        with console.status("Loading the index and the encoder ..."):
            index.warm_up()
        counts = index.counts()
        console.print(
            f"Moothall answers from {counts.documents:,} records ({counts.passages:,} passages) "
            f"at http://{settings.service.host}:{settings.service.port}"
        )
        uvicorn.run(
            create_app(settings, lambda: _opened(index)),
            host=settings.service.host,
            port=settings.service.port,
            log_level="warning",
            # Addresses of those who ask are not written down.
            access_log=False,
            server_header=False,
            date_header=False,
        )


@contextmanager
def _opened(index: OpenIndex) -> Iterator[OpenIndex]:
    """Yield an index that is opened and closed elsewhere."""
    yield index
