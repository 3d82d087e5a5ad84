"""A home that searches are followed in, for tests."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from indexer.catalogue import open_catalogue
from indexer.config import load_settings
from indexer.following.values import FollowedEntry, FollowedSearch, search_id
from indexer.index import Index, open_index
from indexer.instruments import Instruments
from indexer.searching.modes import Mode
from indexer.summary import Tally, Unwatched
from indexer.synchronise import synchronise
from tests.fakes import TextFolder, fake_instruments

TODAY = datetime.now(UTC).date()
LEVY = "Cabinet, 2025-01-09\nThe levy rises by a tenth."
LIDO = "Cabinet, 2025-01-30\nThe lido opens in May."


class Home:
    """A folder of texts and the home that they are indexed in."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.records = folder / "records"
        self.records.mkdir()
        self.settings: dict[str, Any] = {"passages": {"tokens": 20}}

    def write(self, name: str, text: str) -> None:
        (self.records / f"{name}.txt").write_text(text)

    def index(
        self,
        instruments: Callable[[], Instruments] = fake_instruments,
        work: Callable[[Index], None] | None = None,
    ) -> None:
        settings = load_settings(home=self.folder / "home", **self.settings)
        with open_index(settings, instruments) as index:
            if work:
                work(index)
            else:
                synchronise([TextFolder(self.records)], index, Tally(Unwatched()))

    def follow(self, text: str, mode: Mode = Mode.EXACT, **given: Any) -> FollowedSearch:
        days = {"since": TODAY, "read": TODAY, **given}
        search = FollowedSearch(search_id(text, mode), text, mode, begun=True, **days)

        def hold(index: Index) -> None:
            with index.catalogue.writing() as writer:
                writer.follow(search)

        self.index(work=hold)
        return search

    def entries(self, search: FollowedSearch) -> dict[str, FollowedEntry]:
        catalogue = open_catalogue(f"sqlite:///{self.folder / 'home' / 'catalogue.sqlite'}")
        found = catalogue.followed_entries(search.id)
        catalogue.close()
        assert len({each.id for each in found}) == len(found)
        return {each.title: each for each in found}
