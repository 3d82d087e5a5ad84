"""The quoting composer: picks the sentences and table rows that answer, word for word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

import numpy as np
from msgspec import Struct
from msgspec.structs import replace
from numpy.typing import NDArray

from indexer.config import AnswerSettings
from indexer.records import BlockKind, Piece, Section
from indexer.store.schema import Vector
from service.answers import Candidate, Evidence, Reading
from service.compose.sentences import units_of
from service.duplicates import shingles_of
from service.interpret.sought import holds
from service.language import Rarity, content_terms, terms


class Records(Protocol):
    """What choosing quotations needs of an index."""

    def encode_texts(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the dense vectors of `texts`, shape ``(len(texts), dimensions)``."""

    def rarity(self) -> Rarity:
        """Return how rare words are in these records."""

    def section(self, document_id: str, ordinal: int) -> Section:
        """Return one section of a document."""


COVERAGE, SIMILARITY, SURROUNDINGS, RANK, SOUGHT = 0.35, 0.30, 0.10, 0.15, 0.10
"""What a sentence's score is made of; the parts make 1."""
ENCODED = 24
"""Sentences whose similarity is computed: the best by everything else."""
WORTH = 0.72
"""A further quotation must have this part of the best one's score."""
BESIDE = 0.55
"""A sentence next to one chosen needs less: it goes on with what that one says."""
SAME = 0.7
"""Two quotations that share this part of their words say the same."""
HEADINGS = frozenset({BlockKind.TITLE, BlockKind.HEADING})
SHORTEST = 3
"""A sentence of fewer words says nothing by itself."""


class Quotation(Struct, frozen=True):
    """``candidate.passage.text[start:stop]``, chosen for an answer.

    ``header`` is the column headings over it where it is a table's row. ``score`` is between 0
    and 1, the better the higher; its parts are in ``evidence``.
    """

    candidate: Candidate
    start: int
    stop: int
    header: str
    score: float
    evidence: Evidence

    @property
    def text(self) -> str:
        """The words themselves."""
        return self.candidate.passage.text[self.start : self.stop]


class QuotingComposer:
    """Chooses quotations by the question's rare words, likeness of meaning, and what is sought."""

    name = "quoting"

    def __init__(self, settings: AnswerSettings) -> None:
        self._settings = settings

    def compose(
        self,
        reading: Reading,
        question: Vector,
        candidates: Sequence[Candidate],
        records: Records,
    ) -> tuple[Quotation, ...]:
        """Return the quotations for an answer, the best first; none where no sentence is held."""
        read = candidates[: self._settings.passages]
        scored = [
            quotation
            for rank, candidate in enumerate(read)
            for quotation in _scored(reading, candidate, rank, records)
        ]
        scored.sort(key=_best_first)
        scored = _with_similarity(scored[:ENCODED], question, records)
        return joined(self._chosen(sorted(scored, key=_best_first)))

    def _chosen(self, scored: Sequence[Quotation]) -> tuple[Quotation, ...]:
        chosen: list[Quotation] = []
        for quotation in scored:
            if len(chosen) == self._settings.statements:
                break
            if chosen:
                beside = any(_beside(quotation, other) for other in chosen)
                if quotation.score < chosen[0].score * (BESIDE if beside else WORTH):
                    continue
            if any(_same(quotation.text, other.text) for other in chosen):
                continue
            chosen.append(quotation)
        return tuple(chosen)


def _scored(
    reading: Reading, candidate: Candidate, rank: int, records: Records
) -> Iterator[Quotation]:
    """Yield the units of a passage with their scores, all but the similarity, which costs more."""
    passage, rarity = candidate.passage, records.rarity()
    section = records.section(passage.document_id, passage.section)
    wanted = content_terms(reading.text)
    surroundings = rarity.covered(wanted, set(terms(passage.embedded_text)))
    place = RANK / (1 + 0.3 * rank)
    for unit in units_of(passage.text):
        text = passage.text[unit.start : unit.stop]
        piece = _piece_at(section, passage.start + unit.start)
        header = piece.header if piece else ""
        says_nothing = len(text.split()) < SHORTEST or text in header.splitlines()
        if says_nothing or (piece and piece.kind in HEADINGS):
            continue
        own = set(terms(text))
        over = own | set(terms(f"{passage.context} {header}"))
        coverage = 0.8 * rarity.covered(wanted, own) + 0.2 * rarity.covered(wanted, over)
        sought = _share(holds(kind, text, reading.text) for kind in reading.sought)
        score = COVERAGE * coverage + SURROUNDINGS * surroundings + place + SOUGHT * sought
        yield Quotation(
            candidate=candidate,
            start=unit.start,
            stop=unit.stop,
            header=header,
            score=score,
            evidence=Evidence(coverage=coverage, sought=sought, surroundings=surroundings),
        )


def joined(quotations: Sequence[Quotation]) -> tuple[Quotation, ...]:
    """Return `quotations`, sentences that follow one another as one, at the better one's rank."""
    result: list[Quotation] = []
    for quotation in quotations:
        for at, other in enumerate(result):
            if _beside(quotation, other):
                result[at] = replace(
                    other,
                    start=min(other.start, quotation.start),
                    stop=max(other.stop, quotation.stop),
                )
                break
        else:
            result.append(quotation)
    return tuple(result) if len(result) == len(quotations) else joined(result)


def _piece_at(section: Section, at: int) -> Piece | None:
    return next((piece for piece in section.pieces if piece.start <= at < piece.stop), None)


def _with_similarity(
    quotations: Sequence[Quotation], question: Vector, records: Records
) -> list[Quotation]:
    if not quotations:
        return []
    vectors = records.encode_texts([_in_context(quotation) for quotation in quotations])
    similarities = np.clip(vectors @ question, 0.0, 1.0)
    return [
        replace(
            quotation,
            score=quotation.score + SIMILARITY * float(similarity),
            evidence=replace(quotation.evidence, similarity=float(similarity)),
        )
        for quotation, similarity in zip(quotations, similarities, strict=True)
    ]


def _in_context(quotation: Quotation) -> str:
    """Return what is encoded: a row means nothing without its columns' headings."""
    return "\n".join(part for part in (quotation.header, quotation.text) if part)


def _best_first(quotation: Quotation) -> tuple[float, str, int]:
    return -quotation.score, quotation.candidate.passage.id, quotation.start


def _beside(first: Quotation, second: Quotation) -> bool:
    return (
        first.candidate.passage.id == second.candidate.passage.id
        and "\t" not in first.text
        and (0 <= first.start - second.stop <= 3 or 0 <= second.start - first.stop <= 3)
    )


def _same(first: str, second: str) -> bool:
    one, other = shingles_of(first), shingles_of(second)
    small = min(len(one), len(other))
    return len(one & other) >= SAME * small


def _share(tests: Iterable[bool]) -> float:
    held = list(tests)
    return sum(held) / len(held) if held else 1.0
