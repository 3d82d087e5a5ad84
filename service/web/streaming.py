"""Answers as streams of server-sent events: told while they come about, and told again on request.

Every answer under way is a `Running`. Its events are kept while it runs and for a minute after, so
that a client whose connection broke goes on after the last event that it has seen. One that nobody
has listened to for `resume_seconds` is abandoned: the next step of the work ends it.
"""

from __future__ import annotations

import asyncio
import itertools
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable, Sequence
from typing import Protocol

from litestar.response.sse import ServerSentEventMessage
from msgspec import Struct

from service.answers import Answer, Reading
from service.cited import Statement
from service.watching import Abandoned, Watcher

FINISHED_SECONDS = 60.0
"""How long the events of a finished answer are kept."""
MOST_KEPT = 500
"""Answers kept at most; the oldest go first."""


class Event(Struct, frozen=True):
    """An event: its name, and its payload as text."""

    name: str
    payload: str


class Presenter(Protocol):
    """Puts what is known of an answer into events."""

    def reading(self, reading: Reading) -> Event:
        """Return the event of what the question was read as."""

    def statement(self, number: int, statement: Statement) -> Event:
        """Return the event of the statement `number`, from 0."""

    def whole(self, answer: Answer) -> Sequence[Event]:
        """Return the events that end an answer."""

    def failed(self, error: Exception) -> Event:
        """Return the event of a fault in midst of the work."""


class Running:
    """An answer under way, and those who listen to it. Lives in the event loop."""

    def __init__(self, name: str, presenter: Presenter, resume_seconds: float) -> None:
        self.name = name
        self.abandoned = False
        self.finished = False
        self.failure: Exception | None = None
        self._presenter = presenter
        self._resume_seconds = resume_seconds
        self._events: list[Event] = []
        self._statements = 0
        self._listeners = 0
        self._news = asyncio.Event()
        self._loop = asyncio.get_running_loop()

    # From the thread of the work, as a `Watcher`

    def before(self, step: str) -> None:  # noqa: ARG002 - as a watcher is told
        """End the work where nobody waits for it."""
        if self.abandoned:
            raise Abandoned

    def read_as(self, reading: Reading) -> None:
        """Tell what the question was read as."""
        self._loop.call_soon_threadsafe(self._tell, [self._presenter.reading(reading)])

    def stated(self, statement: Statement) -> None:
        """Tell a statement."""
        self._loop.call_soon_threadsafe(self._tell, [self._next(statement)])

    # In the event loop

    async def work(self, answer: Callable[[Watcher], Answer]) -> None:
        """Run `answer` in a thread of its own and tell what comes of it."""
        try:
            whole = await asyncio.to_thread(answer, self)
            rest = [self._next(each) for each in whole.statements[self._statements :]]
            events = [*rest, *self._presenter.whole(whole)]
        except Abandoned:
            events = []
        except Exception as error:  # noqa: BLE001 - told to the client, whatever it is
            self.failure = error
            events = [self._presenter.failed(error)]
        self.finished = True
        self._tell(events)

    async def begun(self) -> None:
        """Wait for the first event; raises what went wrong before it."""
        while not self._events and not self.finished:
            await self._news.wait()
        if self.failure and len(self._events) == 1:
            raise self.failure

    async def follow(self, after: int, heartbeat_seconds: float) -> AsyncIterator[bytes]:
        """Yield the events after number `after`, from 0, as they come, until the last."""
        self._listeners += 1
        at = after
        try:
            while True:
                news = self._news
                while at < len(self._events):
                    event = self._events[at]
                    at += 1
                    yield ServerSentEventMessage(
                        data=event.payload, event=event.name, id=f"{self.name}.{at}", sep="\n"
                    ).encode()
                if self.finished and at >= len(self._events):
                    return
                try:
                    await asyncio.wait_for(news.wait(), heartbeat_seconds)
                except TimeoutError:
                    yield b": waiting\n\n"
        finally:
            self._listeners -= 1
            if not self._listeners and not self.finished:
                self._loop.call_later(self._resume_seconds, self._abandon)

    def _abandon(self) -> None:
        if not self._listeners:
            self.abandoned = True

    def _next(self, statement: Statement) -> Event:
        event = self._presenter.statement(self._statements, statement)
        self._statements += 1
        return event

    def _tell(self, events: Sequence[Event]) -> None:
        self._events.extend(events)
        # Whoever listens waits on the event that was there when they looked.
        self._news.set()
        self._news = asyncio.Event()


class Streams:
    """All answers under way, and those just finished."""

    def __init__(self, resume_seconds: float, heartbeat_seconds: float) -> None:
        self._resume_seconds = resume_seconds
        self._heartbeat_seconds = heartbeat_seconds
        self._running: OrderedDict[str, Running] = OrderedDict()
        self._tasks: set[asyncio.Task[None]] = set()
        self._numbers = itertools.count(1)

    async def open(
        self,
        key: str,
        presenter: Presenter,
        answer: Callable[[Watcher], Answer],
        last_event_id: str = "",
    ) -> AsyncIterator[bytes]:
        """Return the events of an answer, begun here or taken up after `last_event_id`.

        Parameters
        ----------
        key
            What tells one question from another: nobody takes up the answer to a question that
            they did not put.
        answer
            Does the work, in a thread of its own.

        Raises
        ------
        MoothallError
            What went wrong before the first event.
        """
        name, _, number = last_event_id.rpartition(".")
        held = self._running.get(name)
        if held and not held.abandoned and number.isdecimal() and name.startswith(f"{key}-"):
            return held.follow(int(number), self._heartbeat_seconds)
        running = Running(f"{key}-{next(self._numbers)}", presenter, self._resume_seconds)
        self._running[running.name] = running
        while len(self._running) > MOST_KEPT:
            self._running.popitem(last=False)
        task = asyncio.create_task(running.work(answer))
        self._tasks.add(task)
        task.add_done_callback(lambda done: self._ended(done, running.name))
        await running.begun()
        return running.follow(0, self._heartbeat_seconds)

    def close(self) -> None:
        """Abandon every answer under way."""
        for running in self._running.values():
            running.abandoned = True

    def _ended(self, task: asyncio.Task[None], name: str) -> None:
        self._tasks.discard(task)
        asyncio.get_running_loop().call_later(FINISHED_SECONDS, self._running.pop, name, None)
