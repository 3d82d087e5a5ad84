"""What the server home does beyond the contract: names, faults, what it asks for."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from pydantic import SecretStr
from qdrant_client import QdrantClient

from indexer.config import StoreSettings
from indexer.errors import StoreError
from indexer.store.opening import collection_name, drop_store, open_store
from indexer.store.server import ServerStore


class Refusing(BaseHTTPRequestHandler):
    """A server that knows no key."""

    def do_GET(self) -> None:
        self.send_response(403)
        self.end_headers()
        self.wfile.write(b"Invalid API key")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base's name
        """Keep quiet."""


@pytest.fixture
def refusing_url() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Refusing)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def closed_url() -> str:
    with HTTPServer(("127.0.0.1", 0), Refusing) as server:
        return f"http://127.0.0.1:{server.server_port}"


def test_a_server_that_is_not_there_is_named_with_what_to_do(
    closed_url: str, tmp_path: Path
) -> None:
    settings = StoreSettings(home="server", url=closed_url)
    for attempt in (open_store, lambda *given: drop_store(*given[:3])):
        with pytest.raises(StoreError, match=f"{closed_url}.*does not answer.*store.url"):
            attempt(settings, tmp_path, "1", 8)


# the key goes over plain HTTP to this machine alone
@pytest.mark.filterwarnings("ignore:Api key is used with an insecure connection:UserWarning")
def test_a_server_that_refuses_the_key_names_the_setting_but_not_the_key(
    refusing_url: str, tmp_path: Path
) -> None:
    settings = StoreSettings(home="server", url=refusing_url, api_key=SecretStr("hush"))
    with pytest.raises(StoreError, match=r"refused.*403.*store\.api_key") as raised:
        open_store(settings, tmp_path, "1", 8)
    assert "hush" not in str(raised.value)


def test_an_address_that_is_none_is_a_clear_error(tmp_path: Path) -> None:
    settings = StoreSettings(home="server", url="http://127.0.0.1:port")
    with pytest.raises(StoreError, match=r"store\.url"):
        open_store(settings, tmp_path, "1", 8)


def test_each_generation_has_its_own_collection() -> None:
    settings = StoreSettings(collection="kent")
    assert collection_name(settings, "3") == "kent-3"


@pytest.mark.filterwarnings("ignore:Payload indexes have no effect:UserWarning")
def test_a_collection_of_other_dimensions_is_a_clear_error_and_dropping_it_helps() -> None:
    client = QdrantClient(":memory:")
    store = ServerStore.open(client, "kent-1", 8)
    with pytest.raises(StoreError, match=r"kent-1.* 8 dimensions .* has 16"):
        ServerStore.open(client, "kent-1", 16)
    store.drop()
    store.drop()
    assert ServerStore.open(client, "kent-1", 16).count() == 0
    client.close()


def test_a_closed_store_is_a_clear_error() -> None:
    store = ServerStore(QdrantClient(":memory:"), "kent-1")
    store.close()
    with pytest.raises(StoreError, match="counting"):
        store.count()
