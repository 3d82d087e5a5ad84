"""Asking an index a file of questions: what it said, made once and scored as often as one likes."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Protocol

from msgspec import Struct

from eval.answers.questions import GoldQuestion, load_questions
from eval.answers.run import (
    AnswersDescription,
    AnswersWriter,
    Asked,
    CitedPage,
    FoundPassage,
)
from eval.benchmarks import Digests
from eval.environment import environment
from eval.files import write_json
from eval.retrieval.runs import ENVIRONMENT
from eval.retrieval.writing import write_config
from indexer.catalogue import open_catalogue
from indexer.config import Settings
from indexer.errors import QuestionError
from indexer.generations import current_generation, held_fingerprint
from indexer.home import open_home
from indexer.records import digest
from service.answer import Answerer
from service.answers import Answer, Question, Status
from service.index import Index


class WarmedIndex(Index, Protocol):
    """An index that can be made ready beforehand."""

    def warm_up(self) -> None:
        """Load what the first question would otherwise wait for."""


class IndexIdentity(Struct, frozen=True):
    """What tells an index from others.

    ``corpus`` is a digest of the ids and texts of all its passages, ``embedder`` of its embedder.
    """

    generation: str
    corpus: str
    embedder: str


def make_answers_run(
    file: Path,
    index: WarmedIndex,
    settings: Settings,
    folder: Path,
    command: str,
    report: Callable[[str, int, int], None],
) -> None:
    """Ask every question of `file` that the run in `folder` has not, and write what was said.

    Parameters
    ----------
    file
        The questions.
    index
        What answers; it is warmed up first, so that the time of each answer says something.
    settings
        Those that the index was opened with: where they name a model, it writes the answers.
    folder
        The run's.
    command
        What makes the run again.
    report
        Hears what is done, how much of it, and how much there is.

    Raises
    ------
    EvaluationError
        The questions are wrong, or the folder cannot be written or holds another run.
    StoreError, EmbeddingError, HomeError
        The index fails.
    """
    questions = load_questions(file)
    held = identify(settings)
    of_questions = digest(file.read_bytes())
    answerer = Answerer(index, settings)
    description = AnswersDescription(
        file=file.name,
        questions=of_questions,
        number=len(questions),
        corpus=held.corpus,
        generation=held.generation,
        composer=answerer.composer,
        settings=digest(settings.model_dump_json(exclude={"home", "service"})),
        command=command,
    )
    writer = AnswersWriter(folder, description)
    write_config(folder, settings)
    digests = Digests(corpus=held.corpus, queries=of_questions, qrels=of_questions)
    write_json(folder / ENVIRONMENT, environment(digests, held.embedder))
    index.warm_up()
    candid = Answerer(index, without_threshold(settings))
    for number, question in enumerate(questions, start=1):
        if question.id not in writer.done:
            asked = ask(question, answerer, candid)
            writer.write(asked, found_passages(asked, index), cited_pages(asked, index))
        report("questions", number, len(questions))


def identify(settings: Settings) -> IndexIdentity:
    """Return what tells the index in the home of `settings` from any other.

    Raises
    ------
    HomeError, NotFound, GenerationMismatch
        There is no index there, or it was built with other settings.
    """
    home = open_home(settings.home)
    catalogue = open_catalogue(settings.catalogue_url or home.catalogue_url)
    try:
        generation = current_generation(catalogue, settings)
        passages = sorted(catalogue.reader(generation).digests().items())
    finally:
        catalogue.close()
    return IndexIdentity(
        generation=str(generation.id),
        corpus=digest("\n".join(f"{name} {text}" for name, text in passages)),
        embedder=held_fingerprint(generation).embedder,
    )


def ask(question: GoldQuestion, answerer: Answerer, candid: Answerer) -> Asked:
    """Return what `answerer` says; where it holds an answer back, what `candid` says too."""
    started = time.perf_counter()
    try:
        answer = answerer.answer(Question(question.question), explain=True)
    except QuestionError as error:
        raise QuestionError(f"Question {question.id!r}: {error}") from error
    milliseconds = (time.perf_counter() - started) * 1000
    held_back = answer.status is Status.NOT_IN_RECORDS and "compose" in answer.timings_ms
    return Asked(
        question=question,
        answer=answer,
        if_given=candid.answer(Question(question.question)) if held_back else None,
        milliseconds=round(milliseconds, 3),
    )


def without_threshold(settings: Settings) -> Settings:
    """Return `settings` under which every answer is given, whatever its confidence."""
    answer = settings.answer.model_copy(update={"confidence": 0.0})
    return settings.model_copy(update={"answer": answer})


def found_passages(asked: Asked, index: Index) -> Iterable[FoundPassage]:
    """Return the passages that were candidates, those that stand under another too."""
    ids = [
        name
        for candidate in asked.answer.candidates or ()
        for name in (candidate.passage, *candidate.also_in)
    ]
    passages = index.passages(ids)
    documents = index.documents_by_id(list({passage.document_id for passage in passages}))
    paths = {document.id: document.path for document in documents}
    return [
        FoundPassage(
            id=passage.id,
            path=paths[passage.document_id],
            pages=passage.pages,
            text="\n".join(part for part in (passage.header, passage.text) if part),
        )
        for passage in passages
        if passage.document_id in paths
    ]


def cited_pages(asked: Asked, index: Index) -> Iterable[CitedPage]:
    """Return every page that the answer cites, held back or not."""
    return [
        CitedPage(path, number, index.page(document, number).text)
        for path, document, number in sorted(
            {
                (citation.document.path, citation.document.id, citation.page)
                for answer in _answers(asked)
                for statement in answer.statements
                for citation in statement.citations
            }
        )
    ]


def _answers(asked: Asked) -> tuple[Answer, ...]:
    return (asked.answer, asked.if_given) if asked.if_given else (asked.answer,)
