"""What a search finds when it is first followed: the newest of what there is already."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, time
from typing import Protocol

from indexer.catalogue.values import Version, place_of
from indexer.following.entries import FoundPassage, entries_of
from indexer.following.values import FollowedEntry, FollowedSearch, unpacked
from indexer.records import AgendaItem, Document, Passage, title_of
from indexer.searching.lines import Lines
from indexer.searching.modes import Mode
from indexer.searching.syntax import Search
from indexer.store.schema import Narrowing, Vector
from service.search.searching import NEAREST, Order, Searched
from service.search.turning import Turning


class Catalogued(Protocol):
    """What the first entries need of the catalogue."""

    def agenda_items_of(self, passage_ids: Sequence[str]) -> Mapping[str, AgendaItem]:
        """Return the agenda item that each of these passages stands under, where there is one."""

    def documents_by_id(self, ids: Sequence[str]) -> tuple[Document, ...]:
        """Return the documents of these ids, in their order, without those not held."""

    def passages(self, ids: Sequence[str]) -> tuple[Passage, ...]:
        """Return the passages of these ids, in their order, without those not held."""

    def versions(self, document_id: str) -> tuple[Version, ...]:
        """Return all versions of a document, the oldest first."""


def first_entries(
    followed: FollowedSearch,
    search: Search,
    narrowing: Narrowing,
    index: Searched,
    turning: Turning,
    held: Catalogued,
    similarity: float,
    most: int,
) -> tuple[FollowedEntry, ...]:
    """Return the entries of the newest documents that a search finds now, `most` at most.

    Their moment is the day of their record, so that a feed does not begin with years of news of
    one day; of a day to come, or where there is none, when the document was first seen.
    """
    found: dict[str, FoundPassage] = {}
    if followed.vector:
        found = _near(unpacked(followed.vector), search, narrowing, index, held, similarity)
    if followed.mode is not Mode.MEANING:
        for each in turning.found(search, Mode.EXACT, Order.NEWEST).documents:
            found |= {passage.id: FoundPassage(passage, 1.0) for passage in each.passages}
    by_document: dict[str, list[FoundPassage]] = {}
    for one in found.values():
        by_document.setdefault(one.passage.document_id, []).append(one)
    entries: list[FollowedEntry] = []
    for document in sorted(held.documents_by_id(sorted(by_document)), key=_newest):
        if len(entries) >= most:
            break
        some = by_document[document.id]
        items = held.agenda_items_of([each.passage.id for each in some])
        moments = {document.id: _moment(document, held)}
        entries += entries_of(followed.id, some, {document.id: document}, items, moments)
    return tuple(entries[:most])


def _near(
    vector: Vector,
    search: Search,
    narrowing: Narrowing,
    index: Searched,
    held: Catalogued,
    similarity: float,
) -> dict[str, FoundPassage]:
    """Return the passages that are near in meaning and hold nothing that is excluded."""
    hits = index.search(vector, None, NEAREST, narrowing).dense
    scores = {hit.id: hit.score for hit in hits if hit.score >= similarity}
    passages = held.passages(list(scores))
    documents = held.documents_by_id(sorted({each.document_id for each in passages}))
    titles = {each.id: title_of(each) for each in documents}
    known = [each for each in passages if each.document_id in titles]
    free = set(Lines(known, titles).free_of(scores, search.excluded))
    return {each.id: FoundPassage(each, scores[each.id]) for each in known if each.id in free}


def _newest(document: Document) -> tuple[int, str]:
    day = place_of(document.description).day
    return (-day.toordinal() if day else 0, document.path)


def _moment(document: Document, held: Catalogued) -> datetime:
    versions = held.versions(document.id)
    seen = next(each.first_seen for each in versions if each.number == document.version)
    day = place_of(document.description).day
    return min(seen, datetime.combine(day, time(), UTC)) if day else seen
