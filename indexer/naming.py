"""Councils, bodies and meetings, made of what papers call them."""

from __future__ import annotations

from datetime import date

from indexer.records import Body, Council, Meeting
from indexer.slugs import slug, with_and


def council(name: str) -> Council:
    """Return the council of that name."""
    return Council(id=slug(with_and(name)), name=name)


def body(council_name: str, name: str) -> Body:
    """Return the body `name` of the council `council_name`."""
    parent = council(council_name)
    return Body(id=f"{parent.id}/{slug(with_and(name))}", council=parent, name=name)


def meeting(council_name: str, body_name: str, day: date) -> Meeting:
    """Return the meeting of that body on that day."""
    parent = body(council_name, body_name)
    return Meeting(id=f"{parent.id}/{day.isoformat()}", body=parent, date=day)
