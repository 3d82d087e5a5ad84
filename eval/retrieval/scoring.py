"""Scoring a run of retrieval: its rankings against its judgements, without searching again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from msgspec import Struct

from eval.comparing.statistics import bootstrap_intervals, warning_of_few
from eval.files import read_lines, write_json, write_lines
from eval.retrieval.arms import Arm, chief
from eval.retrieval.measures import STANDARD, mean, measure
from eval.retrieval.runs import METRICS, PER_QUERY, QRELS, RetrievalRun, read_qrels, read_run
from eval.retrieval.trec_files import read_ranking
from indexer.errors import EvaluationError


class Latency(Struct, frozen=True):
    """How long a question took, in milliseconds: for half of them, and for 95% of them at most."""

    p50: float
    p95: float


class RetrievalMetrics(Struct, frozen=True):
    """What a run came to: ``metrics.json``.

    ``arms`` are the means of each measure by arm. ``latency_ms`` is that of the arm that serves
    users, or of the nearest to it there is. ``intervals`` are 95% confidence intervals of the
    means. ``refused`` counts queries that an arm did not search for.
    """

    arms: dict[Arm, dict[str, float]]
    latency_ms: Latency
    latency_ms_by_arm: dict[Arm, Latency]
    intervals: dict[Arm, dict[str, tuple[float, float]]]
    refused: dict[Arm, int]
    benchmark: str
    queries: int
    documents: int
    passages: int
    warnings: tuple[str, ...]


class QueryMeasures(Struct, frozen=True):
    """The measures of a query, by arm and measure: a line of ``per_query.jsonl``."""

    query: str
    arms: dict[Arm, dict[str, float]]


def score_retrieval(folder: Path) -> RetrievalMetrics:
    """Score the run in `folder`, write its measures, and return them.

    Raises
    ------
    EvaluationError
        There is no run, it was broken off, or a file of it is wrong. What was there before stays
        as it was.
    """
    run = read_run(folder)
    measured = {arm: _measured(folder, arm) for arm in run.description.arms}
    metrics = _metrics(run, measured)
    lines = [
        QueryMeasures(query, {arm: _rounded(values[query]) for arm, values in measured.items()})
        for query in run.queries
    ]
    write_lines(folder / PER_QUERY, lines)
    write_json(folder / METRICS, metrics)
    return metrics


def read_measures(folder: Path) -> dict[str, QueryMeasures]:
    """Return the measures of each query of a scored run, by query.

    Raises
    ------
    EvaluationError
        The run was not scored, or the file is broken.
    """
    held = {each.query: each for each in read_lines(folder / PER_QUERY, QueryMeasures)}
    if not held:
        raise EvaluationError(f"{folder}: is not scored. Run 'python -m eval score {folder}'.")
    return held


def _measured(folder: Path, arm: Arm) -> dict[str, dict[str, float]]:
    return measure(read_ranking(folder / f"run.{arm}.trec"), read_qrels(folder / QRELS), STANDARD)


def _metrics(
    run: RetrievalRun, measured: Mapping[Arm, Mapping[str, Mapping[str, float]]]
) -> RetrievalMetrics:
    description = run.description
    latencies = {
        arm: _latency([each.arms[arm].milliseconds for each in run.retrieved.values()])
        for arm in description.arms
    }
    few = warning_of_few(len(run.queries))
    return RetrievalMetrics(
        arms={
            arm: {name: round(mean(values, name), 4) for name in STANDARD}
            for arm, values in measured.items()
        },
        latency_ms=latencies[chief(description.arms)],
        latency_ms_by_arm=latencies,
        intervals={arm: _intervals(values) for arm, values in measured.items()},
        refused={
            arm: sum(bool(each.arms[arm].refused) for each in run.retrieved.values())
            for arm in description.arms
        },
        benchmark=description.benchmark,
        queries=len(run.queries),
        documents=description.documents,
        passages=description.passages,
        warnings=(few,) if few else (),
    )


def _intervals(values: Mapping[str, Mapping[str, float]]) -> dict[str, tuple[float, float]]:
    of_queries = [[measured[name] for measured in values.values()] for name in STANDARD]
    intervals = zip(STANDARD, bootstrap_intervals(of_queries), strict=True)
    return {name: (round(each.low, 4), round(each.high, 4)) for name, each in intervals}


def _latency(milliseconds: Sequence[float]) -> Latency:
    p50, p95 = np.percentile(milliseconds, [50, 95])
    return Latency(round(float(p50), 2), round(float(p95), 2))


def _rounded(values: Mapping[str, float]) -> dict[str, float]:
    return {name: round(value, 6) for name, value in values.items()}
