"""What a journalist does, in a real browser on the sample council: find, follow, compare, print."""

from __future__ import annotations

import ctypes
import io
import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from indexer.config import load_settings
from service.open_index import open_index
from tests.end_to_end.conftest import served

LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
CABINET = "hathermere-borough-council/cabinet"
BATHS = f"/meetings/{CABINET}/2025-02-11"
SEARCH = "/search?q=asbestos+title%3A%22revised+cost%22&mode=exact"
PATHS = (
    "/search", SEARCH, "/search?q=flood", '/search?q="open', "/meetings",
    "/meetings?view=calendar&month=2025-05", BATHS,
    "/meetings/hathermere-borough-council/licensing-committee/2025-05-08", "/bodies",
    f"/bodies/{CABINET}", "/decisions", "/matters", "/compare",
)  # fmt: skip
"""Addresses of pages; those of a decision, a matter and a comparison are found on the way."""

Opens = Callable[..., AbstractContextManager[Page]]


@pytest.fixture(scope="module")
def sample_address(sample_home: Path) -> Iterator[str]:
    """Serve the sample council."""
    settings = load_settings(home=sample_home, service={"notice": "These records are invented."})
    with open_index(settings) as index, served(settings, index) as address:
        yield address


@pytest.fixture
def opens(browser: Browser, sample_address: str) -> Opens:
    """Return what opens a page of the sample council."""

    @contextmanager
    def opened(**options: object) -> Iterator[Page]:
        options = {"viewport": {"width": 1000, "height": 900}, **options}
        context = browser.new_context(base_url=sample_address, **options)
        page = context.new_page()
        page.set_default_timeout(20_000)
        try:
            yield page
        finally:
            context.close()

    return opened


def faults(page: Page) -> list[str]:
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": LEVELS}})
    return [
        f"{page.url} {each['id']}: {node['html']} {node.get('failureSummary', '')}"
        for each in found.response["violations"]
        for node in each["nodes"]
    ]


def follow_the_baths(page: Page, see: Callable[[Page], None] = lambda page: None) -> None:
    """Go from a search to a comparison by links alone, looking at each page on the way."""
    page.goto("/search")
    page.get_by_role("searchbox").first.fill('asbestos title:"revised cost"')
    page.get_by_label("exact words").check()
    page.get_by_role("button", name="Search").first.click()
    expect(page.get_by_role("status").first).to_contain_text("passage")
    see(page)

    page.locator("a.proof").first.click()
    expect(page.locator("mark").first).to_be_visible()
    assert {each.casefold() for each in page.locator("mark").all_inner_texts()} == {"asbestos"}
    see(page)

    page.get_by_role("link", name="Follow this matter").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Lockside Baths")
    assert "25/0041" in page.locator("main").inner_text()
    see(page)

    day = page.locator("li", has=page.locator('h3 time[datetime="2025-02-11"]'))
    day.get_by_role("link", name="this decision").first.click()
    expect(page.get_by_role("heading", name="The words that prove it")).to_be_visible()
    see(page)

    page.get_by_role("link", name="The meeting of 11 February 2025").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Cabinet, 11 February 2025")
    expect(page.get_by_role("heading", name="Apologies (1)")).to_be_visible()
    see(page)

    item = page.locator("li.card", has_text="Lockside Baths: revised cost (Key Decision 25/0004)")
    item.get_by_role("link", name=re.compile("amended 7 February 2025")).click()
    page.get_by_role("link", name="Compare it with another").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Compare")
    see(page)
    page.get_by_role("link", name=re.compile("revised cost")).first.click()
    expect(page.get_by_role("heading", name="Figures that changed")).to_be_visible()
    assert "7.65" in page.locator("main").inner_text()
    assert "7.85" in page.locator("main").inner_text()
    see(page)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize("width", [320, 1000])
def test_a_journalist_follows_a_matter_from_a_search_to_what_changed(
    opens: Opens, scripts: bool, width: int
) -> None:
    def fits(page: Page) -> None:
        if scripts:
            assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url

    with opens(java_script_enabled=scripts, viewport={"width": width, "height": 800}) as page:
        follow_the_baths(page, fits)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_of_the_way_has_a_fault(opens: Opens, scheme: str) -> None:
    found: list[str] = []
    with opens(color_scheme=scheme) as page:
        follow_the_baths(page, lambda page: found.extend(faults(page)))
    assert found == []


@pytest.mark.parametrize("path", PATHS)
def test_pages_have_no_fault_and_fit_a_narrow_screen(opens: Opens, path: str) -> None:
    with opens(viewport={"width": 320, "height": 700}) as page:
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            assert faults(page) == []


