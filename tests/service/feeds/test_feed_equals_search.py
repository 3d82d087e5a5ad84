"""What a feed takes in, passage by passage, is what the search finds in all of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.catalogue import Catalogue, open_catalogue
from indexer.config import load_settings
from indexer.following.entries import entries_of
from indexer.following.matching import NewPassages, matching
from indexer.following.values import FollowedEntry, FollowedSearch, item_key, search_id
from indexer.index import open_index
from indexer.records import AgendaItem, Description, Document, Passage, title_of
from indexer.searching.lines import Lines
from indexer.searching.modes import Mode
from indexer.searching.syntax import parse
from indexer.store.schema import EVERYTHING, Labels
from indexer.summary import Tally, Unwatched
from indexer.synchronise import synchronise
from service.search.passages import Passages
from service.search.searching import find
from tests.service.small_index import DOCUMENTS, Records, instruments, opened

DAY = datetime.now(UTC).date()
WORDS = ("Café", "CAFE", "well-being", "well", "being", "council’s", "£1,234.5m", "234", "title")
ITEMS = (None, AgendaItem("Lido", minute="12"), AgendaItem("Rents", item="4"))
texts = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)
records = st.lists(st.lists(st.tuples(texts, st.sampled_from(ITEMS)), max_size=4), max_size=4)
quoted = st.lists(st.sampled_from(WORDS), min_size=1, max_size=2).map(
    lambda words: f'"{" ".join(words)}"'
)


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    opened = open_catalogue(f"sqlite:///{tmp_path_factory.mktemp('feeds') / 'catalogue.sqlite'}")
    yield opened
    opened.close()


def followed(text: str, mode: Mode = Mode.EXACT) -> FollowedSearch:
    return FollowedSearch(search_id(text, mode), text, mode, DAY, DAY, begun=True)


def made(told: list[list[tuple[str, AgendaItem | None]]]) -> tuple[list[Document], list[Passage]]:
    documents = [
        Document(f"{at}", "s", f"{at}.pdf", Description(title=f"Title {at}"), (), 1, "0", "", 1, ())
        for at in range(len(told))
    ]
    passages = [
        Passage(f"{at}-{ordinal}", f"{at}", ordinal, 0, 0, len(text), text, (1, 1), "", "")
        for at, each in enumerate(told)
        for ordinal, (text, _) in enumerate(each)
    ]
    return documents, passages


@given(records, st.lists(quoted, min_size=1, max_size=3), st.lists(quoted, max_size=1), st.data())
def test_groups_indexed_one_after_another_make_the_entries_of_an_exact_search(
    catalogue: Catalogue,
    told: list[list[tuple[str, AgendaItem | None]]],
    words: list[str],
    excluded: list[str],
    data: st.DataObject,
) -> None:
    text = " ".join([*words, *(f"-{each}" for each in excluded)])
    if len(words) > 1 and data.draw(st.booleans()):
        text = text.replace(" ", " OR ", 1) if '" "' in text else text
    documents, passages = made(told)
    items = {
        passage.id: item
        for passage, (_, item) in zip(passages, (each for one in told for each in one), strict=True)
        if item
    }
    search = followed(text)
    with catalogue.writing() as writer:
        writer.unfollow([search.id])
        writer.follow(search)
    size = data.draw(st.integers(1, 5))
    by_id = {each.id: each for each in documents}
    for first in range(0, len(passages), size):
        group = passages[first : first + size]
        new = NewPassages(
            tuple(group),
            {each.id: Labels(each.document_id, "", "", "", None) for each in group},
            np.zeros((len(group), 2), dtype=np.float32),
            Lines(group, {each.id: title_of(each) for each in documents}),
        )
        found = matching([search], new, [], [], 0.5).get(search.id, [])
        moments = dict.fromkeys(by_id, datetime(2026, 1, 5, tzinfo=UTC))
        with catalogue.writing() as writer:
            writer.found_for_followed(entries_of(search.id, found, by_id, items, moments), 1000)
    expected = Passages(documents, passages).matching(parse(text), set(by_id))
    best = {}
    for name in sorted(expected, reverse=True):
        passage = next(each for each in passages if each.id == name)
        best[passage.document_id, item_key(items.get(name))] = passage.text
    assert {
        (each.document, each.item): each.text for each in catalogue.followed_entries(search.id)
    } == best


SEARCHES = (
    "the",
    "motion carried",
    '"the motion"',
    "lido -rents",
    "repairs OR cleaning",
    "title:budget the",
    'the body:"leisure committee"',
    "the body:cabinet",
    'the council:"netherwick town council"',
    "the kind:minutes",
    "the from:2025-03",
    "the to:2025-02-11",
    "the from:2025-02-12 to:2025-03-03",
    "ref:12",
    'person:"Bertram Coyle"',
    "kind:report",
    "the body:nobody",
    "dinosaur",
)


def test_records_indexed_one_after_another_make_the_entries_of_the_service_s_search(
    tmp_path: Path,
) -> None:
    settings = load_settings(home=tmp_path / "home", feeds={"entries": 1000})
    with open_index(settings, instruments, group=2) as index:
        with index.catalogue.writing() as writer:
            for text in SEARCHES:
                writer.follow(followed(text))
        for number in range(len(DOCUMENTS)):
            synchronise([Records(DOCUMENTS[: number + 1])], index, Tally(Unwatched()))
        kept = {text: index.catalogue.followed_entries(followed(text).id) for text in SEARCHES}
        reader = index.reader
    with opened(settings) as served:
        held = Passages(served.documents(EVERYTHING), served.passages_saying("", 10_000))
        for text in SEARCHES:
            if text == "the body:nobody":
                assert kept[text] == ()
                continue
            found = find(served, held, parse(text), Mode.EXACT)
            passages = [passage for each in found.documents for passage in each.passages]
            items = reader.agenda_items_of([each.id for each in passages])
            expected = {(each.document_id, item_key(items.get(each.id))) for each in passages}
            assert keys(kept[text]) == expected, text
    assert len({frozenset(keys(each)) for each in kept.values()}) > 6


def keys(entries: tuple[FollowedEntry, ...]) -> set[tuple[str, str]]:
    return {(each.document, each.item) for each in entries}
