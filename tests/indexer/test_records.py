"""The domain: what makes two names the same body."""

from __future__ import annotations

from datetime import date

from indexer.naming import body, council, meeting
from indexer.slugs import slug


def test_a_body_is_the_same_however_its_and_is_written() -> None:
    one = body("Netherwick Town Council", "Ferry & Harbour Forum")
    other = body("Netherwick Town Council", "Ferry and Harbour Forum")
    assert one == other
    assert len({one, other}) == 1
    assert one.id == "netherwick-town-council/ferry-and-harbour-forum"
    day = date(2025, 5, 8)
    assert meeting("Netherwick", one.name, day) == meeting("Netherwick", other.name, day)
    assert council("Up&Down Council") == council("Up and Down Council")


def test_other_names_and_other_things_are_others() -> None:
    assert body("Netherwick", "Forum") != body("Overwick", "Forum")
    assert council("Netherwick") != body("Netherwick", "Netherwick")
    assert slug("Roads & Parks") == "roads-parks"
