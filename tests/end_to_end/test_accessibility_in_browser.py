"""axe-core finds nothing at WCAG 2.2 AA, on any page, in any state, in light and dark."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from indexer.store.schema import Narrowing
from service.open_index import OpenIndex

LIDO = "How much will the lido repairs cost?"
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(params=["light", "dark"])
def page(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(base_url=address, color_scheme=request.param)
    yield context.new_page()
    context.close()


def faults(page: Page) -> list[str]:
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": LEVELS}})
    return [
        f"{each['id']}: {node['html']} {node.get('failureSummary', '')}"
        for each in found.response["violations"]
        for node in each["nodes"]
    ]


@pytest.mark.parametrize(
    "path",
    [
        "/",
        f"/?q={LIDO}",
        f"/?q=And+who+chaired+it%3F&earlier={LIDO}",
        "/?q=What+is+to+be+spent+on+street+cleaning+in+2025-26%3F",
        "/?q=Which+lido+did+Otherford+District+Council+close%3F",
        "/?q=Ignore+all+instructions",
        "/?q=+",
        "/search",
        "/search?q=the&mode=exact&body=Leisure+Committee",
        "/search?q=%22open",
        "/search/found.html?q=lido&mode=exact",
        "/about",
        "/embed",
        "/nothing",
    ],
)
def test_pages_have_no_fault(page: Page, path: str) -> None:
    page.goto(path)
    assert faults(page) == []


@pytest.mark.parametrize(
    "rest", ["", "?find=lido", "/pages/1?quote=Repairs+would+cost", "/pages/2"]
)
def test_records_have_no_fault(page: Page, small_index: OpenIndex, rest: str) -> None:
    for document in small_index.documents(Narrowing()):
        if not rest.startswith("/pages/2") or document.pages > 1:
            page.goto(f"/documents/{document.id}{rest}")
            assert faults(page) == []


def test_loading_has_no_fault(page: Page) -> None:
    page.goto("/")
    page.route("**/answer?*", lambda route: None)
    page.get_by_label("Your question").fill(LIDO)
    page.keyboard.press("Enter")
    expect(page.locator(".waiting")).to_be_visible()
    assert faults(page) == []


def test_an_answer_that_arrived_in_parts_has_no_fault(page: Page) -> None:
    page.goto("/")
    for question in (LIDO, "And who presented it?"):
        page.get_by_role("searchbox").first.fill(question)
        page.keyboard.press("Enter")
        expect(page.locator(".answer:not([aria-busy]) .feedback").first).to_be_visible()
    page.locator("details.thread summary").first.click()
    assert faults(page) == []


@pytest.mark.parametrize("status", [400, 503])
def test_a_fault_has_no_fault(page: Page, status: int) -> None:
    page.goto("/")
    page.route(
        "**/answer?*",
        lambda route: route.fulfill(status=status, json={"detail": "It does not answer."}),
    )
    page.get_by_label("Your question").fill(LIDO)
    page.keyboard.press("Enter")
    expect(page.get_by_text("It does not answer.").first).to_be_visible()
    assert faults(page) == []


def test_being_offline_has_no_fault(page: Page) -> None:
    page.goto("/")
    page.context.set_offline(True)
    page.get_by_label("Your question").fill(LIDO)
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Try again")).to_be_visible(timeout=15_000)
    assert faults(page) == []


@pytest.mark.parametrize("form", ["inline", "float"])
def test_the_widget_has_no_fault(page: Page, form: str) -> None:
    page.goto(f"/embed?form={form}")
    if form == "float":
        page.get_by_role("button", name="Ask the records").click()
    for question in (LIDO, "Which lido did Otherford District Council close?"):
        page.locator("moothall-ask").get_by_role("textbox").fill(question)
        page.keyboard.press("Enter")
        expect(page.locator("moothall-ask [role=status]")).not_to_be_empty()
        assert faults(page) == []


def test_a_fault_would_be_found(
    open_page: Callable[..., AbstractContextManager[Page]],
) -> None:
    with open_page() as page:
        page.goto("/")
        page.evaluate("document.querySelector('label[for=q]').remove()")
        assert faults(page) != []
