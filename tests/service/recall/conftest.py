"""A small index of a module's own records."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import pytest

from indexer.config import Settings, load_settings
from service.answers import Answer
from service.open_index import OpenIndex
from tests.service.small_index import asked, build, opened

Ask = Callable[[str], Answer]


@pytest.fixture(scope="module")
def own_settings(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Settings:
    """Index the ``DOCUMENTS`` of the module."""
    settings = load_settings(home=tmp_path_factory.mktemp("recall") / "home")
    build(settings, request.module.DOCUMENTS)
    return settings


@pytest.fixture(scope="module")
def own_index(own_settings: Settings) -> Iterator[OpenIndex]:
    with opened(own_settings) as index:
        yield index


@pytest.fixture(scope="module")
def ask(own_index: OpenIndex, own_settings: Settings) -> Ask:
    """Ask questions of them."""
    return partial(asked, own_index, own_settings)
