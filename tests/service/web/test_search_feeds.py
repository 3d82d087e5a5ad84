"""A search's feed over HTTP, read by a feed reader's own parser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import feedparser
import pytest
from litestar import Litestar
from litestar.testing import TestClient

from indexer.config import Settings, load_settings
from indexer.records import DocumentKind
from indexer.searching.modes import Mode
from tests.service.small_index import DOCUMENTS, Records, described, pdf
from tests.service.web.followed_service import followed, hold, served

HTML = {"accept": "text/html"}
ATOM = "{http://www.w3.org/2005/Atom}"
NEW = (
    "leisure/lido.pdf",
    described("Lido opens", DocumentKind.REPORT, "Leisure Committee", date(2025, 5, 6)),
    pdf(
        [
            "# 9. Lido Opening (Item 2)",
            "The lido has opened &amp; is &lt;b&gt;busy&lt;/b&gt;: £4,810 in a week.",
        ]
    ),
)


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Hold the small index in a home of these tests' own."""
    settings = load_settings(
        home=tmp_path_factory.mktemp("feeds") / "home",
        service={"notice": "These records are invented.", "public_url": "https://moot.example/"},
    )
    hold(settings, Records(DOCUMENTS))
    return settings


@pytest.fixture(scope="module")
def client(own: Settings) -> Iterator[TestClient[Litestar]]:
    with served(own) as client:
        yield client


def parsed(client: TestClient[Litestar], **query: str) -> Any:
    answer = client.get("/search.atom", params=query)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8"
    feed = feedparser.parse(answer.content)
    assert not feed.bozo
    assert feed.version == "atom10"
    return feed


@pytest.mark.parametrize("mode", list(Mode))
def test_a_feed_has_what_rfc_4287_requires(client: TestClient[Litestar], mode: Mode) -> None:
    root = ET.fromstring(client.get("/search.atom", params={"q": "lido", "mode": mode}).content)
    assert root.tag == f"{ATOM}feed"
    entries = root.findall(f"{ATOM}entry")
    assert entries
    for part in (root, *entries):
        for name in ("id", "title", "updated"):
            assert len(part.findall(f"{ATOM}{name}")) == 1, name
        assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", part.findtext(f"{ATOM}id") or "")
        moment = datetime.fromisoformat(part.findtext(f"{ATOM}updated") or "")
        assert moment <= datetime.now(UTC)
        links = [(each.get("rel"), each.get("type")) for each in part.findall(f"{ATOM}link")]
        assert len(links) == len(set(links))
    assert root.find(f"{ATOM}author/{ATOM}name") is not None
    [own] = [each.get("href") for each in root.findall(f"{ATOM}link") if each.get("rel") == "self"]
    assert own == f"https://moot.example/search.atom?q=lido&mode={mode}"
    assert len({each.findtext(f"{ATOM}id") for each in entries}) == len(entries)
    latest = max(each.findtext(f"{ATOM}updated") or "" for each in entries)
    assert root.findtext(f"{ATOM}updated") == latest
    for each in entries:
        [content] = each.findall(f"{ATOM}content")
        assert content.get("type") == "html"
        assert len(each.findall(f"{ATOM}summary")) == 1


def test_an_entry_leads_to_its_page_with_the_passage_marked(client: TestClient[Litestar]) -> None:
    feed = parsed(client, q="motion carried", mode="exact")
    [entry] = feed.entries
    assert entry.title == "Allotment Rents – Leisure minutes"
    assert entry.summary == "Minutes, Leisure Committee, 4 March 2025, page 2"
    assert {each.term for each in entry.tags} == {"minutes", "Leisure Committee", "2025-03-04"}
    assert entry.link.startswith("https://moot.example/documents/")
    page = client.get(entry.link.removeprefix("https://moot.example").split("#")[0], headers=HTML)
    assert page.status_code == 200
    assert "<mark" in page.text
    content = entry.content[0].value
    assert "<strong>motion</strong>" in content
    assert "<script" not in content
    assert "&lt;script&gt;" in content
    assert "These records are invented." in feed.feed.subtitle


def test_one_search_is_one_feed_however_it_is_written(client: TestClient[Litestar]) -> None:
    typed = parsed(client, q='the  body:"Leisure Committee" from:2025', mode="exact")
    chosen = parsed(client, **{
        "q": "the", "body": "Leisure Committee", "from": "2025-01-01", "mode": "exact",
        "sort": "oldest",
    })  # fmt: skip
    assert typed.feed.id == chosen.feed.id
    assert typed.entries == chosen.entries
    assert len(typed.entries) > 1
    assert parsed(client, q="the", mode="exact").feed.id != typed.feed.id
    assert parsed(client, q='the body:"Leisure Committee" from:2025').feed.id != typed.feed.id


def test_a_first_feed_begins_with_the_newest_records(client: TestClient[Litestar]) -> None:
    days = [each.updated for each in parsed(client, q="the", mode="exact").entries]
    assert days == sorted(days, reverse=True)
    assert days[0].startswith("2025-03-04")
    assert days[-1].startswith("2025-02-11")


