"""Plots of how time, memory and disk grow with the number of passages."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct

from eval.pages.plots import COLOURS, DASHES, MARKERS, WIDTH, as_plot
from eval.speed.figures import EngineFigures, SpeedFigures

SMALLEST = 1e-3
"""What is drawn in place of 0 on a logarithmic axis."""


class Series(Struct, frozen=True):
    """A line of a plot: its name, and its points as passages and value."""

    name: str
    points: tuple[tuple[int, float], ...]


def growth_plots(figures: SpeedFigures) -> dict[str, str]:
    """Return the plots as SVG by name; every line has its own marker and dashes."""
    engines = figures.engines
    service = "whole service"
    return {
        "growth_dense": _svg(
            "Dense search inside the store",
            "p95, milliseconds",
            _lines(engines, lambda each: each.dense.p95 if each.dense else None),
        ),
        "growth_hybrid": _svg(
            "Hybrid search",
            "p95, milliseconds",
            [
                *_lines(engines, lambda each: each.hybrid.p95 if each.hybrid else None),
                Series(
                    f"{service}, retrieval",
                    tuple((each.passages, each.retrieval.p95) for each in figures.services),
                ),
            ],
        ),
        "growth_memory": _svg(
            "Memory of a process that searches",
            "megabytes",
            [
                *_lines(engines, lambda each: each.memory_bytes / 1e6),
                Series(
                    f"{service} and encoder",
                    tuple((each.passages, each.memory_bytes / 1e6) for each in figures.services),
                ),
            ],
        ),
        "growth_disk": _svg(
            "Disk",
            "megabytes",
            [
                *_lines(engines, lambda each: each.disk_bytes / 1e6),
                Series(
                    service,
                    tuple((each.passages, each.disk_bytes / 1e6) for each in figures.services),
                ),
            ],
        ),
        "growth_build": _svg(
            "Building the index from texts and vectors",
            "seconds",
            _lines(engines, lambda each: each.build_seconds),
        ),
    }


def _lines(
    engines: Sequence[EngineFigures], value: Callable[[EngineFigures], float | None]
) -> list[Series]:
    points: dict[str, list[tuple[int, float]]] = {}
    for each in engines:
        height = None if each.left_out else value(each)
        if height is not None:
            points.setdefault(each.engine, []).append((each.passages, height))
    return [Series(name, tuple(each)) for name, each in points.items()]


def _svg(title: str, unit: str, lines: Sequence[Series]) -> str:
    """Return a plot with logarithmic axes; what it shows stands in it in words as well."""
    from matplotlib.figure import Figure

    drawn = [line for line in lines if line.points]
    figure = Figure(figsize=(WIDTH, 4.2), layout="constrained")
    axes = figure.subplots()
    for place, line in enumerate(drawn):
        axes.plot(
            [passages for passages, _ in line.points],
            [max(height, SMALLEST) for _, height in line.points],
            marker=MARKERS[place % len(MARKERS)],
            linestyle=DASHES[place % len(DASHES)],
            color=COLOURS[place % len(COLOURS)],
            label=line.name,
        )
    axes.set(xscale="log", yscale="log", xlabel="passages", ylabel=unit, title=title)
    axes.grid(visible=True, alpha=0.3)
    if drawn:
        axes.legend(frameon=False)
    said = "; ".join(
        f"{line.name}: "
        + ", ".join(f"{height:,.2f} at {passages:,}" for passages, height in line.points)
        for line in drawn
    )
    return as_plot(figure, title, f"{unit} by number of passages. {said}.").svg
