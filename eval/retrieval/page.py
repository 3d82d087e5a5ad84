"""What the page of runs shows: figures, plots, every query, and how it was made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec
from msgspec import Struct

from eval.comparing.comparison import Compared
from eval.comparing.statistics import Interval, warning_of_few
from eval.pages.parts import RunMade, excerpt, runs_made, text_of
from eval.pages.plots import Plot, difference_plot, interval_plot, recall_plot
from eval.retrieval.compare import System, compare, systems
from eval.retrieval.measures import CHIEF, mean, measure
from eval.retrieval.runs import METRICS, RunDescription
from eval.retrieval.scoring import Latency, RetrievalMetrics
from indexer.errors import EvaluationError

HEADLINE = (CHIEF, "RR@10", "R@10", "R@100", "Success@1", "Judged@10")
DEPTHS = (1, 2, 5, 10, 20, 50, 100)
SHOWN = 5
"""Documents of each ranking that are shown."""


class Headline(Struct, frozen=True):
    """A row of the table at the top; ``against`` is None for the baseline."""

    name: str
    means: dict[str, float]
    interval: Interval
    difference: Interval | None
    p: float | None
    latency: Latency
    refused: int


class Found(Struct, frozen=True):
    """A document in a ranking. ``grade`` is None where nobody judged it."""

    rank: int
    document: str
    score: float
    grade: int | None
    title: str
    excerpt: str


class Drilled(Struct, frozen=True):
    """A query with what each system made of it, by its name."""

    id: str
    text: str
    relevant: int
    measures: dict[str, float]
    rankings: dict[str, tuple[Found, ...]]
    refused: dict[str, str]

    @property
    def spread(self) -> float:
        """How far the systems are apart on it."""
        return max(self.measures.values()) - min(self.measures.values())


class RetrievalPage(Struct, frozen=True):
    """All that the page shows."""

    measure: str
    headline: tuple[Headline, ...]
    plots: tuple[Plot, ...]
    compared: Compared | None
    queries: tuple[Drilled, ...]
    run: RunDescription
    runs: tuple[RunMade, ...]
    warning: str


def retrieval_page(folders: Sequence[Path]) -> RetrievalPage:
    """Return what the page of these runs shows: the arms of one run, or one arm of each run.

    Raises
    ------
    EvaluationError
        The runs are of different benchmarks, or are not scored.
    """
    shown = systems(folders)
    compared = compare(folders, measures=(CHIEF,), most=0) if len(shown) > 1 else None
    return RetrievalPage(
        measure=CHIEF,
        headline=tuple(_headline(system, compared) for system in shown),
        plots=tuple(_plots(shown)),
        compared=compared,
        queries=_queries(shown),
        run=shown[0].run.description,
        runs=runs_made([(each.run.folder, each.run.description.command) for each in shown]),
        warning=warning_of_few(len(shown[0].measures)),
    )


def _headline(system: System, compared: Compared | None) -> Headline:
    metrics = read_metrics(system.run.folder)
    low, high = metrics.intervals[system.arm][CHIEF]
    comparisons = compared.comparisons if compared else ()
    against = next((each for each in comparisons if each.system == system.name), None)
    return Headline(
        name=system.name,
        means={name: metrics.arms[system.arm][name] for name in HEADLINE},
        interval=Interval(metrics.arms[system.arm][CHIEF], low, high),
        difference=against.difference.difference if against else None,
        p=against.holm if against else None,
        latency=metrics.latency_ms_by_arm[system.arm],
        refused=metrics.refused[system.arm],
    )


def _plots(shown: Sequence[System]) -> list[Plot]:
    intervals = {}
    for system in shown:
        metrics = read_metrics(system.run.folder)
        low, high = metrics.intervals[system.arm][CHIEF]
        intervals[system.name] = Interval(metrics.arms[system.arm][CHIEF], low, high)
    plots = [
        interval_plot("How good the first ten are", CHIEF, intervals),
        recall_plot("How much is found", {each.name: _recall(each) for each in shown}),
    ]
    baseline = shown[0].values(CHIEF)
    for system in shown[1:]:
        after = system.values(CHIEF)
        differences = [after[query] - before for query, before in baseline.items()]
        title = f"{system.name} against {shown[0].name}, query by query"
        plots.append(difference_plot(title, CHIEF, differences))
    return plots


def _recall(system: System) -> list[tuple[int, float]]:
    from eval.retrieval.trec_files import read_ranking

    rankings = read_ranking(system.run.folder / f"run.{system.arm}.trec")
    depths = [depth for depth in DEPTHS if depth <= system.run.description.depth]
    measured = measure(rankings, system.run.qrels, [f"R@{depth}" for depth in depths])
    return [(depth, mean(measured, f"R@{depth}")) for depth in depths]


def _queries(shown: Sequence[System]) -> tuple[Drilled, ...]:
    """Return every query, those on which the systems are furthest apart first."""
    first = shown[0].run
    drilled = [
        Drilled(
            id=query,
            text=text,
            relevant=sum(grade > 0 for grade in first.qrels.get(query, {}).values()),
            measures={each.name: each.measures[query].arms[each.arm][CHIEF] for each in shown},
            rankings={each.name: _found(each, query) for each in shown},
            refused={
                each.name: each.run.retrieved[query].arms[each.arm].refused
                for each in shown
                if each.run.retrieved[query].arms[each.arm].refused
            },
        )
        for query, text in first.queries.items()
    ]
    return tuple(sorted(drilled, key=lambda each: (-each.spread, each.id)))


def _found(system: System, query: str) -> tuple[Found, ...]:
    grades: Mapping[str, int] = system.run.qrels.get(query, {})
    found = []
    ranking = system.run.retrieved[query].arms[system.arm].ranking[:SHOWN]
    for rank, ranked in enumerate(ranking, start=1):
        passage = system.run.passages[ranked.passage]
        found.append(
            Found(
                rank=rank,
                document=ranked.document,
                score=ranked.score,
                grade=grades.get(ranked.document),
                title=passage.title or " ".join(passage.text.split()[:12]),
                excerpt=excerpt(passage.text),
            )
        )
    return tuple(found)


def read_metrics(folder: Path) -> RetrievalMetrics:
    """Return the metrics of a scored run.

    Raises
    ------
    EvaluationError
        It is not scored, or the file is broken.
    """
    try:
        return msgspec.json.decode(text_of(folder / METRICS), type=RetrievalMetrics)
    except msgspec.DecodeError as error:
        raise EvaluationError(
            f"{folder / METRICS}: is broken: {error}. Run 'python -m eval score {folder}'."
        ) from error
