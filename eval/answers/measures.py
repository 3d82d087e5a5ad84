"""The measures of answers: what each means, of which questions, and where it is from.

Each takes the judgements of all questions (or of one style of them) and returns a number, or None
where there is nothing to measure it on. Unless said otherwise a higher number is better, and a
measure is the mean over questions of a number between 0 and 1.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial

import numpy as np
from msgspec import Struct

from eval.answers.judging import Judged
from service.answers import Status

DEPTHS = (1, 10, 50)


class CoveragePoint(Struct, frozen=True):
    """At the threshold ``confidence``, the part ``coverage`` is answered, ``risk`` of it wrong."""

    confidence: float
    coverage: float
    risk: float


def gold_in(judged: Sequence[Judged], depth: int) -> float | None:
    """Return the share of answerable questions with a relevant passage in the first `depth`.

    Success@k (also: hit rate). A passage is relevant when it stands on a gold page and overlaps
    the gold quote, or holds the quote's words wherever it was published. One relevant passage is
    enough, also for a question of several parts. A question that was answered without searching
    has none.
    """
    return _mean(
        judge.gold_rank is not None and judge.gold_rank <= depth for judge in _answerable(judged)
    )


def mrr(judged: Sequence[Judged]) -> float | None:
    """Return the mean reciprocal rank of the first relevant passage, 0 where there is none.

    Voorhees, "The TREC-8 Question Answering Track Report", 1999. Over all answerable questions
    and all candidates, however deep.
    """
    return _mean(1 / judge.gold_rank if judge.gold_rank else 0 for judge in _answerable(judged))


def key_fact_recall(judged: Sequence[Judged]) -> float | None:
    """Return the mean share of its key facts that an answer holds, over answerable questions.

    The nugget recall of TREC's question answering (Voorhees, "Overview of the TREC 2003 Question
    Answering Track", 2003), each nugget vital, matched loosely by the rule of
    `eval.answers.matching`. A refused question holds none.
    """
    return _mean(_share(judge.facts) for judge in _answerable(judged))


def key_fact_recall_literal(judged: Sequence[Judged]) -> float | None:
    """Return `key_fact_recall` with facts matched as they are written: a lower bound.

    Spacing, case, "£" and the commas within numbers don't count.
    """
    return _mean(_share(judge.facts_literally) for judge in _answerable(judged))


def all_key_facts(judged: Sequence[Judged]) -> float | None:
    """Return the share of answerable questions whose answer holds all key facts, loosely."""
    return _mean(all(judge.facts) for judge in _answerable(judged))


def citation_precision(judged: Sequence[Judged]) -> float | None:
    """Return the mean share of an answer's citations that support the right answer.

    After ALCE (Gao, Yen, Yu and Chen, "Enabling Large Language Models to Generate Text with
    Citations", 2023), whose citation precision asks of each citation whether it supports; here
    the gold places decide instead of a model: a citation supports where it stands on a gold page
    or shows a gold quote's words elsewhere. Over answerable questions that were answered.
    """
    return _mean(_share(judge.citations) for judge in _given(judged) if judge.citations)


def citation_recall(judged: Sequence[Judged]) -> float | None:
    """Return the mean share of an answer's statements that what they cite says.

    ALCE's citation recall (Gao and others, 2023), with a rule instead of a model of entailment:
    the quotes cited have the statement's words, or all its figures and names and most of its
    content words. Over all questions that were answered. Quoting makes it 1 unless a citation
    is lost.
    """
    return _mean(
        _share(judge.supported) for judge in judged if not judge.refused and judge.supported
    )


def quotation_fidelity(judged: Sequence[Judged]) -> float | None:
    """Return the share of all quotations shown that stand on their page, letter by letter.

    Held against the page's text as the catalogue keeps it, once white space is collapsed on both
    sides, by a comparison that shares nothing with the service's own check.
    """
    return _mean(found for judge in judged for found in judge.quotations)


def statement_fidelity(judged: Sequence[Judged]) -> float | None:
    """Return the share of quoted statements whose letters and digits are their quotations'.

    What people read is a cleaned form of the quotation (hyphens at line ends joined); this holds
    that form against what `quotation_fidelity` proves. None where statements were written.
    """
    return _mean(same for judge in judged for same in judge.faithful)


def page_accuracy(judged: Sequence[Judged]) -> float | None:
    """Return the share of answers to answerable questions that lead to a right page.

    At least one of their citations supports the right answer, as `citation_precision` has it.
    """
    return _mean(any(judge.citations) for judge in _given(judged))


def refusal_recall(judged: Sequence[Judged]) -> float | None:
    """Return the share of unanswerable questions that were refused.

    Refusing is saying that the records do not hold it, or that it is no question to them. Recall
    and precision of refusing as in Rajpurkar, Jia and Liang, "Know What You Don't Know", 2018.
    """
    return _mean(judge.refused for judge in judged if not judge.answerable)


def refusal_precision(judged: Sequence[Judged]) -> float | None:
    """Return the share of refused questions that are unanswerable."""
    return _mean(not judge.answerable for judge in judged if judge.refused)


def false_refusal_rate(judged: Sequence[Judged]) -> float | None:
    """Return the share of answerable questions that were refused. Lower is better."""
    return _mean(judge.refused for judge in _answerable(judged))


def false_citation_rate(judged: Sequence[Judged]) -> float | None:
    """Return the share of all citations shown that support no right answer. Lower is better.

    Every citation shown to an unanswerable question is one. Each citation counts the same,
    whatever answer it is in: what a reader who clicks one of them may expect.
    """
    return _mean(not right for judge in judged for right in judge.citations)


def partly_answered(judged: Sequence[Judged]) -> float | None:
    """Return the share of answerable questions that were answered in part, by the answer's word."""
    return _mean(judge.status == Status.PARTLY_ANSWERED for judge in _answerable(judged))


def right_by_person(judged: Sequence[Judged]) -> float | None:
    """Return the share of the answers that a person judged which that person calls right."""
    return _mean(judge.right_by_person for judge in judged if judge.right_by_person is not None)


def risk_coverage(judged: Sequence[Judged]) -> tuple[CoveragePoint, ...]:
    """Return the risk of answering at every threshold of confidence, the highest first.

    El-Yaniv and Wiener, "On the Foundations of Noise-free Selective Classification", 2010.
    Coverage is the share of all questions, answerable or not, that are answered at a threshold;
    risk the share of these that are wrong: unanswerable, or with no citation that supports the
    right answer. Questions of equal confidence come together. Questions to which no answer could
    be made are never covered.
    """
    given = sorted(
        (judge for judge in judged if judge.given_right is not None),
        key=lambda judge: -judge.confidence,
    )
    points = []
    wrong = 0
    for count, judge in enumerate(given, start=1):
        wrong += not judge.given_right
        if count == len(given) or given[count].confidence < judge.confidence:
            points.append(CoveragePoint(judge.confidence, count / len(judged), wrong / count))
    return tuple(points)


def risk_coverage_area(judged: Sequence[Judged]) -> float | None:
    """Return the area under the curve of risk against coverage: the mean risk. Lower is better.

    AURC (Geifman, Uziel and El-Yaniv, "Bias-Reduced Uncertainty Estimation for Deep Neural
    Classifiers", 2019): the mean of the risk over the coverages that are reached, each question
    weighing the same.
    """
    points = risk_coverage(judged)
    if not points:
        return None
    steps = np.diff([0.0, *(point.coverage for point in points)])
    risks = np.array([point.risk for point in points])
    return float(steps @ risks / steps.sum())


def milliseconds(judged: Sequence[Judged], percentile: float) -> float | None:
    """Return a percentile of the time that askers waited, in milliseconds, encoder warm."""
    if not judged:
        return None
    return float(np.percentile([judge.milliseconds for judge in judged], percentile))


def step_milliseconds(judged: Sequence[Judged]) -> dict[str, dict[str, float]]:
    """Return for each step of answering its p50 and p95 in milliseconds, in the steps' order."""
    steps: dict[str, list[float]] = {}
    for judge in judged:
        for name, spent in judge.steps_ms.items():
            steps.setdefault(name, []).append(spent)
    ordered = sorted(steps, key=lambda name: name == "total")
    return {
        name: {
            "p50": round(float(np.percentile(steps[name], 50)), 3),
            "p95": round(float(np.percentile(steps[name], 95)), 3),
        }
        for name in ordered
    }


Measure = Callable[[Sequence[Judged]], float | None]

MEASURES: dict[str, Measure] = {
    **{f"gold_in_{depth}": partial(gold_in, depth=depth) for depth in DEPTHS},
    "mrr": mrr,
    "key_fact_recall": key_fact_recall,
    "key_fact_recall_literal": key_fact_recall_literal,
    "all_key_facts": all_key_facts,
    "citation_precision": citation_precision,
    "citation_recall": citation_recall,
    "quotation_fidelity": quotation_fidelity,
    "statement_fidelity": statement_fidelity,
    "page_accuracy": page_accuracy,
    "refusal_recall": refusal_recall,
    "refusal_precision": refusal_precision,
    "false_refusal_rate": false_refusal_rate,
    "false_citation_rate": false_citation_rate,
    "partly_answered": partly_answered,
    "risk_coverage_area": risk_coverage_area,
    "answer_ms_p50": partial(milliseconds, percentile=50),
    "answer_ms_p95": partial(milliseconds, percentile=95),
}
"""Every measure by its name in ``metrics.json``."""


def _answerable(judged: Sequence[Judged]) -> list[Judged]:
    return [judge for judge in judged if judge.answerable]


def _given(judged: Sequence[Judged]) -> list[Judged]:
    return [judge for judge in judged if judge.answerable and not judge.refused]


def _share(tests: Sequence[bool]) -> float:
    return sum(tests) / len(tests) if tests else 0.0


def _mean(values: Iterable[float]) -> float | None:
    held = list(values)
    return float(sum(held)) / len(held) if held else None
