"""The widget on a page of another site, friendly or hostile."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Browser, Page, Route, expect

LIDO = "How much will the lido repairs cost?"
HOSTILE = """
* { all: unset !important; box-sizing: content-box !important; }
moothall-ask { display: none !important; font-size: 60px !important; color: white !important; }
button, input, h2, a { position: fixed !important; font: 40px serif !important; }
"""
CLASHES = """
window.sheet = window.make = window.TEXTS = "the page's own";
Object.prototype.extra = "inherited by everything";
Array.prototype.more = function () { return "more"; };
window.count = 7;
"""


class Site:
    """Another site: its pages by path, each with its policy."""

    def __init__(self, address: str, port: int) -> None:
        self.moothall = address
        self.address = f"http://127.0.0.1:{port}"
        self.pages: dict[str, tuple[str, bytes]] = {}
        self.policy = (
            f"default-src 'none'; script-src 'self' {address}; connect-src {address}; "
            "style-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'"
        )
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                kind, content = site.pages.get(self.path, ("text/plain", b""))
                self.send_response(200 if content else 404)
                self.send_header("Content-Type", f"{kind}; charset=utf-8")
                self.send_header("Content-Security-Policy", site.policy)
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *given: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever)
        self._thread.start()
        self.pages["/hostile.css"] = ("text/css", HOSTILE.encode())
        self.pages["/clashes.js"] = ("text/javascript", CLASHES.encode())

    def page(self, path: str, body: str, head: str = "", attributes: str = 'lang="en"') -> str:
        content = (
            f"<!doctype html><html {attributes}><head><title>Gazette</title>{head}"
            f'<script src="{self.moothall}/widget.js" async></script></head>'
            f"<body><main><h1>Gazette</h1>{body}</main></body></html>"
        )
        self.pages[path] = ("text/html", content.encode())
        return self.address + path

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


@pytest.fixture(scope="module")
def site(address: str, host_port: int) -> Iterator[Site]:
    site = Site(address, host_port)
    yield site
    site.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 900, "height": 900})
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "console",
        lambda message: (
            complaints.append(message.text)
            if message.type == "error" and "favicon" not in message.location["url"]
            else None
        ),
    )
    yield page
    assert context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    context.close()
    assert complaints == []


def ask(page: Page, question: str = LIDO, at: int = 0) -> None:
    widget = page.locator("moothall-ask").nth(at)
    widget.get_by_role("textbox").fill(question)
    page.keyboard.press("Enter")
    expect(widget.locator("[role=status]")).not_to_be_empty()


def test_it_answers_on_another_site_under_a_strict_policy(page: Page, site: Site) -> None:
    page.goto(site.page("/plain", "<moothall-ask></moothall-ask>"))
    ask(page)
    expect(page.locator("moothall-ask blockquote").first).to_contain_text("£48,250")
    link = page.locator("moothall-ask li a").first
    assert (link.get_attribute("href") or "").startswith(f"{site.moothall}/documents/")
    expect(page.locator("moothall-ask h3").first).to_be_focused()
    expect(page.locator("moothall-ask [role=status]")).to_have_text(
        "The answer is complete: Answered."
    )


def test_what_leads_in_to_a_quotation_stands_over_it(page: Page, site: Site) -> None:
    def lead_in(route: Route) -> None:
        given = route.fetch()
        led = given.text().replace('"caption":""', '"caption":"These are repaired:"')
        route.fulfill(response=given, body=led)

    page.route("**/api/v1/ask", lead_in)
    page.goto(site.page("/led", "<moothall-ask></moothall-ask>"))
    ask(page)
    quoted = page.locator("moothall-ask blockquote", has_not=page.locator("p, table")).first
    expect(quoted).to_have_text(re.compile("^These are repaired:.+£48,250"))


def test_a_proof_opens_the_page_with_the_words_marked(page: Page, site: Site) -> None:
    page.goto(site.page("/proof", "<moothall-ask></moothall-ask>"))
    ask(page)
    with page.context.expect_page() as opened:
        page.locator("moothall-ask li a").first.click()
    expect(opened.value.locator("mark").first).to_be_visible()
    opened.value.close()


def test_a_hostile_page_neither_breaks_it_nor_is_touched_by_it(page: Page, site: Site) -> None:
    page.goto(site.page("/friendly", "<moothall-ask></moothall-ask>"))
    ask(page)
    measure = """() => {
      const root = document.querySelector("moothall-ask").shadowRoot;
      return ["h2", "input", "button", "blockquote", "a"].map((name) => {
        const style = getComputedStyle(root.querySelector(name));
        return [name, style.display, style.position, style.fontSize, style.color,
                style.boxSizing, style.fontFamily].join();
      });
    }"""
    friendly = page.evaluate(measure)
    head = '<link rel="stylesheet" href="/hostile.css"><script src="/clashes.js"></script>'
    page.goto(site.page("/hostile", "<p id=own>Text</p><moothall-ask></moothall-ask>", head))
    before = page.evaluate("Object.keys(window).length")
    own = page.evaluate("JSON.stringify(getComputedStyle(document.getElementById('own')))")
    ask(page)
    assert page.evaluate(measure) == friendly
    assert page.evaluate("Object.keys(window).length") == before
    assert page.evaluate("[window.sheet, window.count].join()") == "the page's own,7"
    assert page.evaluate("JSON.stringify(getComputedStyle(document.getElementById('own')))") == own


def test_several_on_one_page_answer_each_for_itself(page: Page, site: Site) -> None:
    page.goto(site.page("/two", "<moothall-ask></moothall-ask><moothall-ask></moothall-ask>"))
    ask(page, at=1)
    first, second = page.locator("moothall-ask").nth(0), page.locator("moothall-ask").nth(1)
    expect(second.locator("blockquote").first).to_be_visible()
    assert first.locator("blockquote").count() == 0
    ask(page, "What is to be spent on street cleaning in 2025-26?", at=0)
    expect(first.locator("table").first).to_contain_text("81,400")
    expect(first.locator("th")).to_have_text(["Service", "2025-26 £", "2026-27 £"])
    expect(second.locator("blockquote").first).to_contain_text("£48,250")


def test_the_floating_form_is_a_dialog_that_gives_the_focus_back(page: Page, site: Site) -> None:
    page.goto(site.page("/float", '<moothall-ask mode="float"></moothall-ask>'))
    button = page.get_by_role("button", name="Ask the records")
    button.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Ask the council’s records")
    expect(dialog).to_be_visible()
    expect(dialog.get_by_role("textbox")).to_be_focused()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(button).to_be_focused()


def test_it_speaks_welsh_and_runs_from_right_to_left(page: Page, site: Site) -> None:
    page.goto(site.page("/cy", '<moothall-ask lang="cy"></moothall-ask>'))
    page.locator("moothall-ask").get_by_role("textbox").fill("Which lido did Otherford close?")
    page.get_by_role("button", name="Gofyn").click()
    expect(page.get_by_text("Nid yw’r cofnodion a gedwir yma yn ateb hyn.")).to_be_visible()
    page.goto(
        site.page("/rtl", '<moothall-ask text-submit="اسأل"></moothall-ask>', "", 'dir="rtl"')
    )
    send = page.get_by_role("button", name="اسأل").bounding_box()
    box = page.locator("moothall-ask").get_by_role("textbox").bounding_box()
    assert send
    assert box
    assert send["x"] < box["x"]


def test_the_page_hears_what_happens(page: Page, site: Site) -> None:
    page.goto(site.page("/events", "<moothall-ask></moothall-ask>"))
    page.evaluate(
        """() => {
          window.heard = [];
          for (const name of ["ask", "answer", "error"]) {
            document.addEventListener(`moothall:${name}`, (event) =>
              heard.push([name, event.detail.question, event.detail.answer?.status ?? ""].join()));
          }
        }"""
    )
    ask(page)
    assert page.evaluate("heard") == [f"ask,{LIDO},", f"answer,{LIDO},answered"]


def test_a_colour_of_the_page_reaches_it(page: Page, site: Site) -> None:
    site.pages["/theme.css"] = ("text/css", b"moothall-ask { --moothall-accent: #aa0000; }")
    head = '<link rel="stylesheet" href="/theme.css">'
    page.goto(site.page("/theme", "<moothall-ask></moothall-ask>", head))
    button = page.get_by_role("button", name="Ask")
    assert button.evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(170, 0, 0)"


def test_without_the_script_a_link_is_left(page: Page, site: Site) -> None:
    body = '<moothall-ask><a href="https://moothall.example/">Ask the records</a></moothall-ask>'
    page.route("**/widget.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    page.goto(site.page("/fallback", body))
    expect(page.get_by_role("link", name="Ask the records")).to_be_visible()


def test_a_service_that_is_gone_is_told_and_tried_again(browser: Browser, site: Site) -> None:
    page = browser.new_page()
    page.goto(site.page("/gone", "<moothall-ask></moothall-ask>"))
    page.route("**/api/v1/ask", lambda route: route.abort())
    ask(page)
    expect(page.get_by_text("The connection broke off").first).to_be_visible(timeout=15_000)
    page.unroute("**/api/v1/ask")
    page.get_by_role("button", name="Try again").click()
    expect(page.locator("moothall-ask blockquote").first).to_contain_text("£48,250")
    page.close()
