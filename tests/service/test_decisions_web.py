"""Decisions, matters and comparisons over HTTP, on the sample council."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import msgspec
import pytest
from litestar.testing import TestClient

from indexer.config import load_settings
from service.open_index import OpenIndex, open_index
from service.web.app import create_app

PAGE = {"accept": "text/html"}


@pytest.fixture(scope="module")
def client(sample_home: Path) -> Iterator[TestClient[Any]]:
    settings = load_settings(home=sample_home)

    def opened() -> AbstractContextManager[OpenIndex]:
        return open_index(settings)

    with TestClient(create_app(settings, opened)) as client:
        yield client


def test_the_table_links_each_decision_to_the_words_that_prove_it(
    client: TestClient[Any],
) -> None:
    page = client.get("/decisions?ref=24/0017", headers=PAGE)
    assert page.status_code == 200
    path = re.search(r'href="(/documents/[^"]+#quoted)"', page.text)
    assert path
    proof = client.get(path[1].replace("&amp;", "&"), headers=PAGE)
    assert proof.status_code == 200
    assert "<mark>" in proof.text


def test_what_the_filter_names_is_taken_away_whole(client: TestClient[Any]) -> None:
    listed = client.get("/api/v1/decisions?size=500&votes=1").json()
    rows = list(csv.DictReader(io.StringIO(client.get("/decisions/decisions.csv?votes=1").text)))
    lines = client.get("/decisions/decisions.jsonl?votes=1").text.splitlines()
    ids = [each["id"] for each in listed["decisions"]]
    assert listed["total"] == len(ids) == len(rows) == len(lines)
    assert [row["\ufeffid"] for row in rows] == ids
    assert [msgspec.json.decode(line)["id"] for line in lines] == ids
    assert all(row["link"].startswith("http") and row["quotation"] for row in rows)


@pytest.mark.parametrize(
    ("path", "names"),
    [
        ("/decisions?since=yesterday", "since"),
        ("/decisions?kind=whim", "kind"),
        ("/compare?older=000000000000&newer=000000000000", "000000000000"),
    ],
)
def test_a_fault_in_the_address_is_named(client: TestClient[Any], path: str, names: str) -> None:
    answer = client.get(path, headers=PAGE)
    assert answer.status_code in (400, 404)
    assert names in answer.text


def test_a_decision_leads_to_its_matter_and_the_matter_to_its_days(
    client: TestClient[Any],
) -> None:
    listed = client.get("/api/v1/decisions?ref=25/0041").json()["decisions"]
    page = client.get(f"/decisions/{listed[-1]['id']}", headers=PAGE).text
    follow = re.search(r'href="(/matters/about[^"]+)"', page)
    assert follow
    matter = client.get(follow[1].replace("&amp;", "&"), headers=PAGE)
    assert matter.status_code == 200
    assert "Lockside Baths" in matter.text
    for day in ("2024-09-10", "2025-02-11", "2025-11-11"):
        assert f'datetime="{day}"' in matter.text


def test_an_older_address_of_a_matter_leads_to_it(client: TestClient[Any]) -> None:
    (first, *_) = client.get("/api/v1/matters?q=lockside").json()["matters"]
    whole = client.get(f"/api/v1/matters/{first['id']}").json()
    assert whole["steps"]
    listed = client.get("/matters?q=lockside", headers=PAGE)
    assert f"/matters/{first['id']}" in listed.text
    assert client.get("/api/v1/matters/000000000000").status_code == 404


def test_two_reports_are_compared_figures_first(client: TestClient[Any]) -> None:
    matter = client.get("/api/v1/matters?q=lockside").json()["matters"][0]
    steps = client.get(f"/api/v1/matters/{matter['id']}").json()["steps"]
    older, newer = [
        each["document"]
        for each in steps
        if each["step"] == "report" and "revised" in each["title"]
    ]
    path = f"older={older}&newer={newer}"
    page = client.get(f"/compare?{path}", headers=PAGE).text
    assert page.index("Figures that changed") < page.index("Side by side")
    assert "<ins>" in page
    figures = client.get(f"/api/v1/compare?{path}").json()["comparison"]["figures"]
    assert ("\u00a37.65m", "\u00a37.85m") in [(each["older"], each["newer"]) for each in figures]
    assert client.get(f"/compare?older={older}", headers=PAGE).status_code == 200
    assert client.get("/compare", headers=PAGE).status_code == 200
