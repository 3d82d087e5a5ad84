"""Taking one document: read, and held with what was read, in one transaction."""

from __future__ import annotations

import logging
from pathlib import PurePosixPath

from indexer.catalogue import GenerationState
from indexer.catalogue.values import Content, ReadDocument
from indexer.errors import MoothallError, UnreadableDocument
from indexer.index import Index
from indexer.offered import PublishedDocument
from indexer.records import digest, document_id
from indexer.summary import Tally

_log = logging.getLogger(__name__)


def take(published: PublishedDocument, content: bytes, index: Index, tally: Tally) -> int:
    """Hold a document, its bytes being `content`; return how many passages it has.

    Raises
    ------
    UnreadableDocument
        It cannot be read. What was held of it before is held still.
    """
    pages, read = _read(published, content, index, tally)
    with tally.stage("originals"):
        index.originals.put(content)
    try:
        with tally.stage("catalogue"):
            _hold(published, len(content), pages, read, index)
    except UnicodeEncodeError as error:
        raise UnreadableDocument(
            f"{published.path}: its title or text is not Unicode: {error}"
        ) from error
    tally.pages += len(pages.pages)
    tally.without_text(
        published.path, tuple(page.number for page in pages.pages if not page.text.strip())
    )
    return len(read.passages)


def _hold(
    published: PublishedDocument, size: int, pages: Content, read: ReadDocument, index: Index
) -> None:
    generation = index.generation
    with index.catalogue.writing() as writer:
        writer.original(read.digest, size)
        writer.version(
            read.document,
            published.source,
            published.path,
            read.digest,
            read.form,
            published.stated,
        )
        writer.content(generation.id, pages)
        writer.reading(generation.id, read)
        if generation.state is GenerationState.CURRENT:
            writer.forget_failure(published.source, published.path)
            # One that is being built has read it as it was: it must read it again.
            writer.forget_elsewhere(generation.id, read.document)


def read_content(content: bytes, path: str, index: Index, tally: Tally) -> Content:
    """Return the pages of `content`, from the catalogue where the same bytes were read before.

    Raises
    ------
    UnreadableDocument
        They cannot be read.
    """
    name, form = digest(content), form_of(path)
    with tally.stage("catalogue"):
        held = index.catalogue.content(index.generation.id, name, form)
    if held is not None:
        return held
    with tally.stage("partition"):
        read = index.instruments.read(content, path, index.settings.partition)
    if read.note:
        tally.note(read.note)
    return Content(name, form, read.media_type, read.pages)


def form_of(path: str) -> str:
    """Return the suffix of `path` in lower case: the same bytes may be read by their name."""
    return PurePosixPath(path).suffix.lower()


def _read(
    published: PublishedDocument, content: bytes, index: Index, tally: Tally
) -> tuple[Content, ReadDocument]:
    identity = document_id(published.source, published.path)
    try:
        pages = read_content(content, published.path, index, tally)
        with tally.stage("describe"):
            description, inferred = index.instruments.describe(published, pages.pages)
            parts = index.instruments.parts_of(description, pages.pages)
        with tally.stage("sections"):
            sections = index.instruments.sections_of(pages.pages, parts)
        with tally.stage("loading"):
            cutter = index.cutter
        with tally.stage("passages"):
            passages = cutter.cut(identity, description, sections, parts)
        with tally.stage("likeness"):
            sketch = index.instruments.sketch(pages.pages)
    except MoothallError:
        raise
    except Exception as error:
        # A fault of ours in one document must not keep the others out; it is told, not hidden.
        _log.exception("%s: could not be read", published.path)
        raise UnreadableDocument(
            f"{published.path}: Moothall failed on it ({type(error).__name__}: {error}). "
            "Please report this."
        ) from error
    read = ReadDocument(
        identity, pages.digest, pages.form, description, inferred, sections, passages, sketch, parts
    )
    return pages, read
