"""Documents as sources offer them."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from indexer.records import Description


class PublishedDocument(Struct, frozen=True):
    """A document as a source offers it.

    ``source`` and ``path`` are its place: together they never name two documents. ``fetch`` gives
    its bytes, and raises `UnreadableDocument` where it cannot.
    """

    source: str
    path: str
    stated: Description
    fetch: Callable[[], bytes]
