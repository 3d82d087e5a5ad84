"""Filling the store: the catalogue's pending passages, embedded and written in large groups."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.catalogue.values import PendingPassage
from indexer.following.matching import found_for_followed
from indexer.index import Index
from indexer.store.schema import Point
from indexer.summary import Tally


def fill(index: Index, tally: Tally, only_full_groups: bool = False) -> None:
    """Write all pending passages to the store, then delete the points that are stale.

    With `only_full_groups`, what does not fill a group yet is left for later, and so are the stale
    points: a passage never leaves the store before its document's new ones are there.
    """
    done, due = 0, index.reader.pending_count()

    left = due

    def report(passages: int) -> None:
        nonlocal left
        left -= passages
        tally.watcher.embedding(passages, left)

    index.on_embedded = report
    while due - done >= (index.group if only_full_groups else 1):
        with tally.stage("catalogue"):
            group = index.reader.pending(index.group)
        _embed(group, index, tally)
        done += len(group)
    if not only_full_groups:
        _delete_stale(index, tally)
        if done:
            with tally.stage("store"):
                index.store.optimise()


def _embed(group: Sequence[PendingPassage], index: Index, tally: Tally) -> None:
    embedder = index.embedder
    computed, reused = embedder.computed, embedder.reused
    with tally.stage("encode"):
        vectors = embedder.encode_passages([passage.text for passage in group])
    tally.embedded += embedder.computed - computed
    tally.reused += embedder.reused - reused
    with tally.stage("terms"):
        embedder.keep_terms([passage.text for passage in group])
        points = [
            Point(
                id=passage.id,
                digest=passage.digest,
                dense=vector,
                sparse=index.terms.encode_passage(passage.text),
                labels=passage.labels,
            )
            for passage, vector in zip(group, vectors, strict=True)
        ]
    with tally.stage("store"):
        index.store.upsert(points)
        index.store.flush()
    with tally.stage("following"):
        found = found_for_followed(group, vectors, index)
    # Only now: a point marked as written must be on disk. What was found for the searches that are
    # followed is held with it, so that neither is ever there without the other.
    with tally.stage("catalogue"), index.catalogue.writing() as writer:
        writer.embedded(index.generation.id, [passage.id for passage in group])
        if found:
            writer.found_for_followed(found, index.settings.feeds.entries)


def _delete_stale(index: Index, tally: Tally) -> None:
    stale = index.catalogue.stale_points(index.generation.id)
    if not stale:
        return
    with tally.stage("store"):
        index.store.delete(stale)
        index.store.flush()
    with tally.stage("catalogue"), index.catalogue.writing() as writer:
        writer.not_stale(index.generation.id, stale)
