"""Answering questions from one index, step by step."""

from __future__ import annotations

import time

from indexer.config import Settings
from service.answers import Answer, Question, Status
from service.compose.quoting import QuotingComposer
from service.compose.writing.writer import Writer
from service.index import Index
from service.naming_councils import with_council, with_councils
from service.nearest import nearest_to
from service.steps import ENDS, STEPS, Composer, Context
from service.watching import UNWATCHED, Watcher
from service.wording import explained, introduction


class Answerer:
    """Answers questions from one index. Safe to share between threads."""

    def __init__(
        self,
        index: Index,
        settings: Settings,
        composer: Composer | None = None,
        writer: Writer | None = None,
    ) -> None:
        self._index = index
        self._settings = settings
        self._composer = composer or QuotingComposer(settings.answer)
        self._writer = writer or (Writer(settings.writing) if settings.writing.base_url else None)

    @property
    def composer(self) -> str:
        """What makes the answers: the model that the settings name, where they do, else rules."""
        return Writer.name if self._writer else self._composer.name

    def answer(
        self, question: Question, explain: bool = False, watcher: Watcher = UNWATCHED
    ) -> Answer:
        """Return what comes of `question`; with `explain`, every candidate too.

        `watcher` is told of the reading as soon as there is one, and of every statement that is
        sure to stand before the answer is whole.

        Raises
        ------
        QuestionError
            The question is empty or too long.
        Abandoned
            The watcher says that nobody waits for it.
        StoreError, EmbeddingError, HomeError
            The index fails.
        """
        context = Context(question, self._index, self._settings, self._composer)
        context.watcher = watcher
        context.writer = self._writer
        timings = {}
        for step in STEPS:
            watcher.before(step.__name__)
            started = time.perf_counter()
            step(context)
            timings[step.__name__] = round((time.perf_counter() - started) * 1000, 2)
            if context.status in ENDS:
                break
        timings["total"] = round(sum(timings.values()), 2)
        return _answer_of(context, timings, explain)


def _answer_of(context: Context, timings: dict[str, float], explain: bool) -> Answer:
    status = context.status or Status.NOT_IN_RECORDS
    given = status in {Status.ANSWERED, Status.PARTLY_ANSWERED}
    statements = context.statements
    nearest = (
        nearest_to(
            context.candidates, context.likeliest, context.index, context.settings.answer.nearest
        )
        if status is Status.NOT_IN_RECORDS
        else ()
    )
    if len(context.index.councils()) > 1:
        statements = tuple(map(with_councils, statements))
        nearest = tuple(map(with_council, nearest))
    return Answer(
        question=context.question.text,
        read_as=context.reading,
        status=status,
        introduction=introduction(
            status,
            context.reading,
            statements,
            context.index.extent(context.question.narrowing),
            written=context.written,
            note=context.note,
        ),
        statements=statements if given else (),
        nearest=nearest,
        composer=Writer.name if context.written else context.composer.name,
        confidence=round(context.confidence, 4),
        evidence=context.evidence,
        generation=context.index.generation,
        timings_ms=timings,
        candidates=explained(context.candidates, context.rejected) if explain else None,
        dropped=tuple(context.dropped) if explain else None,
    )
