"""Finding the passages that may answer: both arms of the store, fused, preferred, and ranked."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence, Set
from datetime import date
from typing import Protocol

from msgspec import Struct
from msgspec.structs import replace

from indexer.catalogue.values import place_of
from indexer.config import RetrievalSettings
from indexer.records import Document, DocumentKind
from indexer.store.schema import Hit, Hits, Narrowing, SparseVector, Vector
from service.answers import ArmScore, Candidate, Period, Reading, Sought
from service.ranking.likening import learnt_likening
from service.ranking.ranker import Index, learnt_weights, rank
from service.ranking.vocabulary import vocabulary
from service.searched import Searched

DAYS_OF_YEAR = 365.25
OF_A_DECISION = frozenset({DocumentKind.MINUTES, DocumentKind.DECISION_NOTICE})
"""Records of what was decided; other papers say what was proposed or told."""
AS_RECORD = 0.01
"""What parts the record of a decision from other papers that the question names as much."""
EXPANDED = 0.6
"""What a word of the papers counts in a search whose question has another word for the same."""


class Records(Index, Searched, Protocol):
    """What retrieval needs of an index."""

    def documents_by_id(self, ids: Sequence[str]) -> tuple[Document, ...]:
        """Return the documents of these ids."""


class FusedHit(Struct, frozen=True):
    """A passage's id with its score and rank in each arm; ``score`` is the fused one, 0 to 1."""

    id: str
    score: float
    dense: ArmScore | None
    sparse: ArmScore | None


def retrieve(
    reading: Reading,
    dense: Vector,
    sparse: SparseVector,
    records: Records,
    settings: RetrievalSettings,
) -> tuple[Candidate, ...]:
    """Return the candidates for a question, the best first, ties broken by passage id.

    The first of what is found is held against the question word by word, and ranked anew by all
    that is known of it.

    Raises
    ------
    HomeError
        The words of a passage are not kept.
    """
    found = candidates_of(reading, dense, sparse, records, settings)
    first, others = found[: settings.ranked], found[settings.ranked :]
    return (*rank(reading, first, records, learnt_weights(), learnt_likening()), *others)


def candidates_of(
    reading: Reading,
    dense: Vector,
    sparse: SparseVector,
    records: Records,
    settings: RetrievalSettings,
) -> tuple[Candidate, ...]:
    """Return what both arms find for a question, by what it is fused to and preferred by.

    The words that papers have for what the question says are searched for with its own. Both arms
    go deep, so that most passages that either finds have the scores of both; only the best are
    candidates. The records of the meeting or body that it names are searched once more by
    themselves, so that they are among the candidates however common its words are elsewhere.
    """
    sparse = expanded(sparse, records.encode_terms(vocabulary().written(reading.text)))
    hits = records.search(dense, sparse, settings.depth, reading.narrowing)
    named = Hits(dense=(), sparse=())
    preferred = preferred_narrowing(reading)
    if preferred != reading.narrowing:
        named = records.search(dense, sparse, settings.candidates // 4, preferred)
        hits = _joined(hits, named)
    also = {hit.id for hit in (*named.dense, *named.sparse)}
    fused = fuse(hits, settings.dense_weight, settings.candidates, also)
    passages = {passage.id: passage for passage in records.passages([hit.id for hit in fused])}
    ids = list(dict.fromkeys(passage.document_id for passage in passages.values()))
    documents = {document.id: document for document in records.documents_by_id(ids)}
    candidates = [
        Candidate(
            passage=passages[hit.id],
            document=documents[passages[hit.id].document_id].at(passages[hit.id].pages[0]),
            dense=hit.dense,
            sparse=hit.sparse,
            fused=hit.score,
        )
        for hit in fused
        # The store may hold a passage for a moment longer than the catalogue does.
        if hit.id in passages and passages[hit.id].document_id in documents
    ]
    return by_score(
        replace(
            candidate,
            preference=settings.preference * met(reading, candidate)
            + settings.recency * newness(reading, candidate),
        )
        for candidate in candidates
    )


def expanded(question: SparseVector, others: SparseVector) -> SparseVector:
    """Return `question` with the terms of `others` that it lacks, at the weight `EXPANDED`."""
    weights = dict.fromkeys(others.indices, EXPANDED)
    weights.update(zip(question.indices, question.values, strict=True))
    held = sorted(weights.items())
    return SparseVector(
        indices=tuple(index for index, _ in held), values=tuple(value for _, value in held)
    )


def fuse(
    hits: Hits, dense_weight: float, limit: int | None = None, also: Set[str] = frozenset()
) -> tuple[FusedHit, ...]:
    """Return what both arms found, by the weighted sum of their min-max normalised scores.

    An arm's lowest score counts 0, its highest 1; a passage that an arm did not find has 0 there
    (weighted CombSUM; Fox and Shaw, 1994; the weighting of Bruch, Gai and Ingber, 2023). Of more
    than `limit` only the best are returned, and those whose ids are in `also`.
    """
    scores: dict[str, float] = {}
    for arm, weight in ((hits.dense, dense_weight), (hits.sparse, 1 - dense_weight)):
        low = arm[-1].score if arm else 0.0
        span = arm[0].score - low if arm else 0.0
        for hit in arm:
            part = (hit.score - low) / span if span else 1.0
            scores[hit.id] = scores.get(hit.id, 0.0) + weight * part
    ranked = sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))
    kept = dict(ranked[:limit])
    kept.update(pair for pair in ranked[len(kept) :] if pair[0] in also)
    dense, sparse = _placed(hits.dense, kept), _placed(hits.sparse, kept)
    return tuple(
        FusedHit(name, score, dense.get(name), sparse.get(name)) for name, score in kept.items()
    )


