"""Asking: the page for people, the JSON for programs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any

from litestar import Controller, Request, get, post
from litestar.exceptions import ValidationException
from litestar.params import FromQuery, JSONBody, QueryParameter
from litestar.response import Template
from msgspec import Meta, Struct

from indexer.catalogue.values import Extent
from indexer.errors import QuestionError
from service.answers import Answer, Question
from service.filters import narrowing_of
from service.index import Index
from service.suggestions import suggestions
from service.web.dependencies import TheAnswerer, TheIndex


class AskRequest(Struct, frozen=True):
    """A question with its filters. Councils and bodies are named, or given by id."""

    question: Annotated[str, Meta(description="in plain English", examples=["Who chaired it?"])]
    earlier: Annotated[
        tuple[str, ...], Meta(max_length=20, description="earlier questions, the oldest first")
    ] = ()
    councils: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    explain: bool = False


class Held(Struct, frozen=True):
    """What the ask page says is held."""

    councils: tuple[str, ...]
    bodies: tuple[str, ...]
    documents: int
    extent: Extent | None


# Litestar keeps the name `body` for a request's own bytes: the filter is taken under another.
class AskPage(Controller):
    """The ask page."""

    include_in_schema = False

    @get("/", sync_to_thread=True)
    def page(
        self,
        request: Request[Any, Any, Any],
        index: TheIndex,
        answerer: TheAnswerer,
        q: FromQuery[str] = "",
        of_body: Annotated[str, QueryParameter(name="body")] = "",
        since: FromQuery[str] = "",
        until: FromQuery[str] = "",
    ) -> Template:
        """Show the page, with the answer where there is a question."""
        answer: Answer | None = None
        fault = ""
        if "q" in request.query_params:
            try:
                narrowing = narrowing_of(
                    index, bodies=[of_body], since=_day(since), until=_day(until)
                )
                answer = answerer.answer(Question(q, narrowing))
            except QuestionError as error:
                fault = str(error)
        return Template(
            "ask.html",
            context={
                "question": q,
                "filters": {"body": of_body, "since": since, "until": until},
                "answer": answer,
                "fault": fault,
                "held": held_in(index),
                "suggestions": () if answer else suggestions(index),
            },
            status_code=400 if fault else 200,
        )


class AskApi(Controller):
    """The programs' way to ask."""

    path = "/api/v1"
    tags = ("answers",)

    @get(
        "/ask",
        sync_to_thread=True,
        operation_id="askByQuery",
        summary="Ask a question",
        raises=[ValidationException],
    )
    def by_query(
        self,
        index: TheIndex,
        answerer: TheAnswerer,
        q: Annotated[str, QueryParameter(description="the question, in plain English")],
        council: FromQuery[list[str] | None] = None,
        bodies: Annotated[list[str] | None, QueryParameter(name="body")] = None,
        kind: FromQuery[list[str] | None] = None,
        since: FromQuery[date | None] = None,
        until: FromQuery[date | None] = None,
        explain: FromQuery[bool] = False,
    ) -> Answer:
        """Answer a question from the records, every word of the answer proved by a page."""
        asked = narrowing_of(index, council or (), bodies or (), kind or (), since, until)
        return answerer.answer(Question(q, asked), explain=explain)

    @post(
        "/ask",
        sync_to_thread=True,
        operation_id="ask",
        summary="Ask a question",
        status_code=200,
        raises=[ValidationException],
    )
    def by_json(
        self,
        index: TheIndex,
        answerer: TheAnswerer,
        data: JSONBody[AskRequest],
    ) -> Answer:
        """Answer a question from the records, every word of the answer proved by a page."""
        asked = narrowing_of(index, data.councils, data.bodies, data.kinds, data.since, data.until)
        return answerer.answer(Question(data.question, asked, data.earlier), explain=data.explain)


def held_in(index: Index) -> Held:
    """Return what the page says is held."""
    return Held(
        councils=_names(council.name for council in index.councils()),
        bodies=_names(body.name for body in index.bodies()),
        documents=index.counts().documents,
        extent=index.extent(),
    )


def _names(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(names)))


def _day(written: str) -> date | None:
    """Read a form's day; an empty one is none."""
    try:
        return date.fromisoformat(written) if written.strip() else None
    except ValueError as error:
        raise QuestionError(f"{written!r} is no day. Write it as 2025-01-31.") from error
