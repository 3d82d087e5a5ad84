"""What a run did: counted while it goes, told when it ends."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import Protocol

from msgspec import Struct


class Outcome(StrEnum):
    """What became of a document."""

    CREATED = "created"
    UPDATED = "updated"
    SKIPPED = "skipped"
    DELETED = "deleted"
    FAILED = "failed"


class Failed(Struct, frozen=True):
    """A document, or a line of a manifest, that could not be read, and why."""

    place: str
    message: str


class PagesWithoutText(Struct, frozen=True):
    """The pages of a document that no words were found on."""

    path: str
    numbers: tuple[int, ...]


class StageTime(Struct, frozen=True):
    """How many seconds of a run went to one of its stages."""

    stage: str
    seconds: float


class Summary(Struct, frozen=True):
    """What a run did.

    ``embedded`` passages were computed, ``reused`` ones found in the cache of vectors; those
    already in the store are in neither. ``noted`` is what a person should know though nothing
    failed: files left out or named wrong, documents not deleted. ``seconds`` is the whole;
    ``stages`` do not overlap.
    """

    created: int
    updated: int
    skipped: int
    deleted: int
    failed: tuple[Failed, ...]
    noted: tuple[str, ...]
    pages: int
    pages_without_text: tuple[PagesWithoutText, ...]
    embedded: int
    reused: int
    seconds: float
    stages: tuple[StageTime, ...]


class Watcher(Protocol):
    """Whoever wants to see a run going on."""

    def document(self, path: str, outcome: Outcome) -> None:
        """Hear that a document is done with."""

    def embedding(self, passages: int, left: int) -> None:
        """Hear that so many more passages are embedded, and how many are left for now."""


class Unwatched:
    """A watcher that looks away."""

    def document(self, path: str, outcome: Outcome) -> None:
        """Do nothing."""

    def embedding(self, passages: int, left: int) -> None:
        """Do nothing."""


class Tally:
    """Counts a run and times its stages; `summary` tells the result."""

    def __init__(self, watcher: Watcher) -> None:
        self.watcher = watcher
        self.pages = 0
        self.embedded = 0
        self.reused = 0
        self._outcomes = dict.fromkeys(Outcome, 0)
        self._failed: list[Failed] = []
        self._noted: list[str] = []
        self._without_text: list[PagesWithoutText] = []
        self._stages: dict[str, float] = {}
        self._within: list[str] = []
        self._started = self._mark = time.perf_counter()

    def document(self, path: str, outcome: Outcome) -> None:
        """Count what became of a document."""
        self._outcomes[outcome] += 1
        self.watcher.document(path, outcome)

    def failed(self, place: str, message: str) -> None:
        """Count a document or a line of a manifest that could not be read."""
        self._failed.append(Failed(place, message))
        self.document(place, Outcome.FAILED)

    def note(self, message: str) -> None:
        """Keep what a person should know though nothing failed."""
        self._noted.append(message)

    def without_text(self, path: str, numbers: tuple[int, ...]) -> None:
        """Note the pages of a document that have no words."""
        if numbers:
            self._without_text.append(PagesWithoutText(path, numbers))

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Count the time in the block to the stage `name`, and to no stage around it."""
        self._book()
        self._within.append(name)
        try:
            yield
        finally:
            self._book()
            self._within.pop()

    def summary(self) -> Summary:
        """Return what was counted."""
        return Summary(
            created=self._outcomes[Outcome.CREATED],
            updated=self._outcomes[Outcome.UPDATED],
            skipped=self._outcomes[Outcome.SKIPPED],
            deleted=self._outcomes[Outcome.DELETED],
            failed=tuple(self._failed),
            noted=tuple(self._noted),
            pages=self.pages,
            pages_without_text=tuple(self._without_text),
            embedded=self.embedded,
            reused=self.reused,
            seconds=time.perf_counter() - self._started,
            stages=tuple(StageTime(name, spent) for name, spent in self._stages.items()),
        )

    def _book(self) -> None:
        now = time.perf_counter()
        if self._within:
            name = self._within[-1]
            self._stages[name] = self._stages.get(name, 0.0) + now - self._mark
        self._mark = now
