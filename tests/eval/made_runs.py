"""Runs of answers as values, made without an index."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from eval.answers.questions import Gold, GoldQuestion
from eval.answers.run import (
    AnswersDescription,
    AnswersRun,
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
from indexer.config import load_settings
from service.answers import Answer, Evidence, Explained, Reading, Status
from service.cited import Citation, CitedDocument, Statement

PATH = "council/minutes.pdf"
PAGE = "Councillor Pellow moved that the lido open on 17 May 2025. The motion was carried."
QUOTE = "the lido open on 17 May 2025"
GOLD = Gold(PATH, 1, QUOTE)
OPENS = GoldQuestion(
    "q-1", "When does the lido open?", "lookup", True, "On 17 May 2025.", ("17 May 2025",), (GOLD,)
)
MARS = GoldQuestion("q-2", "Who is the mayor of Mars?", "unanswerable", False, why="junk")


def made_run(
    rankings: Mapping[str, Sequence[str]], question: str = "When does the lido open?"
) -> AnswersRun:
    """Return a run whose answers are empty and whose candidates are these passages."""
    names = sorted({name for ranking in rankings.values() for name in ranking})
    return AnswersRun(
        asked=tuple(
            Asked(
                GoldQuestion(name, question, "lookup", True),
                answer(
                    candidates=[candidate(place, each) for place, each in enumerate(ranking, 1)]
                ),
                None,
                1.0,
            )
            for name, ranking in rankings.items()
        ),
        passages={name: FoundPassage(name, PATH, (1, 1), f"Text of {name}.") for name in names},
        pages={},
    )


def candidate(rank: int, name: str, also_in: Sequence[str] = ()) -> Explained:
    return Explained(
        rank=rank,
        passage=name,
        title=f"Title of {name}",
        pages=(1, 1),
        score=1 / rank,
        fused=1 / rank,
        preference=0.0,
        dense=None,
        sparse=None,
        rejected="",
        also_in=tuple(also_in),
    )


def citation(quote: str = QUOTE, path: str = PATH, page: int = 1) -> Citation:
    document = CitedDocument("000000000000", "Minutes", "minutes", path, None, 1, None, False)
    return Citation(quote, document, None, None, page, 0, len(quote))


def answer(
    *statements: Statement,
    candidates: Sequence[Explained] = (),
    status: Status | None = None,
    confidence: float = 0.9,
    composer: str = "quoting",
) -> Answer:
    given = Status.ANSWERED if statements else Status.NOT_IN_RECORDS
    return Answer(
        question="",
        read_as=Reading(""),
        status=status or given,
        introduction="",
        statements=statements,
        nearest=(),
        composer=composer,
        confidence=confidence,
        evidence=Evidence(),
        generation="1",
        timings_ms={"read": 1.0, "total": 2.0},
        candidates=tuple(candidates),
    )


def said(text: str = QUOTE, *citations: Citation, header: str = "") -> Statement:
    return Statement(text, citations or (citation(text),), header)


def write_answers_run(folder: Path, *asked: Asked, questions: str = "digest") -> Path:
    """Write a run of answers that was made, with all that a run holds before it is scored."""
    description = AnswersDescription(
        file="questions.jsonl",
        questions=questions,
        number=len(asked),
        corpus="corpus",
        generation="1",
        composer="quoting",
        settings="settings",
        command=f"make {folder.name}",
    )
    writer = AnswersWriter(folder, description)
    write_config(folder, load_settings(home=folder))
    digests = Digests(corpus="corpus", queries=questions, qrels=questions)
    write_json(folder / ENVIRONMENT, environment(digests, "model"))
    for each in asked:
        found = [
            FoundPassage(candidate.passage, PATH, (1, 1), PAGE)
            for candidate in each.answer.candidates or ()
        ]
        writer.write(each, found, [CitedPage(PATH, 1, PAGE)])
    return folder


PASSAGES = {
    "gold": FoundPassage("gold", PATH, (1, 1), PAGE),
    "elsewhere": FoundPassage("elsewhere", "pack.pdf", (7, 7), f"Again: {PAGE}"),
    "other": FoundPassage("other", PATH, (1, 1), "The rents of allotments rise by a tenth."),
}


def run_of(*asked: Asked) -> AnswersRun:
    return AnswersRun(asked, PASSAGES, {(PATH, 1): PAGE})


def asked_opens(*statements: object, **given: object) -> Asked:
    return Asked(OPENS, answer(*statements, **given), None, 10.0)  # type: ignore[arg-type]
