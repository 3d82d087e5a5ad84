"""Asking, for programs: as JSON, or as a stream of events."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

import msgspec
from litestar import Controller, Request, Response, get, post
from litestar.concurrency import sync_to_thread
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import FromQuery, HeaderParameter, JSONBody, QueryParameter
from litestar.response import Stream
from msgspec import Meta, Struct

from indexer.records import digest
from service.answers import Answer, Question, Reading, Status
from service.cited import Nearest, Statement
from service.filters import narrowing_of
from service.quoted_tables import QuotedTable, quoted_table
from service.web.accepting import only_json
from service.web.answering import GivenAnswer, given
from service.web.dependencies import TheAnswering, TheIndex, TheStreams
from service.web.describing import StreamedOperation
from service.web.faults import problem_of
from service.web.links import Proof, proofs_of
from service.web.streaming import Event

MOST_EARLIER = 20
"""Questions before one that are read with it."""
EVENTS = "text/event-stream"
UNBUFFERED = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
"""A stream is of no use to a cache, and proxies must not hold it back."""


class AskRequest(Struct, frozen=True):
    """A question with its filters. Councils and bodies are named, or given by id.

    ``earlier`` are the questions before it, the oldest first; the last 20 of them are read.
    """

    question: Annotated[str, Meta(description="in plain English", examples=["Who chaired it?"])]
    earlier: tuple[str, ...] = ()
    councils: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    explain: bool = False


class Stated(Struct, frozen=True):
    """The payload of a ``statement`` event: the statement `number`, from 0."""

    number: int
    statement: Statement
    proofs: tuple[Proof, ...]
    table: QuotedTable | None


class Outcome(Struct, frozen=True):
    """The payload of a ``status`` event."""

    status: Status
    introduction: str
    composer: str
    nearest: tuple[Nearest, ...]


class JsonEvents:
    """Puts an answer into events whose payloads are JSON."""

    def __init__(self, question: Question, filters: tuple[tuple[str, str], ...]) -> None:
        self._question = question
        self._filters = filters

    def reading(self, reading: Reading) -> Event:
        """Return the event of what the question was read as."""
        return _event("reading", reading)

    def statement(self, number: int, statement: Statement) -> Event:
        """Return the event of a statement."""
        stated = Stated(number, statement, proofs_of(statement), quoted_table(statement))
        return _event("statement", stated)

    def whole(self, answer: Answer) -> tuple[Event, ...]:
        """Return the events of the status and of the whole answer."""
        outcome = Outcome(answer.status, answer.introduction, answer.composer, answer.nearest)
        whole = given(self._question, answer, self._filters)
        return _event("status", outcome), _event("done", whole)

    def failed(self, error: Exception) -> Event:
        """Return the event of a fault: its problem."""
        return _event("error", problem_of(error))


class AskApi(Controller):
    """The programs' way to ask."""

    path = "/api/v1"
    tags = ("answers",)

    @get(
        "/ask",
        sync_to_thread=True,
        operation_id="askByQuery",
        summary="Ask a question",
    )
    def by_query(
        self,
        index: TheIndex,
        answering: TheAnswering,
        q: Annotated[str, QueryParameter(description="the question, in plain English")],
        earlier: FromQuery[list[str] | None] = None,
        council: FromQuery[list[str] | None] = None,
        bodies: Annotated[list[str] | None, QueryParameter(name="body")] = None,
        kind: FromQuery[list[str] | None] = None,
        since: FromQuery[date | None] = None,
        until: FromQuery[date | None] = None,
        explain: FromQuery[bool] = False,
    ) -> GivenAnswer:
        """Answer a question from the records, every word of the answer proved by a page."""
        asked = AskRequest(
            q,
            tuple(earlier or ()),
            tuple(council or ()),
            tuple(bodies or ()),
            tuple(kind or ()),
            since,
            until,
        )
        question = _question(index, asked)
        return given(question, answering.answer(question, explain), _filters(asked))

    @post(
        "/ask",
        operation_id="ask",
        summary="Ask a question",
        status_code=200,
        responses={
            200: ResponseSpec(GivenAnswer, generate_examples=False, description="The answer"),
        },
        guards=[only_json],
        operation_class=StreamedOperation,
        opt={"uncompressed": True},
    )
    async def by_json(
        self,
        request: Request[Any, Any, Any],
        index: TheIndex,
        answering: TheAnswering,
        streams: TheStreams,
        data: JSONBody[AskRequest],
        last_event_id: Annotated[
            str,
            HeaderParameter(
                name="Last-Event-ID", description="where a broken stream is to be taken up"
            ),
        ] = "",
    ) -> Response[Any]:
        """Answer a question from the records, every word of the answer proved by a page.

        With ``Accept: text/event-stream`` each checked statement is sent as soon as there is one.
        """
        question = await sync_to_thread(_question, index, data)
        filters = _filters(data)
        if EVENTS not in request.headers.get("accept", ""):
            answer = await sync_to_thread(answering.answer, question, data.explain)
            return Response(given(question, answer, filters))
        events = await streams.open(
            digest(msgspec.json.encode(data))[:16],
            JsonEvents(question, filters),
            lambda watcher: answering.answer(question, data.explain, watcher),
            last_event_id,
        )
        return Stream(events, media_type=EVENTS, headers=UNBUFFERED)


def _question(index: TheIndex, asked: AskRequest) -> Question:
    narrowing = narrowing_of(
        index, asked.councils, asked.bodies, asked.kinds, asked.since, asked.until
    )
    return Question(asked.question, narrowing, asked.earlier[-MOST_EARLIER:])


def _filters(asked: AskRequest) -> tuple[tuple[str, str], ...]:
    """Return the filters as the ask page's form names them."""
    return (
        *(("council", name) for name in asked.councils),
        *(("body", name) for name in asked.bodies),
        ("since", asked.since.isoformat() if asked.since else ""),
        ("until", asked.until.isoformat() if asked.until else ""),
    )


def _event(name: str, payload: Struct) -> Event:
    return Event(name, msgspec.json.encode(payload).decode())
