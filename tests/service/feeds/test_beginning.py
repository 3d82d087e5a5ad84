"""A search is followed before the index is searched for it, so that nothing falls between."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.catalogue import open_catalogue
from indexer.config import Settings, load_settings
from indexer.following.values import FollowedSearch
from indexer.searching.modes import Mode
from indexer.searching.syntax import Search, parse
from service.feeds.following import open_following
from service.open_index import OpenIndex
from service.search.passages import ServedPassages
from service.search.searching import Found, Order
from service.search.turning import Turning
from tests.service.small_index import build, opened


class KilledError(BaseException):
    """The process ends here."""


class KilledTurning(Turning):
    """Dies when it is asked for what a search finds, and tells what was followed by then."""

    def __init__(self, index: OpenIndex, settings: Settings) -> None:
        super().__init__(index, ServedPassages(index))
        self._settings = settings
        self.followed: tuple[FollowedSearch, ...] = ()

    def found(self, search: Search, mode: Mode, order: Order) -> Found:
        self.followed = followed(self._settings)
        raise KilledError


def followed(settings: Settings) -> tuple[FollowedSearch, ...]:
    catalogue = open_catalogue(f"sqlite:///{settings.home / 'catalogue.sqlite'}")
    held = catalogue.followed()
    catalogue.close()
    return held


def test_killed_while_it_begins_a_feed_begins_with_its_next_reading(tmp_path: Path) -> None:
    settings = load_settings(home=tmp_path / "home")
    build(settings)
    with opened(settings) as index, open_following(settings, index.generation) as following:
        killed = KilledTurning(index, settings)
        with pytest.raises(KilledError):
            following.read(parse("lido"), Mode.BOTH, index, killed)
        [begun] = killed.followed
        assert (begun.text, begun.begun, bool(begun.vector)) == ("lido", False, True)

        whole = Turning(index, ServedPassages(index))
        read = following.read(parse("lido"), Mode.BOTH, index, whole)
        assert read is not None
        assert read.search.id == begun.id
        assert {each.title for each in read.entries} > {"Leisure minutes", "Leisure pack"}
        # From now on the index is not searched for it.
        again = following.read(parse(" lido "), Mode.BOTH, index, killed)
        assert again is not None
        assert again.entries == read.entries
        [held] = followed(settings)
        assert held.begun
        assert held.embedder == "words"


def test_the_first_entries_are_bounded_and_of_the_newest_records(tmp_path: Path) -> None:
    settings = load_settings(home=tmp_path / "home", feeds={"first": 2})
    build(settings)
    with opened(settings) as index, open_following(settings, index.generation) as following:
        turning = Turning(index, ServedPassages(index))
        read = following.read(parse("the"), Mode.EXACT, index, turning)
        assert read is not None
        assert len(read.entries) == 2
        assert {each.title for each in read.entries} <= {"Leisure minutes", "Leisure pack"}
