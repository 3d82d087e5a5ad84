"""How well matters are grouped, against matters that are known: the sample's ``matters.json``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from pathlib import Path

import msgspec
from msgspec import Struct

from indexer.errors import EvaluationError
from service.matters.following import FollowingRecords, Matter, Matters
from service.matters.occurrences import Occurrence

Place = tuple[str, int]
"""A page: the path of its document, and its number."""


class KnownDocument(Struct, frozen=True):
    """A document of a known matter, and the pages that mention it."""

    file: str
    date: str
    pages: tuple[int, ...]


class KnownMatter(Struct, frozen=True):
    """A matter as a reader knows it."""

    id: str
    title: str
    documents: tuple[KnownDocument, ...]
    references: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    story: tuple[dict[str, str], ...] = ()

    @property
    def places(self) -> frozenset[Place]:
        """Its pages."""
        return frozenset((each.file, page) for each in self.documents for page in each.pages)


class Found(Struct, frozen=True):
    """The matter found most like a known one: ``right`` of its ``found`` pages are of that one."""

    known: str
    title: str
    id: str
    right: int
    found: int
    of: int


class MatterScores(Struct, frozen=True):
    """Pairs of pages put together: ``right`` of ``found`` (precision), of ``known`` (recall)."""

    right: int
    found: int
    known: int
    matters: tuple[Found, ...]


def load_known(path: Path) -> tuple[KnownMatter, ...]:
    """Return the matters of a file.

    Raises
    ------
    EvaluationError
        It cannot be read, or is not a list of matters.
    """
    try:
        return msgspec.json.decode(path.read_bytes(), type=tuple[KnownMatter, ...])
    except (OSError, msgspec.DecodeError) as error:
        raise EvaluationError(f"{path}: no list of matters can be read: {error}.") from error


def pages_of(matter: Matter, matters: Matters, lengths: Mapping[str, int]) -> frozenset[Place]:
    """Return the pages of a matter found: those of its own papers, and those that mention it.

    `lengths` has the number of pages of each document, by path.
    """
    own = {
        place
        for entry in matter.entries
        for each in (entry.occurrence, *entry.also_in)
        for place in _own_pages(each, lengths)
    }
    mentioned = {
        (mention.document.path, page)
        for mention in matters.mentions(matter)
        for page in range(mention.passage.pages[0], mention.passage.pages[1] + 1)
    }
    return frozenset(own | mentioned)


def score(
    known: Sequence[KnownMatter], found: Iterable[tuple[Matter, frozenset[Place]]]
) -> MatterScores:
    """Compare matters found, with their pages, with the known ones.

    Pairs are counted among the pages that belong to any known matter: of others nobody knows
    whether they belong together. Two pages belong together where one matter has both.
    """
    matters = list(found)
    told = frozenset(place for each in known for place in each.places)
    truth = _pairs(each.places for each in known)
    put = _pairs(places & told for _, places in matters)
    best = []
    for each in known:
        matter, places = max(matters, key=lambda pair: _likeness(each.places, pair[1]))
        right = len(each.places & places)
        best.append(
            Found(each.title, matter.title, matter.id, right, len(places), len(each.places))
        )
    return MatterScores(len(truth & put), len(put), len(truth), tuple(best))


def read_and_score(path: Path, index: FollowingRecords, lengths: Mapping[str, int]) -> MatterScores:
    """Group the matters of an index, and compare them with those of the file `path`."""
    known = load_known(path)
    matters = Matters(index)
    found = [(matter, pages_of(matter, matters, lengths)) for matter in matters.all()]
    if not found:
        raise EvaluationError("No matters are found in this index: are its decisions read?")
    return score(known, found)


def _own_pages(occurrence: Occurrence, lengths: Mapping[str, int]) -> Iterable[Place]:
    path = occurrence.document.path
    if occurrence.section is None:
        return [(path, page) for page in range(1, lengths.get(path, 1) + 1)]
    pages = {occurrence.page} | {
        proof.page for decision in occurrence.decisions for proof in decision.proofs
    }
    return [(path, page) for page in range(min(pages), max(pages) + 1)]


def _pairs(groups: Iterable[frozenset[Place]]) -> set[tuple[Place, Place]]:
    return {pair for group in groups for pair in combinations(sorted(group), 2)}


def _likeness(one: frozenset[Place], other: frozenset[Place]) -> float:
    """Return the part that two sets of pages share of both together (Jaccard)."""
    return len(one & other) / len(one | other)
