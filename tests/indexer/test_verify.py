from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy

from indexer.config import load_settings
from indexer.index import Index, open_index
from indexer.records import Block, BlockKind, Page, Passage, Piece, Run, Section
from indexer.summary import Tally, Unwatched
from indexer.synchronise import finish, synchronise
from indexer.verify import page_faults, passage_faults, repair, section_faults, verify
from tests.fakes import FileStore, TextFolder, fake_instruments

PARAGRAPH = BlockKind.PARAGRAPH


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    records = tmp_path / "records"
    records.mkdir()
    for name in "ab":
        (records / f"{name}.txt").write_text(f"Cabinet, 2025-01-09\nReport {name}\fPage two")
    settings = load_settings(home=tmp_path / "home")
    with open_index(settings, fake_instruments) as opened:
        synchronise([TextFolder(records)], opened, Tally(Unwatched()))
        yield opened


def points(index: Index) -> list[Path]:
    assert isinstance(index.store, FileStore)
    return sorted(index.store.folder.iterdir())


def change_digest(index: Index) -> None:
    points(index)[0].write_text('{"digest": "of another text"}')


def damage_original(index: Index) -> None:
    index.originals.path(next(index.originals.names())).write_bytes(b"altered")


def lose_original(index: Index) -> None:
    index.originals.forget(next(index.originals.names()))


def change_section(index: Index) -> None:
    execute(index, "UPDATE sections SET text = replace(text, 'Report', 'Rumour')")


def lose_page(index: Index) -> None:
    execute(index, "DELETE FROM pages WHERE number = 2")


def execute(index: Index, statement: str) -> None:
    engine = sqlalchemy.create_engine(index.home.catalogue_url)
    with engine.begin() as connection:
        connection.exec_driver_sql(statement)
    engine.dispose()


def test_an_index_that_is_whole_has_no_faults(index: Index) -> None:
    assert list(verify(index)) == []


@pytest.mark.parametrize(
    ("damage", "place", "message"),
    [
        (lambda index: points(index)[0].unlink(), "store", "has no point"),
        (lambda index: (points(index)[0].parent / "x").write_text('{"digest": ""}'), "store", "no"),
        (change_digest, "store", "another text"),
        (lose_original, "originals", "missing"),
        (damage_original, "originals", "bytes have changed"),
        (lambda index: index.originals.put(b"of nobody"), "originals", "no document"),
        (change_section, "a.txt", "not that block's text"),
        (lose_page, "a.txt", "has pages [1], not 1 to 2"),
        (
            lambda index: execute(index, "UPDATE passages SET pending = 1"),
            "store",
            "4 passages are still to be embedded",
        ),
        (
            lambda index: execute(index, "UPDATE passages SET digest = 'x'"),
            "catalogue",
            "digest is of another text",
        ),
        (
            lambda index: execute(index, "UPDATE readings SET label_body = 'nobody'"),
            "catalogue",
            "no such row",
        ),
    ],
)
def test_each_damage_is_found_and_named(
    index: Index, damage: Callable[[Index], object], place: str, message: str
) -> None:
    damage(index)
    assert any(fault.place == place and message in fault.message for fault in verify(index))


def test_repair_writes_what_the_store_lacks_and_deletes_what_it_has_too_much(
    index: Index,
) -> None:
    change_digest(index)
    points(index)[1].unlink()
    (points(index)[0].parent / "00000000-0000-5000-8000-000000000000").write_text('{"digest": ""}')
    repair(index)
    finish(index, Tally(Unwatched()))
    assert list(verify(index)) == []


def test_runs_pieces_and_passages_are_held_to_the_text_they_come_from() -> None:
    good = Block(PARAGRAPH, "levy", (Run(0, 4, 4),))
    page = Page(1, "the levy", (good, Block(PARAGRAPH, "levy", (Run(0, 3, 4),))))
    assert list(page_faults(page)) == ["page 1, block 1: its text is not the page's at 0"]

    section = Section(0, (), None, "levy", (Piece(0, 4, 1, 0, PARAGRAPH),))
    assert list(section_faults(section, {1: page})) == []
    assert len(list(section_faults(section, {}))) == 1

    passage = Passage("id", "document", 0, 0, 0, 4, "levy", (1, 1), "", "")
    assert list(passage_faults(passage, section)) == []
    elsewhere = Passage("id", "document", 0, 0, 0, 4, "tax ", (2, 2), "", "")
    assert len(list(passage_faults(elsewhere, section))) == 2
