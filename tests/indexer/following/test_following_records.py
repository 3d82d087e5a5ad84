"""Searches followed while records come, change, go and are built anew."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from indexer.following.values import packed, unpacked
from indexer.index import Index
from indexer.rebuild import rebuild
from indexer.searching.modes import Mode
from indexer.summary import Tally, Unwatched
from tests.fakes import FakeEmbedder
from tests.indexer.following.followed_home import LEVY, LIDO, TODAY, Home


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


def test_a_record_that_comes_is_an_entry_of_the_searches_that_find_it(home: Home) -> None:
    levy, tower = home.follow("levy"), home.follow("tower")
    home.write("levy", LEVY)
    home.write("lido", LIDO)
    home.index()
    entry = home.entries(levy)["levy.txt"]
    assert (entry.page, entry.body, str(entry.day)) == (1, "Cabinet", "2025-01-09")
    assert "levy rises" in entry.text
    assert home.entries(levy).keys() == {"levy.txt"}
    assert home.entries(tower) == {}


def test_what_was_there_before_a_search_was_followed_is_never_new(home: Home) -> None:
    long = f"{LEVY} {'And so on. ' * 9}The levy is due in May."
    home.write("levy", long)
    home.index()
    search = home.follow("levy OR lido")
    # The same words: read again with another title, moved within the text, and built anew, also
    # in other pieces.
    (home.records / "levy.title").write_text("A title of its own")
    home.index()
    home.write("levy", f"Cabinet, 2025-01-09\nTo begin with something else.\f{long}")
    home.index()
    home.index(work=lambda index: rebuild(index, Tally(Unwatched())))
    home.settings["passages"] = {"tokens": 25}
    home.index(work=lambda index: rebuild(index, Tally(Unwatched())))
    assert home.entries(search) == {}
    home.write("lido", LIDO)
    home.index()
    assert home.entries(search).keys() == {"lido.txt"}


def test_an_entry_stays_as_it_is_while_its_passage_does(home: Home) -> None:
    search = home.follow("levy")
    home.write("levy", LEVY)
    home.index()
    before = home.entries(search)
    home.index()
    home.index(work=lambda index: rebuild(index, Tally(Unwatched())))
    home.write("levy", f"{LEVY}\fSomething else was noted.")
    home.index()
    assert home.entries(search) == before
    home.write("levy", "Cabinet, 2025-01-09\nNothing yet.")
    home.index()
    home.write("levy", LEVY)
    home.index()
    [first], [again] = before.values(), home.entries(search).values()
    assert (again.text, again.updated) == (first.text, first.updated)
    assert again.version > first.version


def test_an_entry_follows_its_passage_into_a_new_version(home: Home) -> None:
    search = home.follow("levy")
    home.write("levy", LEVY)
    home.index()
    before = home.entries(search)["levy.txt"]
    home.write("levy", LEVY.replace("a tenth", "a fifth"))
    home.index()
    after = home.entries(search)["levy.txt"]
    assert (after.id, after.found, after.version) == (before.id, before.found, 2)
    assert "a fifth" in after.text
    assert after.updated > before.updated


def test_a_record_withdrawn_leaves_an_entry_that_says_so_without_its_words(home: Home) -> None:
    search = home.follow("levy")
    home.write("levy", LEVY)
    home.index()
    before = home.entries(search)["levy.txt"]
    (home.records / "levy.txt").unlink()
    home.index()
    gone = home.entries(search)["levy.txt"]
    assert (gone.id, gone.withdrawn, gone.text) == (before.id, True, "")
    assert gone.updated > before.updated
    home.write("levy", LEVY)
    home.index()
    back = home.entries(search)["levy.txt"]
    assert (back.id, back.withdrawn, back.text) == (before.id, False, before.text)
    assert back.updated > gone.updated


def test_meaning_finds_what_is_near_and_free_of_what_is_excluded(home: Home) -> None:
    told = " ".join(LEVY.split("\n"))
    vector = FakeEmbedder().encode_query(f"levy.txt\n{told}")
    given = {"embedder": "fake", "vector": packed(vector)}
    near = home.follow("taxes", Mode.MEANING, **given)
    excluded = home.follow("taxes -tenth", Mode.MEANING, **given)
    elsewhere = home.follow("taxes body:Council", Mode.MEANING, **given)
    either = home.follow("lido", Mode.BOTH, **given)
    home.settings["feeds"] = {"similarity": 0.999}
    home.write("levy", LEVY)
    home.write("lido", LIDO)
    home.index()
    assert home.entries(near).keys() == {"levy.txt"}
    assert home.entries(excluded) == home.entries(elsewhere) == {}
    assert {name: each.score == 1 for name, each in home.entries(either).items()} == {
        "levy.txt": False,
        "lido.txt": True,
    }


def test_the_meaning_of_a_search_is_computed_anew_for_another_model(home: Home) -> None:
    home.write("other", "Cabinet, 2025-01-10\nNothing of it.")
    home.index()
    old = FakeEmbedder().encode_query("something far away")
    search = home.follow("levy", Mode.MEANING, embedder="older", vector=packed(old))
    home.write("levy", LEVY)
    home.index()

    def look(index: Index) -> None:
        held = index.catalogue.followed_search(search.id)
        assert held is not None
        assert held.embedder == "fake"
        assert (unpacked(held.vector) == FakeEmbedder().encode_query("levy")).all()

    home.index(work=look)


def test_entries_are_kept_to_the_latest(home: Home) -> None:
    home.settings["feeds"] = {"entries": 2}
    search = home.follow("levy")
    for number in range(4):
        home.write(str(number), LEVY)
        home.index()
    assert home.entries(search).keys() == {"2.txt", "3.txt"}


def test_a_search_that_nobody_reads_is_forgotten_with_its_entries(home: Home) -> None:
    search = home.follow("levy", read=TODAY - timedelta(days=31))
    # the day may end while the tests run
    home.settings["feeds"] = {"unread_days": 40}
    home.write("levy", LEVY)
    home.index()
    assert home.entries(search).keys() == {"levy.txt"}
    home.settings["feeds"] = {"unread_days": 30}
    home.index()
    assert home.entries(search) == {}

    def look(index: Index) -> None:
        assert index.catalogue.followed() == ()

    home.index(work=look)
