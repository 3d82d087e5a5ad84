"""Matters over HTTP: those that came up more than once, each as a timeline, and the way there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Annotated, Any

from litestar import Controller, get
from litestar.datastructures import State
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, FromQuery, QueryParameter, SkipValidation
from litestar.response import Redirect, Template

from indexer.errors import NotFound
from service.citations import cited_document
from service.matters.following import Entry, Matter, Matters, Mention
from service.matters.occurrences import Step
from service.web.dependencies import TheBase
from service.web.giving_matters import MatterGiven, MattersGiven, given
from service.web.links import page_link
from service.web.quoting import quote_link, shortened

PAGE = 50
TheMatters = NamedDependency[SkipValidation[Matters]]
Number = Annotated[int, QueryParameter(ge=1, le=100_000)]


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
        base: TheBase,
        matters: TheMatters,
        q: FromQuery[str] = "",
        page: Number = 1,
    ) -> MattersGiven:
        """Return the matters that came up at more than one meeting, the latest first."""
        found = _named(matters.all(), q)
        shown = found[(page - 1) * PAGE : page * PAGE]
        return MattersGiven(len(found), page, tuple(given(each, base) for each in shown))

    @get(
        "/{matter_id:str}", sync_to_thread=True, operation_id="getMatter", summary="Follow a matter"
    )
    def matter(self, base: TheBase, matters: TheMatters, matter_id: FromPath[str]) -> MatterGiven:
        """Return a matter with its steps, and the pages that mention it.

        The id of any step of it will do: a matter keeps its address when it grows.
        """
        matter = matters.matter(matter_id)
        return given(matter, base, tuple(matters.mentions(matter)), whole=True)


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
                (decision, quote_link(entry.occurrence.document, decision.proofs))
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
