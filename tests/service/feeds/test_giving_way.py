"""Which followed search gives its place to another, where all places are taken."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from indexer.following.values import FollowedSearch
from indexer.searching.modes import Mode
from service.feeds.following import giving_way

TODAY = date(2026, 3, 31)


def search(name: str, since: int, read: int) -> FollowedSearch:
    """Return a search first and last read so many days ago."""
    days = [TODAY - timedelta(days=ago) for ago in (since, read)]
    return FollowedSearch(name, name, Mode.EXACT, days[0], days[1], True)


@pytest.mark.parametrize(
    ("held", "given"),
    [
        ([], None),
        ([search("today", 0, 0), search("yesterday", 1, 1)], None),
        ([search("read daily", 300, 1), search("weekend", 300, 6)], None),
        ([search("read daily", 300, 1), search("once", 2, 2)], "once"),
        ([search("holidays", 300, 7), search("once", 3, 3)], "holidays"),
        ([search("week", 300, 8), search("longer", 300, 9)], "longer"),
        ([search("once", 6, 6), search("weekend", 300, 6)], "once"),
    ],
)
def test_the_longest_unread_gives_way_and_what_is_read_never_does(
    held: list[FollowedSearch], given: str | None
) -> None:
    found = giving_way(held, TODAY)
    assert (found.id if found else None) == given
