"""The pages of a search hold together while records come and go."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from indexer.records import Document, Passage
from indexer.searching.modes import Mode
from indexer.searching.syntax import parse
from indexer.store.schema import Narrowing
from service.open_index import OpenIndex
from service.search import turning
from service.search.passages import ServedPassages
from service.search.searching import Order
from service.search.turning import Turned, Turning

SEARCH = parse("the")


class Growing:
    """An index some of whose documents come later."""

    def __init__(self, index: OpenIndex, *later: str) -> None:
        self._index = index
        self.later = set(later)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._index, name)

    def state(self) -> str:
        return " ".join(sorted(self.later))

    def documents(self, narrowing: Narrowing) -> tuple[Document, ...]:
        return tuple(each for each in self._index.documents(narrowing) if each.id not in self.later)

    def passages_saying(self, text: str, limit: int) -> tuple[Passage, ...]:
        return tuple(
            each
            for each in self._index.passages_saying(text, limit)
            if each.document_id not in self.later
        )


@pytest.fixture
def ids(index: OpenIndex) -> list[str]:
    """Return the documents in the order in which they are found, of which there are three."""
    whole = Turning(index, ServedPassages(index)).found(SEARCH, Mode.EXACT, Order.RELEVANCE)
    return [each.document.id for each in whole.documents]


def pages_of(search: Turning, first: Turned) -> Iterator[Turned]:
    page = first
    while page.next:
        page = search.page(SEARCH, Mode.EXACT, Order.RELEVANCE, 1, str(page.next))
        yield page


def shown(pages: list[Turned]) -> list[str]:
    return [each.document.id for page in pages for each in page.shown]


def test_records_that_come_between_two_pages_neither_repeat_nor_hide_any(
    index: OpenIndex, ids: list[str]
) -> None:
    growing = Growing(index, ids[0])
    search = Turning(growing, ServedPassages(growing))
    first = search.page(SEARCH, Mode.EXACT, Order.RELEVANCE, 1)
    growing.later.clear()
    pages = [first, *pages_of(search, first)]
    assert shown(pages) == ids[1:]
    assert not any(page.changed for page in pages)
    anew = search.page(SEARCH, Mode.EXACT, Order.RELEVANCE, 1)
    assert shown([anew, *pages_of(search, anew)]) == ids


def test_records_that_go_between_two_pages_neither_repeat_nor_hide_any(
    index: OpenIndex, ids: list[str]
) -> None:
    growing = Growing(index)
    search = Turning(growing, ServedPassages(growing))
    first = search.page(SEARCH, Mode.EXACT, Order.RELEVANCE, 1)
    growing.later.add(ids[0])
    assert shown([first, *pages_of(search, first)]) == ids


def test_what_is_kept_no_longer_goes_on_after_the_last_document_and_says_so(
    index: OpenIndex, ids: list[str]
) -> None:
    growing = Growing(index, ids[0])
    first = Turning(growing, ServedPassages(growing)).page(SEARCH, Mode.EXACT, Order.RELEVANCE, 1)
    growing.later.clear()
    restarted = Turning(growing, ServedPassages(growing))
    second = restarted.page(SEARCH, Mode.EXACT, Order.RELEVANCE, 1, str(first.next))
    assert second.changed
    assert shown([first, second]) == ids[1:]


def test_a_restart_alone_changes_nothing(index: OpenIndex, ids: list[str]) -> None:
    first = Turning(index, ServedPassages(index)).page(SEARCH, Mode.EXACT, Order.RELEVANCE, 1)
    restarted = Turning(index, ServedPassages(index))
    second = restarted.page(SEARCH, Mode.EXACT, Order.RELEVANCE, 1, str(first.next))
    assert not second.changed
    assert shown([first, second]) == ids[:2]


def test_only_so_many_searches_are_kept(index: OpenIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turning, "MOST_KEPT", 2)
    search = Turning(index, ServedPassages(index))
    for word in ("lido", "rents", "budget"):
        search.found(parse(word), Mode.EXACT, Order.RELEVANCE)
    assert len(search._kept) == 2
