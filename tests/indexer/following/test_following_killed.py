"""Killed between the store and the catalogue, an index loses no entry."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from indexer.instruments import Instruments
from indexer.rebuild import rebuild
from indexer.summary import Tally, Unwatched
from tests.fakes import FileStore, fake_instruments
from tests.indexer.following.followed_home import LEVY, Home


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


class KilledError(BaseException):
    """The process ends here."""


class DyingStore(FileStore):
    """Dies as soon as what it wrote is on disk."""

    def flush(self) -> None:
        raise KilledError


def dying() -> Instruments:
    return replace(
        fake_instruments(),
        open_store=lambda settings, folder, name, size: DyingStore(folder / "points"),
    )


def test_killed_once_the_store_holds_a_passage_its_entry_comes_with_the_next_run(
    home: Home,
) -> None:
    search = home.follow("levy")
    home.write("levy", LEVY)

    with pytest.raises(KilledError):
        home.index(dying)
    assert sum(1 for path in (home.folder / "home").rglob("points/*")) > 0
    assert home.entries(search) == {}
    home.index()
    assert home.entries(search).keys() == {"levy.txt"}


def test_what_was_not_held_against_searches_is_when_the_index_is_built_anew(home: Home) -> None:
    search = home.follow("levy")
    home.write("levy", LEVY)

    with pytest.raises(KilledError):
        home.index(dying)
    home.index(work=lambda index: rebuild(index, Tally(Unwatched())))
    assert home.entries(search).keys() == {"levy.txt"}
