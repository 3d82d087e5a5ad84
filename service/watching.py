"""Watching an answer come about: what is known of it before it is whole."""

from __future__ import annotations

from typing import Protocol

from service.answers import Reading
from service.cited import Statement


class Abandoned(Exception):  # no fault: it never leaves the service
    """Nobody waits for the answer any more; a watcher raises it to end the work."""


class Watcher(Protocol):
    """Is told of an answer as it comes about, from the thread that works on it."""

    def before(self, step: str) -> None:
        """Hear that `step` begins. Raises `Abandoned` where nobody waits any more."""

    def read_as(self, reading: Reading) -> None:
        """Hear what the question was read as."""

    def stated(self, statement: Statement) -> None:
        """Hear a statement that will stand in the answer, checked; each once, in their order."""


class Unwatched:
    """Watches nothing."""

    def before(self, step: str) -> None:
        """Let the work go on."""

    def read_as(self, reading: Reading) -> None:
        """Pass over it."""

    def stated(self, statement: Statement) -> None:
        """Pass over it."""


UNWATCHED = Unwatched()
