"""Citations that can be pasted elsewhere, and links that outlive re-indexing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from html import unescape
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from litestar import Litestar
from litestar.testing import TestClient
from markdown import markdown  # type: ignore[import-untyped]  # ships no types

from indexer.config import Settings, load_settings
from indexer.records import Page
from service.open_index import OpenIndex
from service.web.app import create_app
from service.web.citing import Citing, as_html, as_markdown, as_plain, on_one_line
from service.web.links import GAP, cite_link
from service.web.quoting import passage_link
from service.web.viewing import Quote, find_quotes
from tests.service.small_index import build, opened

HTML = {"accept": "text/html"}
PRINTED = st.text(st.characters(codec="ascii", min_codepoint=33, max_codepoint=126), min_size=1)


@pytest.fixture(scope="module")
def client(
    settings: Settings, open_shared_index: Callable[[], AbstractContextManager[OpenIndex]]
) -> Iterator[TestClient[Litestar]]:
    with TestClient(create_app(settings, open_shared_index)) as client:
        yield client


def citing(words: str, title: str = "Minutes") -> Citing:
    link = "https://moothall.example/documents/d/pages/2?quote=a+b&version=1#quoted"
    return Citing(words, title, "minutes of the Cabinet, 9 January 2025", ("5. Rents",), 2, link)


def text_of(html: str) -> str:
    return " ".join(BeautifulSoup(html, "html.parser").get_text(" ").split())


def test_every_form_says_the_words_the_place_and_the_link() -> None:
    given = citing("Rents rise\tby 3%")
    for form in (as_plain(given), as_markdown(given), as_html(given)):
        said = unescape(form.replace("\\", ""))
        for part in ("“Rents rise | by 3%”", "Minutes", "9 January 2025, 5. Rents, page 2"):
            assert part in said
        assert given.link in said


def test_rows_of_a_table_are_parted_in_one_line_and_sentences_are_not() -> None:
    assert on_one_line("Levy\t\t450\nLoans \t2,600\n") == "Levy | 450; Loans | 2,600"
    assert on_one_line("It was\n\nagreed; so be it.") == "It was agreed; so be it."


@given(PRINTED, PRINTED)
def test_markdown_and_html_show_every_sign_as_it_was(words: str, title: str) -> None:
    given = citing(words, title)
    for html in (markdown(as_markdown(given)), as_html(given)):
        shown = BeautifulSoup(html, "html.parser")
        (link,) = shown.find_all("a")
        assert link["href"] == given.link
        assert link.get_text() == title
        assert text_of(html).startswith(given.quotation)


def test_a_page_is_cited_without_words() -> None:
    given = citing("")
    assert "“" not in as_plain(given) + as_markdown(given) + as_html(given)
    assert given.link in as_plain(given)


def test_words_are_found_by_their_ends_the_nearest_ones() -> None:
    text = "The tip at Mill Lane shuts. It is old. The tip at Mill Lane is old. The rest is old."
    (found,) = find_quotes([Quote(f"The tip at {GAP} is old.", 1, 30)], Page(1, text, ()))
    assert text[slice(*found)] == "The tip at Mill Lane is old."


def test_the_lasting_link_of_every_passage_marks_its_words(
    client: TestClient[Litestar], index: OpenIndex
) -> None:
    for passage in index.passages_saying("", 500):
        link = passage_link(index.document(passage.document_id), passage, index)
        shown = client.get(link, headers=HTML)
        assert shown.status_code == 200
        assert "were not found" not in shown.text
        assert "<mark>" in shown.text


def test_the_page_to_cite_has_three_forms_of_the_words_marked(
    client: TestClient[Litestar], index: OpenIndex
) -> None:
    (passage,) = index.passages_saying("Ms Pellow proposed", 1)
    link = passage_link(index.document(passage.document_id), passage, index)
    page = client.get(cite_link(link), headers=HTML)
    assert page.status_code == 200
    forms = [each.get_text() for each in BeautifulSoup(page.text, "html.parser").find_all("pre")]
    assert len(forms) == 3
    for form in forms:
        (address,) = set(re.findall(r"https?://[^\s<>\"]+", unescape(form)))
        assert "<mark>" in client.get(address, headers=HTML).text
    gone = client.get(cite_link(f"{link.partition('?')[0]}?quote=zebra"), headers=HTML).text
    assert "were not found on this page" in gone
    assert client.get("/documents/none/pages/1/cite", headers=HTML).status_code == 404


def test_links_given_out_hold_when_the_records_are_cut_anew(
    index: OpenIndex, tmp_path: Path
) -> None:
    held = index.passages_saying("", 500)
    links = [passage_link(index.document(each.document_id), each, index) for each in held]
    finer = load_settings(home=tmp_path / "home", passages={"tokens": 20})
    build(finer)
    with opened(finer) as anew, TestClient(create_app(finer, lambda: nullcontext(anew))) as client:
        assert len(anew.passages_saying("", 500)) > len(held)
        for link in links:
            shown = client.get(link, headers=HTML).text
            assert "<mark>" in shown
            assert "were not found" not in shown
