"""Where a record stands: its agenda item, its matter, and what it may be compared with."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass

import pytest
from litestar.testing import TestClient

from indexer.config import Settings
from indexer.likenesses import Likeness, LikenessKind
from indexer.store.schema import Narrowing
from service.open_index import OpenIndex
from service.web.app import create_app

HTML = {"accept": "text/html"}


@pytest.fixture(scope="module")
def client(
    settings: Settings, open_shared_index: Callable[[], AbstractContextManager[OpenIndex]]
) -> Iterator[TestClient]:
    with TestClient(create_app(settings, open_shared_index)) as client:
        yield client


@pytest.fixture(scope="module")
def ids(index: OpenIndex) -> dict[str, str]:
    return {each.path: each.id for each in index.documents(Narrowing())}


def facts(page: str) -> str:
    found = re.search(r'<dl class="facts">.*?</dl>', page, re.DOTALL)
    assert found
    return found[0]


def test_a_page_names_the_agenda_item_that_its_words_stand_under(
    client: TestClient, ids: dict[str, str]
) -> None:
    path = f"/documents/{ids['leisure/minutes.pdf']}/pages"
    first = client.get(f"{path}/1", params={"quote": "Repairs would cost"}, headers=HTML).text
    second = client.get(f"{path}/2", headers=HTML).text
    assert "12. Lido Repairs (Item 4)" in facts(first)
    assert "13. Allotment Rents (Item 5)" in facts(second)
    assert "Lido" not in facts(second)


def test_a_page_leads_to_its_matter_only_where_there_is_one(
    client: TestClient, ids: dict[str, str]
) -> None:
    page = client.get(f"/documents/{ids['leisure/minutes.pdf']}/pages/2", headers=HTML).text
    followed = re.search(r'href="(/matters/[^"]+)">Follow this matter', page)
    assert followed
    matter = client.get(followed[1], headers=HTML)
    assert matter.status_code == 200
    assert "Allotment Rents" in matter.text


@dataclass
class Alike:
    """An index that says that two documents are alike."""

    index: OpenIndex
    likeness: Likeness

    def __getattr__(self, name: str) -> object:
        return getattr(self.index, name)

    def likenesses(self, document_ids: Sequence[str] = ()) -> tuple[Likeness, ...]:
        return (self.likeness,)


@pytest.mark.parametrize(
    ("relation", "offered"), [(LikenessKind.REVISION, True), (LikenessKind.CONTAINED_IN, False)]
)
def test_a_page_offers_to_compare_what_says_much_the_same_the_older_first(
    settings: Settings,
    index: OpenIndex,
    ids: dict[str, str],
    relation: LikenessKind,
    offered: bool,
) -> None:
    minutes, budget = ids["leisure/minutes.pdf"], ids["cabinet/budget.pdf"]

    @contextmanager
    def alike() -> Iterator[Alike]:
        yield Alike(index, Likeness(minutes, budget, 0.8, relation))

    with TestClient(create_app(settings, alike)) as client:
        page = client.get(f"/documents/{minutes}/pages/1", headers=HTML).text
    link = f'href="/compare?older={budget}&amp;newer={minutes}">Compare with Budget &lt;b&gt;'
    assert (link in page) is offered
