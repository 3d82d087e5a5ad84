"""Searching over HTTP, on the small index."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from html import escape, unescape
from itertools import pairwise
from typing import Any

import msgspec
import pytest
from litestar import Litestar
from litestar.testing import TestClient

from indexer.config import Settings
from indexer.searching.words import line_of
from service.web.app import create_app

HTML = {"accept": "text/html"}


@pytest.fixture(scope="module")
def client(
    settings: Settings, open_shared_index: Callable[[], Any]
) -> Iterator[TestClient[Litestar]]:
    with TestClient(create_app(settings, open_shared_index)) as client:
        yield client


def found(client: TestClient[Litestar], **query: str) -> dict[str, Any]:
    answer = client.get("/api/v1/search", params={"size": "100", **query})
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    return body


def test_every_exact_hit_holds_every_word_and_opens_its_page(client: TestClient[Litestar]) -> None:
    answer = found(client, q="motion carried", mode="exact")
    passages = [each for document in answer["documents"] for each in document["passages"]]
    assert passages
    assert answer["exact"]
    for each in passages:
        assert {"motion", "carried"} <= set(line_of(each["quotation"]).split())
        assert any(piece["marked"] for piece in each["snippet"])
        assert client.get(re.sub("^http://[^/]*", "", each["link"]), headers=HTML).is_success


def test_a_facet_counts_the_documents_that_its_term_leaves(client: TestClient[Litestar]) -> None:
    answer = found(client, q="the", mode="exact")
    facets = [facet for name in answer["facets"] for facet in answer["facets"][name]]
    assert facets
    for facet in facets:
        narrowed = found(client, q=f"the {facet['term']}", mode="exact")
        assert narrowed["documents_total"] == facet["count"], facet


def test_both_holds_all_that_exact_words_find(client: TestClient[Litestar]) -> None:
    exact, both = (found(client, q="motion", mode=mode) for mode in ("exact", "both"))
    ids = [{each["id"] for each in answer["documents"]} for answer in (exact, both)]
    assert ids[0]
    assert ids[0] <= ids[1]
    assert not both["exact"]


def test_the_newest_first_is_the_oldest_first_turned_round(client: TestClient[Litestar]) -> None:
    days = {
        sort: [
            each["passages"][0]["date"]
            for each in found(client, q="the", mode="exact", sort=sort)["documents"]
            if each["passages"][0]["date"]
        ]
        for sort in ("newest", "oldest")
    }
    assert days["oldest"] == sorted(days["oldest"]) == days["newest"][::-1]
    assert len(set(days["oldest"])) > 1


def test_pages_together_are_the_whole_there_and_back(client: TestClient[Litestar]) -> None:
    whole = [each["id"] for each in found(client, q="the", mode="exact")["documents"]]
    assert len(whole) > 1
    pages = [found(client, q="the", mode="exact", size="1")]
    while pages[-1]["next"]:
        pages.append(found(client, q="the", mode="exact", size="1", cursor=pages[-1]["next"]))
    assert [page["documents"][0]["id"] for page in pages] == whole
    assert [page["start"] for page in pages] == list(range(len(whole)))
    for before, page in pairwise(pages):
        back = found(client, q="the", mode="exact", size="1", cursor=page["previous"])
        assert back["documents"] == before["documents"]


def test_a_cursor_that_is_none_is_refused(client: TestClient[Litestar]) -> None:
    for cursor in ("2", "zz.1.", "0123456789abcdef.-1."):
        answer = client.get("/api/v1/search", params={"q": "the", "cursor": cursor})
        assert answer.status_code == 400
        assert "cursor" in answer.json()["detail"]


CONTROLS = {
    "title": "minutes",
    "council": "Netherwick Town Council",
    "body": "Leisure Committee",
    "kind": "minutes",
    "from": "2025-03-04",
    "to": "2025-03-04",
    "ref": "12",
    "person": "Coyle",
}


@pytest.mark.parametrize("name", CONTROLS)
def test_a_control_finds_what_its_typed_field_finds(
    client: TestClient[Litestar], name: str
) -> None:
    value = CONTROLS[name]
    typed = found(client, q=f'the {name}:"{value}"', mode="exact")
    chosen = found(client, **{"q": "the", "mode": "exact", name: value})
    assert typed["documents"] == chosen["documents"] != []


def test_the_form_shows_a_typed_field_in_its_control(client: TestClient[Litestar]) -> None:
    query = 'lido body:"leisure committee" from:2025 person:Coyle -draft'
    page = client.get("/search", params={"q": query}, headers=HTML).text
    assert 'name="q" value="lido -draft"' in page
    assert '<option value="Leisure Committee" selected>' in page
    assert 'name="from" value="2025-01-01"' in page
    assert 'name="person" value="Coyle"' in page


def test_a_mistake_leaves_the_form_as_it_was_filled(client: TestClient[Litestar]) -> None:
    page = client.get("/search", params={"q": 'lido "open'}, headers=HTML)
    assert page.status_code == 400
    assert 'value="lido &#34;open"' in page.text
    assert "At character 6" in page.text


def test_the_page_to_print_is_complete(client: TestClient[Litestar]) -> None:
    rows = client.get("/search/found.jsonl?q=the&mode=exact").text.splitlines()
    page = client.get("/search/found.html?q=the&mode=exact", headers=HTML)
    assert page.text.count("<blockquote") == len(rows) > 0
    for row in map(msgspec.json.decode, rows):
        assert f'href="{escape(row["link"])}"' in page.text


def test_all_that_is_found_is_taken_away(client: TestClient[Litestar]) -> None:
    total = found(client, q="the", mode="exact")["passages_total"]
    rows = list(csv.DictReader(io.StringIO(client.get("/search/found.csv?q=the&mode=exact").text)))
    lines = client.get("/search/found.jsonl?q=the&mode=exact").text.splitlines()
    assert total == len(rows) == len(lines) > 0
    assert [row["\ufeffid"] for row in rows] == [msgspec.json.decode(each)["id"] for each in lines]


@pytest.mark.parametrize("path", ["/search", "/api/v1/search"])
@pytest.mark.parametrize(
    ("query", "told"),
    [
        ({"q": '"open'}, "At character 1 of the search"),
        ({"q": "tax body:Nobody"}, "No body is called"),
        ({"q": "-tax", "mode": "meaning"}, "no words to find by their meaning"),
        ({"q": "tax", "mode": "luck"}, "mode"),
    ],
)
def test_a_mistake_is_explained(
    client: TestClient[Litestar], path: str, query: dict[str, str], told: str
) -> None:
    answer = client.get(path, params=query, headers=HTML)
    assert answer.status_code == 400
    assert told in unescape(answer.text)


def test_the_page_keeps_the_search_and_marks_what_was_sought(client: TestClient[Litestar]) -> None:
    page = client.get("/search?q=%22the+motion%22&mode=exact&sort=oldest", headers=HTML)
    assert page.status_code == 200
    assert "<mark>" in page.text
    assert 'value="&#34;the motion&#34;"' in page.text
    assert client.get("/search", headers=HTML).status_code == 200
