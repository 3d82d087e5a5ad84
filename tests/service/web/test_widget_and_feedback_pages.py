"""What is handed out: the widget and its snippet, thanks for feedback, and how it works."""

from __future__ import annotations

import gzip
import html
import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest
from litestar.testing import TestClient

from indexer.config import Settings
from service.feedback import open_asked
from service.open_index import OpenIndex
from service.web.app import create_app
from service.web.templating import STATIC, asset
from service.web.widget import snippet

HTML = {"accept": "text/html"}
LIDO = "How much will the lido repairs cost?"


@pytest.fixture(scope="module")
def client(
    settings: Settings, open_shared_index: Callable[[], AbstractContextManager[OpenIndex]]
) -> Iterator[TestClient]:
    with TestClient(create_app(settings, open_shared_index)) as client:
        yield client


def test_the_widget_is_small_and_whole() -> None:
    script = (STATIC / "widget.js").read_bytes()
    assert len(gzip.compress(script)) < 15_000
    for forbidden in (b"import ", b"eval(", b"innerHTML", b"document.cookie", b"localStorage"):
        assert forbidden not in script


def test_every_site_may_load_the_widget(client: TestClient) -> None:
    response = client.get("/widget.js")
    assert response.headers["cross-origin-resource-policy"] == "cross-origin"
    assert response.headers["content-type"].startswith("text/javascript")
    again = client.get("/widget.js", headers={"if-none-match": response.headers["etag"]})
    assert again.status_code == 304


def test_the_page_and_all_that_it_loads_is_light(client: TestClient) -> None:
    page = client.get("/", headers=HTML)
    sizes = [len(page.content)]
    for path in re.findall(r'(?:src|href)="(/static/[^"]+)"', page.text):
        loaded = client.get(html.unescape(path))
        assert loaded.status_code == 200
        assert "immutable" in loaded.headers["cache-control"]
        sizes.append(len(loaded.content))
    assert len(sizes) == 5
    assert sum(sizes) < 60_000


def test_every_text_of_the_widget_is_there_in_welsh() -> None:
    script = (STATIC / "widget.js").read_text(encoding="utf-8")
    blocks = re.findall(r"^    (?:en|cy): \{\n(.*?)^    \},", script, re.MULTILINE | re.DOTALL)
    english, welsh = (re.findall(r"^      (\w+):", block, re.MULTILINE) for block in blocks)
    assert english == welsh != []


def test_a_changed_file_has_another_path() -> None:
    assert asset("moothall.css") != asset("ask.js").replace("ask.js", "moothall.css")


def test_the_snippet_cannot_be_broken_out_of() -> None:
    lines = snippet({"text-heading": '"><script>alert(1)</script>', "lang": "en"}, "https://a.b")
    assert lines.count("<script") == 1
    assert "alert(1)&lt;/script&gt;" in lines


def test_the_builder_shows_what_was_chosen(client: TestClient) -> None:
    page = client.get(
        "/embed", params={"form": "float", "lang": "cy", "heading": "<i>Holwch"}, headers=HTML
    ).text
    assert '<moothall-ask lang="cy" mode="float" text-heading="&lt;i&gt;Holwch">' in page
    given = html.unescape(re.search(r'<pre id="snippet"[^>]*>(.*?)</pre>', page, re.DOTALL)[1])
    assert 'lang="cy" mode="float"' in given
    assert "Gofyn i gofnodion y cyngor" in given


@pytest.mark.parametrize("query", ["form=x&lang=xx", "lang=../..", "council=Nowhere"])
def test_the_builder_takes_only_what_there_is(client: TestClient, query: str) -> None:
    page = client.get(f"/embed?{query}", headers=HTML)
    assert page.status_code == 200
    assert "<moothall-ask lang=" in page.text


def test_feedback_is_taken_once_an_answer_was_given(client: TestClient, settings: Settings) -> None:
    answer = client.post("/api/v1/ask", json={"question": LIDO}).json()["id"]
    said = {"answer": answer, "verdict": "not_helpful", "reason": "by a program"}
    assert client.post("/api/v1/feedback", json=said).status_code == 204
    thanks = client.post("/feedback", data={**said, "reason": "by a form"}, headers=HTML)
    assert "Thank you" in thanks.text
    with open_asked(settings) as asked:
        assert {"by a program", "by a form"} <= {each.reason for each in asked.feedback_kept()}


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ({"answer": "never given", "verdict": "helpful"}, 404),
        ({"answer": "x", "verdict": "brilliant"}, 400),
        ({"verdict": "helpful"}, 400),
        ({"answer": "x", "verdict": "helpful", "reason": "x" * 1001}, 400),
    ],
)
def test_feedback_on_nothing_is_a_problem(
    client: TestClient, said: dict[str, str], status: int
) -> None:
    assert client.post("/api/v1/feedback", json=said).status_code == status
    assert client.post("/feedback", data=said, headers=HTML).status_code == status


def test_it_is_told_what_is_kept(client: TestClient) -> None:
    about = client.get("/about", headers=HTML).text
    assert "Questions are kept for 30 days" in about


def test_an_address_in_a_question_is_not_kept(client: TestClient, settings: Settings) -> None:
    client.post("/api/v1/ask", json={"question": "Is the lido at ada@mail.example?"})
    with open_asked(settings) as asked:
        kept = [each.question for each in asked.questions_kept()]
    assert "Is the lido at [e-mail]?" in kept
