"""Matters over HTTP: those that came up more than once, each as a timeline, and the way there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Annotated, Any

from litestar import Controller, Request, get
from litestar.datastructures import State
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, FromQuery, QueryParameter, SkipValidation
from litestar.response import Redirect, Template
from msgspec import Struct

from indexer.decisions.records import DecisionKind, Outcome
from indexer.errors import NotFound
from service.citations import cited_document
from service.matters.following import Entry, Matter, Matters, Mention
from service.matters.occurrences import Step
from service.web.links import page_link
from service.web.quoting import quote_link, shortened

PAGE = 50
TheMatters = NamedDependency[SkipValidation[Matters]]
Number = Annotated[int, QueryParameter(ge=1, le=100_000)]


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


def matters_of(state: State) -> Matters:
    """Return the matters of the index that is served, worked out once."""
    if "matters" not in state:
        state.matters = Matters(state.index)
    found: Matters = state.matters
    return found


GIVEN = {"matters": Provide(matters_of, sync_to_thread=False)}


class MatterPages(Controller):
    """The list of matters, and each as a timeline."""

    path = "/matters"
    include_in_schema = False
    dependencies = GIVEN

    @get("/", sync_to_thread=True)
    def matters(self, matters: TheMatters, q: FromQuery[str] = "", page: Number = 1) -> Template:
        """Show the matters that came up at more than one meeting, the latest first."""
        found = _named(matters.all(), q)
        return Template(
            "matters.html",
            context={
                "q": q,
                "total": len(found),
                "shown": found[(page - 1) * PAGE : page * PAGE],
                "page": page,
                "pages": max(1, -(-len(found) // PAGE)),
            },
        )

    @get("/about", sync_to_thread=True)
    def about(
        self,
        matters: TheMatters,
        document: FromQuery[str] = "",
        section: FromQuery[int | None] = None,
        decision: FromQuery[str] = "",
    ) -> Redirect:
        """Lead from a decision, or a place in a document, to the matter that it is part of."""
        matter = matters.of_decision(decision) if decision else matters.at(document, section)
        if matter is None:
            raise NotFound(
                "This part of the record is no part of a matter that Moothall follows. "
                "Items that stand on every agenda, and papers without a day, are none."
            )
        return Redirect(f"/matters/{matter.id}", status_code=303)

    @get("/{matter_id:str}", sync_to_thread=True)
    def matter(self, matters: TheMatters, matter_id: FromPath[str]) -> Template | Redirect:
        """Show a matter: what happened when, and where else it is named."""
        matter = matters.matter(matter_id)
        if matter.id != matter_id:
            return Redirect(f"/matters/{matter.id}", status_code=308)
        return Template(
            "matter.html",
            context={
                "matter": matter,
                "days": _days(matter),
                "mentions": [_mention_row(each) for each in matters.mentions(matter)],
                "comparable": _comparable(matter),
            },
        )


class MatterApi(Controller):
    """The programs' way to matters."""

    path = "/api/v1/matters"
    tags = ("matters",)
    dependencies = GIVEN

    @get("/", sync_to_thread=True, operation_id="getMatters", summary="List matters")
    def matters(
        self,
        request: Request[Any, Any, Any],
        matters: TheMatters,
        q: FromQuery[str] = "",
        page: Number = 1,
    ) -> MattersGiven:
        """Return the matters that came up at more than one meeting, the latest first."""
        found = _named(matters.all(), q)
        base = str(request.base_url).rstrip("/")
        shown = found[(page - 1) * PAGE : page * PAGE]
        return MattersGiven(len(found), page, tuple(_given(each, base) for each in shown))

    @get(
        "/{matter_id:str}", sync_to_thread=True, operation_id="getMatter", summary="Follow a matter"
    )
    def matter(
        self, request: Request[Any, Any, Any], matters: TheMatters, matter_id: FromPath[str]
    ) -> MatterGiven:
        """Return a matter with its steps, and the pages that mention it.

        The id of any step of it will do: a matter keeps its address when it grows.
        """
        matter = matters.matter(matter_id)
        return _given(
            matter, str(request.base_url).rstrip("/"), tuple(matters.mentions(matter)), whole=True
        )


def _named(matters: Sequence[Matter], words: str) -> list[Matter]:
    wanted = words.casefold().split()
    return [
        matter
        for matter in matters
        if all(
            word in " ".join([matter.title, *matter.references, *matter.bodies]).casefold()
            for word in wanted
        )
    ]


def _days(matter: Matter) -> list[dict[str, Any]]:
    """Return the steps of a matter by day and body, what was decided first."""
    days: dict[tuple[date, str], list[Entry]] = {}
    for entry in matter.entries:
        days.setdefault((entry.occurrence.date, entry.occurrence.body), []).append(entry)
    return [
        {
            "date": day,
            "body": body,
            "decisions": [
                (decision, quote_link(entry.occurrence.document.id, decision.proofs))
                for entry in entries
                if entry.occurrence.step is Step.MINUTES
                for decision in entry.decisions
            ],
            "papers": [(entry, cited_document(entry.occurrence.document)) for entry in entries],
        }
        for (day, body), entries in days.items()
    ]


def _comparable(matter: Matter) -> list[tuple[str, str, str]]:
    """Return pairs of reports that follow one another, with their titles' day, to be compared."""
    reports = [each.occurrence for each in matter.entries if each.occurrence.step is Step.REPORT]
    return [
        (older.document.id, newer.document.id, f"{older.title} and {newer.title}")
        for older, newer in pairwise(reports)
        if older.document.id != newer.document.id
    ]


def _mention_row(mention: Mention) -> dict[str, Any]:
    return {
        "mention": mention,
        "cited": cited_document(mention.document),
        "words": shortened(" ".join(mention.passage.text.split())),
        "link": page_link(mention.document.id, mention.page),
    }


def _given(
    matter: Matter, base: str, mentions: Sequence[Mention] = (), whole: bool = False
) -> MatterGiven:
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
