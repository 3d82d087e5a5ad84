"""A small index served with its feeds, for tests."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

from litestar import Litestar
from litestar.testing import TestClient

from indexer.catalogue import open_catalogue
from indexer.config import Settings
from indexer.following.values import FollowedSearch
from indexer.index import open_index
from indexer.summary import Tally, Unwatched
from indexer.synchronise import synchronise
from service.web.app import create_app
from tests.service.small_index import Records, instruments, opened


@contextmanager
def served(settings: Settings) -> Iterator[TestClient[Litestar]]:
    with opened(settings) as index:
        with TestClient(create_app(settings, lambda: nullcontext(index))) as client:
            yield client


def hold(settings: Settings, records: Records) -> None:
    with open_index(settings, instruments) as index:
        synchronise([records], index, Tally(Unwatched()))


def followed(settings: Settings) -> tuple[FollowedSearch, ...]:
    catalogue = open_catalogue(f"sqlite:///{settings.home / 'catalogue.sqlite'}")
    held = catalogue.followed()
    catalogue.close()
    return held