def test_meetings_are_found_by_the_form_and_kept_in_the_address(opens: Opens) -> None:
    with opens(java_script_enabled=False) as page:
        page.goto("/")
        page.get_by_role("navigation", name="Main").get_by_role("link", name="Meetings").click()
        page.get_by_label("Body").select_option("Licensing Committee")
        page.get_by_label("Year").select_option("2025")
        page.get_by_role("button", name="Show").click()
        expect(page.get_by_role("status")).to_contain_text("2 meetings")
        address = page.url
        page.get_by_role("link", name=re.compile("8 May 2025")).click()
        expect(page.get_by_text("This meeting was cancelled.")).to_be_visible()
        page.get_by_role("link", name=re.compile(r"page 1$")).first.click()
        expect(page.locator("mark").first).to_contain_text("8 May 2025 was cancelled")
        page.goto(address)
        page.get_by_label("Show as").select_option("calendar")
        page.get_by_role("button", name="Show").click()
        expect(page.locator("caption")).to_have_text("November 2025")
        page.get_by_role("link", name="May 2025").click()
        expect(page.locator("caption")).to_have_text("May 2025")
        expect(page.get_by_role("cell", name=re.compile("8.*cancelled", re.DOTALL))).to_be_visible()


def test_a_search_leads_from_a_hit_to_its_meeting(opens: Opens) -> None:
    with opens() as page:
        page.goto(SEARCH)
        page.get_by_role("link", name=re.compile("^Its meeting")).first.click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Cabinet, 11 February 2025")


def test_a_search_on_paper_holds_its_hits_and_their_links(
    opens: Opens, sample_address: str
) -> None:
    with opens() as page:
        page.goto(SEARCH)
        hits = [
            (each.inner_text(), each.get_attribute("href"))
            for each in page.locator("a.proof").all()
        ]
        titles = page.locator(".card h2").all_inner_texts()
        page.emulate_media(media="print")
        assert not page.get_by_role("search").first.is_visible()
        assert not page.get_by_role("navigation", name="Main").is_visible()
        text, links = printed(page)
    assert hits
    for title in titles:
        assert plain(title) in plain(text)
    for _, path in hits:
        assert path
        assert f"{sample_address}{path}" in links
        assert plain(path) in plain(text)
    assert "asbestos" in text
    assert plain(f"{sample_address}{SEARCH}") in plain(text)  # where to find it again


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_hit_is_cited_in_three_forms_by_keyboard(opens: Opens, scheme: str) -> None:
    with opens(color_scheme=scheme, permissions=["clipboard-read", "clipboard-write"]) as page:
        page.goto(SEARCH)
        page.get_by_role("link", name=re.compile("^Cite page")).first.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_have_text("Cite these words")
        assert faults(page) == []
        forms = page.locator("pre").all_inner_texts()
        for number, name in enumerate(("plain text", "Markdown", "HTML")):
            page.get_by_role("button", name=f"Copy as {name}").press("Enter")
            expect(page.get_by_role("status").nth(number)).to_have_text("Copied")
            copied = page.evaluate("navigator.clipboard.readText()")
            assert copied == (forms[0] if name == "HTML" else forms[number])
        held = "(async () => (await navigator.clipboard.read())[0].types)()"
        assert page.evaluate(held) == ["text/plain", "text/html"]


def test_a_citation_is_there_to_select_without_scripts(opens: Opens) -> None:
    with opens(java_script_enabled=False) as page:
        page.goto(SEARCH)
        page.get_by_role("link", name=re.compile("^Cite page")).first.click()
        expect(page.locator("pre")).to_have_count(3)
        assert page.get_by_role("button", name=re.compile("^Copy")).count() == 0
        forms = page.locator("pre").all_inner_texts()
        page.goto(re.search(r"https?://\S+$", forms[0])[0])
        assert "Asbestos and corrosion" in " ".join(page.locator(".text mark").all_inner_texts())


def test_a_meeting_on_paper_holds_its_items(opens: Opens) -> None:
    with opens(color_scheme="dark") as page:
        page.goto(BATHS)
        text, _ = printed(page)
        page.emulate_media(media="print")
        ink = page.evaluate("getComputedStyle(document.querySelector('h1')).color")
    assert ink == "rgb(0, 0, 0)"
    assert plain("Lockside Baths: revised cost (Key Decision 25/0004)") in plain(text)
    assert plain("Apologies (1)") in plain(text)


def printed(page: Page) -> tuple[str, set[str]]:
    """Return the words of a page as Chromium prints it, and the addresses of its links."""
    document = pdfium.PdfDocument(io.BytesIO(page.pdf(format="A4")))
    text, links = "", set()
    for sheet in document:
        text += sheet.get_textpage().get_text_range() + "\n"
        links |= set(links_of(document, sheet))
    return text, links


def links_of(document: pdfium.PdfDocument, sheet: pdfium.PdfPage) -> Iterator[str]:
    position, link = ctypes.c_int(0), pdfium.raw.FPDF_LINK()
    while pdfium.raw.FPDFLink_Enumerate(sheet.raw, position, link):
        action = pdfium.raw.FPDFLink_GetAction(link)
        if action:
            length = pdfium.raw.FPDFAction_GetURIPath(document.raw, action, None, 0)
            address = ctypes.create_string_buffer(length)
            pdfium.raw.FPDFAction_GetURIPath(document.raw, action, address, length)
            yield address.value.decode()


def plain(text: str) -> str:
    """Return `text` without what lines on paper part."""
    return re.sub(r"[\s\ufffe-]+", "", text)