def preferred_narrowing(reading: Reading) -> Narrowing:
    """Return the question's own narrowing, and within it what the question itself names.

    Where the asker set a filter, what the question names does not change it.
    """
    asked = reading.narrowing
    meetings = [period for period in reading.periods if period.of_meeting]
    return replace(
        asked,
        councils=asked.councils or tuple(council.id for council in reading.councils),
        bodies=asked.bodies or tuple(body.id for body in reading.bodies),
        kinds=asked.kinds or tuple(reading.kinds),
        since=asked.since or min((period.since for period in meetings), default=None),
        until=asked.until or max((period.until for period in meetings), default=None),
    )


def met(reading: Reading, candidate: Candidate) -> float:
    """Return the share of what the question names that a candidate's document is of, 0 to 1."""
    description = candidate.document.description
    place = place_of(description)
    meetings = [period for period in reading.periods if period.of_meeting]
    tests = []
    if reading.councils:
        tests.append(place.council in reading.councils)
    if reading.bodies:
        tests.append(place.body in reading.bodies)
    if reading.kinds:
        tests.append(description.kind in reading.kinds)
    if meetings:
        tests.append(any(_within(period, place.day) for period in meetings))
    if reading.references:
        held = f"{description.title} {candidate.passage.context} {candidate.passage.text}"
        held = held.replace("-", "/")
        tests.append(any(reference in held for reference in reading.references))
    return sum(tests) / len(tests) if tests else 0.0


def named(reading: Reading, candidate: Candidate) -> float:
    """Return how much a question names a candidate's place, of those that have the same words.

    Where it asks for a decision, of places it names alike it means the record of that: a report
    may recommend what was resolved.
    """
    kind = candidate.document.description.kind
    recorded = Sought.DECISION in reading.sought and kind in OF_A_DECISION
    return met(reading, candidate) + (AS_RECORD if recorded else 0.0)


def newness(reading: Reading, candidate: Candidate) -> float:
    """Return how new a record is where the question asks of now: 1, and half after a year.

    It is little less within months: what is said of now stands for a while.
    """
    day = place_of(candidate.document.description).day
    if reading.as_of is None or day is None:
        return 0.0
    years = max(0, (reading.as_of - day).days) / DAYS_OF_YEAR
    return 1 / (1 + years**2)


def by_score(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Return `candidates`, the best first, ties broken by passage id."""
    return tuple(sorted(candidates, key=lambda candidate: (-candidate.score, candidate.passage.id)))


def _within(period: Period, day: date | None) -> bool:
    return day is not None and period.since <= day <= period.until


def _joined(hits: Hits, more: Hits) -> Hits:
    return Hits(dense=_union(hits.dense, more.dense), sparse=_union(hits.sparse, more.sparse))


def _union(first: Sequence[Hit], second: Sequence[Hit]) -> tuple[Hit, ...]:
    held = {hit.id: hit for hit in (*second, *first)}
    return tuple(sorted(held.values(), key=lambda hit: (-hit.score, hit.id)))


def _placed(hits: Sequence[Hit], kept: Container[str]) -> dict[str, ArmScore]:
    ranked = enumerate(hits, start=1)
    return {hit.id: ArmScore(hit.score, rank) for rank, hit in ranked if hit.id in kept}
