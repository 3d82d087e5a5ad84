"""The description of the programs' interface, and whether the running service keeps to it."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import uvicorn
from litestar.testing import TestClient

from indexer.config import Settings, load_settings
from service.open_index import open_index
from service.web.app import create_app
from service.web.describing import examples_held

HERE = Path(__file__).parent
FORM = "application/problem+json"


@pytest.fixture(scope="module")
def description(settings: Settings, open_shared_index: Callable[[], Any]) -> dict[str, Any]:
    with TestClient(create_app(settings, open_shared_index)) as client:
        answer = client.get("/api/openapi.json")
    assert answer.status_code == 200
    told: dict[str, Any] = answer.json()
    return told


def operations(description: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, methods in description["paths"].items():
        for operation in methods.values():
            yield path, operation


def examples(content: dict[str, Any]) -> list[Any]:
    return [
        *([content["example"]] if "example" in content else []),
        *(each["value"] for each in content.get("examples", {}).values()),
    ]


def test_every_fault_is_told_as_problem_details_with_an_example(
    description: dict[str, Any],
) -> None:
    for path, operation in operations(description):
        faults = {code: told for code, told in operation["responses"].items() if code >= "400"}
        # Health says in its own words what is missing.
        if path.startswith("/health"):
            continue
        assert "503" in faults, path
        for code, told in faults.items():
            assert list(told["content"]) == [FORM], (path, code)
            assert [each["status"] for each in examples(told["content"][FORM])] == [int(code)]


def test_every_operation_has_examples_that_conform(description: dict[str, Any]) -> None:
    for path, operation in operations(description):
        assert operation["summary"], path
        told = operation["responses"].get("200", {}).get("content", {})
        contents = [told["application/json"]] if told else []
        if "requestBody" in operation:
            contents.append(operation["requestBody"]["content"]["application/json"])
        assert contents, path
        for content in contents:
            schema = {**content["schema"], "components": description["components"]}
            shown = examples(content)
            assert shown, path
            for example in shown:
                jsonschema_rs.validate(schema, example)
        for parameter in operation.get("parameters", ()):
            if parameter["required"]:
                assert "example" in parameter or "examples" in parameter, (path, parameter["name"])


def test_no_example_is_of_an_operation_that_is_not_there(description: dict[str, Any]) -> None:
    held = {operation["operationId"] for _, operation in operations(description)}
    assert set(examples_held()) <= held


@pytest.fixture(scope="module")
def address(sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the sample council on a free port, from a copy of its home."""
    home = tmp_path_factory.mktemp("openapi") / "home"
    shutil.copytree(sample_home, home)
    settings = load_settings(home=home)
    with open_index(settings) as index, socket.create_server(("127.0.0.1", 0)) as listening:
        index.warm_up()
        app = create_app(settings, lambda: nullcontext(index))
        server = uvicorn.Server(uvicorn.Config(app, log_level="critical", ws="none"))
        thread = threading.Thread(target=server.run, args=([listening],))
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()


def test_the_running_service_keeps_to_its_description(address: str, tmp_path: Path) -> None:
    run = subprocess.run(
        [
            *(sys.executable, "-m", "schemathesis.cli"),
            *("--config-file", str(HERE / "schemathesis.toml")),
            *("run", f"{address}/api/openapi.json", "--no-color", "--wait-for-schema", "30"),
        ],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout[-10_000:] + run.stderr
    assert "Tested:" in run.stdout


@pytest.mark.parametrize(
    ("method", "path", "sent", "status"),
    [
        ("GET", "/api/v1/nothing", {}, 404),
        ("DELETE", "/api/v1/search", {}, 405),
        ("GET", "/api/v1/search?page=0&size=0", {}, 400),
        ("POST", "/api/v1/ask", {"content": '{"question": "Who?"}'}, 415),
        ("POST", "/api/v1/ask", {"json": {"question": "x" * 200_000}}, 413),
        ("POST", "/api/v1/ask", {"json": {"question": ["no", "text"]}}, 400),
        (
            "POST",
            "/api/v1/ask",
            {"content": "{", "headers": {"Content-Type": "application/json"}},
            400,
        ),
    ],
)
def test_what_goes_wrong_is_told_as_problem_details(
    settings: Settings,
    open_shared_index: Callable[[], Any],
    method: str,
    path: str,
    sent: dict[str, Any],
    status: int,
) -> None:
    with TestClient(create_app(settings, open_shared_index)) as client:
        answer = client.request(method, path, **sent)
    assert answer.status_code == status
    assert answer.headers["content-type"] == FORM
    assert answer.json()["status"] == status
    assert answer.json()["detail"]
    if status == 405:
        assert set(answer.headers["allow"].split(", ")) == {"GET", "OPTIONS"}
