"""Writing and reading the searches that are followed, and what was found for them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

import msgspec
from sqlalchemy import Engine, Row, bindparam, delete, select, update

from indexer.catalogue import rows
from indexer.catalogue.followed_tables import followed_entries, followed_searches
from indexer.catalogue.opening import transaction
from indexer.catalogue.statements import Statements
from indexer.following.values import FollowedEntry, FollowedSearch
from indexer.searching.modes import Mode


class FollowedReader:
    """The searches that are followed, of whatever generation."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def followed(self) -> tuple[FollowedSearch, ...]:
        """Return the searches that are followed, by id."""
        query = select(followed_searches).order_by(followed_searches.c.id)
        with transaction(self._engine, writes=False) as connection:
            return tuple(map(_search, connection.execute(query)))

    def followed_search(self, search: str) -> FollowedSearch | None:
        """Return the followed search of that id, or None."""
        query = select(followed_searches).where(followed_searches.c.id == search)
        with transaction(self._engine, writes=False) as connection:
            row = connection.execute(query).one_or_none()
        return _search(row) if row else None

    def followed_entries(self, search: str) -> tuple[FollowedEntry, ...]:
        """Return what was found for a followed search, the latest first."""
        query = select(followed_entries).where(followed_entries.c.search == search)
        with transaction(self._engine, writes=False) as connection:
            found = list(map(_entry, connection.execute(query)))
        return tuple(sorted(found, key=_latest))


class FollowedWriter(Statements):
    """Writes the searches that are followed."""

    def follow(self, search: FollowedSearch) -> None:
        """Follow a search from now on, unless it is followed already."""
        row = msgspec.structs.asdict(search)
        self._hold(followed_searches, {"id": row.pop("id")}, **row)

    def unfollow(self, searches: Iterable[str]) -> None:
        """Follow these searches no longer, and forget what was found for them."""
        for search in searches:
            self._run(delete(followed_searches).where(followed_searches.c.id == search))

    def unfollow_unread(self, before: date) -> None:
        """Follow no longer what nobody has read since `before`."""
        self._run(delete(followed_searches).where(followed_searches.c.read < before))

    def followed_read(self, search: str, day: date) -> None:
        """Hold that a followed search was read on `day`, and not only before."""
        self._run(
            update(followed_searches)
            .where(followed_searches.c.id == search, followed_searches.c.read < day)
            .values(read=day)
        )

    def followed_begun(self, search: str) -> None:
        """Hold that the first entries of a followed search are there."""
        self._run(
            update(followed_searches).where(followed_searches.c.id == search).values(begun=True)
        )

    def followed_vector(self, search: str, embedder: str, vector: bytes) -> None:
        """Hold the vector of a followed search, computed by the embedder of that fingerprint."""
        self._run(
            update(followed_searches)
            .where(followed_searches.c.id == search)
            .values(embedder=embedder, vector=vector)
        )

    def found_for_followed(self, found: Iterable[FollowedEntry], most: int) -> None:
        """Hold what was found for searches, if they are followed still; the latest `most` of each.

        What holds the same passage as before stays as it is. Another one takes its place where it
        is of a newer version of the document, or better than the one held of the same version.
        """
        followed = set(self._connection.execute(select(followed_searches.c.id)).scalars())
        by_search: dict[str, list[FollowedEntry]] = {}
        for entry in found:
            if entry.search in followed:
                by_search.setdefault(entry.search, []).append(entry)
        for search, some in by_search.items():
            self._take_in(search, some, most)

    def withdraw_entries(self, document: str, moment: datetime) -> None:
        """Hold that a document was withdrawn: what was found in it says so, without its words."""
        self._run(
            update(followed_entries)
            .where(followed_entries.c.document == document, ~followed_entries.c.withdrawn)
            .values(withdrawn=True, text="", updated=moment)
        )

    def _take_in(self, search: str, found: Iterable[FollowedEntry], most: int) -> None:
        query = select(followed_entries).where(followed_entries.c.search == search)
        held = {
            (each.document, each.item): each
            for each in map(_entry, self._connection.execute(query))
        }
        taken = dict(held)
        for entry in found:
            key = (entry.document, entry.item)
            taken[key] = _of_both(taken.get(key), entry)
        kept = dict(sorted(taken.items(), key=lambda pair: _latest(pair[1]))[:most])
        gone = [key for key, entry in held.items() if kept.get(key) != entry]
        if gone:
            self._connection.execute(
                delete(followed_entries).where(
                    followed_entries.c.search == search,
                    followed_entries.c.document == bindparam("of_document"),
                    followed_entries.c.item == bindparam("of_item"),
                ),
                [{"of_document": document, "of_item": item} for document, item in gone],
            )
        self._insert(
            followed_entries,
            [
                msgspec.structs.asdict(entry)
                for key, entry in kept.items()
                if held.get(key) != entry
            ],
        )


def _of_both(held: FollowedEntry | None, found: FollowedEntry) -> FollowedEntry:
    """Return the entry to hold of the one held and one found for the same item."""
    if held is None or not (held.withdrawn or _better(found, held)):
        return held or found
    moment = held.updated if held.text == found.text else found.updated
    return msgspec.structs.replace(found, found=held.found, updated=moment)


def _better(found: FollowedEntry, held: FollowedEntry) -> bool:
    if found.version != held.version:
        return found.version > held.version
    return (found.score, -found.ordinal) > (held.score, -held.ordinal)


def _latest(entry: FollowedEntry) -> tuple[float, int, str, str]:
    day = -entry.day.toordinal() if entry.day else 0
    return -entry.updated.timestamp(), day, entry.document, entry.item


def _entry(row: Row[Any]) -> FollowedEntry:
    """Return the entry of a row of `followed_entries`."""
    moments = {"found": rows.aware(row.found), "updated": rows.aware(row.updated)}
    return FollowedEntry(**{**row._asdict(), **moments})


def _search(row: Row[Any]) -> FollowedSearch:
    """Return the search of a row of `followed_searches`."""
    return FollowedSearch(**{**row._asdict(), "mode": Mode(row.mode)})
