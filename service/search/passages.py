"""The words of every passage, in memory, and the passages that hold the words sought: exactly."""

from __future__ import annotations

import math
import threading
from collections.abc import Iterable, Sequence
from typing import Protocol

from indexer.records import Document, Passage, title_of
from indexer.searching.lines import Lines
from indexer.searching.syntax import Search, Term
from indexer.store.schema import EVERYTHING, Narrowing

ALL = 2**31 - 1


class Held(Protocol):
    """What searching exactly needs of an index."""

    def state(self) -> str:
        """Return what changes whenever documents come, change or go."""

    def documents(self, narrowing: Narrowing) -> tuple[Document, ...]:
        """Return the documents that meet `narrowing`."""

    def passages_saying(self, text: str, limit: int) -> tuple[Passage, ...]:
        """Return up to `limit` passages that hold `text`."""


class Passages:
    """All passages and their words; safe to share between threads, for it never changes.

    ``state`` is that of the index when they were read.
    """

    def __init__(
        self, documents: Iterable[Document], passages: Sequence[Passage], state: str = ""
    ) -> None:
        self.state = state
        self.documents = {document.id: document for document in documents}
        self.passages = {each.id: each for each in passages if each.document_id in self.documents}
        self._lines = Lines(
            self.passages.values(),
            {each.id: title_of(each) for each in self.documents.values()},
        )

    def paper(self, name: str) -> Document:
        """Return the document, or the part of one, that the passage of that id is of."""
        passage = self.passages[name]
        return self.documents[passage.document_id].at(passage.pages[0])

    def matching(self, search: Search, documents: set[str]) -> list[str]:
        """Return the ids of passages of `documents` that hold what is sought, the best first."""
        holding = self._lines.holding(search)
        kept = [name for name in holding if self.passages[name].document_id in documents]
        weights = {term: self._weight(term) for group in search.groups for term in group}
        scores = {name: self._score(name, weights) for name in kept}
        return sorted(kept, key=lambda name: (-scores[name], name))

    def without(self, names: Iterable[str], excluded: Sequence[Term]) -> list[str]:
        """Return those of `names` that are held and hold none of the `excluded` terms."""
        return self._lines.free_of(names, excluded)

    def _weight(self, term: Term) -> float:
        rarest = self._lines.frequency(term)
        return 0.0 if term.in_title else math.log(1 + len(self.passages) / (1 + rarest))

    def _score(self, name: str, weights: dict[Term, float]) -> float:
        line = self._lines.line(name)
        found = sum(weight * line.count(term.line) ** 0.5 for term, weight in weights.items())
        # Long passages hold words by chance; the added length keeps headings from leading.
        return float(found / (400 + len(line)) ** 0.5)


class ServedPassages:
    """The passages of the index that is served, read again when its documents have changed."""

    def __init__(self, index: Held) -> None:
        self._index = index
        self._state: str | None = None
        self._held: Passages | None = None
        self._reading = threading.Lock()

    def now(self) -> Passages:
        """Return the passages as they are now."""
        with self._reading:
            state = self._index.state()
            if self._held is None or state != self._state:
                # Every text holds the empty one.
                everything = self._index.passages_saying("", ALL)
                self._held = Passages(self._index.documents(EVERYTHING), everything, state)
                self._state = state
            return self._held
