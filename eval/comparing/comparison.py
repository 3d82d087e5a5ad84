"""Systems held against a baseline on the same queries: tests, and where they differ most.

The first system is the baseline. The p-values of all comparisons are corrected together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from eval.comparing.statistics import (
    Difference,
    Interval,
    bootstrap_interval,
    compare_paired,
    holm,
    warning_of_few,
)
from indexer.errors import EvaluationError

Values = Mapping[str, Mapping[str, float]]
"""What was measured of a system, by measure and query."""


class Comparison(Struct, frozen=True):
    """A system held against the baseline on one measure.

    ``holm`` is the p-value of the randomisation test, corrected for all comparisons made.
    """

    system: str
    measure: str
    interval: Interval
    difference: Difference
    holm: float


class Line(Struct, frozen=True):
    """Something that a system showed: a document of a ranking, a quotation of an answer.

    ``grade`` is how relevant it is, None where nobody judged it; ``text`` its title or its words.
    """

    document: str
    grade: int | None
    text: str


class Change(Struct, frozen=True):
    """A query on which two systems differ: both figures, and what both showed first."""

    query: str
    text: str
    before: float
    after: float
    shown_before: tuple[Line, ...]
    shown_after: tuple[Line, ...]


class Compared(Struct, frozen=True):
    """Everything that comparing systems showed.

    ``changes`` are the queries that changed most between the baseline and each system, by its
    name, on the first measure: ``measure``.
    """

    measure: str
    queries: int
    baseline: str
    baseline_intervals: dict[str, Interval]
    comparisons: tuple[Comparison, ...]
    changes: dict[str, tuple[Change, ...]]
    warning: str


def hold_against_baseline(
    systems: Mapping[str, Values], queries: int, changes: Mapping[str, tuple[Change, ...]]
) -> Compared:
    """Compare systems, by name, with the first of them, on the queries that both have values of.

    Raises
    ------
    EvaluationError
        Two systems have no query in common that a measure could be taken of.
    """
    (baseline, first), *others = systems.items()
    differences = {
        (name, measure): compare_paired(*_pairs(measure, first[measure], values[measure]))
        for name, values in others
        for measure in first
    }
    corrected = holm(
        {f"{name}\0{measure}": each.randomisation for (name, measure), each in differences.items()}
    )
    return Compared(
        measure=next(iter(first)),
        queries=queries,
        baseline=baseline,
        baseline_intervals={
            measure: bootstrap_interval(_in_order(values)) for measure, values in first.items()
        },
        comparisons=tuple(
            Comparison(
                system=name,
                measure=measure,
                interval=bootstrap_interval(_in_order(values[measure])),
                difference=differences[name, measure],
                holm=corrected[f"{name}\0{measure}"],
            )
            for measure in first
            for name, values in others
        ),
        changes=dict(changes),
        warning=warning_of_few(queries),
    )


def most_changed(
    before: Mapping[str, float], after: Mapping[str, float], most: int
) -> tuple[str, ...]:
    """Return the queries that changed most: half for the better, half for the worse, in turn."""
    differences = {query: after[query] - before[query] for query in before if query in after}
    changed = [query for query, difference in differences.items() if difference]
    changed.sort(key=lambda query: (-abs(differences[query]), query))
    better = [query for query in changed if differences[query] > 0][: (most + 1) // 2]
    worse = [query for query in changed if differences[query] < 0][: most // 2]
    return (*better, *worse)


def short_names(folders: Sequence[Path]) -> list[str]:
    """Return the folders' last names, or as much of their paths as tells them apart.

    Raises
    ------
    EvaluationError
        A folder is given twice.
    """
    paths = [folder.resolve() for folder in folders]
    for parts in range(1, max(len(path.parts) for path in paths) + 1):
        names = ["/".join(path.parts[-parts:]) for path in paths]
        if len(set(names)) == len(names):
            return names
    raise EvaluationError(f"{folders[0]}: a run cannot be compared with itself.")


def _pairs(
    measure: str, first: Mapping[str, float], second: Mapping[str, float]
) -> tuple[list[float], list[float]]:
    both = sorted(first.keys() & second.keys())
    if not both:
        raise EvaluationError(f"{measure!r} could be measured on no query of both runs.")
    return [first[query] for query in both], [second[query] for query in both]


def _in_order(values: Mapping[str, float]) -> list[float]:
    return [values[query] for query in sorted(values)]
