"""Putting first the passages that record what a question asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Protocol

from msgspec.structs import replace

from indexer.records import Passage
from service.answers import Candidate, Reading
from service.recall import matching
from service.recall.asking import asked_by
from service.recall.matching import Recalled, Recollection, recalled


class Records(matching.Records, Protocol):
    """What recalling needs of an index."""

    def passages_of(self, document_id: str) -> tuple[Passage, ...]:
        """Return the passages of a document, in order."""


def with_recalled(
    reading: Reading, candidates: Sequence[Candidate], records: Records
) -> tuple[tuple[Candidate, ...], Recollection]:
    """Return `candidates`, those first that record what is asked for; others come after in order.

    A passage that records it and was not found becomes a candidate. Each says what of its section
    is the record (`Candidate.recorded`), and is taken to be as relevant as the best. With them
    comes what was recalled.
    """
    asked = asked_by(reading)
    if not asked or not candidates:
        return tuple(candidates), Recollection()
    recollection = recalled(reading, asked, candidates, records)
    best = max((each.relevance or 0.0 for each in candidates), default=0.0)
    others = list(candidates)
    first: list[Candidate] = []
    for found in recollection.words:
        for passage, start, stop in _places(found, records):
            at = next((n for n, each in enumerate(first) if each.passage.id == passage.id), None)
            if at is not None:
                first[at] = replace(first[at], recorded=(*first[at].recorded, (start, stop)))
                continue
            candidate = _taken_out(passage, others) or Candidate(
                passage, found.document, None, None, 0.0
            )
            first.append(replace(candidate, relevance=best, recorded=((start, stop),)))
    return (*first, *others), recollection


def _places(found: Recalled, records: Records) -> Iterator[tuple[Passage, int, int]]:
    """Yield the passage where the words begin, and where in its section they stand."""
    words = re.compile(r"\s+".join(map(re.escape, found.quote.split())))
    passages = records.passages_of(found.document.id)
    for section in records.sections(found.document.id):
        for match in words.finditer(section.text):
            for passage in passages:
                if (
                    passage.section == section.ordinal
                    and passage.start <= match.start() < passage.stop
                    and passage.pages[0] <= found.page <= passage.pages[1]
                ):
                    yield passage, match.start(), match.end()
                    return


def _taken_out(passage: Passage, candidates: list[Candidate]) -> Candidate | None:
    """Return the candidate of `passage` and take it out; what stood over it goes under it."""
    for at, candidate in enumerate(candidates):
        if candidate.passage.id == passage.id:
            return candidates.pop(at)
        for under in candidate.also_in:
            if under.passage.id == passage.id:
                del candidates[at]
                rest = tuple(each for each in candidate.also_in if each is not under)
                return replace(under, also_in=(replace(candidate, also_in=()), *rest))
    return None
