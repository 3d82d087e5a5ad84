"""The main flow: from published records to an index that holds just these.

Each document is taken in one transaction: its bytes are kept, and what was read of them stands in
the catalogue, its passages marked as pending. Pending passages are embedded in large groups across
documents, written to the store, and only then marked as done; points that are no longer wanted are
deleted last. So a run killed anywhere has lost nothing, and the next one finishes its work.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol

from msgspec import Struct

from indexer.catalogue.values import Failure, Held
from indexer.deciding import decide
from indexer.errors import NotFound, SourceError, UnreadableDocument
from indexer.filling import fill
from indexer.generations import READING
from indexer.index import Index
from indexer.linking import link
from indexer.offered import PublishedDocument
from indexer.records import Document, digest
from indexer.summary import Outcome, Tally
from indexer.taking import take

NOT_UNICODE = "the file's name is not Unicode: rename it"


class SourceFault(Protocol):
    """Something wrong in a source that concerns one place in it."""

    @property
    def place(self) -> str:
        """Where: a path, or a manifest and its line."""

    @property
    def message(self) -> str:
        """What is wrong, and what to do."""


class Source(Protocol):
    """Where published documents come from."""

    @property
    def name(self) -> str:
        """The name it is known by."""

    @property
    def root(self) -> object:
        """Where it is."""

    @property
    def faults(self) -> Sequence[SourceFault]:
        """What was wrong with its listing, complete once it was iterated over."""

    @property
    def left_out(self) -> Sequence[str]:
        """Paths that are there but no records, complete once it was iterated over."""

    def __iter__(self) -> Iterator[PublishedDocument]:
        """Yield its documents, in the same order every time."""


def synchronise(sources: Sequence[Source], index: Index, tally: Tally, retry: bool = False) -> None:
    """Make the index hold what `sources` publish, and finish what earlier runs left undone.

    Documents that did not change are skipped, those that could not be read the last time too,
    unless `retry` is true or their bytes or this program changed. Documents gone from a source are
    deleted, unless there was a fault in its listing.
    """
    with tally.stage("loading"):
        index.ensure_generation()
    for source in sources:
        try:
            _take_source(source, index, tally, retry)
        except SourceError as error:
            tally.failed(source.name, str(error))
    finish(index, tally)


def finish(index: Index, tally: Tally) -> None:
    """Bring the store up to the catalogue, and let go of what nothing refers to."""
    with tally.stage("likeness"):
        link(index)
    with tally.stage("decisions"):
        decide(index)
    fill(index, tally)
    with tally.stage("catalogue"):
        unread = timedelta(days=index.settings.feeds.unread_days)
        with index.catalogue.writing() as writer:
            writer.prune()
            writer.unfollow_unread(datetime.now(UTC).date() - unread)
        kept = set(index.catalogue.originals())
        for name in index.originals.names():
            if name not in kept:
                index.originals.forget(name)


def remove_documents(documents: Sequence[Document], index: Index, tally: Tally) -> None:
    """Delete documents, and all that is kept of them."""
    for document in documents:
        with index.catalogue.writing() as writer:
            writer.forget_document(document.id)
        tally.document(document.path, Outcome.DELETED)
    finish(index, tally)


def remove_source(name: str, index: Index, tally: Tally) -> None:
    """Delete a source, its documents and all that is kept of them.

    Raises
    ------
    NotFound
        No such source is held.
    """
    if index.catalogue.root(name) is None:
        known = ", ".join(index.reader.sources()) or "none"
        raise NotFound(f"No source is named {name!r}. Held are: {known}.")
    with index.catalogue.writing() as writer:
        for path, held in index.catalogue.held(name, index.generation.id).items():
            writer.forget_document(held.id)
            tally.document(path, Outcome.DELETED)
        writer.forget_source(name)
    finish(index, tally)


def _take_source(source: Source, index: Index, tally: Tally, retry: bool) -> None:
    _claim(source, index)
    held = index.catalogue.held(source.name, index.generation.id)
    failures = index.catalogue.failures(source.name)
    seen: set[str] = set()
    pending = index.reader.pending_count()
    for published in source:
        seen.add(published.path)
        if not _is_unicode(published.path):
            tally.failed(ascii(published.path), NOT_UNICODE)
            continue
        visit = _Visit(published, held.get(published.path), failures.get(published.path), retry)
        pending += _visit(visit, index, tally)
        if pending >= index.group:
            fill(index, tally, only_full_groups=True)
            pending = index.reader.pending_count()
    for fault in source.faults:
        tally.failed(fault.place, fault.message)
    for path in source.left_out:
        tally.note(f"{path}: tells of the folder and was left out; name it in a manifest if not")
    gone = [each for path, each in held.items() if path not in seen]
    if source.faults:
        if gone:
            tally.note(
                f"{source.name}: {len(gone)} documents are no longer listed, and were kept because "
                "the listing has faults"
            )
        return
    for each in gone:
        with tally.stage("catalogue"), index.catalogue.writing() as writer:
            writer.forget_document(each.id)
        tally.document(each.path, Outcome.DELETED)
    with index.catalogue.writing() as writer:
        for path in failures.keys() - seen:
            writer.forget_failure(source.name, path)


class _Visit(Struct, frozen=True):
    """A document on offer, and what is known of its place."""

    published: PublishedDocument
    held: Held | None
    failure: Failure | None
    retry: bool


def _visit(visit: _Visit, index: Index, tally: Tally) -> int:
    """Take a document if it is new or changed; return how many passages it has that may pend."""
    published = visit.published
    content: bytes | None = None
    try:
        with tally.stage("source"):
            content = published.fetch()
            name = digest(content)
        if _unchanged(visit, name):
            if visit.failure:
                with index.catalogue.writing() as writer:
                    writer.forget_failure(published.source, published.path)
            tally.document(published.path, Outcome.SKIPPED)
            return 0
        if visit.failure and not visit.retry and _tried(visit.failure, name):
            tally.failed(published.path, visit.failure.message)
            return 0
        passages = take(published, content, index, tally)
    except UnreadableDocument as error:
        hold_failure(published, digest(content) if content is not None else None, error, index)
        tally.failed(published.path, str(error))
        return 0
    tally.document(published.path, Outcome.UPDATED if visit.held else Outcome.CREATED)
    return passages


def _is_unicode(path: str) -> bool:
    """Return whether `path` is text: a file's name may be any bytes."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True


