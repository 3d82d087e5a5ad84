"""Addresses given out lead to the same after records were replaced, or all was cut anew."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from datetime import date
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from litestar import Litestar
from litestar.testing import TestClient

from indexer.config import Settings, load_settings
from indexer.index import open_index
from indexer.rebuild import rebuild
from indexer.records import Description, DocumentKind, document_id
from indexer.store.schema import EVERYTHING
from indexer.summary import Tally, Unwatched
from indexer.synchronise import synchronise
from service.matters.following import Matters
from service.meetings.overview import Meetings
from service.open_index import OpenIndex
from service.web.app import create_app
from service.web.giving_meetings import meeting_link
from service.web.quoting import passage_link
from tests.service.small_index import (
    DOCUMENTS,
    LIDO,
    PRESENT,
    RENTS,
    Records,
    described,
    instruments,
    opened,
    pdf,
)

HTML = {"accept": "text/html"}
CORRECTED = pdf(
    ["# Corrected minutes", "These minutes were corrected after they had been published."],
    [
        "# Minutes of a meeting of the Leisure Committee held on 4 March 2025",
        PRESENT,
        "# 12. Lido Repairs (Item 4)",
        LIDO,
    ],
    ["# 13. Allotment Rents (Item 5)", RENTS.replace("7 votes to 2", "6 votes to 3")],
)
REOPENED = pdf(
    [
        "# Minutes of a meeting of the Leisure Committee held on 3 June 2025",
        "# 31. Lido Repairs (Item 3)",
        "RESOLVED that it be noted that the lido reopened on 17 May 2025.",
    ]
)
RECORDS = (
    *DOCUMENTS,
    (
        "leisure/june.pdf",
        described("June minutes", DocumentKind.MINUTES, "Leisure Committee", date(2025, 6, 3)),
        REOPENED,
    ),
)


@pytest.fixture
def home(tmp_path: Path) -> Settings:
    settings = load_settings(home=tmp_path / "home")
    publish(settings, RECORDS)
    return settings


def publish(settings: Settings, records: Sequence[tuple[str, Description, bytes]]) -> None:
    """Index `records` in place of what was published before."""
    with open_index(settings, instruments) as index:
        tally = Tally(Unwatched())
        synchronise([Records(records)], index, tally)
        assert not tally.summary().failed


def cut_anew(settings: Settings) -> Settings:
    """Build the index anew with much shorter passages."""
    finer = load_settings(home=settings.home, passages={"tokens": 20})
    with open_index(finer, instruments) as index:
        tally = Tally(Unwatched())
        rebuild(index, tally)
        assert not tally.summary().failed
    return finer


def correct(settings: Settings) -> None:
    """Publish the minutes anew, with a page before them and another vote on the rents."""
    (path, description, _), *others = RECORDS
    publish(settings, [(path, description, CORRECTED), *others])


@contextmanager
def served(settings: Settings) -> Iterator[tuple[OpenIndex, TestClient[Litestar]]]:
    with opened(settings) as index:
        app = create_app(settings, lambda: nullcontext(index))
        with TestClient(app) as client:
            yield index, client


def links_of(index: OpenIndex) -> dict[str, str]:
    """Return the lasting links of all passages, each with the passage's words."""
    return {
        passage_link(index.document(each.document_id), each, index): each.text
        for each in index.passages_saying("", 500)
    }


def link_of_minutes(links: dict[str, str], words: str) -> str:
    """Return the link of the passage of the minutes that holds `words`."""
    minutes = document_id(Records.name, DOCUMENTS[0][0])
    (found,) = (link for link, said in links.items() if words in said and minutes in link)
    return found


def marked(client: TestClient[Litestar], link: str) -> str:
    """Return the words that are marked on the page of `link`, without white space."""
    shown = client.get(link, headers=HTML)
    assert shown.status_code == 200
    text = BeautifulSoup(shown.text, "html.parser").select_one("section.text")
    assert text is not None
    return "".join("".join(each.get_text().split()) for each in text.find_all("mark"))


def newer(client: TestClient[Litestar], link: str) -> str | None:
    """Return where the page of `link` says that a newer version holds its words."""
    banner = BeautifulSoup(client.get(link, headers=HTML).text, "html.parser").select_one(".banner")
    assert banner is not None
    assert "Superseded" in banner.get_text()
    found = banner.find("a", string="the same words")
    return str(found["href"]) if found else None


def test_a_passage_is_found_by_its_link_after_it_was_replaced_and_all_was_cut_anew(
    home: Settings,
) -> None:
    with served(home) as (index, client):
        before = {link: marked(client, link) for link in links_of(index)}
    assert all(before.values())
    correct(home)
    with served(cut_anew(home)) as (index, client):
        assert len(links_of(index)) > len(before)
        assert {link: marked(client, link) for link in before} == before


def test_a_superseded_page_leads_to_the_same_words_in_the_newest_version(home: Settings) -> None:
    with served(home) as (index, _):
        given = links_of(index)
    correct(home)
    with served(home) as (_, client):
        lido = link_of_minutes(given, "presented the report on the lido")
        rents = link_of_minutes(given, "rents rise by 3.5%")
        found = newer(client, lido)
        assert found is not None
        assert "/pages/2?" in found
        assert "version=2" in found
        assert marked(client, found) == marked(client, lido)
        assert newer(client, rents) is None
        assert "quoted words were not found in it" in client.get(rents, headers=HTML).text


def test_decisions_matters_and_meetings_keep_their_addresses(home: Settings) -> None:
    def addresses() -> dict[str, str]:
        made = {
            f"/decisions/{each.id}": each.text
            for one in index.proceedings(EVERYTHING)
            for each in one.decisions
        }
        made |= {f"/matters/{each.id}": each.title for each in Matters(index).all()}
        made |= {
            meeting_link(each.meeting): each.meeting.body.name for each in Meetings(index).all()
        }
        return made

    with served(home) as (index, _):
        before = addresses()
    assert {address.split("/")[1] for address in before} == {"decisions", "matters", "meetings"}
    with served(cut_anew(home)) as (index, client):
        assert addresses() == before
        for address, said in before.items():
            shown = client.get(address, headers=HTML)
            assert shown.status_code == 200
            text = BeautifulSoup(shown.text, "html.parser").get_text(" ")
            assert " ".join(said.split()) in " ".join(text.split())


def test_what_is_gone_or_never_was_is_told_to_people_and_programs(home: Settings) -> None:
    with served(home) as (index, _):
        given = links_of(index)
    publish(home, RECORDS[1:])
    with served(home) as (_, client):
        gone = link_of_minutes(given, "rents rise by 3.5%")
        for address in (gone, "/documents/none/pages/1", "/decisions/none", "/matters/none"):
            page = client.get(address, headers=HTML)
            assert page.status_code == 404
            assert "<h1>" in page.text
            problem = client.get(address, headers={"accept": "application/json"})
            assert problem.status_code == 404
            assert problem.headers["content-type"].startswith("application/problem+json")
            assert problem.json()["status"] == 404
