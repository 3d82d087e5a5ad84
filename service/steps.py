"""The answering flow: a list of steps over one context."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from typing import Protocol

import numpy as np
from msgspec.structs import replace

from indexer.config import Settings
from indexer.errors import WritingError
from indexer.store.schema import Vector
from service.answers import Candidate, Dropped, Evidence, Question, Reading, Status
from service.citations import cite
from service.cited import Statement
from service.clock import today_in
from service.compose.ordering import answering_first
from service.compose.quotation import Quotation
from service.compose.quoting import Composition, Records
from service.compose.speech import speaker_asked_for
from service.compose.writing.writer import Writer
from service.duplicates import collapse
from service.index import Index
from service.interpret import interpret
from service.lost import note_on_lost
from service.recall.asking import (
    asks_for_amendment,
    asks_for_day,
    asks_for_what_was_put,
    said_whole,
)
from service.recall.recalling import with_recalled
from service.recall.values import Recollection
from service.refusal import confidence, evidence_of, spoken_of, unmet, wholly_unmet
from service.retrieve import named, retrieve
from service.watching import UNWATCHED, Watcher
from service.wording import note_on_missing, note_on_speech, note_on_writing

logger = logging.getLogger(__name__)

PLACES = 15
"""Places of its page that a quoted line is put together from at most: a label, the months of a
year, and what they come to. Who could find more?"""

ON_THE_MATTER = 0.5
"""The share of a question's words, by rarity, that words on its very matter have."""


class Composer(Protocol):
    """Chooses from passages what answers a question."""

    name: str

    def compose(
        self,
        reading: Reading,
        question: Vector,
        candidates: Sequence[Candidate],
        records: Records,
    ) -> Composition:
        """Return the quotations for an answer, and what was read for them."""


@dataclass
class Context:
    """What the steps share: each fills what later ones read. A ``status`` ends the flow."""

    question: Question
    index: Index
    settings: Settings
    composer: Composer
    writer: Writer | None = None
    written: bool = False
    note: str = ""
    reading: Reading = field(default_factory=lambda: Reading(""))
    vector: Vector = field(default_factory=lambda: np.zeros(0, dtype=np.float32))
    candidates: tuple[Candidate, ...] = ()
    recollection: Recollection = field(default_factory=Recollection)
    rejected: list[Candidate] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    quotations: tuple[Quotation, ...] = ()
    likeliest: Mapping[str, int] = field(default_factory=dict)
    statements: tuple[Statement, ...] = ()
    evidence: Evidence = field(default_factory=Evidence)
    confidence: float = 0.0
    status: Status | None = None
    watcher: Watcher = UNWATCHED


def read(context: Context) -> None:
    """Read dates, bodies, councils and kinds out of the question, with those before it."""
    rewritten = None
    if context.writer is not None and context.question.earlier:
        try:
            rewritten = context.writer.rewritten(context.question)
        except WritingError as error:
            logger.warning("Rewriting failed, the question is read by rule: %s", error)
    context.reading = interpret(context.question, context.index, context.settings.answer, rewritten)
    context.watcher.read_as(context.reading)
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


def gather(context: Context) -> None:
    """Let words that were published twice count once, at the place asked for, or their best."""
    context.candidates = collapse(
        context.candidates,
        context.index.terms([candidate.passage for candidate in context.candidates]),
        context.settings.retrieval.duplicate_overlap,
        partial(named, context.reading),
    )


def recall(context: Context) -> None:
    """Put first what records just what is asked for: a decision, who was there, a meeting's day."""
    today = today_in(context.settings)
    found = with_recalled(context.reading, context.candidates, context.index, today)
    context.candidates, context.recollection = found
    context.note = context.recollection.note


def compose(context: Context) -> None:
    """Choose the quotations that answer, and rank what was read for them by that, too."""
    composition = context.composer.compose(
        context.reading,
        context.vector,
        context.candidates,
        context.index,
    )
    context.quotations, context.likeliest = composition.quotations, composition.likeliest
    read = context.settings.answer.passages
    context.candidates = (
        *answering_first(context.candidates[:read], composition.marks),
        *context.candidates[read:],
    )


