"""The web service, by its own test client."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import msgspec
import pytest
from litestar.testing import TestClient

from indexer.config import Settings, load_settings
from indexer.errors import StoreError
from indexer.store.schema import Narrowing
from service.open_index import OpenIndex
from service.web.app import create_app
from service.web.links import safe_url

HTML = {"accept": "text/html"}
LIDO = "How much will the lido repairs cost?"


@pytest.fixture(scope="module")
def client(
    settings: Settings, open_shared_index: Callable[[], AbstractContextManager[OpenIndex]]
) -> Iterator[TestClient]:
    with TestClient(create_app(settings, open_shared_index)) as client:
        yield client


@pytest.fixture(scope="module")
def minutes(index: OpenIndex) -> str:
    return next(
        each.id for each in index.documents(Narrowing()) if each.path == "leisure/minutes.pdf"
    )


@pytest.fixture(scope="module")
def budget(index: OpenIndex) -> str:
    return next(
        each.id for each in index.documents(Narrowing()) if each.path == "cabinet/budget.pdf"
    )


def test_the_ask_page_shows_what_is_held_and_questions_to_begin_with(client: TestClient) -> None:
    page = client.get("/", headers=HTML)
    assert page.status_code == 200
    assert "Ask Netherwick Town Council’s records" in page.text
    assert "What did the Leisure Committee decide about Lido Repairs?" in page.text
    assert "Leisure Committee" in page.text


def test_the_notice_is_on_every_page(client: TestClient, minutes: str) -> None:
    for path in ("/", f"/?q={LIDO}", f"/documents/{minutes}", "/documents/nothing"):
        assert "These records are invented." in client.get(path, headers=HTML).text


def test_an_answer_is_shown_with_its_quotation_meeting_and_proof(client: TestClient) -> None:
    page = client.get("/", params={"q": LIDO}, headers=HTML).text
    assert "£48,250" in page
    assert "Leisure Committee" in page
    assert "12. Lido Repairs (Item 4)" in page
    assert "Also in 1 other place" in page


def test_the_proof_opens_the_page_with_the_quoted_words_marked(client: TestClient) -> None:
    page = client.get("/", params={"q": LIDO}, headers=HTML).text
    proof = re.search(r'class="proof" href="([^"]+)"', page)
    assert proof
    shown = client.get(proof[1].replace("&amp;", "&"), headers=HTML)
    assert shown.status_code == 200
    marked = " ".join(re.findall(r"<mark>(.*?)</mark>", shown.text, re.DOTALL))
    assert "48,250" in marked
    assert '<rect class="box"' in shown.text


def test_words_that_are_not_on_the_page_are_not_marked(client: TestClient, minutes: str) -> None:
    page = client.get(f"/documents/{minutes}/pages/1", params={"quote": "no such words"}).text
    assert "<mark>" not in page
    assert "were not found on this page" in page


def test_a_table_is_shown_as_a_table(client: TestClient, budget: str) -> None:
    page = client.get(f"/documents/{budget}/pages/1", params={"quote": "Street cleaning 81,400"})
    assert re.search(r"<td><mark>81,400</mark></td>", page.text)


def test_what_records_and_questions_hold_is_shown_as_text(
    client: TestClient, minutes: str, budget: str
) -> None:
    for path in (
        "/?q=<script>alert(1)</script> writing before September",
        f"/documents/{minutes}/pages/2",
        f"/documents/{budget}",
        "/?q=street+cleaning&body=<script>alert(1)</script>",
    ):
        page = client.get(path, headers=HTML).text
        assert "<script>" not in page
        assert "<b>2025-26</b>" not in page


@pytest.mark.parametrize("path", ["/", "/health", "/api/openapi.json", "/nothing", "/static/x"])
def test_every_response_is_locked_down(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


def test_no_page_has_inline_script_or_style(client: TestClient, minutes: str) -> None:
    for path in ("/", f"/?q={LIDO}", f"/documents/{minutes}/pages/1?quote=lido", "/nothing"):
        page = client.get(path, headers=HTML).text
        assert not re.search(r"<style|<script>|\sstyle=|\son\w+=", page)


def test_asking_by_json_gives_the_answer(client: TestClient) -> None:
    answer = client.post("/api/v1/ask", json={"question": LIDO}).json()
    assert answer["status"] == "answered"
    assert answer["statements"][0]["citations"][0]["document"]["path"] == "leisure/minutes.pdf"
    same = client.get("/api/v1/ask", params={"q": LIDO}).json()
    assert same["statements"] == answer["statements"]


def test_filters_bind_over_http(client: TestClient) -> None:
    answer = client.get("/api/v1/ask", params={"q": LIDO, "body": "cabinet", "explain": "1"}).json()
    assert {found["title"] for found in answer["candidates"]} == {"Budget <b>2025-26</b>"}


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("POST", "/api/v1/ask", {"question": ""}, 400),
        ("POST", "/api/v1/ask", {"question": "x" * 10_000}, 400),
        ("POST", "/api/v1/ask", {}, 400),
        ("POST", "/api/v1/ask", {"question": "lido", "since": "soon"}, 400),
        ("POST", "/api/v1/ask", {"question": "lido", "bodies": ["No Such Committee"]}, 400),
        ("POST", "/api/v1/ask", {"question": "x" * 200_000}, 413),
        ("GET", "/api/v1/ask", None, 400),
        ("GET", "/api/v1/documents/none", None, 404),
        ("GET", "/api/v1/nothing", None, 404),
        ("PUT", "/api/v1/ask", {}, 405),
    ],
)
def test_every_fault_of_a_request_is_a_problem(
    client: TestClient, method: str, path: str, body: object, status: int
) -> None:
    response = client.request(method, path, json=body)
    assert response.status_code == status
    assert response.headers["content-type"].startswith("application/problem+json")
    problem = response.json()
    assert problem["status"] == status
    assert problem["title"]
    assert problem["detail"]


def test_a_person_sees_a_fault_as_a_page(client: TestClient) -> None:
    page = client.get("/documents/nothing/pages/1", headers=HTML)
    assert page.status_code == 404
    assert page.headers["content-type"].startswith("text/html")
    assert "There is no such page" in page.text


def test_an_empty_question_is_explained_beside_the_box(client: TestClient) -> None:
    page = client.get("/", params={"q": " "}, headers=HTML)
    assert page.status_code == 400
    assert 'role="alert"' in page.text


def test_pictures_are_kept_and_tagged(client: TestClient, minutes: str) -> None:
    path = f"/documents/{minutes}/pages/1/image.png"
    first = client.get(path)
    assert first.status_code == 200
    assert first.content.startswith(b"\x89PNG")
    again = client.get(path, headers={"if-none-match": first.headers["etag"]})
    assert again.status_code == 304
    assert client.get(path).content == first.content


@pytest.mark.parametrize(
    "path",
    [
        "pages/0/image.png",
        "pages/99/image.png",
        "pages/-1/image.png",
        "pages/1/image.png?density=1000",
        "pages/1/image.png?density=x",
        "pages/..%2f..%2f/image.png",
        "pages/99999999999999999999",
        "pages/3",
    ],
)
def test_pages_that_do_not_exist_are_refused(client: TestClient, minutes: str, path: str) -> None:
    assert client.get(f"/documents/{minutes}/{path}").status_code in {400, 404}


def test_the_original_is_the_file_as_published(
    client: TestClient, index: OpenIndex, minutes: str
) -> None:
    response = client.get(f"/documents/{minutes}/original")
    assert response.content == index.original(minutes)
    assert response.headers["content-type"] == "application/pdf"
    assert "minutes.pdf" in response.headers["content-disposition"]


def test_health_says_what_is_held(client: TestClient) -> None:
    health = client.get("/health").json()
    assert health["live"]
    assert health["ready"]
    assert health["documents"] == 3
    assert client.get("/health/live").status_code == 200


def test_the_interface_describes_itself(client: TestClient) -> None:
    description = client.get("/api/openapi.json").json()
    assert {"get", "post"} <= set(description["paths"]["/api/v1/ask"])
    assert "GivenAnswer" in description["components"]["schemas"]


class FailingIndex:
    """An index whose store is down."""

    generation = "1"

    def __init__(self, index: OpenIndex) -> None:
        self._index = index

    def __getattr__(self, name: str) -> object:
        return getattr(self._index, name)

    def search(self, *given: object) -> None:
        raise StoreError("The store at http://127.0.0.1:6333 does not answer.")

    def encode_question(self, text: str) -> object:
        if "bug" in text:
            raise RuntimeError("a secret of the inside")
        return self._index.encode_question(text)


def test_faults_inside_are_told_without_their_insides(index: OpenIndex, settings: Settings) -> None:
    @contextmanager
    def failing() -> Iterator[FailingIndex]:
        yield FailingIndex(index)

    with TestClient(create_app(settings, failing), raise_server_exceptions=False) as client:
        down = client.get("/api/v1/ask", params={"q": LIDO})
        assert down.status_code == 503
        assert "does not answer" in down.json()["detail"]
        broken = client.get("/api/v1/ask", params={"q": "bug in the lido"})
        assert broken.status_code == 500
        assert "secret" not in broken.text


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//x", "", None])
def test_only_addresses_of_the_web_become_links(url: str | None) -> None:
    assert safe_url(url) == ""


def test_the_demo_leads_to_the_sample_council_where_the_records_do_not_answer(
    tmp_path: Path,
) -> None:
    demo = load_settings([Path(__file__).parents[2] / "configs" / "demo.toml"], home=tmp_path)
    manifest = Path(__file__).parents[2] / "eval" / "sample" / "records" / "manifest.jsonl"
    councils = {
        msgspec.json.decode(line)["council"]
        for line in manifest.read_text(encoding="utf-8").splitlines()
    }
    assert set(demo.service.contacts) == councils
    for contact in demo.service.contacts.values():
        assert safe_url(contact.contact)
        assert safe_url(contact.information)
