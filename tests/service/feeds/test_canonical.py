"""A search is followed under one text, however it is written."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from indexer.errors import QuestionError
from indexer.following.values import search_id
from indexer.searching.modes import Mode
from indexer.searching.syntax import parse
from service.feeds.following import canonical


@pytest.mark.parametrize(
    ("written", "same"),
    [
        ("lido  opening", " lido opening "),
        ("tax body:Cabinet", 'BODY:"Cabinet"  tax'),
        ("tax from:2025 to:2025", "from:2025-01-01 tax to:2025-12-31"),
        ("ref:24/0022", 'ref:"24/0022"'),
        ("a OR b title:x", "a   OR b title:x"),
        ("body:A body:B -c", "body:A   body:B -c"),
    ],
)
def test_ways_to_write_a_search_are_one_that_seeks_the_same(written: str, same: str) -> None:
    text = canonical(parse(written))
    assert canonical(parse(same)) == text == canonical(parse(text))
    sought = parse(text)
    assert set(sought.groups) == set(parse(written).groups)
    assert replace(sought, text="", groups=()) == replace(parse(written), text="", groups=())


def test_nothing_is_not_followed() -> None:
    with pytest.raises(QuestionError, match="nothing to follow"):
        canonical(parse("  "))


def test_the_ways_of_searching_are_followed_apart() -> None:
    assert len({search_id("lido", mode) for mode in Mode}) == 3
