"""Finding the tables and sentences that tell one thing, by the words that stand there."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain
from typing import Protocol

from msgspec import Struct
from msgspec.structs import replace

from indexer.catalogue.values import place_of
from indexer.records import Document, Passage, Section
from indexer.store.schema import Hits, Narrowing, SparseVector, Vector
from service.amending import amends
from service.answers import Candidate, Reading
from service.compose.sentences import units_of
from service.duplicates import LATE_KINDS
from service.recall.values import Recalled, Recollection
from service.recall.values import Records as RecallRecords
from service.retrieve import OF_A_DECISION

LOOKED_AT = 100
"""Passages that are looked at for one thing."""
MOST_COUNCILS = 3
"""Councils of which one thing is told where none is named."""
YEAR = re.compile(r"(?<![-/–\d])20\d\d\b")
"""A year, or the first of a year of account."""
RESOLVED = re.compile(r"\b(?:resolved|agreed|approve[ds]?|sets?)\b", re.IGNORECASE)
"""How minutes say that it was decided."""


class Records(RecallRecords, Protocol):
    """What finding needs of an index."""

    def encode_terms(self, text: str) -> SparseVector:
        """Return the sparse vector of some words."""

    def search(
        self, dense: Vector | None, sparse: SparseVector | None, limit: int, narrowing: Narrowing
    ) -> Hits:
        """Return the best `limit` hits of each arm."""

    def passages(self, ids: Sequence[str]) -> tuple[Passage, ...]:
        """Return the passages of these ids, in their order, without those not held."""

    def section(self, document_id: str, ordinal: int) -> Section:
        """Return one section of a document; raises `NotFound`."""


class Found(Struct, frozen=True):
    """The passages that have most of some words, and their documents by id."""

    passages: Sequence[Passage]
    documents: Mapping[str, Document]


class Words(Struct, frozen=True):
    """A sentence or row: ``text`` from ``start`` of section ``section`` of a document.

    The passage that it is in begins on ``page``.
    """

    document: Document
    page: int
    section: int
    start: int
    text: str


def found_by(words: str, reading: Reading, records: Records) -> Found:
    """Return the passages that have most of `words`, of the councils that a question names."""
    own = reading.narrowing
    councils = own.councils or tuple(council.id for council in reading.councils)
    narrowing = replace(own, councils=councils)
    hits = records.search(None, records.encode_terms(words), LOOKED_AT, narrowing)
    passages = records.passages([hit.id for hit in hits.sparse])
    ids = list(dict.fromkeys(passage.document_id for passage in passages))
    documents = {document.id: document for document in records.documents_by_id(ids)}
    # the store may hold a passage for a moment longer than the catalogue does
    return Found([each for each in passages if each.document_id in documents], documents)


def of_each_council(
    tell: Callable[[Reading], Recollection],
    reading: Reading,
    candidates: Sequence[Candidate],
    records: Records,
) -> Recollection:
    """Return what is told of each council, where the records of several are held and none is named.

    They are those of the candidates, in their order, the first `MOST_COUNCILS`.
    """
    named = reading.narrowing.councils or reading.councils
    if named or len(records.councils()) < 2:
        return tell(reading)
    places = (place_of(candidate.document.description) for candidate in candidates)
    found = list(dict.fromkeys(place.council.id for place in places if place.council))
    told = [
        tell(replace(reading, narrowing=replace(reading.narrowing, councils=(council,))))
        for council in found[:MOST_COUNCILS]
    ]
    notes = dict.fromkeys(each.note for each in told if each.note)
    more = "Records of other councils are held, too: name one to be told of it."
    return Recollection(
        words=tuple(chain.from_iterable(each.words for each in told)),
        certain=any(each.certain for each in told),
        note=" ".join((*notes, *([more] if len(found) > MOST_COUNCILS else []))),
    )


def sentences_of(found: Found) -> Iterator[Words]:
    """Yield the sentences of what was found, without the rows of tables."""
    for passage in found.passages:
        document = found.documents[passage.document_id].at(passage.pages[0])
        for unit in units_of(passage.text):
            text = passage.text[unit.start : unit.stop]
            if "\t" not in text:
                start = passage.start + unit.start
                yield Words(document, passage.pages[0], passage.section, start, text)


def as_recalled(words: Words) -> Recalled:
    """Return words as they are told."""
    part = words.start, words.start + len(words.text)
    return Recalled(words.document, words.page, words.text, section=words.section, parts=(part,))


def best_place(document: Document) -> tuple[bool, int, bool, bool]:
    """Return what sorts papers that tell one thing, the best last.

    The council's own come before those by which members would have it otherwise, newer before
    older, records of what was decided before others, a paper before the pack that repeats it.
    """
    description = document.description
    own = not amends(description.kind, description.title or "")
    decided = description.kind in OF_A_DECISION
    return own, day_of(document).toordinal(), decided, description.kind not in LATE_KINDS


def is_resolved(words: Words) -> bool:
    """Return whether words are those in which a meeting resolved something."""
    return words.document.description.kind in OF_A_DECISION and bool(RESOLVED.search(words.text))


def day_of(document: Document) -> date:
    """Return the day of the meeting that a paper is of; the first of all where it is of none."""
    return place_of(document.description).day or date.min


def years_in(text: str) -> set[int]:
    """Return the years in a text, and the first of every year of account."""
    return {int(year) for year in YEAR.findall(text)}


def years_said(text: str, document: Document) -> set[int]:
    """Return the years in a text of a paper; where it names none, that of its meeting."""
    return years_in(text) or {day_of(document).year}


def of_times_asked(years: Container[int], reading: Reading) -> bool:
    """Return whether the times that a question names begin in these years."""
    return all(period.since.year in years for period in reading.periods)
