"""Comparing runs of one benchmark: which differences would hold on other queries, and where.

Systems are the arms of runs. The first is the baseline, each other is held against it on the same
queries; the p-values of all comparisons are corrected together.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from eval.arms import Arm, chief
from eval.measures import CHIEF, STANDARD
from eval.runs import Ranked, RetrievalRun, read_run
from eval.scoring import QueryMeasures, read_measures
from eval.statistics import (
    Difference,
    Interval,
    bootstrap_interval,
    compare_paired,
    holm,
    warning_of_few,
)
from indexer.errors import EvaluationError


class System(Struct, frozen=True):
    """One arm of one run. ``name`` tells it from the others that it is compared with."""

    name: str
    run: RetrievalRun
    measures: dict[str, QueryMeasures]
    arm: Arm

    def values(self, name: str) -> list[float]:
        """Return a measure of every query, in the order of their ids."""
        return [self.measures[query].arms[self.arm][name] for query in sorted(self.measures)]


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
    """A document in a ranking shown: its grade, None where nobody judged it, and its title."""

    document: str
    grade: int | None
    title: str


class Change(Struct, frozen=True):
    """A query on which two systems differ: both figures, and both rankings' first documents."""

    query: str
    text: str
    before: float
    after: float
    ranking_before: tuple[Line, ...]
    ranking_after: tuple[Line, ...]


class Compared(Struct, frozen=True):
    """Everything that comparing systems showed.

    ``changes`` are the queries that changed most between the baseline and each system, by its
    name.
    """

    measure: str
    queries: int
    baseline: str
    baseline_intervals: dict[str, Interval]
    comparisons: tuple[Comparison, ...]
    changes: dict[str, tuple[Change, ...]]
    warning: str


def compare(
    folders: Sequence[Path],
    arms: Sequence[Arm] | None = None,
    measures: Sequence[str] = (CHIEF, "RR@10", "R@100"),
    most: int = 5,
    shown: int = 5,
) -> Compared:
    """Compare runs of one benchmark, the first being the baseline.

    Parameters
    ----------
    folders
        The runs' folders. One alone is compared arm by arm.
    arms
        The arms to compare. By default, of several runs the one that stands for each; of one run
        all.
    measures
        The measures to compare on; the first is what changes are shown for.
    most
        How many changes to show of each system, half for the better and half for the worse.
    shown
        How many documents of each ranking to show.

    Raises
    ------
    EvaluationError
        The runs are of different benchmarks, are not scored, or there are not two systems.
    """
    found = systems(folders, arms)
    if len(found) < 2:
        raise EvaluationError(
            "There is nothing to compare: give two runs, or one with more than one arm."
        )
    for name in measures:
        if name not in STANDARD:
            raise EvaluationError(f"{name!r} was not measured. Measured: {', '.join(STANDARD)}.")
    baseline, others = found[0], found[1:]
    differences = {
        (other.name, name): compare_paired(baseline.values(name), other.values(name))
        for other in others
        for name in measures
    }
    corrected = holm(
        {f"{system}\0{name}": each.randomisation for (system, name), each in differences.items()}
    )
    return Compared(
        measure=measures[0],
        queries=len(baseline.measures),
        baseline=baseline.name,
        baseline_intervals={name: bootstrap_interval(baseline.values(name)) for name in measures},
        comparisons=tuple(
            Comparison(
                system=other.name,
                measure=name,
                interval=bootstrap_interval(other.values(name)),
                difference=differences[other.name, name],
                holm=corrected[f"{other.name}\0{name}"],
            )
            for name in measures
            for other in others
        ),
        changes={
            other.name: changes(baseline, other, measures[0], most, shown) for other in others
        },
        warning=warning_of_few(len(baseline.measures)),
    )


