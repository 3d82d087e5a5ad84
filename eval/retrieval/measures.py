"""Measures of retrieval, computed by ``ir-measures`` with trec_eval's own code.

A measure is named as in ir-measures (MacAvaney, Macdonald and Ounis, ECIR 2022):

=========== ======================================================================================
nDCG@k      Discounted gain of the first k over that of the best possible order: the sum of
            ``grade / log2(rank + 1)``. The grades are the gains, as in trec_eval and BEIR; Burges'
            ``2^grade - 1`` is another measure (Järvelin and Kekäläinen, TOIS 2002).
AP, AP@k    The mean, over the relevant documents, of the precision at their ranks; 0 for those
            not found.
RR, RR@k    1 / the rank of the first relevant document, 0 where none is found.
P@k         The share of the first k ranks that hold a relevant document.
R@k         The share of the relevant that is among the first k.
Success@k   1 where a relevant document is among the first k, else 0.
Judged@k    The share of the first k that was judged at all: where it is low, the other measures
            count what nobody looked at as not relevant.
=========== ======================================================================================

A grade above 0 is relevant. Queries for which nothing was found count 0.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import ir_measures

from eval.benchmarks import Qrels
from eval.retrieval.trec_files import Placed, strictly_falling
from indexer.errors import EvaluationError

STANDARD = (
    "nDCG@10",
    "nDCG@100",
    "AP@100",
    "RR@10",
    "P@5",
    "P@10",
    "R@10",
    "R@50",
    "R@100",
    "Success@1",
    "Success@5",
    "Success@10",
    "Judged@10",
)
"""The measures of every run."""

CHIEF = "nDCG@10"
"""The measure that stands for the others."""


def measure(
    rankings: Mapping[str, Sequence[Placed]], qrels: Qrels, names: Sequence[str] = STANDARD
) -> dict[str, dict[str, float]]:
    """Return each measure of each query of `qrels`, by query and measure.

    Parameters
    ----------
    rankings
        The documents found for each query, the best first. Queries may be missing.
    qrels
        The grade of each judged document of each query.
    names
        The measures, as ir-measures names them.

    Raises
    ------
    EvaluationError
        A measure is not known.
    """
    wanted = {name: _measure(name) for name in names}
    judgements = [
        ir_measures.Qrel(query, document, grade)
        for query, grades in qrels.items()
        for document, grade in grades.items()
    ]
    found = [
        ir_measures.ScoredDoc(query, placed.document, score)
        for query, ranking in rankings.items()
        for placed, score in zip(
            ranking, strictly_falling([each.score for each in ranking]), strict=True
        )
    ]
    values: dict[str, dict[str, float]] = {query: {} for query in qrels}
    if found:
        names_of = {parsed: name for name, parsed in wanted.items()}
        for metric in ir_measures.iter_calc(list(wanted.values()), judgements, found):
            values[metric.query_id][names_of[metric.measure]] = float(metric.value)
    return {
        query: {name: measured.get(name, 0.0) for name in wanted}
        for query, measured in values.items()
    }


def mean(per_query: Mapping[str, Mapping[str, float]], name: str) -> float:
    """Return the mean of a measure over the queries."""
    return sum(values[name] for values in per_query.values()) / len(per_query)


def _measure(name: str) -> ir_measures.Measure:
    try:
        return ir_measures.parse_measure(name)
    except (NameError, ValueError, SyntaxError) as error:
        raise EvaluationError(
            f"{name!r} is no measure that ir-measures knows. Such are nDCG@10, RR@10, R@100."
        ) from error
