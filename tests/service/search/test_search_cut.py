"""What the search page shows of a long passage says where it is cut."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import date
from pathlib import Path

from bs4 import BeautifulSoup
from litestar import Litestar
from litestar.testing import TestClient

from indexer.config import load_settings
from indexer.index import open_index
from indexer.records import DocumentKind
from indexer.summary import Tally, Unwatched
from indexer.synchronise import synchronise
from service.web.app import create_app
from tests.service.small_index import Records, described, instruments, opened, pdf

BEFORE = "The first bench stands by the gate. " * 8
AFTER = "The other benches stand by the pond. " * 12


def shown(client: TestClient[Litestar], word: str) -> str:
    """Return what the page prints of the one hit of `word`."""
    page = client.get("/search", params={"q": word, "mode": "exact"})
    hit = BeautifulSoup(page.text, "html.parser").select_one(".card > p + p")
    assert hit is not None
    return " ".join(hit.get_text().split()).partition(" Page 1")[0]


def test_an_ellipsis_stands_where_the_words_of_a_hit_are_cut(tmp_path: Path) -> None:
    settings = load_settings(home=tmp_path / "home")
    page = pdf([f"Begun. {BEFORE}The bandstand is old. {AFTER}Ended."])
    report = described("Benches", DocumentKind.REPORT, "Leisure Committee", date(2025, 3, 4))
    with open_index(settings, instruments) as index:
        synchronise([Records([("benches.pdf", report, page)])], index, Tally(Unwatched()))
    with opened(settings) as held, TestClient(create_app(settings, lambda: nullcontext(held))) as c:
        printed = {word: shown(c, word) for word in ("begun", "bandstand", "ended")}
    assert printed["begun"].startswith("Begun. The first")
    assert printed["begun"].endswith(" …")
    assert printed["bandstand"].startswith("… ")
    assert printed["bandstand"].endswith(" …")
    assert printed["ended"].startswith("… ")
    assert printed["ended"].endswith("Ended.")
