"""Comparing runs of retrieval on one benchmark. Systems are the arms of runs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from eval.comparing.comparison import (
    Change,
    Compared,
    Line,
    hold_against_baseline,
    most_changed,
    short_names,
)
from eval.retrieval.arms import Arm, chief
from eval.retrieval.measures import CHIEF, STANDARD
from eval.retrieval.runs import Ranked, RetrievalRun, read_run
from eval.retrieval.scoring import QueryMeasures, read_measures
from indexer.errors import EvaluationError

STANDARD_COMPARISON = (CHIEF, "RR@10", "R@100")
"""What rankings are compared on unless other measures are asked for."""


class System(Struct, frozen=True):
    """One arm of one run. ``name`` tells it from the others that it is compared with."""

    name: str
    run: RetrievalRun
    measures: dict[str, QueryMeasures]
    arm: Arm

    def values(self, name: str) -> dict[str, float]:
        """Return a measure of every query, in the order of their ids."""
        return {query: self.measures[query].arms[self.arm][name] for query in sorted(self.measures)}


def compare(
    folders: Sequence[Path],
    arms: Sequence[Arm] | None = None,
    measures: Sequence[str] = STANDARD_COMPARISON,
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
    return hold_against_baseline(
        {each.name: {name: each.values(name) for name in measures} for each in found},
        len(baseline.measures),
        {each.name: _changes(baseline, each, measures[0], most, shown) for each in others},
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
    for name, run, wanted in zip(short_names(folders), runs, chosen, strict=True):
        measures = read_measures(run.folder)
        for arm in wanted:
            label = arm.value if len(runs) == 1 else f"{name} {arm}" if different else name
            found.append(System(label, run, measures, arm))
    return tuple(found)


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


def _chosen(run: RetrievalRun, arms: Sequence[Arm] | None, *, alone: bool) -> tuple[Arm, ...]:
    """Return the arms of a run to compare, making sure that it has them."""
    held = run.description.arms
    wanted = tuple(arms) if arms else held if alone else (chief(held),)
    if not set(wanted) <= set(held):
        missing = ", ".join(arm for arm in wanted if arm not in held)
        raise EvaluationError(f"{run.folder}: has no arm {missing}. It has: {', '.join(held)}.")
    return wanted


def _changes(
    baseline: System, other: System, measure: str, most: int, shown: int
) -> tuple[Change, ...]:
    before, after = baseline.values(measure), other.values(measure)
    return tuple(
        Change(
            query=query,
            text=baseline.run.queries[query],
            before=before[query],
            after=after[query],
            shown_before=_lines(baseline, query, shown),
            shown_after=_lines(other, query, shown),
        )
        for query in most_changed(before, after, most)
    )


def _lines(system: System, query: str, shown: int) -> tuple[Line, ...]:
    grades = system.run.qrels.get(query, {})
    ranking = system.run.retrieved[query].arms[system.arm].ranking[:shown]
    return tuple(
        Line(ranked.document, grades.get(ranked.document), _title(system.run, ranked))
        for ranked in ranking
    )


def _title(run: RetrievalRun, ranked: Ranked) -> str:
    passage = run.passages.get(ranked.passage)
    return (passage.title or passage.text) if passage else ""
