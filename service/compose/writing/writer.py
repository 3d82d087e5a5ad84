"""Written statements that are checked as they come: what fails is dropped, never shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import Any, Protocol, cast

from indexer.config import WritingSettings
from indexer.errors import WritingError
from service.answers import Candidate, Dropped, Question, Reading
from service.citations import Pages, cite
from service.cited import Citation, Statement
from service.compose.writing.endpoint import Endpoint, OpenAiEndpoint
from service.compose.writing.prompt import SYSTEM, asked, form_of, given
from service.compose.writing.rewriting import rewritten
from service.compose.writing.stream import StatementReader, Written
from service.support import Verdict, judge
from service.support.rule import Source

LONGEST = 600
"""A statement's characters at most."""


class Waiting(Protocol):
    """Is asked between the pieces of an answer whether somebody still waits for it."""

    def __call__(self) -> None:
        """Raise where nobody does."""


class Writer:
    """Lets a model write, and passes on only what its passages support."""

    name = "writing"

    def __init__(self, settings: WritingSettings, endpoint: Endpoint | None = None) -> None:
        self._settings = settings
        self._endpoint = endpoint or OpenAiEndpoint(settings)

    @property
    def model(self) -> str:
        """The name of the model that writes."""
        return self._endpoint.model

    def close(self) -> None:
        """Let go of the endpoint's connections."""
        self._endpoint.close()

    def rewritten(self, question: Question) -> str | None:
        """Return a follow-up as the model rewrites it to stand alone; ``None``: read it by rule.

        Raises
        ------
        WritingError
            The endpoint fails.
        """
        return rewritten(question.text, question.earlier, self._endpoint)

    def write(
        self,
        reading: Reading,
        candidates: Sequence[Candidate],
        pages: Pages,
        waiting: Waiting = lambda: None,
    ) -> Iterator[Statement | Dropped]:
        """Yield each statement as soon as it is whole and checked, and those that were dropped.

        Raises
        ------
        WritingError
            The endpoint fails, or its answer is not of the form asked for. What was yielded before
            stands.
        """
        passages = given(candidates[: self._settings.passages])
        reader = StatementReader()
        said: set[str] = set()
        question = asked(reading.text, passages)
        pieces = cast("Any", self._endpoint.write(SYSTEM, question, form_of(passages)))
        with closing(pieces):
            for piece in pieces:
                waiting()
                for written in reader.take(piece):
                    checked = _checked(written, passages, pages)
                    if isinstance(checked, Statement):
                        if checked.text in said:
                            continue
                        said.add(checked.text)
                    yield checked
                    if len(said) >= self._settings.statements:
                        return
                if reader.too_long:
                    raise WritingError("The model writes without end.")
        if not reader.whole:
            raise WritingError("The model did not answer in the form asked for.")


def _checked(written: Written, passages: dict[str, Candidate], pages: Pages) -> Statement | Dropped:
    """Return a statement with its citations, where its passages support it and pages prove it."""
    text = " ".join(written.text.split())
    cited = [passages[name] for name in dict.fromkeys(written.passages) if name in passages]
    if not cited:
        return Dropped(text, "it cites no passage that was given")
    if any(text.casefold() in each.passage.context.casefold() for each in cited):
        return Dropped(text, "it is a heading, and states nothing")
    if len(text) > LONGEST:
        return Dropped(text, f"it is longer than {LONGEST} characters")
    verdict = judge(text, [_source(each) for each in cited])
    if not verdict.supported:
        return Dropped(text, verdict.reason)
    citations = tuple(_citations(verdict, cited, pages))
    proved = {citation.document.id for citation in citations}
    if {cited[window.source].document.id for window in verdict.windows} - proved:
        return Dropped(text, "what it cites was not found on its page")
    return Statement(text, citations)


def _source(candidate: Candidate) -> Source:
    passage = candidate.passage
    return Source(passage.text, passage.header, passage.context)


def _citations(verdict: Verdict, cited: Sequence[Candidate], pages: Pages) -> Iterator[Citation]:
    """Yield the quotations of the sentences that support a statement, from their pages."""
    for window in verdict.windows:
        yield from cite(cited[window.source], window.units[0].start, window.units[-1].stop, pages)
