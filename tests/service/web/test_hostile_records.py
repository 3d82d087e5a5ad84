"""Records that are HTML or office files show as text; nothing of their markup comes along."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import docx
import pytest
from litestar.testing import TestClient

from indexer.config import load_settings
from indexer.index import open_index
from indexer.records import Description, DocumentKind
from indexer.store.schema import Narrowing
from indexer.summary import Tally, Unwatched
from indexer.synchronise import synchronise
from service.open_index import OpenIndex
from service.web.app import create_app
from tests.service.small_index import Records, instruments, opened

HOSTILE = """<!doctype html><html><head><title>Notes</title><script>alert("head")</script>
<style>body { display: none }</style></head><body onload="alert(1)">
<h1>Notes of the meeting</h1>
<p onclick="alert(2)">The chair <b>welcomed</b> everyone &lt;script&gt;alert(3)&lt;/script&gt;.</p>
<iframe src="https://evil.example"></iframe><img src="x" onerror="alert(4)">
<svg onload="alert(5)"></svg><a href="javascript:alert(6)">Read the minutes</a>
<form action="https://evil.example"><input name="q"></form>
</body></html>"""


def office() -> bytes:
    document = docx.Document()
    document.add_heading("Notes of the meeting", 1)
    document.add_paragraph('The chair welcomed everyone <script>alert(3)</script> "quoted".')
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[TestClient, OpenIndex]]:
    settings = load_settings(home=tmp_path_factory.mktemp("hostile") / "home")
    described = Description(title="Notes", kind=DocumentKind.OTHER, council="Netherwick")
    records = [("notes.html", described, HOSTILE.encode()), ("notes.docx", described, office())]
    with open_index(settings, instruments) as index:
        tally = Tally(Unwatched())
        synchronise([Records(records)], index, tally)
        assert not tally.summary().failed
    with opened(settings) as index:

        @contextmanager
        def held() -> Iterator[OpenIndex]:
            yield index

        with TestClient(create_app(settings, held)) as client:
            yield client, index


@pytest.mark.parametrize("suffix", [".html", ".docx"])
def test_the_page_shows_the_words_and_none_of_the_markup(
    client: tuple[TestClient, OpenIndex], suffix: str
) -> None:
    web, index = client
    record = next(each for each in index.documents(Narrowing()) if Path(each.path).suffix == suffix)
    page = web.get(
        f"/documents/{record.id}/pages/1",
        params={"quote": "The chair welcomed everyone"},
        headers={"accept": "text/html"},
    )
    assert page.status_code == 200
    assert "<mark>The chair welcomed everyone</mark>" in page.text
    assert "&lt;script&gt;alert(3)&lt;/script&gt;" in page.text
    shown = re.search(r'<section class="text".*?</section>', page.text, re.DOTALL)
    assert shown
    assert set(re.findall(r"<(\w+)", shown[0])) <= {"section", "h2", "h3", "p", "mark", "span"}
    for trace in ("alert(1)", "onerror", "javascript:", "evil.example", "<iframe", "<svg on"):
        assert trace not in page.text
    assert "script-src 'self'" in page.headers["content-security-policy"]


@pytest.mark.parametrize("suffix", [".html", ".docx"])
def test_the_kept_copy_is_only_ever_downloaded(
    client: tuple[TestClient, OpenIndex], suffix: str
) -> None:
    web, index = client
    record = next(each for each in index.documents(Narrowing()) if Path(each.path).suffix == suffix)
    copy = web.get(f"/documents/{record.id}/original")
    assert copy.headers["content-type"].startswith("application/octet-stream")
    assert copy.headers["content-disposition"].startswith("attachment")
    assert copy.headers["x-content-type-options"] == "nosniff"
