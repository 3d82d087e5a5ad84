"""From the search page to its feed, in a real browser, and into a feed reader's parser."""

from __future__ import annotations

import feedparser
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def test_a_search_leads_to_its_feed(page: Page) -> None:
    page.goto("/search")
    expect(page.get_by_role("link", name="Follow this search in a feed reader")).to_have_count(0)
    page.get_by_role("searchbox").first.fill('lido body:"Leisure Committee"')
    page.get_by_label("exact words").check()
    page.get_by_role("button", name="Search").first.click()
    link = page.get_by_role("link", name="Follow this search in a feed reader")
    expect(link).to_be_visible()
    seen = page.locator('link[rel="alternate"][type="application/atom+xml"]').get_attribute("href")
    assert seen == link.get_attribute("href")
    answer = page.request.get(seen or "")
    assert answer.ok
    feed = feedparser.parse(answer.body())
    assert not feed.bozo
    assert {each.title for each in feed.entries} >= {"Lido Repairs – Leisure minutes"}

    page.goto(next(each.link for each in feed.entries if "minutes" in each.title))
    expect(page.locator("mark").first).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1000, 320])
def test_the_page_with_the_link_has_no_fault(
    browser: Browser, address: str, scheme: str, width: int
) -> None:
    viewport = {"width": width, "height": 800}
    context = browser.new_context(base_url=address, color_scheme=scheme, viewport=viewport)
    page = context.new_page()
    page.goto("/search?q=lido&mode=exact")
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": LEVELS}})
    assert [each["id"] for each in found.response["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()
