"""Asking in a real browser: question, answer, proof, and the marked words on the page."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field

import pypdfium2 as pdfium
import pytest
from playwright.sync_api import Browser, Page, expect

from indexer.config import Settings
from service.open_index import OpenIndex
from tests.end_to_end.conftest import served

LIDO = "How much will the lido repairs cost?"


def ask(page: Page, question: str) -> None:
    page.get_by_role("searchbox").first.fill(question)
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.locator(".answer:not([aria-busy]) .status").first).to_be_visible()


def test_a_question_leads_to_the_very_words_on_the_page(page: Page) -> None:
    page.goto("/")
    expect(page.get_by_text("These records are invented.")).to_be_visible()
    ask(page, LIDO)
    expect(page.locator(".status")).to_contain_text("Answered")
    expect(page.locator("blockquote").first).to_contain_text("£48,250")
    page.locator("a.proof").first.click()
    expect(page.locator("mark").first).to_be_visible()
    assert "48,250" in " ".join(page.locator("mark").all_inner_texts())
    assert page.locator("svg rect.box").count() > 0


@pytest.mark.parametrize("width", [320, 1000, 1600])
@pytest.mark.parametrize("question", [LIDO, "What is to be spent on street cleaning in 2025-26?"])
def test_the_boxes_cover_just_the_quoted_words(
    open_page: Callable[..., AbstractContextManager[Page]],
    small_index: OpenIndex,
    width: int,
    question: str,
) -> None:
    with open_page(viewport={"width": width, "height": 900}) as page:
        page.goto("/")
        ask(page, question)
        page.locator("a.proof").first.click()
        page.wait_for_url(re.compile("/documents/"))
        match = re.search(r"/documents/(\w+)/pages/(\d+)", page.url)
        assert match
        sheet = pdfium.PdfDocument(small_index.original(match[1]))[int(match[2]) - 1]
        text = sheet.get_textpage()
        words = text.get_text_range()
        across, down = sheet.get_size()
        quotes = page.evaluate("new URLSearchParams(location.search).getAll('quote')")
        quoted = set()
        for quote in quotes:
            found = re.search(r"\s+".join(map(re.escape, quote.split())), words)
            assert found
            quoted |= set(range(*found.span()))
        picture = page.locator(".sheet img").bounding_box()
        assert picture
        boxes = [box.bounding_box() for box in page.locator("svg rect.box").all()]
        outside = []
        for at, letter in enumerate(words):
            if letter.isspace():
                continue
            left, bottom, right, top = text.get_charbox(at)
            x = picture["x"] + (left + right) / 2 / across * picture["width"]
            y = picture["y"] + (down - (top + bottom) / 2) / down * picture["height"]
            covered = any(
                box
                and box["x"] - 1 <= x <= box["x"] + box["width"] + 1
                and box["y"] - 1 <= y <= box["y"] + box["height"] + 1
                for box in boxes
            )
            if covered != (at in quoted):
                outside.append((letter, at))
        assert outside == []


def test_it_works_by_keyboard_alone(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_label("Your question")).to_be_focused()
    page.keyboard.type(LIDO)
    page.keyboard.press("Enter")
    expect(page.locator(".answer h1")).to_be_focused()
    expect(page.locator(".status")).to_contain_text("Answered")
    page.keyboard.press("Tab")
    expect(page.locator("a.proof").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("mark").first).to_be_visible()


def test_one_polite_message_says_that_the_answer_is_complete(page: Page) -> None:
    page.goto("/")
    page.evaluate(
        """() => {
          window.heard = [];
          const place = document.getElementById("announcement");
          new MutationObserver(() => {
            if (place.textContent) window.heard.push(place.textContent);
          }).observe(place, { childList: true, characterData: true, subtree: true });
        }"""
    )
    ask(page, LIDO)
    expect(page.locator("#announcement")).not_to_be_empty()
    assert page.evaluate("window.heard") == ["Answered, with 1 statement."]
    assert page.locator("[aria-busy]").count() == 0


def test_it_works_without_scripts_on_a_narrow_screen(
    open_page: Callable[..., AbstractContextManager[Page]],
) -> None:
    with open_page(java_script_enabled=False, viewport={"width": 320, "height": 480}) as page:
        page.goto("/")
        page.get_by_label("Your question").fill("How much is street cleaning in 2025-26?")
        page.get_by_role("button", name="Ask", exact=True).click()
        assert "81,400" in page.locator("table").first.inner_text()
        page.get_by_label("Ask another question").fill("And the lido?")
        page.get_by_role("button", name="Ask", exact=True).click()
        expect(page.get_by_text("Asked before")).to_be_visible()
        page.get_by_role("button", name="Yes, it helped").click()
        expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
        page.go_back()
        page.locator("a.proof").first.click()
        expect(page.locator("mark").first).to_be_visible()


def test_follow_ups_stand_in_a_thread_with_a_link_of_their_own(page: Page) -> None:
    page.goto("/")
    ask(page, LIDO)
    ask(page, "And who presented it?")
    expect(page.get_by_text(f"Read together with: “{LIDO}”")).to_be_visible()
    expect(page.locator("details.thread summary").first).to_have_text(LIDO)
    link = page.get_by_role("link", name="Link to this answer").first.get_attribute("href")
    assert link
    page.goto(link)
    expect(page.locator(".answer h1")).to_have_text("And who presented it?")
    expect(page.get_by_role("navigation", name="Earlier questions")).to_contain_text(LIDO)


def test_going_back_shows_what_was_there(page: Page) -> None:
    page.goto("/")
    ask(page, LIDO)
    page.go_back()
    expect(page.get_by_role("heading", name="Questions to begin with")).to_be_visible()


def test_an_answer_is_copied_with_its_citations(
    open_page: Callable[..., AbstractContextManager[Page]], address: str
) -> None:
    with open_page(permissions=["clipboard-read", "clipboard-write"]) as page:
        page.goto("/")
        ask(page, LIDO)
        page.get_by_role("button", name="Copy with citations").click()
        expect(page.get_by_role("button", name="Copied")).to_be_visible()
        copied = page.evaluate("navigator.clipboard.readText()")
    assert "£48,250" in copied
    assert f"{address}/documents/" in copied


def test_feedback_is_thanked_for_in_place(page: Page) -> None:
    page.goto("/")
    ask(page, LIDO)
    page.get_by_label("Why, if you like").fill("The figure is there.")
    page.get_by_role("button", name="Yes, it helped").click()
    expect(page.get_by_text("Thank you.")).to_be_focused()


@pytest.mark.parametrize("path", ["/", f"/?q={LIDO}", "/?q=zxqv+blorf", "/about", "/embed"])
def test_nothing_is_wider_than_a_narrow_screen(
    open_page: Callable[..., AbstractContextManager[Page]], path: str
) -> None:
    # 1280 pixels at 400% are 320 wide
    with open_page(viewport={"width": 320, "height": 256}) as page:
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_refusal_shows_the_nearest_records_and_whom_to_ask(page: Page) -> None:
    page.goto("/?q=Which+lido+did+Otherford+District+Council+close%3F")
    expect(page.locator(".status")).to_contain_text("Not in the records")
    expect(page.get_by_role("heading", name="The nearest records")).to_be_visible()
    assert page.locator("blockquote").count() == 0
    link = page.get_by_role("link", name="freedom of information")
    assert link.get_attribute("href") == "https://netherwick.example/information"


@dataclass
class Halting:
    """An index whose search waits until it is let go on."""

    index: OpenIndex
    reached: threading.Event = field(default_factory=threading.Event)
    go_on: threading.Event = field(default_factory=threading.Event)

    def __getattr__(self, name: str) -> object:
        return getattr(self.index, name)

    def search(self, *given: object, **named: object) -> object:
        self.reached.set()
        self.go_on.wait(20)
        return self.index.search(*given, **named)  # type: ignore[arg-type]


def test_a_server_that_stops_in_midst_of_an_answer_is_told_and_tried_again(
    browser: Browser, small_settings: Settings, small_index: OpenIndex
) -> None:
    halting = Halting(small_index)
    with served(small_settings, halting, once_cut=halting.go_on.set) as address:
        page = browser.new_page(base_url=address)
        page.goto("/")
        page.get_by_label("Your question").fill(LIDO)
        page.keyboard.press("Enter")
        expect(page.locator(".answer[aria-busy=true] .waiting")).to_be_visible()
        assert halting.reached.wait(20)
    expect(page.get_by_text("The connection broke off").first).to_be_visible(timeout=20_000)
    assert page.locator("[aria-busy]").count() == 0
    with served(small_settings, small_index, int(address.rpartition(":")[2])):
        page.get_by_role("button", name="Try again").click()
        expect(page.locator("blockquote").first).to_contain_text("£48,250")
        page.close()
