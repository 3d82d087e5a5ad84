"""What was read of an index is kept while its documents do not change."""

from __future__ import annotations

from service.keeping import kept_while


def test_what_was_read_is_kept_until_the_state_changes() -> None:
    states, read = ["one"], ["first", "second", "third"]
    kept = kept_while(lambda: states[-1], lambda: read.pop(0))
    assert [kept(), kept()] == ["first", "first"]
    states.append("two")
    assert [kept(), kept()] == ["second", "second"]
