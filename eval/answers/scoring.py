"""Scoring a run of answers: ``metrics.json`` and ``per_query.jsonl``, from what was said alone."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from eval.answers.judging import Judged, Verdicts, judge
from eval.answers.measures import (
    MEASURES,
    right_by_person,
    risk_coverage,
    step_milliseconds,
)
from eval.answers.people import PEOPLE, agreement_with_people, read_verdicts
from eval.answers.run import AnswersRun, read_whole_run
from eval.files import write_json, write_lines
from eval.retrieval.runs import METRICS, PER_QUERY


def score_answers(folder: Path) -> dict[str, Any]:
    """Score the run in `folder` again, write its metrics and judgements, and return the metrics.

    What people judged (``people.csv`` in the folder) is taken in place of the rules.

    Raises
    ------
    EvaluationError
        There is no run of answers there, or it or the people's file is broken. What was there
        before stays as it was.
    """
    run = read_whole_run(folder)
    verdicts = verdicts_of(folder, run)
    judged = judge(run, verdicts)
    metrics = metrics_of(judged)
    if verdicts:
        metrics["people"] = {
            "judgements": len(verdicts),
            "answers_right": rounded(right_by_person(judged)),
            "agreement": agreement_with_people(run, verdicts),
        }
    write_lines(folder / PER_QUERY, judged)
    write_json(folder / METRICS, metrics)
    return metrics


def verdicts_of(folder: Path, run: AnswersRun) -> Verdicts:
    """Return what people judged of the run in `folder`; nothing where nobody did.

    Raises
    ------
    EvaluationError
        The people's file is broken.
    """
    people = folder / PEOPLE
    return read_verdicts(people, run) if people.exists() else {}


def metrics_of(judged: Sequence[Judged]) -> dict[str, Any]:
    """Return every measure of these judgements, as ``metrics.json`` has them.

    A measure that there is nothing to measure on is null.
    """
    return {
        **_measured(judged),
        "by_style": {
            style: _measured([each for each in judged if each.style == style])
            for style in sorted({each.style for each in judged})
        },
        "latency_ms": step_milliseconds(judged),
        "risk_coverage": [
            {name: round(value, 4) for name, value in msgspec.structs.asdict(point).items()}
            for point in risk_coverage(judged)
        ],
    }


def rounded(value: float | None) -> float | None:
    """Return a number as it is written: to four decimals."""
    return None if value is None else round(value, 4)


def _measured(judged: Sequence[Judged]) -> dict[str, Any]:
    return {
        **{name: rounded(measure(judged)) for name, measure in MEASURES.items()},
        "questions": len(judged),
        "answerable": sum(each.answerable for each in judged),
    }
