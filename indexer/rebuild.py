"""Building a new generation beside the one in use, and swapping it in at once."""

from __future__ import annotations

from indexer.catalogue.values import Held
from indexer.errors import MoothallError, UnreadableDocument
from indexer.filling import fill
from indexer.index import Index
from indexer.offered import PublishedDocument
from indexer.summary import Outcome, Tally
from indexer.synchronise import finish, hold_failure
from indexer.taking import read_content, take


def rebuild(index: Index, tally: Tally) -> None:
    """Build the index anew from the originals with the settings of now.

    The generation in use stays until the new one is whole. A rebuild that was killed goes on where
    it stopped.
    """
    generation = index.build_generation()
    for source in index.reader.sources():
        for held in index.catalogue.held(source, generation.id).values():
            if not held.read:
                _take(source, held, index, tally)
            if index.reader.pending_count() >= index.group:
                fill(index, tally, only_full_groups=True)
    _read_superseded(index, tally)
    finish(index, tally)
    with index.catalogue.writing() as writer:
        writer.swap(generation.id)
    index.close_store()
    index.drop_retired()


def _take(source: str, held: Held, index: Index, tally: Tally) -> None:
    def fetch() -> bytes:
        try:
            return index.originals.get(held.digest)
        except MoothallError as error:
            raise UnreadableDocument(f"{held.path}: {error}") from error

    published = PublishedDocument(source, held.path, held.stated, fetch)
    try:
        with tally.stage("originals"):
            content = fetch()
        take(published, content, index, tally)
    except UnreadableDocument as error:
        hold_failure(published, held.digest, error, index)
        tally.failed(held.path, str(error))
    else:
        tally.document(held.path, Outcome.UPDATED)


def _read_superseded(index: Index, tally: Tally) -> None:
    """Read the versions that were superseded: their pages can still be looked at."""
    for name, form in index.catalogue.unread_contents(index.generation.id):
        try:
            pages = read_content(index.originals.get(name), f"superseded{form}", index, tally)
        except MoothallError as error:
            tally.failed(f"original {name}", str(error))
            continue
        with tally.stage("catalogue"), index.catalogue.writing() as writer:
            writer.content(index.generation.id, pages)
