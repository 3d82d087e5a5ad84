"""Measuring every combination of settings of a grid, and putting them into one table.

A grid is TOML::

    [benchmark]
    path = "benchmarks/scifact"     # or irds:NAME; a path is looked up from where you are
    split = "test"                  # the rest may be left out
    arms = ["full"]
    depth = 100
    whole = true                    # by default, unless [passages] says how to cut

    [retrieval]
    dense_weight = [0.2, 0.4, 0.6]  # a list is tried value by value

    [passages]
    tokens = 150                    # a single value holds for all

Each combination is a run of its own under ``runs/``, so that they can be compared and reported;
a grid that was broken off is gone on with.
"""

from __future__ import annotations

import csv
import io
import itertools
import re
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from eval.benchmarks import load_benchmark
from eval.configuration import takes_whole
from eval.files import write
from eval.retrieval.arms import Arm
from eval.retrieval.collecting import Report
from eval.retrieval.compare import compare
from eval.retrieval.deferred import DeferredEmbedder
from eval.retrieval.measures import CHIEF, STANDARD
from eval.retrieval.scoring import RetrievalMetrics, score_retrieval
from eval.retrieval.searching import make_run
from indexer.config import EmbeddingSettings, load_settings
from indexer.embedding import Embedder
from indexer.errors import EvaluationError

TABLE = "table.csv"


class GridBenchmark(Struct, frozen=True, forbid_unknown_fields=True):
    """Which benchmark a grid is measured on, and how."""

    path: str
    split: str | None = None
    arms: tuple[Arm, ...] = (Arm.FULL,)
    depth: int = 100
    whole: bool | None = None


class Axis(Struct, frozen=True):
    """A setting and the values to try of it; one that is not varied has one."""

    group: str
    setting: str
    values: tuple[Any, ...]

    @property
    def name(self) -> str:
        """The setting with its table: ``retrieval.dense_weight``."""
        return f"{self.group}.{self.setting}"


class Grid(Struct, frozen=True):
    """What to measure; ``file`` is where it was read."""

    file: Path
    benchmark: GridBenchmark
    axes: tuple[Axis, ...]

    @property
    def varied(self) -> tuple[str, ...]:
        """The names of the settings that differ between combinations."""
        return tuple(axis.name for axis in self.axes if len(axis.values) > 1)

    def combinations(self) -> list[dict[str, Any]]:
        """Return every combination of values, by setting; the last axis varies fastest."""
        names = [axis.name for axis in self.axes]
        values = itertools.product(*(axis.values for axis in self.axes))
        return [dict(zip(names, each, strict=True)) for each in values]


class Row(Struct, frozen=True):
    """An arm under a combination. ``p`` is against the first combination, None for that itself.

    It is the p-value of the paired randomisation test on the chief measure, corrected by Holm for
    all combinations of the arm.
    """

    combination: dict[str, Any]
    arm: Arm
    measures: dict[str, float]
    interval: tuple[float, float]
    p: float | None
    run: Path


class Table(Struct, frozen=True):
    """Every combination of a grid, in its order."""

    varied: tuple[str, ...]
    rows: tuple[Row, ...]


