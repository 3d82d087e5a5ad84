from __future__ import annotations

from collections.abc import Iterator

import pytest

from eval.answers.questions import Gold, GoldQuestion
from eval.answers.reading import READ_WELL, Stands, find_quotes, share_read_well
from eval.answers.report import print_reading
from indexer.catalogue import Reader, open_catalogue
from indexer.config import load_settings
from tests.service.small_index import build


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    home = tmp_path_factory.mktemp("reading") / "home"
    build(load_settings(home=home))
    catalogue = open_catalogue(f"sqlite:///{home / 'catalogue.sqlite'}")
    yield catalogue.reader()
    catalogue.close()


def asking(*gold: Gold) -> GoldQuestion:
    return GoldQuestion("q", "Why?", "lookup", True, "Because.", ("x",), gold)


@pytest.mark.parametrize(
    ("gold", "stands"),
    [
        (Gold("leisure/minutes.pdf", 1, "Repairs would cost £48,250"), Stands.IN_PASSAGE),
        (Gold("leisure/minutes.pdf", 2, "Repairs would cost £48,250"), Stands.ELSEWHERE),
        (Gold("cabinet/budget.pdf", 1, "Street cleaning 81,400 83,900"), Stands.IN_PASSAGE),
        (Gold("leisure/minutes.pdf", 1, "Nobody said this at all"), Stands.NOWHERE),
        (Gold("leisure/minutes.pdf", 9, "Repairs would cost £48,250"), Stands.NOT_HELD),
        (Gold("leisure/nothing.pdf", 1, "Repairs would cost £48,250"), Stands.NOT_HELD),
    ],
)
def test_a_quote_is_found_where_it_stands(reader: Reader, gold: Gold, stands: Stands) -> None:
    [found] = find_quotes([asking(gold)], reader)
    assert found.stands is stands
    assert (found.nearest == 1) == (stands is Stands.IN_PASSAGE)


def test_every_run_of_a_passages_words_is_read_well_and_counted_once(reader: Reader) -> None:
    gold = [
        Gold(document.path, passage.pages[0], " ".join(passage.text.split()[:6]))
        for document in reader.documents()
        for passage in reader.passages_of(document.id)
        if passage.pages[0] == passage.pages[1]
    ]
    found = find_quotes([asking(*gold), asking(*gold)], reader)
    assert len(found) == len(set(gold))
    assert all(each.stands in READ_WELL for each in found)
    assert share_read_well(found) == 1


def test_without_quotes_there_is_no_share() -> None:
    assert share_read_well([]) is None


def test_what_is_not_read_well_is_named(reader: Reader, capsys: pytest.CaptureFixture[str]) -> None:
    found = find_quotes(
        [
            asking(
                Gold("leisure/minutes.pdf", 1, "Repairs would cost £48,250"),
                Gold("leisure/minutes.pdf", 1, "Nobody said this at all"),
            )
        ],
        reader,
    )
    print_reading(found)
    said = " ".join(capsys.readouterr().out.split())
    assert "Read well: 50.00% of 2 distinct quotes." in said
    assert "q: not on its page (0% in one passage) leisure/minutes.pdf, page 1" in said
