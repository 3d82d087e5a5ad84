"""Streams of events: told in order, told again, given up where nobody listens."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest

from indexer.errors import QuestionError, StoreError
from service.answers import Answer, Evidence, Reading, Status
from service.cited import Statement
from service.watching import Abandoned, Watcher
from service.web.streaming import Event, Streams


class Plain:
    """Puts everything into words."""

    def reading(self, reading: Reading) -> Event:
        return Event("reading", reading.text)

    def statement(self, number: int, statement: Statement) -> Event:
        return Event("statement", f"{number} {statement.text}")

    def whole(self, answer: Answer) -> tuple[Event, ...]:
        return (Event("done", answer.status.value),)

    def failed(self, error: Exception) -> Event:
        return Event("error", str(error))


def answer(*texts: str) -> Answer:
    return Answer(
        question="Who?",
        read_as=Reading("Who?"),
        status=Status.ANSWERED,
        introduction="",
        statements=tuple(Statement(text, ()) for text in texts),
        nearest=(),
        composer="quoting",
        confidence=1.0,
        evidence=Evidence(),
        generation="1",
        timings_ms={},
    )


def two_statements(watcher: Watcher) -> Answer:
    watcher.before("read")
    watcher.read_as(Reading("Who?"))
    watcher.stated(Statement("one", ()))
    return answer("one", "two")


def in_loop(work: Callable[[], Awaitable[None]]) -> None:
    asyncio.run(asyncio.wait_for(work(), timeout=30))  # type: ignore[arg-type]


async def read(events: AsyncIterator[bytes]) -> list[tuple[str, str, str]]:
    """Return id, name and data of each event."""
    found = []
    async for chunk in events:
        fields = dict(line.split(": ", 1) for line in chunk.decode().strip().split("\n"))
        found.append((fields["id"], fields["event"], fields["data"]))
    return found


def test_events_come_in_order_each_statement_once() -> None:
    async def work() -> None:
        streams = Streams(resume_seconds=5, heartbeat_seconds=5)
        told = await read(await streams.open("key", Plain(), two_statements))
        assert [each[1:] for each in told] == [
            ("reading", "Who?"),
            ("statement", "0 one"),
            ("statement", "1 two"),
            ("done", "answered"),
        ]

    in_loop(work)


@pytest.mark.parametrize("seen", range(5))
def test_a_broken_stream_goes_on_after_the_last_event_seen(seen: int) -> None:
    async def work() -> None:
        streams = Streams(resume_seconds=5, heartbeat_seconds=5)
        whole = await read(await streams.open("key", Plain(), two_statements))
        last = whole[seen - 1][0] if seen else f"{whole[0][0].rpartition('.')[0]}.0"

        def again(watcher: Watcher) -> Answer:
            raise AssertionError("the work was done twice")

        rest = await read(await streams.open("key", Plain(), again, last))
        assert whole[:seen] + rest == whole

    in_loop(work)


@pytest.mark.parametrize("last", ["nonsense", "key-1.x", "other-1.1", "key-99.1", "key-1.-1"])
def test_an_unknown_place_begins_anew(last: str) -> None:
    async def work() -> None:
        streams = Streams(resume_seconds=5, heartbeat_seconds=5)
        await read(await streams.open("key", Plain(), two_statements))
        told = await read(await streams.open("key", Plain(), two_statements, last))
        assert told[0][0] == "key-2.1"
        assert len(told) == 4

    in_loop(work)


def test_nobody_takes_up_the_answer_to_another_question() -> None:
    async def work() -> None:
        streams = Streams(resume_seconds=5, heartbeat_seconds=5)
        first = await read(await streams.open("mine", Plain(), two_statements))
        other = await read(
            await streams.open("theirs", Plain(), lambda _: answer("three"), first[0][0])
        )
        assert [each[2] for each in other] == ["0 three", "answered"]

    in_loop(work)


def test_a_stream_that_says_nothing_shows_that_it_lives() -> None:
    async def work() -> None:
        streams = Streams(resume_seconds=5, heartbeat_seconds=0.001)
        go_on = threading.Event()

        def slow(watcher: Watcher) -> Answer:
            watcher.read_as(Reading("Who?"))
            assert go_on.wait(20)
            return answer("one")

        events = await streams.open("key", Plain(), slow)
        assert b"reading" in await anext(events)
        beat = await anext(events)
        assert beat.startswith(b":")
        assert beat.endswith(b"\n\n")
        go_on.set()
        rest = b"".join([chunk async for chunk in events])
        assert rest.count(b"event: statement") == 1

    in_loop(work)


def test_work_that_nobody_waits_for_ends() -> None:
    async def work() -> None:
        streams = Streams(resume_seconds=0, heartbeat_seconds=5)
        left, ended = threading.Event(), asyncio.Event()
        loop = asyncio.get_running_loop()

        def slow(watcher: Watcher) -> Answer:
            watcher.read_as(Reading("Who?"))
            assert left.wait(20)
            try:
                while True:
                    watcher.before("compose")
            except Abandoned:
                loop.call_soon_threadsafe(ended.set)
                raise

        events = await streams.open("key", Plain(), slow)
        await anext(events)
        await events.aclose()  # type: ignore[attr-defined]
        left.set()
        await ended.wait()

    in_loop(work)


def test_a_client_that_comes_back_in_time_keeps_the_work_alive() -> None:
    async def work() -> None:
        streams = Streams(resume_seconds=30, heartbeat_seconds=5)
        back = threading.Event()

        def slow(watcher: Watcher) -> Answer:
            watcher.read_as(Reading("Who?"))
            assert back.wait(20)
            watcher.before("compose")
            return answer("one")

        events = await streams.open("key", Plain(), slow)
        await anext(events)
        await events.aclose()  # type: ignore[attr-defined]
        again = await streams.open("key", Plain(), slow, "key-1.1")
        back.set()
        assert [each[1] for each in await read(again)] == ["statement", "done"]

    in_loop(work)


def test_what_fails_before_the_first_event_is_raised() -> None:
    async def work() -> None:
        def refused(watcher: Watcher) -> Answer:
            raise QuestionError("The question is empty.")

        with pytest.raises(QuestionError, match="empty"):
            await Streams(5, 5).open("key", Plain(), refused)

    in_loop(work)


def test_what_fails_later_is_told() -> None:
    async def work() -> None:
        def broken(watcher: Watcher) -> Answer:
            watcher.read_as(Reading("Who?"))
            raise StoreError("The store does not answer.")

        told = await read(await Streams(5, 5).open("key", Plain(), broken))
        assert told[-1][1:] == ("error", "The store does not answer.")

    in_loop(work)