def read_grid(file: Path) -> Grid:
    """Return the grid in `file`.

    Raises
    ------
    EvaluationError
        It cannot be read, is not TOML, or names no benchmark or no setting to try.
    """
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise EvaluationError(f"{file}: cannot be read: {error.strerror}.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise EvaluationError(f"{file}: is not TOML: {error}.") from error
    named = content.pop("benchmark", None)
    if named is None:
        raise EvaluationError(f"{file}: has no table [benchmark] with a path.")
    try:
        benchmark = msgspec.convert(named, GridBenchmark)
    except msgspec.ValidationError as error:
        raise EvaluationError(f"{file}, [benchmark]: {error}.") from error
    axes = []
    for group, settings in content.items():
        if not isinstance(settings, dict):
            raise EvaluationError(f"{file}: {group} stands in no table, such as [retrieval].")
        for setting, value in settings.items():
            values = tuple(value) if isinstance(value, list) else (value,)
            if not values:
                raise EvaluationError(f"{file}: {group}.{setting} has no value to try.")
            axes.append(Axis(group, setting, values))
    if not any(len(axis.values) > 1 for axis in axes):
        raise EvaluationError(f"{file}: no setting has a list of values to try.")
    return Grid(file, benchmark, tuple(axes))


def ablate(grid: Grid, config: Sequence[Path], folder: Path, cache: Path, report: Report) -> Table:
    """Measure every combination of `grid`, write its run and the table, and return the table.

    Raises
    ------
    ConfigurationError
        A combination is no valid setting: all are checked before the first is measured.
    EvaluationError
        The benchmark is wrong, or the folder cannot be written.
    """
    combinations = grid.combinations()
    settings = [load_settings(config, **_nested(grid, each)) for each in combinations]
    benchmark = load_benchmark(grid.benchmark.path, grid.benchmark.split)
    embedders: dict[str, Embedder] = {}
    runs: list[tuple[Path, RetrievalMetrics]] = []
    for number, (combination, chosen) in enumerate(zip(combinations, settings, strict=True)):
        report("combinations", number, len(combinations))
        run = folder / "runs" / _slug(combination, grid.varied)
        make_run(
            benchmark,
            chosen,
            _embedder(chosen.embedding, embedders),
            run,
            cache,
            arms=[arm for arm in Arm if arm in grid.benchmark.arms],
            depth=grid.benchmark.depth,
            whole=takes_whole(chosen, grid.benchmark.whole),
            command=f"python -m eval ablate {grid.file} --out {folder}",
            report=report,
        )
        runs.append((run, score_retrieval(run)))
    report("combinations", len(combinations), len(combinations))
    table = _table(grid, combinations, runs)
    write(folder / TABLE, _csv(table).encode())
    return table


def _table(
    grid: Grid,
    combinations: Sequence[dict[str, Any]],
    runs: Sequence[tuple[Path, RetrievalMetrics]],
) -> Table:
    rows = []
    for arm in runs[0][1].arms:
        compared = compare([run for run, _ in runs], [arm], [CHIEF], most=0)
        p_values = [None, *(each.holm for each in compared.comparisons)]
        for combination, (run, metrics), p in zip(combinations, runs, p_values, strict=True):
            rows.append(
                Row(
                    combination={name: combination[name] for name in grid.varied},
                    arm=arm,
                    measures=metrics.arms[arm],
                    interval=metrics.intervals[arm][CHIEF],
                    p=p,
                    run=run,
                )
            )
    return Table(grid.varied, tuple(rows))


def _csv(table: Table) -> str:
    written = io.StringIO()
    lines = csv.writer(written, lineterminator="\n")
    lines.writerow([*table.varied, "arm", *STANDARD, "low", "high", "p_holm", "run"])
    for row in table.rows:
        lines.writerow(
            [
                *row.combination.values(),
                row.arm,
                *(row.measures[name] for name in STANDARD),
                *row.interval,
                "" if row.p is None else f"{row.p:.4f}",
                row.run.name,
            ]
        )
    return written.getvalue()


def _embedder(settings: EmbeddingSettings, opened: dict[str, Embedder]) -> Embedder:
    """Return the embedder of `settings`: combinations that share a model load it once."""
    key = f"{settings.model}/{settings.precision}/{settings.window}/{settings.batch_size}"
    if key not in opened:
        opened[key] = DeferredEmbedder(settings)
    return opened[key]


def _nested(grid: Grid, combination: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    given: dict[str, dict[str, Any]] = {}
    for axis in grid.axes:
        given.setdefault(axis.group, {})[axis.setting] = combination[axis.name]
    return given


def _slug(combination: Mapping[str, Any], varied: Sequence[str]) -> str:
    parts = [f"{name.rpartition('.')[2]}={combination[name]}" for name in varied]
    return re.sub(r"[^\w=.,-]+", "-", ",".join(parts))
