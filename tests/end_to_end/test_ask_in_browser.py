"""Asking in a real browser: question, answer, proof, and the marked words on the page."""

from __future__ import annotations

import shutil
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import uvicorn
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright

from indexer.config import load_settings
from service.index import OpenIndex
from service.web.app import create_app
from tests.service.small_index import build, opened

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
LIDO = "How much will the lido repairs cost?"

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the small index on a free port."""
    settings = load_settings(
        home=tmp_path_factory.mktemp("browser") / "home",
        service={"notice": "These records are invented."},
        answer={"confidence": 0.4},
    )
    build(settings)
    with opened(settings) as index, socket.create_server(("127.0.0.1", 0)) as listening:

        @contextmanager
        def held() -> Iterator[OpenIndex]:
            yield index

        server = uvicorn.Server(
            uvicorn.Config(create_app(settings, held), log_level="warning", ws="none")
        )
        thread = threading.Thread(target=server.run, args=([listening],))
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """Open a page that must not write to its console: a blocked style would."""
    complaints: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            complaints.append(message.text)

    context = browser.new_context(base_url=address, viewport={"width": 1000, "height": 900})
    page = context.new_page()
    page.on("console", hear)
    yield page
    context.close()
    assert complaints == []


def test_a_question_leads_to_the_very_words_on_the_page(page: Page) -> None:
    page.goto("/")
    expect(page.get_by_text("These records are invented.")).to_be_visible()
    page.get_by_label("Your question").fill(LIDO)
    page.get_by_role("button", name="Ask").click()
    expect(page.locator(".status")).to_contain_text("Answered")
    expect(page.locator("blockquote").first).to_contain_text("£48,250")
    page.locator("a.proof").first.click()
    expect(page.locator("mark").first).to_be_visible()
    assert "48,250" in " ".join(page.locator("mark").all_inner_texts())
    boxes = page.locator("svg rect.box")
    assert boxes.count() > 0
    picture, box = page.locator("svg image").bounding_box(), boxes.first.bounding_box()
    assert picture
    assert box
    assert picture["x"] < box["x"] < box["x"] + box["width"] < picture["x"] + picture["width"]
    assert picture["y"] < box["y"] < box["y"] + box["height"] < picture["y"] + picture["height"]


def test_it_works_by_keyboard_alone(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Your question")).to_be_focused()
    page.keyboard.type(LIDO)
    page.keyboard.press("Enter")
    expect(page.locator(".status")).to_contain_text("Answered")


def test_it_works_without_scripts_on_a_narrow_screen(browser: Browser, address: str) -> None:
    context = browser.new_context(
        base_url=address, java_script_enabled=False, viewport={"width": 320, "height": 480}
    )
    page = context.new_page()
    page.goto("/")
    page.get_by_label("Your question").fill("What is to be spent on street cleaning in 2025-26?")
    page.get_by_role("button", name="Ask").click()
    assert "81,400" in page.locator("table").first.inner_text()
    page.locator("a.proof").first.click()
    assert page.locator("mark").count() > 0
    context.close()


@pytest.mark.parametrize("path", ["/", f"/?q={LIDO}", "/?q=zxqv+blorf"])
def test_nothing_is_wider_than_a_narrow_screen(page: Page, path: str) -> None:
    page.set_viewport_size({"width": 320, "height": 480})
    page.goto(path)
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 320


def test_a_refusal_shows_the_nearest_records(page: Page) -> None:
    page.goto("/?q=Which+lido+did+Otherford+District+Council+close%3F")
    expect(page.locator(".status")).to_contain_text("Not in the records")
    expect(page.get_by_role("heading", name="The nearest records")).to_be_visible()
    assert page.locator("blockquote").count() == 0
