"""The small index, built once for all tests of the service."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from indexer.config import Settings, load_settings
from service.answer import Answerer
from service.open_index import OpenIndex
from tests.service.small_index import build, opened


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    home = tmp_path_factory.mktemp("service") / "home"
    settings = load_settings(
        home=home,
        service={"notice": "These records are invented."},
        answer={"confidence": 0.4},
    )
    build(settings)
    return settings


@pytest.fixture(scope="session")
def index(settings: Settings) -> Iterator[OpenIndex]:
    with opened(settings) as index:
        yield index


@pytest.fixture(scope="session")
def answerer(index: OpenIndex, settings: Settings) -> Answerer:
    return Answerer(index, settings)


@pytest.fixture(scope="session")
def open_shared_index(index: OpenIndex) -> Callable[[], object]:
    """Open what is open already: an embedded store is opened once in a process."""

    @contextmanager
    def shared() -> Iterator[OpenIndex]:
        yield index

    return shared
