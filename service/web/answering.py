"""Answers as they are given over HTTP: with an id and links, and noted as asked."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable

from msgspec import Struct

from indexer.errors import NotFound
from service.answer import Answerer
from service.answers import Answer, Question
from service.feedback import Asked, Verdict, answer_id
from service.quoted_tables import QuotedTable, quoted_table
from service.watching import UNWATCHED, Watcher
from service.web.links import Proof, proofs_of, question_link

MOST_REMEMBERED = 2000
"""Answers that feedback can still be given on; the oldest go first."""


class GivenAnswer(Answer, frozen=True, kw_only=True):
    """An answer with what the web adds.

    ``id`` is what feedback names. ``link`` is the path that shows the question again, ``proofs``
    are the paths that prove each statement, its words marked on the page, and ``tables`` what each
    quotes of a table, as it can be read.
    """

    id: str
    link: str
    proofs: tuple[tuple[Proof, ...], ...]
    tables: tuple[QuotedTable | None, ...]


class Remembered(Struct, frozen=True):
    """A question, and the answer it was given."""

    question: Question
    answer: Answer


class Answering:
    """Answers questions, notes them in `asked`, and remembers the answers for feedback."""

    def __init__(self, answerer: Answerer, asked: Asked) -> None:
        self._answerer = answerer
        self._asked = asked
        self._remembered: OrderedDict[str, Remembered] = OrderedDict()
        self._remembering = threading.Lock()

    @property
    def takes_feedback(self) -> bool:
        """Whether feedback is kept at all."""
        return self._asked.takes_feedback

    def answer(
        self, question: Question, explain: bool = False, watcher: Watcher = UNWATCHED
    ) -> Answer:
        """Answer `question` as the answerer does, and note it."""
        answer = self._answerer.answer(question, explain, watcher)
        self._asked.question(question, answer)
        with self._remembering:
            self._remembered[answer_id(question, answer)] = Remembered(question, answer)
            while len(self._remembered) > MOST_REMEMBERED:
                self._remembered.popitem(last=False)
        return answer

    def feedback(self, name: str, verdict: Verdict, reason: str) -> None:
        """Keep what somebody thinks of the answer of the id `name`.

        Raises
        ------
        NotFound
            No answer of this id was given lately, or no feedback is taken.
        HomeError
            It cannot be kept.
        """
        if not self._asked.takes_feedback:
            raise NotFound("No feedback is taken here.")
        with self._remembering:
            remembered = self._remembered.get(name)
        if remembered is None:
            raise NotFound("That answer was given too long ago. Ask the question again.")
        self._asked.feedback(remembered.question, remembered.answer, verdict, reason)


def given(
    question: Question, answer: Answer, filters: Iterable[tuple[str, str]] = ()
) -> GivenAnswer:
    """Return `answer` with its id and links; its own link holds the page's `filters`."""
    fields = {name: getattr(answer, name) for name in answer.__struct_fields__}
    return GivenAnswer(
        **fields,
        id=answer_id(question, answer),
        link=question_link(question, filters),
        proofs=tuple(map(proofs_of, answer.statements)),
        tables=tuple(map(quoted_table, answer.statements)),
    )
