"""Holding new passages against the searches that are followed, when they are indexed.

A group of passages pays one look into the catalogue where no search is followed. Where some are,
their words are read once, a search is first held against the words that the group has at all, and
all searches by meaning against all passages in one product.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

import numpy as np
from msgspec import Struct
from msgspec.structs import replace
from numpy.typing import NDArray

from indexer.catalogue.values import PendingPassage
from indexer.following.entries import FoundPassage, entries_of
from indexer.following.values import FollowedEntry, FollowedSearch, packed, unpacked
from indexer.index import Index
from indexer.records import Body, Council, Passage, title_of
from indexer.searching.lines import Lines
from indexer.searching.modes import Mode
from indexer.searching.narrowing import meets, narrowing_held
from indexer.searching.syntax import Search, parse
from indexer.store.schema import Labels


class NewPassages(Struct, frozen=True):
    """Passages whose words are new, their labels by id, and their vectors, one a row."""

    passages: tuple[Passage, ...]
    labels: dict[str, Labels]
    vectors: NDArray[np.float32]
    lines: Lines


def found_for_followed(
    group: Sequence[PendingPassage], vectors: NDArray[np.float32], index: Index
) -> tuple[FollowedEntry, ...]:
    """Return the entries that the new passages of `group` make for the searches followed.

    ``vectors[i]`` is that of ``group[i]``. The store must hold them already: a search that is
    followed from this moment on finds them there.
    """
    places = [place for place, each in enumerate(group) if each.unmatched]
    followed = index.catalogue.followed() if places else ()
    if not followed:
        return ()
    followed = _with_vectors(followed, index)
    reader = index.reader
    passages = reader.passages([group[place].id for place in places])
    documents = {
        each.id: each
        for each in reader.documents_by_id(sorted({each.document_id for each in passages}))
    }
    new = NewPassages(
        passages,
        {group[place].id: group[place].labels for place in places},
        vectors[places],
        Lines(passages, {each.id: title_of(each) for each in documents.values()}),
    )
    matched = matching(
        followed, new, reader.councils(), reader.bodies(), index.settings.feeds.similarity
    )
    ids = sorted({each.passage.id for found in matched.values() for each in found})
    items = reader.agenda_items_of(ids)
    moments = dict.fromkeys(documents, datetime.now(UTC))
    return tuple(
        entry
        for search, found in matched.items()
        for entry in entries_of(search, found, documents, items, moments)
    )


def matching(
    followed: Sequence[FollowedSearch],
    new: NewPassages,
    councils: Sequence[Council],
    bodies: Sequence[Body],
    similarity: float,
) -> dict[str, list[FoundPassage]]:
    """Return what each of the searches finds among new passages, by the search's id.

    ``councils`` and ``bodies`` are those held, ``similarity`` the least cosine that counts as near
    in meaning.
    """
    by_meaning = [each for each in followed if each.vector]
    nearness = (
        new.vectors @ np.stack([unpacked(each.vector) for each in by_meaning]).T
        if by_meaning
        else np.empty((len(new.passages), 0), dtype=np.float32)
    )
    columns = {each.id: nearness[:, place] for place, each in enumerate(by_meaning)}
    found = {}
    for each in followed:
        search = parse(each.text)
        scores = _scores(each, search, new, columns, similarity)
        narrowing = narrowing_held(search, councils, bodies) if scores else None
        if narrowing is not None:
            found[each.id] = [
                FoundPassage(passage, scores[passage.id])
                for passage in new.passages
                if passage.id in scores and meets(narrowing, new.labels[passage.id])
            ]
    return found


def _scores(
    followed: FollowedSearch,
    search: Search,
    new: NewPassages,
    columns: dict[str, NDArray[np.float32]],
    similarity: float,
) -> dict[str, float]:
    """Return the passages that a search finds, whatever it is narrowed to, with their scores."""
    scores: dict[str, float] = {}
    if followed.id in columns:
        column = columns[followed.id]
        places = np.flatnonzero(column >= similarity)
        near = {new.passages[place].id: float(column[place]) for place in places}
        scores = {name: near[name] for name in new.lines.free_of(near, search.excluded)}
    if followed.mode is not Mode.MEANING:
        scores |= dict.fromkeys(new.lines.holding(search), 1.0)
    return scores


def _with_vectors(followed: Iterable[FollowedSearch], index: Index) -> tuple[FollowedSearch, ...]:
    """Return the searches with vectors of the embedder in use; those of another are made anew."""
    fingerprint = index.embedder.fingerprint
    ready = []
    for each in followed:
        if each.vector and each.embedder != fingerprint:
            vector = packed(index.embedder.encode_query(parse(each.text).words))
            with index.catalogue.writing() as writer:
                writer.followed_vector(each.id, fingerprint, vector)
            ready.append(replace(each, embedder=fingerprint, vector=vector))
        else:
            ready.append(each)
    return tuple(ready)
