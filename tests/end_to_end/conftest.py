"""A real browser, and the small index served on a free port."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest
import uvicorn
from playwright.sync_api import Browser, ConsoleMessage, Page

from indexer.config import Settings, load_settings
from service.index import Index
from service.open_index import OpenIndex
from service.web.app import create_app
from tests.browser import in_a_browser, open_browser
from tests.service.small_index import build, opened


def pytest_itemcollected(item: pytest.Item) -> None:
    item.add_marker(in_a_browser)


@contextmanager
def served(
    settings: Settings,
    index: Index,
    port: int = 0,
    once_cut: Callable[[], None] = lambda: None,
) -> Iterator[str]:
    """Serve `index` in a thread.

    At the end no connection is taken any more, each that there is is cut, then `once_cut` called.
    """

    @contextmanager
    def held() -> Iterator[Index]:
        yield index

    with socket.create_server(("127.0.0.1", port)) as listening:
        server = uvicorn.Server(
            uvicorn.Config(create_app(settings, held), log_level="error", ws="none")
        )
        thread = threading.Thread(target=server.run, args=([listening],))
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            for taking in server.servers:
                taking.get_loop().call_soon_threadsafe(taking.close)
            for connection in list(server.server_state.connections):
                connection.loop.call_soon_threadsafe(connection.transport.abort)
            once_cut()
            thread.join()


@pytest.fixture(scope="session")
def host_port() -> int:
    """Keep a port for pages of other sites."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port: int = listening.getsockname()[1]
    return port


@pytest.fixture(scope="session")
def small_settings(tmp_path_factory: pytest.TempPathFactory, host_port: int) -> Settings:
    settings = load_settings(
        home=tmp_path_factory.mktemp("browser") / "home",
        service={
            "notice": "These records are invented.",
            "allowed_origins": [f"http://127.0.0.1:{host_port}"],
            "contacts": {
                "Netherwick Town Council": {
                    "contact": "https://netherwick.example/contact",
                    "information": "https://netherwick.example/information",
                }
            },
        },
        answer={"confidence": 0.4},
    )
    build(settings)
    return settings


@pytest.fixture(scope="session")
def small_index(small_settings: Settings) -> Iterator[OpenIndex]:
    with opened(small_settings) as index:
        yield index


@pytest.fixture(scope="session")
def address(small_settings: Settings, small_index: OpenIndex) -> Iterator[str]:
    """Serve the small index on a free port."""
    with served(small_settings, small_index) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_browser() as browser:
        yield browser


@pytest.fixture
def open_page(browser: Browser, address: str) -> Callable[..., AbstractContextManager[Page]]:
    """Return what opens a page that must not write to its console: a blocked style would."""

    @contextmanager
    def opens(**options: object) -> Iterator[Page]:
        complaints: list[str] = []

        def hear(message: ConsoleMessage) -> None:
            if message.type in {"error", "warning"}:
                complaints.append(message.text)

        options = {"viewport": {"width": 1000, "height": 900}, **options}
        context = browser.new_context(base_url=address, **options)
        page = context.new_page()
        page.on("console", hear)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.set_default_timeout(15_000)
        try:
            yield page
        finally:
            context.close()
        assert complaints == []

    return opens


@pytest.fixture
def page(open_page: Callable[..., AbstractContextManager[Page]]) -> Iterator[Page]:
    with open_page() as page:
        yield page
