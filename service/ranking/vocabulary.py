"""What residents call things, held against what council papers call them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from importlib import resources

from msgspec import Struct

from indexer.terms import terms
from service.language import content_terms

FILE = "vocabulary.toml"
LONGEST = 4
"""Words in a phrase of the question at most."""


class Bridge(Struct, frozen=True):
    """What a question says, and what the same is called in papers; all as terms."""

    said: tuple[str, ...]
    called: tuple[tuple[str, ...], ...]


class Vocabulary:
    """Phrases and the phrases that papers have for them.

    Parameters
    ----------
    entries
        Of each phrase, the phrases that papers have for it.
    """

    def __init__(self, entries: Mapping[str, Sequence[str]]) -> None:
        self._called = {
            tuple(terms(said)): tuple(tuple(terms(other)) for other in called)
            for said, called in entries.items()
        }
        self._written = {tuple(terms(said)): tuple(called) for said, called in entries.items()}

    def bridges(self, question: str) -> tuple[Bridge, ...]:
        """Return what `question` says that papers call otherwise, in its order."""
        return tuple(
            Bridge(phrase, self._called[phrase])
            for phrase in self._phrases(question)
            if phrase in self._called
        )

    def written(self, question: str) -> str:
        """Return the words that papers have for what `question` says, as one text."""
        return "\n".join(
            dict.fromkeys(
                called
                for phrase in self._phrases(question)
                for called in self._written.get(phrase, ())
            )
        )

    def meant(self, question: str) -> list[str]:
        """Return the terms of `question` that carry meaning, each once, in order.

        Of what it says in common words alone ("going up") they are those of its first other name.
        """
        own = content_terms(question)
        named = [
            term
            for bridge in self.bridges(question)
            if not set(bridge.said).intersection(own)
            for term in bridge.called[0]
        ]
        return list(dict.fromkeys([*own, *named]))

    @staticmethod
    def _phrases(question: str) -> Iterator[tuple[str, ...]]:
        said = terms(question)
        for start in range(len(said)):
            for length in range(1, LONGEST + 1):
                if start + length <= len(said):
                    yield tuple(said[start : start + length])


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """Return the vocabulary that comes with Moothall: `vocabulary.toml` beside this module."""
    content = resources.files("service.ranking").joinpath(FILE).read_text(encoding="utf-8")
    groups = tomllib.loads(content)
    return Vocabulary({said: called for group in groups.values() for said, called in group.items()})