def test_what_did_not_change_is_not_sent_again(client: TestClient[Litestar]) -> None:
    first = client.get("/search.atom", params={"q": "lido"})
    tag, moment = first.headers["etag"], first.headers["last-modified"]
    for held in (
        {"If-None-Match": tag},
        {"If-None-Match": f'"other", {tag.removeprefix("W/")}'},
        {"If-None-Match": "*"},
        {"If-Modified-Since": moment},
    ):
        again = client.get("/search.atom", params={"q": "lido"}, headers=held)
        assert again.status_code == 304, held
        assert again.content == b""
        assert again.headers["etag"] == tag
    for held in (
        {"If-None-Match": '"other"'},
        {"If-None-Match": '"other"', "If-Modified-Since": moment},
        {"If-Modified-Since": "Sat, 01 Jan 2000 00:00:00 GMT"},
        {"If-Modified-Since": "yesterday"},
        {"If-Modified-Since": "Sat, 01 Jan 2000 00:00:00 -0000"},
    ):
        assert client.get("/search.atom", params={"q": "lido"}, headers=held).content, held


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ({}, "nothing to follow"),
        ({"q": '"open'}, "At character 1 of the search"),
        ({"q": "tax body:Nobody"}, "No body is called"),
        ({"q": "tax", "mode": "luck"}, "mode"),
        ({"q": "-tax", "mode": "meaning"}, "no words to find by their meaning"),
        ({"q": "tax from:2026 to:2025"}, "before it begins"),
    ],
)
def test_a_mistake_is_explained_and_nothing_is_followed(
    own: Settings, client: TestClient[Litestar], query: dict[str, str], told: str
) -> None:
    before = followed(own)
    answer = client.get("/search.atom", params=query)
    assert answer.status_code == 400
    assert told in answer.json()["detail"]
    assert followed(own) == before


def test_the_search_page_leads_to_its_feed(client: TestClient[Litestar]) -> None:
    page = client.get("/search", params={"q": 'lido "the motion"', "mode": "exact"}, headers=HTML)
    links = re.findall(r'<(?:link|a)\b[^>]*application/atom\+xml[^>]*href="([^"]*)"', page.text)
    assert links == ["/search.atom?q=lido+%22the+motion%22&amp;mode=exact"] * 2
    assert "atom" not in client.get("/search", headers=HTML).text
    assert "atom" not in client.get("/search", params={"q": '"open'}, headers=HTML).text


def test_a_record_indexed_later_comes_first_and_the_others_stay(tmp_path: Path) -> None:
    settings = load_settings(home=tmp_path / "home", feeds={"similarity": 0.2})
    hold(settings, Records(DOCUMENTS))
    feeds = {mode: {"q": "lido", "mode": mode.value} for mode in Mode}
    with served(settings) as client:
        before = {mode: parsed(client, **query).entries for mode, query in feeds.items()}
    hold(settings, Records([*DOCUMENTS, NEW]))
    with served(settings) as client:
        after = {mode: parsed(client, **query).entries for mode, query in feeds.items()}
    for mode in Mode:
        new, *others = after[mode]
        assert new.title == "Lido Opening – Lido opens", mode
        assert others == before[mode] != []
        assert "opened &amp; is &lt;b&gt;busy" in new.content[0].value
        assert datetime.fromisoformat(new.updated).date() == datetime.now(UTC).date()


def test_a_withdrawn_record_is_told_without_its_words_or_a_link(tmp_path: Path) -> None:
    settings = load_settings(home=tmp_path / "home")
    hold(settings, Records([*DOCUMENTS, NEW]))
    with served(settings) as client:
        before = parsed(client, q="busy", mode="exact")
        tag = client.get("/search.atom?q=busy&mode=exact").headers["etag"]
    hold(settings, Records(DOCUMENTS))
    with served(settings) as client:
        after = parsed(client, q="busy", mode="exact")
        assert client.get("/search.atom?q=busy&mode=exact", headers={"If-None-Match": tag}).content
    [was], [gone] = before.entries, after.entries
    assert gone.id == was.id
    assert gone.title == f"Withdrawn: {was.title}"
    assert "busy" not in gone.content[0].value
    assert "withdrawn" in gone.content[0].value
    assert "links" not in gone or gone.links == []


def test_an_entry_of_an_older_version_leads_to_its_words_there(tmp_path: Path) -> None:
    settings = load_settings(home=tmp_path / "home")
    hold(settings, Records([NEW]))
    with served(settings) as client:
        parsed(client, q="busy", mode="exact")
    revised = pdf(["# 9. Lido Opening (Item 2)", "The lido has closed."])
    hold(settings, Records([(NEW[0], NEW[1], revised)]))
    with served(settings) as client:
        [entry] = parsed(client, q="busy", mode="exact").entries
        page = client.get(re.sub("^http://[^/]*", "", entry.link).split("#")[0], headers=HTML)
    assert page.status_code == 200
    assert "busy" in page.text
    assert "<mark" in page.text
