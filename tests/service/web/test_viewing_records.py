"""The record viewer: the right words marked at the right place, on the right page and version."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from litestar.testing import TestClient

from indexer.catalogue.values import Version
from indexer.config import Settings
from indexer.records import Document, Page
from indexer.store.schema import Narrowing
from service.open_index import OpenIndex
from service.web.app import create_app
from service.web.viewing import Quote, find_in, find_quotes, occurrences, quotes_of

HTML = {"accept": "text/html"}


@pytest.fixture(scope="module")
def client(
    settings: Settings, open_shared_index: Callable[[], AbstractContextManager[OpenIndex]]
) -> Iterator[TestClient]:
    with TestClient(create_app(settings, open_shared_index)) as client:
        yield client


@pytest.fixture(scope="module")
def documents(index: OpenIndex) -> dict[str, Document]:
    return {each.path: each for each in index.documents(Narrowing())}


def page(text: str, number: int = 1) -> Page:
    return Page(number, text, ())


def test_words_that_stand_twice_are_marked_where_the_link_says() -> None:
    text = "Carried by 7 votes. Lost by 2. Carried by 7 votes."
    second = text.rindex("Carried")
    assert find_quotes([Quote("Carried by 7 votes.", 1, second)], page(text)) == (
        (second, len(text)),
    )
    assert find_quotes([Quote("Carried by 7 votes.")], page(text)) == ((0, 19),)


def test_a_place_that_has_shifted_still_leads_to_the_words() -> None:
    text = "Added since.\nThe rent is £4."
    (found,) = find_quotes([Quote("The rent is £4.", 1, 0)], page(text))
    assert text[slice(*found)] == "The rent is £4."


def test_words_said_to_stand_on_another_page_are_not_marked_on_this() -> None:
    assert find_quotes([Quote("81,400", 2, 5)], page("81,400", 1)) == ()


@given(st.text(alphabet="ab \n", max_size=30), st.text(alphabet="ab ", max_size=5))
def test_every_occurrence_holds_just_the_words(text: str, words: str) -> None:
    for start, stop in occurrences(words, text):
        assert text[start:stop].split() == words.split()


def test_search_counts_pages_and_shows_the_words_around() -> None:
    found = find_in([page("One\nlido here. A LIDO there.", 1), page("none", 2)], "lido")
    assert [(each.page, each.count, each.words) for each in found] == [(1, 2, "lido")]
    assert find_in([page("one")], "  ") == ()


@pytest.mark.parametrize("place", ["", "x", "1", "1.x", "-1.2", "1.2.3", "9" * 30 + ".1"])
def test_a_place_that_cannot_be_read_is_passed_over(place: str) -> None:
    assert quotes_of(["words"], [place]) == (Quote("words"),)


def test_a_link_to_the_wrong_page_leads_to_the_right_one(
    client: TestClient, documents: dict[str, Document]
) -> None:
    pack = documents["leisure/pack.pdf"].id
    words = {"quote": "Repairs would cost £48,250"}
    answer = client.get(f"/documents/{pack}/pages/1", params=words, follow_redirects=False)
    assert answer.status_code == 302
    assert answer.headers["location"].startswith(f"/documents/{pack}/pages/2?")
    assert "<mark>" in client.get(answer.headers["location"]).text


def test_a_quotation_over_two_pages_says_where_it_goes_on(
    client: TestClient, documents: dict[str, Document]
) -> None:
    minutes = documents["leisure/minutes.pdf"].id
    words = {
        "quote": ["reopen on 17 May 2025.", "Ms Pellow proposed"],
        "at": ["1.400", "2.10"],
    }
    first = client.get(f"/documents/{minutes}/pages/1", params=words).text
    assert re.search(r"goes on on <a href=\"[^\"]*/pages/2\?", first)
    assert "17 May 2025.</mark>" in first


def test_searching_in_a_document_leads_to_marked_pages(
    client: TestClient, documents: dict[str, Document]
) -> None:
    minutes = documents["leisure/minutes.pdf"].id
    found = client.get(f"/documents/{minutes}", params={"find": "LIDO"}, headers=HTML).text
    link = re.search(r'href="([^"]+find=LIDO[^"]*)"', found)
    assert link
    shown = client.get(link[1].replace("&amp;", "&")).text
    assert "<mark>lido</mark>" in shown
    assert '<rect class="box"' in shown
    none = client.get(f"/documents/{minutes}", params={"find": "<b>zzz"}, headers=HTML).text
    assert "No page holds “&lt;b&gt;zzz”" in none


@dataclass
class Revised:
    """An index that holds an older version of every document."""

    index: OpenIndex

    def __getattr__(self, name: str) -> object:
        return getattr(self.index, name)

    def document(self, document_id: str) -> Document:
        from msgspec.structs import replace

        return replace(self.index.document(document_id), version=2)

    def versions(self, document_id: str) -> tuple[Version, ...]:
        held, now = self.index.document(document_id), datetime.now(UTC)
        return (
            Version(document_id, 1, held.digest, now, now),
            Version(document_id, 2, held.digest, now, None),
        )

    def page(self, document_id: str, number: int, version: int | None = None) -> Page:
        return self.index.page(document_id, number)

    def pages(self, document_id: str, version: int | None = None) -> tuple[Page, ...]:
        return self.index.pages(document_id)

    def original(self, document_id: str, version: int | None = None) -> bytes:
        return self.index.original(document_id)


def test_a_superseded_version_says_so_and_stays_itself(
    settings: Settings, index: OpenIndex, documents: dict[str, Document]
) -> None:
    @contextmanager
    def revised() -> Iterator[Revised]:
        yield Revised(index)

    minutes = documents["leisure/minutes.pdf"].id
    with TestClient(create_app(settings, revised)) as client:
        old = client.get(f"/documents/{minutes}/pages/1?version=1", headers=HTML).text
        assert "Superseded." in old
        assert re.search(r'rel="next" href="[^"]+version=1"', old)
        assert re.search(r'<img src="[^"]+version=1&amp;density=1"', old)
        assert "Superseded." not in client.get(f"/documents/{minutes}/pages/1", headers=HTML).text
        for path in (f"/documents/{minutes}?version=3", f"/documents/{minutes}/pages/1?version=3"):
            assert client.get(path, headers=HTML).status_code == 404
