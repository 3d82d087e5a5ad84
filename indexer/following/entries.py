"""What was found for a followed search, as entries: one of each item of a document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from msgspec import Struct

from indexer.catalogue.values import place_of
from indexer.following.values import FollowedEntry, item_key
from indexer.records import AgendaItem, Document, Passage, title_of


class FoundPassage(Struct, frozen=True):
    """A passage found; ``score`` is 1 where it holds the words sought, else how near it is."""

    passage: Passage
    score: float


def entries_of(
    search: str,
    found: Iterable[FoundPassage],
    documents: Mapping[str, Document],
    items: Mapping[str, AgendaItem],
    moments: Mapping[str, datetime],
) -> tuple[FollowedEntry, ...]:
    """Return the entries of what was found for a search, each with its best passage.

    The best is the one of the highest score, and of these the first in its document.

    Parameters
    ----------
    search
        The id of the followed search.
    found
        Passages of ``documents``.
    documents
        Documents by id.
    items
        The agenda item of a passage, by the passage's id, where it stands under one.
    moments
        When each document came with these words, by its id.
    """
    best: dict[tuple[str, str], FoundPassage] = {}
    for each in found:
        passage = each.passage
        key = (passage.document_id, item_key(items.get(passage.id)))
        held = best.get(key)
        if held is None or _rank(each) > _rank(held):
            best[key] = each
    return tuple(
        _entry(
            search,
            each,
            documents[each.passage.document_id].at(each.passage.pages[0]),
            items,
            moments,
        )
        for each in best.values()
    )


def _rank(found: FoundPassage) -> tuple[float, int]:
    return found.score, -found.passage.ordinal


def _entry(
    search: str,
    found: FoundPassage,
    document: Document,
    items: Mapping[str, AgendaItem],
    moments: Mapping[str, datetime],
) -> FollowedEntry:
    passage, described = found.passage, document.description
    item = items.get(passage.id)
    return FollowedEntry(
        search=search,
        document=document.id,
        item=item_key(item),
        version=document.version,
        ordinal=passage.ordinal,
        score=found.score,
        page=passage.pages[0],
        text=passage.text,
        title=title_of(document),
        item_title=item.title if item else "",
        kind=described.kind.value if described.kind else "other",
        council=described.council or "",
        body=described.recorded_body or described.body or "",
        day=place_of(described).day,
        found=moments[document.id],
        updated=moments[document.id],
    )
