"""What a question asks the money of, and whether words of papers call it by its name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import chain

from indexer.terms import TERM, in_one_form, terms
from service.language import STOP_WORDS
from service.ranking.vocabulary import vocabulary

PLURAL = re.compile(r"(?:['’]s|s['’]|ies|ys|y|e?s)$")
CAR_PARK = re.compile(r"\bcar[ -]parks?\b", re.IGNORECASE)
"""A place for cars: a park is none."""


class Thing:
    """What a question asks the money of, and what papers call it: ``terms`` are those asked for."""

    def __init__(self, matter: str, named: frozenset[str]) -> None:
        self.terms = named
        self._words = words_of(matter)
        self._names: dict[str, list[frozenset[str]]] = {term: [] for term in named}
        for bridge in vocabulary().bridges(matter):
            for term in named.intersection(bridge.said):
                names = (frozenset(name) - STOP_WORDS for name in bridge.called)
                self._names[term] += filter(None, names)

    @property
    def meant(self) -> set[str]:
        """Its terms, and those of its other names."""
        return set(self.terms).union(*chain(*self._names.values()))

    def called(self, text: str) -> bool:
        """Return whether a text has all its words, as they are but for their plurals.

        A stem is not enough: a consultation is no consultant, nor a car park a park.
        """
        words = words_of(text)
        return all(self._says(term, words) for term in self.terms)

    def meant_by(self, text: str) -> bool:
        """Return whether a text has all its words, or other names for them."""
        words = words_of(text)
        return all(
            self._says(term, words) or any(words.keys() >= name for name in names)
            for term, names in self._names.items()
        )

    def _says(self, term: str, words: Mapping[str, set[str]]) -> bool:
        return not self._words.get(term, set()).isdisjoint(words.get(term, ()))


def words_of(text: str) -> dict[str, set[str]]:
    """Return the words of a text by their terms, each without the ending of its plural."""
    found: dict[str, set[str]] = {}
    for word in TERM.findall(in_one_form(CAR_PARK.sub("parking", text)).casefold()):
        if word not in STOP_WORDS:
            for term in terms(word):
                found.setdefault(term, set()).add(PLURAL.sub("", word))
    return found