def check(context: Context) -> None:
    """Keep only the quotations whose every letter stands on its page, and in few places of it.

    Where one is of what was lost, and none says so, the answer does.
    """
    kept = []
    for quotation in context.quotations:
        parts = [
            cite(quotation.candidate, start, stop, context.index)
            for start, stop in quotation.stretches
        ]
        citations = tuple(chain(*parts)) if all(parts) else ()
        if 0 < len(citations) <= PLACES * len(quotation.text.splitlines()):
            over = quotation.header, quotation.caption
            kept.append((quotation, Statement(quotation.text, citations, *over)))
        else:
            why = "is scattered over its page" if citations else "was not found on its page"
            context.rejected.append(replace(quotation.candidate, rejected=f"a quotation {why}"))
    context.quotations = tuple(quotation for quotation, _ in kept)
    context.statements = tuple(statement for _, statement in kept)
    context.note = f"{context.note} {note_on_lost(context.statements, context.index)}".strip()


def decide(context: Context) -> None:
    """Decide whether that is an answer."""
    own = [council.name for council in context.index.councils()]
    context.evidence = evidence_of(
        context.reading, context.candidates, context.quotations, context.index, own
    )
    limits, recollection = context.settings.answer, context.recollection
    if recollection.lacking:
        context.status, context.note = Status.NOT_IN_RECORDS, recollection.lacking
        return
    context.confidence = confidence(context.reading, context.evidence)
    # the record itself says it, however little its words are alike, or all that is asked is said
    certain = recollection.certain and bool(context.statements)
    sure = certain or spoken_of(context.reading, context.quotations, context.index.rarity())
    if sure and not context.reading.out_of_reach:
        context.confidence = max(context.confidence, limits.confidence)
    off_the_matter = not certain and _off_the_matter(context)
    if context.confidence < limits.confidence or off_the_matter:
        speaker = speaker_asked_for(context.reading, context.candidates)
        context.status = Status.NOT_IN_RECORDS
        context.note = note_on_speech(speaker) if speaker else ""
    elif certain and (said_whole(context.reading) or asks_for_day(context.reading)):
        # also where the record says that nobody was; its day is that of its meeting
        context.status = Status.ANSWERED
    elif missing := wholly_unmet(context.reading, context.quotations):
        context.status, context.note = Status.NOT_IN_RECORDS, note_on_missing(missing)
    elif unmet(context.reading, context.quotations):
        context.status = Status.PARTLY_ANSWERED
    else:
        context.status = Status.ANSWERED


def _off_the_matter(context: Context) -> bool:
    """Return whether what is quoted is on another matter than a decision that no record has.

    Its day, or who moved it or voted on it, is only told by words on the very matter; of a motion
    or petition these may stand around what is quoted.
    """
    question, evidence = context.reading.text, context.evidence
    if asks_for_day(context.reading) or asks_for_amendment(question):
        return evidence.coverage < ON_THE_MATTER
    return asks_for_what_was_put(question) and evidence.surroundings < ON_THE_MATTER


def write(context: Context) -> None:
    """Let the model of the settings write the answer instead, each statement checked.

    Where it fails, or writes nothing that the records support, the quotations stand, and the
    answer says so.
    """
    if context.writer is None or context.status is Status.NOT_IN_RECORDS:
        return
    statements: list[Statement] = []
    failed = False
    written = context.writer.write(
        context.reading,
        context.candidates,
        context.index,
        waiting=lambda: context.watcher.before("write"),
    )
    try:
        for each in written:
            if isinstance(each, Dropped):
                context.dropped.append(each)
                continue
            statements.append(each)
            context.watcher.stated(each)
    except WritingError as error:
        failed = True
        logger.warning("Writing failed: %s", error)
    context.written = bool(statements)
    of_writing = note_on_writing(failed, bool(statements))
    said = note_on_lost(statements, context.index) if statements else context.note
    context.note = f"{said} {of_writing}".strip()
    context.statements = tuple(statements) or context.statements


STEPS: tuple[Callable[[Context], None], ...] = (
    read,
    find,
    gather,
    recall,
    compose,
    check,
    decide,
    write,
)
ENDS = frozenset({Status.NOT_A_QUESTION, Status.NOT_IN_RECORDS})
"""After these there is nothing to write."""
