"""Decisions and votes over HTTP: a table to filter, each decision, and both to take away."""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import urlencode

import msgspec
from litestar import Controller, get
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, FromQuery, QueryParameter, SkipValidation
from litestar.response import Stream, Template
from msgspec import Struct

from indexer.decisions.records import Action, DecisionKind, Outcome, Remark
from service.citations import cited_document
from service.decisions import (
    DecisionFilter,
    DecisionRecords,
    RecordedDecision,
    decision,
    decisions,
)
from service.web.dependencies import TheBase, TheIndex
from service.web.giving_decisions import DecisionGiven, DecisionsGiven, as_csv, given
from service.web.quoting import choice, day, quote_link

PAGE = 50
"""Decisions on a page of the table."""
DAY = "a day, as 2025-01-30"
Records = NamedDependency[SkipValidation[DecisionRecords]]
Number = Annotated[int, QueryParameter(ge=1, le=100_000)]
TOLD = {
    Remark.FIGURES_DIFFER_FROM_NAMES: "the figures printed are not the number of names printed",
    Remark.NAME_ON_TWO_SIDES: "a name is printed twice in the vote",
    Remark.OUTCOME_DIFFERS_FROM_FIGURES: "the outcome printed is not that of the figures printed",
    Remark.VOTE_ACROSS_PAGES: "the vote runs over a page's end",
}


class Wanted(Struct, frozen=True):
    """The filter as it stands in the address."""

    q: str = ""
    council: str = ""
    body: str = ""
    meeting: str = ""
    since: str = ""
    until: str = ""
    kind: str = ""
    outcome: str = ""
    action: str = ""
    person: str = ""
    ref: str = ""
    votes: bool = False

    @property
    def query(self) -> str:
        """The filter as an address has it, without what is empty."""
        fields = msgspec.structs.asdict(self).items()
        return urlencode(
            [(name, "1" if value is True else value) for name, value in fields if value]
        )

    def filter(self) -> DecisionFilter:
        """Return the filter; raises `QuestionError` where a field of it cannot be read."""
        return DecisionFilter(
            council=self.council,
            body=self.body,
            meeting=self.meeting,
            since=day("since", self.since),
            until=day("until", self.until),
            kind=choice("kind", self.kind, DecisionKind),
            outcome=choice("outcome", self.outcome, Outcome),
            action=choice("action", self.action, Action),
            person=self.person,
            reference=self.ref,
            words=self.q,
            with_votes=self.votes,
        )


def wanted(
    q: FromQuery[str] = "",
    council: FromQuery[str] = "",
    of_body: Annotated[str, QueryParameter(name="body")] = "",
    meeting: FromQuery[str] = "",
    since: Annotated[str, QueryParameter(description=DAY)] = "",
    until: Annotated[str, QueryParameter(description=DAY)] = "",
    kind: Annotated[str, QueryParameter(schema_extra={"enum": ["", *DecisionKind]})] = "",
    outcome: Annotated[str, QueryParameter(schema_extra={"enum": ["", *Outcome]})] = "",
    action: Annotated[str, QueryParameter(schema_extra={"enum": ["", *Action]})] = "",
    person: FromQuery[str] = "",
    ref: FromQuery[str] = "",
    votes: FromQuery[bool] = False,
) -> Wanted:
    """Return the filter of a request."""
    return Wanted(
        q, council, of_body, meeting, since, until, kind, outcome, action, person, ref, votes
    )


def records_of(index: TheIndex) -> Any:
    """Return the index as decisions are read from it."""
    return index


TheWanted = NamedDependency[Wanted]
GIVEN = {
    "wanted": Provide(wanted, sync_to_thread=False),
    "records": Provide(records_of, sync_to_thread=False),
}


class DecisionPages(Controller):
    """The table of decisions, a decision, and the table to take away."""

    path = "/decisions"
    include_in_schema = False
    dependencies = GIVEN

    @get("/", sync_to_thread=True)
    def table(
        self, index: TheIndex, records: Records, wanted: TheWanted, page: Number = 1
    ) -> Template:
        """Show the decisions that the filter names, the newest first."""
        found = decisions(records, wanted.filter())
        shown = found[(page - 1) * PAGE : page * PAGE]
        return Template(
            "decisions.html",
            context={
                "wanted": wanted,
                "total": len(found),
                "shown": [_row(each) for each in shown],
                "page": page,
                "pages": max(1, -(-len(found) // PAGE)),
                "councils": index.councils(),
                "bodies": index.bodies(),
                "kinds": list(DecisionKind),
                "outcomes": list(Outcome),
                "actions": list(Action),
            },
        )

    @get("/decisions.csv", sync_to_thread=True)
    def csv(self, base: TheBase, records: Records, wanted: TheWanted) -> Stream:
        """Send the decisions that the filter names as CSV, complete."""
        found = decisions(records, wanted.filter())
        return Stream(
            as_csv(found, base),
            media_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": 'attachment; filename="decisions.csv"'},
        )

    @get("/decisions.jsonl", sync_to_thread=True)
    def jsonl(self, base: TheBase, records: Records, wanted: TheWanted) -> Stream:
        """Send the decisions that the filter names as JSON Lines, complete."""
        found = decisions(records, wanted.filter())
        return Stream(
            (msgspec.json.encode(given(each, base)) + b"\n" for each in found),
            media_type="application/x-ndjson",
            headers={"Content-Disposition": 'attachment; filename="decisions.jsonl"'},
        )

    @get("/{decision_id:str}", sync_to_thread=True)
    def decision(self, records: Records, decision_id: FromPath[str]) -> Template:
        """Show one decision: what was decided, how they voted, and the words that prove it."""
        return Template("decision.html", context=_row(decision(records, decision_id)))


class DecisionApi(Controller):
    """The programs' way to decisions."""

    path = "/api/v1/decisions"
    tags = ("decisions",)
    dependencies = GIVEN

    @get("/", sync_to_thread=True, operation_id="getDecisions", summary="Find decisions")
    def decisions(
        self,
        base: TheBase,
        records: Records,
        wanted: TheWanted,
        page: Number = 1,
        size: Annotated[int, QueryParameter(ge=1, le=500)] = PAGE,
    ) -> DecisionsGiven:
        """Return the decisions that the filter names, the newest first."""
        found = decisions(records, wanted.filter())
        shown = found[(page - 1) * size : page * size]
        return DecisionsGiven(len(found), page, tuple(given(each, base) for each in shown))

    @get(
        "/{decision_id:str}", sync_to_thread=True, operation_id="getDecision", summary="A decision"
    )
    def decision(
        self, base: TheBase, records: Records, decision_id: FromPath[str]
    ) -> DecisionGiven:
        """Return one decision."""
        return given(decision(records, decision_id), base)


def _row(recorded: RecordedDecision) -> dict[str, Any]:
    return {
        "recorded": recorded,
        "decision": recorded.decision,
        "cited": cited_document(recorded.document),
        "link": quote_link(recorded.document, recorded.decision.proofs),
        "proofs": [
            (proof, quote_link(recorded.document, [proof])) for proof in recorded.decision.proofs
        ],
        "remarks": [TOLD[remark] for remark in recorded.decision.remarks],
    }
