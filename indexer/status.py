"""What is held, as one value to print or to send."""

from __future__ import annotations

from pathlib import Path

import msgspec
from msgspec import Struct

from indexer.catalogue import Catalogue, Counts, Extent, Failure
from indexer.generations import Fingerprint, held_fingerprint
from indexer.records import Body, Council, DocumentKind


class Untexted(Struct, frozen=True):
    """A document some of whose pages have no text, and the numbers of these pages."""

    path: str
    pages: tuple[int, ...]


class Status(Struct, frozen=True):
    """What the index in `home` holds, and what it was built with."""

    home: str
    generation: int
    fingerprint: Fingerprint
    counts: Counts
    extent: Extent | None
    councils: tuple[Council, ...]
    bodies: tuple[Body, ...]
    sources: tuple[str, ...]
    pages_without_text: tuple[Untexted, ...]
    failures: tuple[Failure, ...]

    def json(self) -> bytes:
        """Return the status as JSON, readable by people too."""
        return msgspec.json.format(msgspec.json.encode(self), indent=2)


def status(home: Path, catalogue: Catalogue) -> Status:
    """Return what `catalogue`, kept in `home`, holds. Neither the store nor a model is opened.

    Raises
    ------
    NotFound
        Nothing was ever indexed.
    """
    reader = catalogue.reader()
    return Status(
        home=str(home),
        generation=reader.generation.id,
        fingerprint=held_fingerprint(reader.generation),
        counts=reader.counts(),
        extent=reader.extent(),
        councils=reader.councils(),
        bodies=reader.bodies(),
        sources=reader.sources(),
        pages_without_text=tuple(
            Untexted(document.path, document.pages_without_text)
            for document in reader.documents()
            if document.pages_without_text
        ),
        failures=reader.failures(),
    )


def kind_name(kind: DocumentKind | str) -> str:
    """Return the name of a kind as people write it: ``agenda frontsheet``."""
    return str(kind).replace("_", " ")
