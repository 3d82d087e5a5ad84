"""The ask page: whole without scripts, and in parts as they come for the script on it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Annotated, Any

import msgspec
from jinja2 import Environment
from litestar import Controller, Request, get
from litestar.concurrency import sync_to_thread
from litestar.params import FromQuery, HeaderParameter, QueryParameter
from litestar.response import Stream, Template
from msgspec import Struct

from indexer.catalogue.values import Extent
from indexer.config import ContactSettings, ServiceSettings
from indexer.errors import QuestionError
from indexer.records import digest
from service.answers import Answer, Question, Reading
from service.cited import Statement
from service.filters import narrowing_of
from service.index import Index
from service.suggestions import suggestions
from service.web.answering import GivenAnswer, given
from service.web.asking import EVENTS, MOST_EARLIER, UNBUFFERED
from service.web.copying import as_text
from service.web.dependencies import TheAnswering, TheBase, TheIndex, TheSettings, TheStreams
from service.web.faults import problem_of
from service.web.links import question_link
from service.web.streaming import Event


class Held(Struct, frozen=True):
    """What the ask page says is held."""

    councils: tuple[str, ...]
    bodies: tuple[str, ...]
    documents: int
    extent: Extent | None


class Filters(Struct, frozen=True):
    """The form's filters, as they were written."""

    council: str = ""
    body: str = ""
    since: str = ""
    until: str = ""

    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Return names and values."""
        return tuple((name, getattr(self, name)) for name in self.__struct_fields__)


class Turn(Struct, frozen=True):
    """An earlier question of the conversation, and the path that shows it."""

    text: str
    link: str


class PageEvents:
    """Puts an answer into events whose payloads are parts of the page."""

    def __init__(
        self,
        templates: Environment,
        question: Question,
        filters: Filters,
        settings: ServiceSettings,
        base: str,
    ) -> None:
        self._parts = templates.get_template("parts.html").module
        self._question = question
        self._filters = filters
        self._settings = settings
        self._base = base

    def reading(self, reading: Reading) -> Event:
        """Return the event of what the question was read as."""
        return self._part("reading", reading)

    def statement(self, number: int, statement: Statement) -> Event:  # noqa: ARG002 - their order says it
        """Return the event of a statement."""
        return self._part("statement", statement)

    def whole(self, answer: Answer) -> tuple[Event, ...]:
        """Return the events of the status and of what stands below the statements."""
        whole = given(self._question, answer, self._filters.pairs())
        below = Below.of(whole, self._settings, self._base)
        return self._part("status", whole), self._part("done", whole, below)

    def failed(self, error: Exception) -> Event:
        """Return the event of a fault."""
        return self._part("error", problem_of(error))

    def _part(self, name: str, *values: object) -> Event:
        macro = getattr(self._parts, f"{name}_part")
        return Event(name, str(macro(*values)))


class Below(Struct, frozen=True):
    """What stands below the statements besides the answer's own."""

    contacts: tuple[tuple[str, ContactSettings], ...]
    copy: str
    takes_feedback: bool

    @classmethod
    def of(cls, answer: GivenAnswer, settings: ServiceSettings, base: str) -> Below:
        """Return what stands below `answer`."""
        return cls(
            contacts=tuple(sorted(settings.contacts.items())),
            copy=as_text(answer, base),
            takes_feedback=settings.feedback_days > 0,
        )


# Litestar keeps the name `body` for a request's own bytes: the filter is taken under another.
class AskPage(Controller):
    """The ask page."""

    include_in_schema = False

    @get("/", sync_to_thread=True)
    def page(
        self,
        request: Request[Any, Any, Any],
        index: TheIndex,
        answering: TheAnswering,
        settings: TheSettings,
        base: TheBase,
        q: FromQuery[str] = "",
        earlier: FromQuery[list[str] | None] = None,
        council: FromQuery[str] = "",
        of_body: Annotated[str, QueryParameter(name="body")] = "",
        since: FromQuery[str] = "",
        until: FromQuery[str] = "",
    ) -> Template:
        """Show the page, with the answer where there is a question."""
        filters = Filters(council, of_body, since, until)
        before = _shortened(earlier)
        answer: GivenAnswer | None = None
        fault = ""
        if "q" in request.query_params:
            try:
                question = _question(index, q, before, filters)
                answer = given(question, answering.answer(question), filters.pairs())
            except QuestionError as error:
                fault = str(error)
        return Template(
            "ask.html",
            context={
                "question": q,
                "turns": _turns(before, filters),
                "earlier": (*before, q) if answer else before,
                "filters": filters,
                "answer": answer,
                "below": (Below.of(answer, settings.service, base) if answer else None),
                "fault": fault,
                "held": held_in(index),
                "suggestions": () if answer else suggestions(index),
            },
            status_code=400 if fault else 200,
        )

    @get("/answer", opt={"uncompressed": True})
    async def parts(
        self,
        request: Request[Any, Any, Any],
        index: TheIndex,
        answering: TheAnswering,
        settings: TheSettings,
        streams: TheStreams,
        base: TheBase,
        q: FromQuery[str] = "",
        earlier: FromQuery[list[str] | None] = None,
        council: FromQuery[str] = "",
        of_body: Annotated[str, QueryParameter(name="body")] = "",
        since: FromQuery[str] = "",
        until: FromQuery[str] = "",
        last_event_id: Annotated[str, HeaderParameter(name="Last-Event-ID")] = "",
    ) -> Stream:
        """Send the answer's parts as they come."""
        filters = Filters(council, of_body, since, until)
        before = _shortened(earlier)
        question = await sync_to_thread(_question, index, q, before, filters)
        templates: Environment = request.app.state.templates
        events = await streams.open(
            digest(msgspec.json.encode((q, before, filters)))[:16],
            PageEvents(templates, question, filters, settings.service, base),
            lambda watcher: answering.answer(question, watcher=watcher),
            last_event_id,
        )
        return Stream(events, media_type=EVENTS, headers=UNBUFFERED)


def held_in(index: Index) -> Held:
    """Return what the page says is held."""
    return Held(
        councils=_names(council.name for council in index.councils()),
        bodies=_names(body.name for body in index.bodies()),
        documents=index.counts().documents,
        extent=index.extent(),
    )


def _question(index: Index, text: str, earlier: tuple[str, ...], filters: Filters) -> Question:
    narrowing = narrowing_of(
        index,
        councils=[filters.council],
        bodies=[filters.body],
        since=_day(filters.since),
        until=_day(filters.until),
    )
    return Question(text, narrowing, earlier)


def _shortened(earlier: Sequence[str] | None) -> tuple[str, ...]:
    return tuple(text for text in earlier or () if text.strip())[-MOST_EARLIER:]


def _turns(earlier: tuple[str, ...], filters: Filters) -> tuple[Turn, ...]:
    return tuple(
        Turn(text, question_link(Question(text, earlier=earlier[:at]), filters.pairs()))
        for at, text in enumerate(earlier)
    )


def _names(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(names)))


def _day(written: str) -> date | None:
    """Read a form's day; an empty one is none."""
    try:
        return date.fromisoformat(written) if written.strip() else None
    except ValueError as error:
        raise QuestionError(f"{written!r} is no day. Write it as 2025-01-31.") from error
