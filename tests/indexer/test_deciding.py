"""Decisions read when records are indexed: once, and again when the rules change."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer import deciding
from indexer.catalogue import open_catalogue
from indexer.config import load_settings
from indexer.errors import NotFound
from indexer.index import open_index
from indexer.instruments import standard_instruments
from indexer.sources.folder import FolderSource
from indexer.store.schema import EVERYTHING, Narrowing
from indexer.summary import Tally, Unwatched
from indexer.synchronise import synchronise

MINUTES = """MINUTES of a meeting of the Works Committee of Netherwick Town Council held on
Thursday, 6 March 2025.

7. The mill

Councillor Ash moved, and Councillor Elm seconded, that the mill be let.

RESOLVED (5 for, 2 against) that the mill be let.
"""
MANIFEST = (
    '{"path": "minutes.txt", "title": "Minutes", "kind": "minutes", '
    '"council": "Netherwick Town Council", "body": "Works Committee", '
    '"meeting_date": "2025-03-06"}\n'
)


@pytest.fixture
def records(tmp_path: Path) -> Path:
    folder = tmp_path / "records"
    folder.mkdir()
    (folder / "minutes.txt").write_text(MINUTES)
    (folder / "manifest.jsonl").write_text(MANIFEST)
    return folder


def run(home: Path, records: Path) -> None:
    with open_index(load_settings(home=home), standard_instruments) as index:
        synchronise([FolderSource(records)], index, Tally(Unwatched()))


def catalogue_of(home: Path) -> str:
    return f"sqlite:///{home / 'catalogue.sqlite'}"


def test_decisions_are_read_with_the_records_and_found_by_id(records: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    run(home, records)
    reader = open_catalogue(catalogue_of(home)).reader()
    (read,) = reader.proceedings(EVERYTHING)
    (decision,) = read.decisions
    assert decision.proposer == "Councillor Ash"
    assert reader.decision(decision.id) == decision
    assert reader.proceedings(Narrowing(bodies=("elsewhere/works",))) == ()


def test_what_is_read_is_read_once_and_again_when_the_rules_change(
    records: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    run(home, records)
    reader = open_catalogue(catalogue_of(home)).reader()
    assert reader.undecided(deciding.RULES, deciding.READ) == ()
    monkeypatch.setattr(deciding, "RULES", deciding.RULES + 1)
    before = reader.proceedings(EVERYTHING)
    assert len(reader.undecided(deciding.RULES, deciding.READ)) == 1
    run(home, records)
    assert reader.undecided(deciding.RULES, deciding.READ) == ()
    assert reader.proceedings(EVERYTHING) == before


def test_decisions_go_with_their_document(records: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    run(home, records)
    reader = open_catalogue(catalogue_of(home)).reader()
    held = reader.proceedings(EVERYTHING)[0].decisions[0].id
    (records / "minutes.txt").unlink()
    (records / "other.txt").write_text("The weir stands.")
    (records / "manifest.jsonl").write_text('{"path": "other.txt", "title": "Other"}\n')
    run(home, records)
    assert reader.proceedings(EVERYTHING) == ()
    with pytest.raises(NotFound):
        reader.decision(held)
