"""The answering flow: a list of steps over one context."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from msgspec.structs import replace

from indexer.config import Settings
from indexer.store.schema import Vector
from service.answers import Answer, Candidate, Evidence, Question, Reading, Statement, Status
from service.citations import cite
from service.compose.quoting import Quotation, QuotingComposer, Records
from service.duplicates import collapse
from service.index import Index
from service.interpret import interpret
from service.refusal import confidence, evidence_of, unmet
from service.retrieve import retrieve
from service.wording import explained, introduction, nearest_to


class Composer(Protocol):
    """Chooses from passages what answers a question."""

    name: str

    def compose(
        self,
        reading: Reading,
        question: Vector,
        candidates: Sequence[Candidate],
        records: Records,
    ) -> tuple[Quotation, ...]:
        """Return the quotations for an answer, the best first."""


class Reranker(Protocol):
    """Puts candidates into a better order."""

    def rerank(self, question: str, candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
        """Return the same candidates, the best first."""


@dataclass
class Context:
    """What the steps share: each fills what later ones read. A ``status`` ends the flow."""

    question: Question
    index: Index
    settings: Settings
    composer: Composer
    reranker: Reranker | None = None
    reading: Reading = field(default_factory=lambda: Reading(""))
    vector: Vector = field(default_factory=lambda: np.zeros(0, dtype=np.float32))
    candidates: tuple[Candidate, ...] = ()
    rejected: list[Candidate] = field(default_factory=list)
    quotations: tuple[Quotation, ...] = ()
    statements: tuple[Statement, ...] = ()
    evidence: Evidence = field(default_factory=Evidence)
    confidence: float = 0.0
    status: Status | None = None


def read(context: Context) -> None:
    """Read dates, bodies, councils and kinds out of the question."""
    context.reading = interpret(context.question, context.index, context.settings.answer)
    if context.reading.not_a_question:
        context.status = Status.NOT_A_QUESTION


def find(context: Context) -> None:
    """Find the passages that may answer."""
    context.vector, sparse = context.index.encode_question(context.reading.text)
    context.candidates = retrieve(
        context.reading, context.vector, sparse, context.index, context.settings.retrieval
    )
    if not context.candidates:
        context.status = Status.NOT_IN_RECORDS


def rerank(context: Context) -> None:
    """Put them into a better order, where a reranker is configured."""
    if context.reranker is not None:
        context.candidates = context.reranker.rerank(context.reading.text, context.candidates)


def gather(context: Context) -> None:
    """Let words that were published twice count once, at their best place."""
    context.candidates = collapse(context.candidates, context.settings.retrieval.duplicate_overlap)


def compose(context: Context) -> None:
    """Choose the quotations that answer."""
    context.quotations = context.composer.compose(
        context.reading,
        context.vector,
        context.candidates,
        context.index,
    )


def check(context: Context) -> None:
    """Keep only the quotations whose every letter stands on its page."""
    kept = []
    for quotation in context.quotations:
        citations = cite(quotation.candidate, quotation.start, quotation.stop, context.index)
        if citations:
            kept.append((quotation, Statement(quotation.text, citations, quotation.header)))
        else:
            context.rejected.append(
                replace(quotation.candidate, rejected="a quotation was not found on its page")
            )
    context.quotations = tuple(quotation for quotation, _ in kept)
    context.statements = tuple(statement for _, statement in kept)


def decide(context: Context) -> None:
    """Decide whether that is an answer."""
    context.evidence = evidence_of(context.reading, context.quotations, context.index.rarity())
    context.confidence = confidence(context.reading, context.evidence)
    if context.confidence < context.settings.answer.confidence:
        context.status = Status.NOT_IN_RECORDS
    elif unmet(context.reading, context.quotations):
        context.status = Status.PARTLY_ANSWERED
    else:
        context.status = Status.ANSWERED


STEPS: tuple[Callable[[Context], None], ...] = (
    read,
    find,
    rerank,
    gather,
    compose,
    check,
    decide,
)


class Answerer:
    """Answers questions from one index. Safe to share between threads."""

    def __init__(
        self,
        index: Index,
        settings: Settings,
        composer: Composer | None = None,
        reranker: Reranker | None = None,
    ) -> None:
        self._index = index
        self._settings = settings
        self._composer = composer or QuotingComposer(settings.answer)
        self._reranker = reranker

    def answer(self, question: Question, explain: bool = False) -> Answer:
        """Return what comes of `question`; with `explain`, every candidate too.

        Raises
        ------
        QuestionError
            The question is empty or too long.
        StoreError, EmbeddingError, HomeError
            The index fails.
        """
        context = Context(question, self._index, self._settings, self._composer, self._reranker)
        timings = {}
        for step in STEPS:
            started = time.perf_counter()
            step(context)
            timings[step.__name__] = round((time.perf_counter() - started) * 1000, 2)
            if context.status:
                break
        timings["total"] = round(sum(timings.values()), 2)
        return _answer_of(context, timings, explain)


def _answer_of(context: Context, timings: dict[str, float], explain: bool) -> Answer:
    status = context.status or Status.NOT_IN_RECORDS
    given = status in {Status.ANSWERED, Status.PARTLY_ANSWERED}
    return Answer(
        question=context.question.text,
        read_as=context.reading,
        status=status,
        introduction=introduction(
            status, context.reading, context.statements, context.index.extent()
        ),
        statements=context.statements if given else (),
        nearest=(
            nearest_to(context.candidates, context.index, context.settings.answer.nearest)
            if status is Status.NOT_IN_RECORDS
            else ()
        ),
        composer=context.composer.name,
        confidence=round(context.confidence, 4),
        evidence=context.evidence,
        generation=context.index.generation,
        timings_ms=timings,
        candidates=explained(context.candidates, context.rejected) if explain else None,
    )
