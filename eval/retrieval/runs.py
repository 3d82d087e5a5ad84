"""A run of retrieval on disk: what was asked, what was found, and what it came to.

::

    run.json            what was asked for: benchmark, arms, depth, passages
    config.toml         every setting, as it was in effect; can be given with --config again
    environment.json    versions, digests, hardware
    queries.jsonl       the queries, in the form of BEIR
    qrels.trec          their judgements, in the form of trec_eval
    retrieved.jsonl     one query a line with what every arm found: what the rest is made from
    passages.jsonl      the text of every passage among the first of an arm, once
    run.trec            the ranking that serves users, or that of the last arm there is
    run.<arm>.trec      the ranking of each arm
    metrics.json        the measures of each arm
    per_query.jsonl     the measures of each query

Making (`eval.retrieval.searching`) writes the files down to ``run.trec``; scoring
(`eval.retrieval.scoring`) writes the measures from ``qrels.trec`` and the rankings, as often as one
likes.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import msgspec
from msgspec import Struct

from eval.benchmarks import Qrels, Query
from eval.files import read, read_lines
from eval.retrieval.arms import Arm
from indexer.errors import EvaluationError

RUN = "run.json"
CONFIG = "config.toml"
ENVIRONMENT = "environment.json"
QUERIES = "queries.jsonl"
QRELS = "qrels.trec"
RETRIEVED = "retrieved.jsonl"
PASSAGES = "passages.jsonl"
METRICS = "metrics.json"
PER_QUERY = "per_query.jsonl"


class RunDescription(Struct, frozen=True, forbid_unknown_fields=True):
    """What a run was asked for, and what it is of.

    ``whole`` says that each document was one passage. ``model`` is a digest of the model's files
    and the precision computed in, None where no vector was needed. ``command`` makes the run again.
    """

    benchmark: str
    split: str
    corpus: str
    queries: str
    qrels: str
    arms: tuple[Arm, ...]
    depth: int
    whole: bool
    documents: int
    documents_without_text: int
    passages: int
    model: str | None
    command: str

    def same_benchmark(self, other: RunDescription) -> bool:
        """Return whether both runs are of the same corpus, queries and judgements."""
        return (self.corpus, self.queries, self.qrels) == (
            other.corpus,
            other.queries,
            other.qrels,
        )


class Ranked(Struct, frozen=True, array_like=True):
    """A document found: the benchmark's id, its score, and the passage that has this score."""

    document: str
    score: float
    passage: str


class ArmRanking(Struct, frozen=True):
    """What an arm found for a query; ``refused`` is why it was not searched for, or empty."""

    ranking: tuple[Ranked, ...]
    milliseconds: float
    refused: str = ""


class Retrieved(Struct, frozen=True):
    """What every arm found for a query."""

    query: str
    arms: dict[Arm, ArmRanking]


class ShownPassage(Struct, frozen=True):
    """A passage that stood among the first; ``document`` is the benchmark's id of its document."""

    id: str
    document: str
    title: str
    text: str


class RetrievalRun(Struct, frozen=True):
    """A run of retrieval as read from its folder."""

    folder: Path
    description: RunDescription
    queries: Mapping[str, str]
    qrels: Qrels
    retrieved: Mapping[str, Retrieved]
    passages: Mapping[str, ShownPassage]


def read_description(folder: Path) -> RunDescription:
    """Return what the run in `folder` was asked for.

    Raises
    ------
    EvaluationError
        There is no run of retrieval, or its description is broken.
    """
    file = folder / RUN
    if not file.is_file():
        raise EvaluationError(
            f"{folder}: holds no run of retrieval. Make one with 'python -m eval retrieval'."
        )
    try:
        return msgspec.json.decode(file.read_bytes(), type=RunDescription)
    except msgspec.DecodeError as error:
        raise EvaluationError(f"{file}: does not describe a run: {error}.") from error


def read_run(folder: Path) -> RetrievalRun:
    """Return the run of retrieval in `folder`.

    Raises
    ------
    EvaluationError
        There is none, it was broken off, or a line of it is broken.
    """
    description = read_description(folder)
    queries = {each.id: each.text for each in read_lines(folder / QUERIES, Query)}
    retrieved = {each.query: each for each in read_lines(folder / RETRIEVED, Retrieved)}
    missing = len(queries) - len(retrieved)
    if missing or not queries:
        raise EvaluationError(
            f"{folder}: this run was broken off with {missing:,} queries to go. "
            f"Finish it with: {description.command}"
        )
    return RetrievalRun(
        folder=folder,
        description=description,
        queries=queries,
        qrels=read_qrels(folder / QRELS),
        retrieved=retrieved,
        passages={each.id: each for each in read_lines(folder / PASSAGES, ShownPassage)},
    )


def read_qrels(file: Path) -> Qrels:
    """Return the judgements in a file of trec_eval's form.

    Raises
    ------
    EvaluationError
        It cannot be read, or a line is wrong.
    """
    qrels: dict[str, dict[str, int]] = {}
    for number, line in enumerate(read(file).decode().splitlines(), start=1):
        fields = line.split()
        try:
            query, _, document, grade = fields
            qrels.setdefault(query, {})[document] = int(grade)
        except ValueError as error:
            raise EvaluationError(
                f"{file}, line {number}: is no judgement (query, 0, document, grade): {line!r}."
            ) from error
    return qrels