def systems(folders: Sequence[Path], arms: Sequence[Arm] | None = None) -> tuple[System, ...]:
    """Return the systems of runs: of several runs one arm each, of one run all, or `arms`.

    Raises
    ------
    EvaluationError
        The runs are of different benchmarks, are not scored, or one has not the arm asked for.
    """
    runs = [read_run(folder) for folder in folders]
    check_same_benchmark(runs)
    chosen = [_chosen(run, arms, alone=len(runs) == 1) for run in runs]
    different = len({arm for each in chosen for arm in each}) > 1
    found = []
    for name, run, wanted in zip(_short_names(folders), runs, chosen, strict=True):
        measures = read_measures(run.folder)
        for arm in wanted:
            label = arm.value if len(runs) == 1 else f"{name} {arm}" if different else name
            found.append(System(label, run, measures, arm))
    return tuple(found)


def _chosen(run: RetrievalRun, arms: Sequence[Arm] | None, *, alone: bool) -> tuple[Arm, ...]:
    """Return the arms of a run to compare, making sure that it has them."""
    held = run.description.arms
    wanted = tuple(arms) if arms else held if alone else (chief(held),)
    if not set(wanted) <= set(held):
        missing = ", ".join(arm for arm in wanted if arm not in held)
        raise EvaluationError(f"{run.folder}: has no arm {missing}. It has: {', '.join(held)}.")
    return wanted


def check_same_benchmark(runs: Sequence[RetrievalRun]) -> None:
    """Raise `EvaluationError` where runs are of different benchmarks, saying in what."""
    first = runs[0].description
    for run in runs[1:]:
        other = run.description
        if not first.same_benchmark(other):
            unlike = [
                part
                for part in ("corpus", "queries", "qrels")
                if getattr(first, part) != getattr(other, part)
            ]
            raise EvaluationError(
                f"{runs[0].folder} is a run of {first.benchmark} ({first.split}), {run.folder} of "
                f"{other.benchmark} ({other.split}): their {' and '.join(unlike)} differ. Figures "
                "can be compared on one benchmark only."
            )


def changes(
    baseline: System, other: System, measure: str, most: int, shown: int
) -> tuple[Change, ...]:
    """Return the queries on which two systems differ most, the largest change first."""
    differences = {
        query: other.measures[query].arms[other.arm][measure]
        - baseline.measures[query].arms[baseline.arm][measure]
        for query in baseline.measures
    }
    changed = [query for query, difference in differences.items() if difference]
    changed.sort(key=lambda query: (-abs(differences[query]), query))
    better = [query for query in changed if differences[query] > 0][: (most + 1) // 2]
    worse = [query for query in changed if differences[query] < 0][: most // 2]
    return tuple(
        Change(
            query=query,
            text=baseline.run.queries[query],
            before=baseline.measures[query].arms[baseline.arm][measure],
            after=other.measures[query].arms[other.arm][measure],
            ranking_before=lines(baseline, query, shown),
            ranking_after=lines(other, query, shown),
        )
        for query in [*better, *worse]
    )


def lines(system: System, query: str, shown: int) -> tuple[Line, ...]:
    """Return the first documents of a system's ranking for a query."""
    grades = system.run.qrels.get(query, {})
    ranking = system.run.retrieved[query].arms[system.arm].ranking[:shown]
    return tuple(
        Line(ranked.document, grades.get(ranked.document), _title(system.run, ranked))
        for ranked in ranking
    )


def _title(run: RetrievalRun, ranked: Ranked) -> str:
    passage = run.passages.get(ranked.passage)
    return (passage.title or passage.text) if passage else ""


def _short_names(folders: Sequence[Path]) -> list[str]:
    """Return the folders' last names, or as much of their paths as tells them apart."""
    paths = [folder.resolve() for folder in folders]
    for parts in range(1, max(len(path.parts) for path in paths) + 1):
        names = ["/".join(path.parts[-parts:]) for path in paths]
        if len(set(names)) == len(names):
            return names
    raise EvaluationError(f"{folders[0]}: a run cannot be compared with itself.")