def _unchanged(visit: _Visit, name: str) -> bool:
    held = visit.held
    return (
        held is not None
        and held.read
        and held.digest == name
        and held.stated == visit.published.stated
    )


def _tried(failure: Failure, name: str) -> bool:
    return failure.digest == name and failure.program == str(READING)


def hold_failure(
    published: PublishedDocument, name: str | None, error: UnreadableDocument, index: Index
) -> None:
    """Hold that a document whose bytes have the digest `name` could not be read."""
    with index.catalogue.writing() as writer:
        writer.failure(
            Failure(
                source=published.source,
                path=published.path,
                message=str(error),
                digest=name,
                program=str(READING),
                occurred=datetime.now(UTC),
            )
        )


def _claim(source: Source, index: Index) -> None:
    """Hold the source, unless another of the same name is still there.

    Raises
    ------
    SourceError
        The name is taken by a source elsewhere, whose documents would be deleted.
    """
    root, held = str(source.root), index.catalogue.root(source.name)
    if held is not None and held != root and Path(held).exists():
        raise SourceError(
            f"The source {source.name!r} is {held}; {root} would take its place. Give another "
            f"--name, or first run 'python -m indexer remove --source {source.name}'."
        )
    with index.catalogue.writing() as writer:
        writer.source(source.name, root)
