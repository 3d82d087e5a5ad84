"""Which occurrences are one matter: by reference, by what their titles are about, by minute.

Occurrences are the nodes of a graph, and what binds them its edges; a matter is a connected part.
One edge too many joins two matters, so an edge needs good reason: the same reference; titles that
are about the same, told by words that few titles share; or "minute 80 refers", where a paper
refers to one matter alone. Two financial years are two matters, unless a reference binds them.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from indexer.dates import first_date
from indexer.slugs import slug, with_and
from service.matters.occurrences import Occurrence, Step
from service.matters.titles import terms, weak, years

CONTAINED = 0.75
"""How much of the weight of the shorter title the longer one must hold."""
BUDGET = 0.6
"""The same, of titles of one financial year: a budget has not the same title at each meeting."""
WEAK = 0.25
"""What a word of money counts, against any other word."""
REFERS = re.compile(
    r"\b(?:(?P<body>[A-Z][A-Za-z]+(?:\s+(?:and\s+)?[A-Z][A-Za-z]+){0,4})\s+)?[Mm]inute\s+(?:no\.?\s+)?"
    r"(?P<minute>\d{1,4})(?:/\d{2,4})?(?:\s+of\s+(?P<day>[^()]{6,40}?))?\s+refers\b"
)


class Groups:
    """Disjoint sets of occurrences, by place; sets are joined and never parted."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def find(self, place: int) -> int:
        """Return the set that `place` is in."""
        while self._parent[place] != place:
            self._parent[place] = self._parent[self._parent[place]]
            place = self._parent[place]
        return place

    def join(self, one: int, other: int) -> None:
        """Make one set of two; it keeps the lower place."""
        low, high = sorted((self.find(one), self.find(other)))
        self._parent[high] = low

    def sets(self) -> Iterable[tuple[int, ...]]:
        """Return the sets, each in order."""
        found: dict[int, list[int]] = defaultdict(list)
        for place in range(len(self._parent)):
            found[self.find(place)].append(place)
        return (tuple(each) for each in found.values())


def group(
    occurrences: Sequence[Occurrence], referring: Iterable[tuple[str, str]] = ()
) -> tuple[tuple[Occurrence, ...], ...]:
    """Return the matters among `occurrences`, each its occurrences in their order.

    `referring` are the ids of documents with words in which they say "minute 80 refers".
    """
    groups = Groups(len(occurrences))
    _join_same(occurrences, groups)
    _join_alike(occurrences, groups)
    _join_referred(occurrences, groups, referring)
    return tuple(tuple(occurrences[place] for place in places) for places in groups.sets())


def _join_same(occurrences: Sequence[Occurrence], groups: Groups) -> None:
    """Join what has the same id, or the same reference within a council."""
    first: dict[tuple[str, str], int] = {}
    for place, each in enumerate(occurrences):
        for key in (each.id, *each.references):
            at = first.setdefault((each.council, key), place)
            groups.join(at, place)


def _join_alike(occurrences: Sequence[Occurrence], groups: Groups) -> None:
    """Join titles that are about the same."""
    titles: dict[tuple[str, str], int] = {}
    for place, each in enumerate(occurrences):
        titles.setdefault((each.council, each.title), place)
    named = {(council, title): terms(title, _names(council)) for council, title in titles}
    counts = Counter(term for found in named.values() for term in found)
    total = len(titles) or 1
    by_term: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for key, found in named.items():
        for term in found:
            by_term[key[0], term].append(key)
    for key, found in named.items():
        others = {other for term in found for other in by_term[key[0], term] if other > key}
        for other in others:
            if _alike(key[1], other[1], found, named[other], counts, total):
                groups.join(titles[key], titles[other])
    for place, each in enumerate(occurrences):
        groups.join(titles[each.council, each.title], place)


def _names(council: str) -> frozenset[str]:
    """Return the words of a council's own name, which tell none of its papers from another."""
    return terms(council.replace("-", " "))


def _alike(
    one: str,
    other: str,
    mine: frozenset[str],
    theirs: frozenset[str],
    counts: Counter[str],
    total: int,
) -> bool:
    if not mine or not theirs or (years(one) and years(other) and not years(one) & years(other)):
        return False
    shared = mine & theirs
    if mine == theirs:
        return bool(shared - weak(shared)) or len(shared) > 1
    budget = _same_budget(one, other, shared)
    if len(shared) < 2 or (not shared - weak(shared) and not budget):
        return False

    def weight(stems: frozenset[str]) -> float:
        lesser = weak(stems)
        return sum(
            math.log(1 + total / counts[term]) * (WEAK if term in lesser else 1.0) for term in stems
        )

    return weight(shared) >= (BUDGET if budget else CONTAINED) * min(weight(mine), weight(theirs))


def _same_budget(one: str, other: str, shared: frozenset[str]) -> bool:
    """Return whether titles that tell of money alone are of one year, and share three words."""
    return len(shared) > 2 and bool(years(one) & years(other))


def _join_referred(
    occurrences: Sequence[Occurrence], groups: Groups, referring: Iterable[tuple[str, str]]
) -> None:
    """Join a paper with the minutes that it refers to, where all of them are one matter."""
    papers = {
        each.document.id: place
        for place, each in enumerate(occurrences)
        if each.step in (Step.REPORT, Step.DECISION) and each.section is None
    }
    minutes: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place, each in enumerate(occurrences):
        if each.step is Step.MINUTES and each.minute:
            minutes[each.council, each.minute].append(place)
    named: dict[int, set[int]] = defaultdict(set)
    for document, text in referring:
        if document in papers:
            paper = occurrences[papers[document]]
            for match in REFERS.finditer(text):
                named[papers[document]] |= _minute(match, paper, minutes, occurrences)
    for place, found in named.items():
        if len({groups.find(each) for each in found}) == 1:
            groups.join(place, found.pop())


def _minute(
    match: re.Match[str],
    paper: Occurrence,
    minutes: dict[tuple[str, str], list[int]],
    occurrences: Sequence[Occurrence],
) -> set[int]:
    """Return the place of the minute that is referred to: the latest of its number before."""
    body = slug(with_and(match["body"] or paper.body))
    day = first_date(match["day"] or "")
    fitting = [
        place
        for place in minutes[paper.council, match["minute"]]
        if body in slug(with_and(occurrences[place].body))
        and (occurrences[place].date == day if day else occurrences[place].date <= paper.date)
    ]
    return {max(fitting, key=lambda place: occurrences[place].date)} if fitting else set()
