"""Passages as a question is held against them: where its terms stand in each."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from indexer.records import Passage
from indexer.text_terms import TextTerms, named

NEAR = 4
"""Two terms so many terms apart in a passage still stand together."""


class PassagesTerms(Struct, frozen=True):
    """The terms of passages, one passage after another, unit by unit.

    ``names[i]`` is the name of term i, ``unit[i]`` which of all units it is of. ``passage[j]``
    says which passage unit j is of, ``start[j]`` where it begins in what is embedded of that;
    ``inside[j]`` whether it is of the text itself, not of what stands over it; ``context[j]``
    whether it is of the context line. There are ``count`` passages.
    """

    names: NDArray[np.uint32]
    unit: NDArray[np.int64]
    passage: NDArray[np.int64]
    start: NDArray[np.uint32]
    inside: NDArray[np.bool_]
    context: NDArray[np.bool_]
    count: int

    @property
    def starts(self) -> tuple[NDArray[np.uint32], ...]:
        """Where the units of the text of each passage begin in what is embedded of it."""
        firsts = np.searchsorted(self.passage[self.inside], np.arange(1, self.count))
        return tuple(np.split(self.start[self.inside], firsts))


class Standing(Struct, frozen=True):
    """Where some terms stand in passages: arrays of yes and no, the last axis being the terms.

    ``context`` is the passages' context lines, ``over`` with their column headings; ``units`` are
    those of the texts, each under its passage ``passage[j]``. Term ``term[i]`` was found at
    ``place[i]``, in the text of a passage: places within a passage are counted in terms, and those
    of two passages are far apart.
    """

    context: NDArray[np.bool_]
    over: NDArray[np.bool_]
    units: NDArray[np.bool_]
    passage: NDArray[np.int64]
    term: NDArray[np.int64]
    place: NDArray[np.int64]
    place_passage: NDArray[np.int64]

    def anywhere(self) -> NDArray[np.bool_]:
        """Return which passages have which terms, in the text or over it."""
        found = self.over.copy()
        found[self.place_passage, self.term] = True
        return found

    def together(self, first: int, second: int) -> NDArray[np.bool_]:
        """Return which passages have two terms, by number, at most `NEAR` terms apart."""
        found = np.zeros(len(self.over), dtype=bool)
        others = self.place[self.term == second]
        of_first = self.term == first
        places = self.place[of_first]
        if len(others) and len(places):
            after = np.searchsorted(others, places - NEAR)
            near = others[np.minimum(after, len(others) - 1)]
            close = (after < len(others)) & (near <= places + NEAR)
            found[self.place_passage[of_first][close]] = True
        return found


def joined_terms(passages: Sequence[Passage], terms: Sequence[TextTerms]) -> PassagesTerms:
    """Return the terms of `passages` as one; ``terms[i]`` are those embedded of ``passages[i]``."""
    passage = np.repeat(np.arange(len(terms)), [len(each.starts) for each in terms])
    start = np.concatenate([each.starts for each in terms])
    lengths = np.concatenate([each.lengths for each in terms])
    before = np.array([len(each.embedded_text) - len(each.text) for each in passages])
    context = np.array([len(each.context) for each in passages])
    return PassagesTerms(
        names=np.concatenate([each.names for each in terms]),
        unit=np.repeat(np.arange(len(passage)), lengths),
        passage=passage,
        start=start,
        inside=start >= before[passage],
        context=start < context[passage],
        count=len(terms),
    )


def standing(terms: Sequence[str], held: PassagesTerms) -> Standing:
    """Return where `terms`, each given once, stand in the passages of `held`."""
    names = np.array([named(term) for term in terms], dtype=np.uint32)
    order = np.argsort(names)
    at = np.flatnonzero(np.isin(held.names, names))
    term = order[np.searchsorted(names[order], held.names[at])]
    unit = held.unit[at]
    passage, inside = held.passage[unit], held.inside[unit]
    shape = (held.count, len(terms))
    context, over = np.zeros(shape, dtype=bool), np.zeros(shape, dtype=bool)
    in_context = held.context[unit]
    context[passage[in_context], term[in_context]] = True
    over[passage[~inside], term[~inside]] = True
    units = np.zeros((len(held.passage), len(terms)), dtype=bool)
    units[unit[inside], term[inside]] = True
    own = units.any(axis=1)
    return Standing(
        context=context,
        over=over,
        units=units[own],
        passage=held.passage[own],
        term=term[inside],
        place=at[inside] + passage[inside] * (NEAR + 1),
        place_passage=passage[inside],
    )
