"""Bodies as pages: each with its meetings, documents and latest decisions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any

from litestar import Controller, Response, get
from litestar.params import FromPath, FromQuery, QueryParameter
from litestar.response import Template

from indexer.records import Document, DocumentKind
from service.citations import cited_document
from service.decisions import DecisionFilter, decisions
from service.index import Index
from service.meetings.overview import Meetings
from service.meetings.values import KnownMeeting
from service.web.dependencies import TheBase, TheIndex
from service.web.meeting_requests import GIVEN, TheMeetings, TheZone, Today
from service.web.meeting_rows import ICS, calendar_of, decided_row, row_of
from service.web.quoting import choice

PAGE = 50
"""Documents on a page."""
LATEST = 10
"""Decisions on a body's page."""
Number = Annotated[int, QueryParameter(ge=1, le=100_000)]


class BodyPages(Controller):
    """The bodies that meet, and each body."""

    path = "/bodies"
    include_in_schema = False
    dependencies = GIVEN

    @get("/", sync_to_thread=True)
    def bodies(self, index: TheIndex, meetings: TheMeetings, today: Today) -> Template:
        """Show the bodies, each with its next and its last meeting."""
        records = [meetings.body(each.id) for each in index.bodies()]
        return Template("bodies.html", context={"records": records, "today": today})

    @get("/{council:str}/{body_name:str}", sync_to_thread=True)
    def body(
        self,
        index: TheIndex,
        meetings: TheMeetings,
        today: Today,
        zone: TheZone,
        base: TheBase,
        council: FromPath[str],
        body_name: FromPath[str],
        kind: FromQuery[str] = "",
        page: Number = 1,
    ) -> Template | Response[bytes]:
        """Show a body: its meetings, documents and latest decisions; ``.ics`` is its calendar."""
        # An id never has a full stop: no body is called so.
        record = meetings.body(f"{council}/{body_name.removesuffix(ICS)}")
        if body_name.endswith(ICS):
            name = f"{record.body.name}, {record.body.council.name}"
            slug = f"{council}-{body_name.removesuffix(ICS)}"
            return calendar_of(name, slug, index, meetings, record.meetings, zone, base)
        chosen = choice("kind", kind, DocumentKind)
        documents = [each for each in record.documents if chosen in (None, each.description.kind)]
        decided = decisions(_records(index), DecisionFilter(body=record.body.id))
        rows = [row for row in map(decided_row, decided) if row["followed"]]
        return Template(
            "body.html",
            context={
                "record": record,
                "body": record.body,
                "today": today,
                "next": _maybe(meetings, record.next(today), today),
                "last": _maybe(meetings, record.last(today), today),
                "rows": [row_of(meetings, each, today) for each in record.meetings],
                "kind": chosen,
                "documents": [cited_document(each) for each in _paged(documents, page)],
                "total": len(documents),
                "page": page,
                "pages": max(1, -(-len(documents) // PAGE)),
                "decisions": rows[:LATEST],
                "decided_total": len(decided),
            },
        )


def _records(index: Index) -> Any:
    """Return the index as decisions are read from it."""
    return index


def _paged(documents: Sequence[Document], page: int) -> Sequence[Document]:
    return documents[(page - 1) * PAGE : page * PAGE]


def _maybe(meetings: Meetings, known: KnownMeeting | None, today: date) -> dict[str, Any] | None:
    return row_of(meetings, known, today) if known else None
