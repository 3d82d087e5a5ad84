"""A real model writes answers, from end to end. Run by ``make test-llm``, not by ``make test``."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import closing

import httpx
import pytest

from indexer.config import load_settings
from service.answer import Answerer
from service.answers import Question
from service.citations import stands
from service.compose.writing.writer import Writer
from service.open_index import OpenIndex, open_index

QUESTIONS = (
    "What evening parking charge did the Cabinet agree in November 2024?",
    "Why was the drive-through café at Station Approach refused?",
)


@pytest.fixture(scope="module")
def server() -> dict[str, str]:
    url = os.environ.get("LLM_URL", "")
    try:
        models = httpx.get(f"{url}/models", timeout=10).raise_for_status().json()
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        pytest.fail(
            f"No OpenAI-compatible server answers at LLM_URL={url!r} ({error}). Start one, such as "
            "llama.cpp's: llama-server -m MODEL.gguf --port 8080 -c 8192"
        )
    return {"base_url": url, "model": os.environ.get("LLM_MODEL") or models["data"][0]["id"]}


@pytest.fixture(scope="module")
def index(
    server: dict[str, str],
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[OpenIndex]:
    home = tmp_path_factory.mktemp("written") / "home"
    shutil.copytree(request.getfixturevalue("sample_home"), home)
    with open_index(load_settings(home=home)) as index:
        yield index


@pytest.mark.parametrize("question", QUESTIONS)
def test_what_a_real_model_writes_is_proved_by_pages_or_quoted_instead(
    index: OpenIndex, server: dict[str, str], question: str
) -> None:
    slow = {"timeout_seconds": 600, "stall_seconds": 300, "max_tokens": 400, "passages": 3}
    settings = load_settings(writing={**server, **slow})
    with closing(Writer(settings.writing)) as writer:
        answer = Answerer(index, settings, writer=writer).answer(Question(question), explain=True)
    print(f"\n{answer.composer}: {answer.introduction} ({answer.timings_ms.get('write')} ms)")
    for each in answer.dropped or ():
        print(f"  dropped, since {each.why}: {each.text}")
    assert answer.statements
    for statement in answer.statements:
        print(f"- {statement.text}")
        assert statement.citations
        for citation in statement.citations:
            assert stands(citation.quote, index.page(citation.document.id, citation.page).text)
    assert (answer.composer == "writing") == answer.introduction.startswith("Written")
