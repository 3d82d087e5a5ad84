"""A search that is followed, and what was found for it."""

from __future__ import annotations

import uuid
from datetime import date, datetime

import numpy as np
from msgspec import Struct

from indexer.records import NAMESPACE, AgendaItem
from indexer.searching.modes import Mode
from indexer.slugs import slug
from indexer.store.schema import Vector


class FollowedSearch(Struct, frozen=True):
    """A search that is followed.

    ``since`` and ``read`` are the days on which it was first and last read. ``begun`` says that
    its first entries are there. ``vector`` is that of its words as packed by `packed`, computed by
    the embedder of the fingerprint ``embedder``; both are empty where its meaning does not count.
    """

    id: str
    text: str
    mode: Mode
    since: date
    read: date
    begun: bool = False
    embedder: str = ""
    vector: bytes = b""


class FollowedEntry(Struct, frozen=True):
    """What was found for a followed search in one item of one document: its best passage.

    ``item`` tells the item from others of the document, and is empty where the passage stands
    under none; ``item_title`` is how it is printed. ``score`` is 1 where the passage holds the
    words sought, else how near it is in meaning. ``found`` is when there first was an entry,
    ``updated`` when its passage was last another one. Of a record that was ``withdrawn`` the
    passage is forgotten.
    """

    search: str
    document: str
    item: str
    version: int
    ordinal: int
    score: float
    page: int
    text: str
    title: str
    item_title: str
    kind: str
    council: str
    body: str
    day: date | None
    found: datetime
    updated: datetime
    withdrawn: bool = False

    @property
    def id(self) -> str:
        """The entry's UUID: of the search, the document's place and the item, and so lasting."""
        return str(uuid.uuid5(NAMESPACE, f"followed:{self.search}:{self.document}:{self.item}"))


def search_id(text: str, mode: Mode) -> str:
    """Return the id of a followed search: the UUIDv5 of what is sought and how."""
    return str(uuid.uuid5(NAMESPACE, f"followed:{mode.value}:{text}"))


def item_key(item: AgendaItem | None) -> str:
    """Return what tells an agenda item from the others of its document."""
    return f"{item.minute or item.item}/{slug(item.title)}" if item else ""


def packed(vector: Vector) -> bytes:
    """Return a vector as it is kept."""
    return vector.astype("<f4").tobytes()


def unpacked(vector: bytes) -> Vector:
    """Return a vector that was kept."""
    return np.frombuffer(vector, dtype="<f4").astype(np.float32)
