"""Following searches: the first reader of a feed begins it, and whoever reads it keeps it.

How many are followed is bounded. A search that nobody read for long is followed no longer; where
all places are taken, one that seems forgotten gives its place away.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta

from msgspec import Struct

from indexer.catalogue import Catalogue, open_catalogue
from indexer.catalogue.reader import Reader
from indexer.config import Settings
from indexer.errors import NotFound, QuestionError
from indexer.following.values import FollowedEntry, FollowedSearch, packed, search_id
from indexer.generations import held_fingerprint
from indexer.home import open_home
from indexer.searching.modes import Mode
from indexer.searching.syntax import Search, parse
from service.feeds.beginning import first_entries
from service.filters import narrowing_of
from service.search.form import composed, shown
from service.search.searching import Searched
from service.search.turning import Turning

READ_ONCE_DAYS = 2
"""Where all places are taken, a search read on one day only gives its own away after these."""
READ_AGAIN_DAYS = 7
"""A search read on several days gives it away after these: a feed reader asks every day."""


class Followed(Struct, frozen=True):
    """A followed search and what was found for it, the latest first."""

    search: FollowedSearch
    entries: tuple[FollowedEntry, ...]

    @property
    def updated(self) -> datetime:
        """When an entry last came or changed; where there is none, when following began."""
        began = datetime.combine(self.search.since, time(), UTC)
        return max((each.updated for each in self.entries), default=began)


class Following:
    """The searches followed in a home; safe to share between threads. Made by `open_following`.

    The catalogue is opened with the first feed. It is the one thing of the index that the service
    writes to, and only what searches are followed.
    """

    def __init__(
        self, settings: Settings, generation: str, today: Callable[[], date] | None = None
    ) -> None:
        self._settings = settings
        self._generation = generation
        self._today = today or _today
        self._catalogue: Catalogue | None = None
        self._opening = threading.Lock()
        self._beginning = threading.Lock()

    def close(self) -> None:
        """Release the catalogue, if it was opened."""
        if self._catalogue is not None:
            self._catalogue.close()
            self._catalogue = None

    def read(
        self, search: Search, mode: Mode, index: Searched, turning: Turning
    ) -> Followed | None:
        """Return what was found for a search; it is followed from its first reading on.

        None where too many searches are followed.

        Raises
        ------
        QuestionError
            Nothing is sought, a council, body or kind is not known, or there are no words to find
            by their meaning.
        """
        text = canonical(search)
        catalogue = self._opened()
        today = self._today()
        held = catalogue.followed_search(search_id(text, mode))
        if held is None or not held.begun:
            with self._beginning:
                held = self._begin(parse(text), mode, index, turning, today)
        if held is None:
            return None
        if held.read < today:
            with catalogue.writing() as writer:
                writer.followed_read(held.id, today)
        return Followed(held, catalogue.followed_entries(held.id))

    def _begin(
        self, search: Search, mode: Mode, index: Searched, turning: Turning, today: date
    ) -> FollowedSearch | None:
        """Follow a search, unless it is followed by now, and hold its first entries.

        It is followed before the index is searched: what is indexed meanwhile is found by one of
        both, or by both, and is one entry.
        """
        feeds = self._settings.feeds
        narrowing = narrowing_of(
            index, search.councils, search.bodies, search.kinds, search.since, search.until
        )
        if mode is Mode.MEANING and not search.words:
            raise QuestionError("There are no words to find by their meaning: write some.")
        catalogue = self._opened()
        name = search_id(search.text, mode)
        followed = catalogue.followed_search(name)
        if followed is not None and followed.begun:
            return followed
        if followed is None:
            if not self._make_room(catalogue, today):
                return None
            vector, embedder = b"", ""
            if mode is not Mode.EXACT and search.words:
                vector = packed(index.encode_question(search.words)[0])
                embedder = held_fingerprint(self._reader().generation).embedder
            followed = FollowedSearch(
                name, search.text, mode, today, today, embedder=embedder, vector=vector
            )
            with catalogue.writing() as writer:
                writer.follow(followed)
        entries = first_entries(
            followed,
            search,
            narrowing,
            index,
            turning,
            self._reader(),
            feeds.similarity,
            min(feeds.first, feeds.entries),
        )
        with catalogue.writing() as writer:
            writer.found_for_followed(entries, feeds.entries)
            writer.followed_begun(name)
        return followed

    def _make_room(self, catalogue: Catalogue, today: date) -> bool:
        feeds = self._settings.feeds
        with catalogue.writing() as writer:
            writer.unfollow_unread(today - timedelta(days=feeds.unread_days))
        followed = catalogue.followed()
        if len(followed) < feeds.most:
            return True
        given = giving_way(followed, today)
        if given is None:
            return False
        with catalogue.writing() as writer:
            writer.unfollow([given.id])
        return True

    def _reader(self) -> Reader:
        catalogue = self._opened()
        for generation in catalogue.generations():
            if str(generation.id) == self._generation:
                return catalogue.reader(generation)
        raise NotFound("The index was built anew since it was opened: start the service again.")

    def _opened(self) -> Catalogue:
        with self._opening:
            if self._catalogue is None:
                home = open_home(self._settings.home)
                self._catalogue = open_catalogue(self._settings.catalogue_url or home.catalogue_url)
            return self._catalogue


def canonical(search: Search) -> str:
    """Return the text of a search as it is followed: typed or by controls, it is one search.

    Raises
    ------
    QuestionError
        Nothing is sought.
    """
    text = composed(shown(search))
    if not text:
        raise QuestionError("There is nothing to follow: write words to find, or choose a field.")
    return text


def giving_way(followed: Sequence[FollowedSearch], today: date) -> FollowedSearch | None:
    """Return the search that gives its place to another, the longest unread, or None.

    One that is read has not to fear for its place, however many others come: what is followed by
    nobody, as when a program goes through every link, gives way after two days.
    """
    forgotten = [
        each
        for each in followed
        if (today - each.read).days
        >= (READ_ONCE_DAYS if each.read == each.since else READ_AGAIN_DAYS)
    ]
    return min(forgotten, key=lambda each: (each.read, each.id), default=None)


@contextmanager
def open_following(settings: Settings, generation: str) -> Iterator[Following]:
    """Yield what follows searches in the home of `settings`, for the service of `generation`."""
    following = Following(settings, generation)
    try:
        yield following
    finally:
        following.close()


def _today() -> date:
    return datetime.now(UTC).date()
