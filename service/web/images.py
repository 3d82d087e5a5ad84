"""Pictures of pages, rendered once and kept."""

from __future__ import annotations

import tempfile
from pathlib import Path

from indexer.errors import HomeError
from indexer.page_images import page_picture
from indexer.records import Document
from service.index import Index

DENSITIES = (1, 2)
"""Densities on offer; at 1, a page is shown at `PIXELS_A_POINT`."""
PIXELS_A_POINT = 1.4


class PageImages:
    """Pictures of pages, kept in a folder under the digest of their document."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def picture(self, index: Index, document: Document, number: int, density: int) -> bytes:
        """Return page `number` of `document`, in its version, as a PNG.

        Raises
        ------
        NotFound, UnreadableDocument
            There is no such page, or none that can be rendered.
        HomeError
            The picture cannot be kept.
        """
        kept = self._folder / document.digest[:2] / document.digest / f"{number}-{density}.png"
        if kept.is_file():
            return kept.read_bytes()
        picture = page_picture(
            index.original(document.id, document.version), number, PIXELS_A_POINT * density
        )
        try:
            kept.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=kept.parent, prefix=".", delete=False) as file:
                file.write(picture)
            Path(file.name).replace(kept)
        except OSError as error:
            raise HomeError(f"{kept}: a page's picture cannot be kept: {error.strerror}") from error
        return picture
