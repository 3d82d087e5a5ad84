"""What is kept of texts is read, missed aloud, and stays in memory while it is asked for."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from indexer.errors import HomeError
from indexer.remembering import Remembering

KEPT = {"one": b"1", "two": b"2", "three": b"3"}


class Cache:
    """Keeps `KEPT`, and notes what is asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def fetch(self, texts: Sequence[str]) -> dict[str, bytes]:
        self.asked += texts
        return {text: KEPT[text] for text in texts if text in KEPT}


def test_what_is_kept_is_given_in_the_order_asked_for() -> None:
    reader = Remembering(Cache().fetch, int, "numbers")
    assert reader.read(["two", "one", "two"]) == (2, 1, 2)
    assert reader.read([]) == ()


def test_what_is_not_kept_is_counted_in_a_clear_error() -> None:
    reader = Remembering(Cache().fetch, int, "numbers")
    with pytest.raises(HomeError, match=r"numbers of 2 passages.*rebuild"):
        reader.read(["one", "lost", "gone", "lost"])
    assert reader.read(["one"]) == (1,)


def test_what_was_asked_for_last_stays_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("indexer.remembering.REMEMBERED", 2)
    cache = Cache()
    reader = Remembering(cache.fetch, int, "numbers")
    reader.read(["one", "two", "three"])
    reader.read(["three", "two"])
    assert sorted(cache.asked) == ["one", "three", "two"]
    reader.read(["one", "three"])
    assert cache.asked[3:] == ["one"]
