"""Matters as programs are given them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from indexer.decisions.records import DecisionKind, Outcome
from service.citations import cited_document
from service.matters.following import Entry, Matter, Mention
from service.matters.occurrences import Step
from service.web.links import page_link


class StepGiven(Struct, frozen=True):
    """A step of a matter as the programs' interface gives it."""

    date: date
    body: str
    step: Step
    title: str
    minute: str
    document: str
    page: int
    link: str
    decisions: tuple[str, ...]
    also_in: tuple[str, ...]


class MentionGiven(Struct, frozen=True):
    """A page outside the matter's own papers that names it."""

    date: date | None
    document: str
    title: str
    page: int
    link: str


class MatterGiven(Struct, frozen=True):
    """A matter as the programs' interface gives it; ``steps`` and ``mentions`` by date."""

    id: str
    title: str
    references: tuple[str, ...]
    bodies: tuple[str, ...]
    first: date
    last: date
    meetings: int
    link: str
    steps: tuple[StepGiven, ...] = ()
    mentions: tuple[MentionGiven, ...] = ()


class MattersGiven(Struct, frozen=True):
    """Some of the matters that came up more than once; ``total`` is how many there are."""

    total: int
    page: int
    matters: tuple[MatterGiven, ...]


def given(
    matter: Matter, base: str, mentions: Sequence[Mention] = (), whole: bool = False
) -> MatterGiven:
    """Return a matter, links beginning with `base`; its steps only where it is wanted `whole`."""
    return MatterGiven(
        id=matter.id,
        title=matter.title,
        references=matter.references,
        bodies=matter.bodies,
        first=matter.first,
        last=matter.last,
        meetings=matter.meetings,
        link=f"{base}/matters/{matter.id}",
        steps=tuple(_step(each, base) for each in matter.entries) if whole else (),
        mentions=tuple(
            MentionGiven(
                each.day,
                each.document.id,
                cited_document(each.document).title,
                each.page,
                base + page_link(each.document.id, each.page),
            )
            for each in mentions
        ),
    )


def _step(entry: Entry, base: str) -> StepGiven:
    at = entry.occurrence
    return StepGiven(
        date=at.date,
        body=at.body,
        step=at.step,
        title=at.title,
        minute=at.minute,
        document=at.document.id,
        page=at.page,
        link=base + page_link(at.document.id, at.page),
        decisions=tuple(
            decision.id
            for decision in entry.decisions
            if decision.outcome is not Outcome.PROPOSED or decision.kind is DecisionKind.NOTICE
        ),
        also_in=tuple(each.document.id for each in entry.also_in),
    )
