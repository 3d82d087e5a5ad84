"""How many searches are followed, and who gives way, over HTTP."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from indexer.catalogue import open_catalogue
from indexer.config import Settings, load_settings
from indexer.following.values import FollowedSearch
from tests.service.small_index import DOCUMENTS, Records
from tests.service.web.followed_service import followed, hold, served


def age(settings: Settings, change: Callable[[FollowedSearch], FollowedSearch]) -> None:
    catalogue = open_catalogue(f"sqlite:///{settings.home / 'catalogue.sqlite'}")
    with catalogue.writing() as writer:
        for search in catalogue.followed():
            writer.unfollow([search.id])
            writer.follow(change(search))
    catalogue.close()


def test_no_more_searches_are_followed_than_are_set(tmp_path: Path) -> None:
    settings = load_settings(home=tmp_path / "home", feeds={"most": 2})
    hold(settings, Records(DOCUMENTS))
    today = datetime.now(UTC).date()
    with served(settings) as client:
        for text in ("lido", "rents", "lido"):
            assert client.get("/search.atom", params={"q": text}).status_code == 200
        full = client.get("/search.atom", params={"q": "repairs"})
        assert full.status_code == 503
        assert int(full.headers["retry-after"]) > 0
        assert "feeds.most" in full.json()["detail"]
        assert {each.text for each in followed(settings)} == {"lido", "rents"}

        def forgotten(search: FollowedSearch) -> FollowedSearch:
            day = today - timedelta(days=2 if search.text == "rents" else 1)
            return FollowedSearch(search.id, search.text, search.mode, day, day, True)

        age(settings, forgotten)
        assert client.get("/search.atom", params={"q": "repairs"}).status_code == 200
        assert {each.text for each in followed(settings)} == {"lido", "repairs"}
        client.get("/search.atom", params={"q": "lido"})
        assert {each.read for each in followed(settings)} == {today}
