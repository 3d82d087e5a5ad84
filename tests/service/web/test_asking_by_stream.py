"""Asking over HTTP: the stream says what the JSON says, from the sites that may ask."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest
from litestar.testing import TestClient

from indexer.config import Settings
from service.open_index import OpenIndex
from service.web.app import create_app

LIDO = "How much will the lido repairs cost?"
STREAM = {"accept": "text/event-stream"}
SITE = "https://gazette.example"
OPERATIONS = {"ask", "askByQuery", "giveFeedback", "getDocument", "getPage"}


@pytest.fixture(scope="module")
def client(
    settings: Settings, open_shared_index: Callable[[], AbstractContextManager[OpenIndex]]
) -> Iterator[TestClient]:
    service = settings.service.model_copy(update={"allowed_origins": (SITE,)})
    settings = settings.model_copy(update={"service": service})
    with TestClient(create_app(settings, open_shared_index)) as client:
        yield client


def events(text: str) -> list[dict[str, str]]:
    found = []
    for part in text.strip().split("\n\n"):
        event: dict[str, str] = {}
        for line in part.split("\n"):
            name, _, value = line.partition(": ")
            event[name] = f"{event[name]}\n{value}" if name in event else value
        found.append(event)
    return found


def test_the_stream_says_what_the_json_says(client: TestClient) -> None:
    whole = client.post("/api/v1/ask", json={"question": LIDO}).json()
    response = client.post("/api/v1/ask", json={"question": LIDO}, headers=STREAM)
    assert response.headers["content-type"].startswith("text/event-stream")
    assert "content-encoding" not in response.headers
    told = events(response.text)
    names = [event["event"] for event in told]
    statements = [json.loads(e["data"]) for e in told if e["event"] == "statement"]
    assert names == ["reading", *["statement"] * len(statements), "status", "done"]
    assert [each["statement"] for each in statements] == whole["statements"]
    assert [each["proofs"] for each in statements] == whole["proofs"]
    assert [each["table"] for each in statements] == whole["tables"]
    done = json.loads(told[-1]["data"])
    assert {**done, "timings_ms": 0} == {**whole, "timings_ms": 0}
    assert len({event["id"] for event in told}) == len(told)


def test_a_stream_is_taken_up_by_its_last_event(client: TestClient) -> None:
    asked = {"json": {"question": LIDO}}
    told = events(client.post("/api/v1/ask", **asked, headers=STREAM).text)
    again = client.post("/api/v1/ask", **asked, headers={**STREAM, "last-event-id": told[1]["id"]})
    assert events(again.text) == told[2:]


@pytest.mark.parametrize("question", ["", " ", "x" * 5000])
def test_a_question_that_cannot_be_taken_is_a_problem_in_a_stream_too(
    client: TestClient, question: str
) -> None:
    for response in (
        client.post("/api/v1/ask", json={"question": question}, headers=STREAM),
        client.get("/answer", params={"q": question}, headers=STREAM),
    ):
        assert response.status_code == 400
        assert response.json()["detail"]


def test_the_page_gets_its_parts_escaped(client: TestClient) -> None:
    question = "What were plot holders told in writing <b>when</b> the rents rose?"
    response = client.get("/answer", params={"q": question}, headers=STREAM)
    told = events(response.text)
    assert told[-1]["event"] == "done"
    assert "<script>alert" not in response.text
    assert "<b>when" not in response.text
    assert "&lt;script&gt;alert(1)" in response.text


def test_proofs_lead_to_the_marked_words(client: TestClient) -> None:
    whole = client.post("/api/v1/ask", json={"question": LIDO}).json()
    for proofs in whole["proofs"]:
        for proof in proofs:
            page = client.get(proof["path"])
            assert "<mark>" in page.text
            assert "not found on this page" not in page.text


def test_the_link_shows_the_same_answer_again(client: TestClient) -> None:
    asked = {"question": "Who chaired it?", "earlier": [LIDO], "bodies": ["Leisure Committee"]}
    whole = client.post("/api/v1/ask", json=asked).json()
    page = client.get(whole["link"], headers={"accept": "text/html"})
    assert f'value="{whole["id"]}"' in page.text


def test_only_the_sites_allowed_may_ask_from_a_browser(client: TestClient) -> None:
    for origin, allowed in ((SITE, True), ("https://other.example", False)):
        answer = client.post("/api/v1/ask", json={"question": LIDO}, headers={"origin": origin})
        assert (answer.headers.get("access-control-allow-origin") == origin) is allowed
        assert "access-control-allow-credentials" not in answer.headers


def test_the_description_tells_of_the_stream_and_of_problems(client: TestClient) -> None:
    described = client.get("/api/openapi.json").json()["paths"]
    ask = described["/api/v1/ask"]["post"]["responses"]
    assert {"application/json", "text/event-stream"} <= set(ask["200"]["content"])
    assert "event: statement" in ask["200"]["content"]["text/event-stream"]["example"]
    for path in described.values():
        for operation in path.values():
            for status, response in operation["responses"].items():
                if int(status) >= 400 and operation["operationId"] in OPERATIONS:
                    assert "application/problem+json" in response["content"]
