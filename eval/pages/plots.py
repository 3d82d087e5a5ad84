"""Plots of retrieval, as SVG that reads in black and white, and as text to who cannot see it.

Every system has its own marker and dashes besides its colour; the colours are those of Okabe and
Ito ("Color Universal Design", 2008), which colour-blind people tell apart.
"""

from __future__ import annotations

import html
import io
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from eval.comparing.statistics import Interval

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#000000", "#56B4E9", "#E69F00")
MARKERS = "osD^vPX"
DASHES: tuple[str | tuple[int, tuple[int, ...]], ...] = (
    "-",
    "--",
    "-.",
    ":",
    (0, (5, 1)),
    (0, (3, 1, 1, 1)),
    (0, (1, 1)),
)
WIDTH = 7.2
"""Inches; the page scales it."""


class Plot(Struct, frozen=True):
    """A plot: SVG, and what it shows in words."""

    title: str
    svg: str
    words: str


def interval_plot(title: str, measure: str, intervals: Mapping[str, Interval]) -> Plot:
    """Return a plot of each system's mean and its 95% confidence interval."""
    figure, axes = _figure(0.7 + 0.42 * len(intervals))
    for place, (_, interval) in enumerate(intervals.items()):
        axes.errorbar(
            interval.mean,
            place,
            xerr=[[interval.mean - interval.low], [interval.high - interval.mean]],
            fmt=MARKERS[place % len(MARKERS)],
            color=COLOURS[place % len(COLOURS)],
            markersize=7,
            capsize=5,
            linewidth=1.8,
        )
        axes.annotate(
            f"{interval.mean:.3f}",
            (interval.mean, place),
            xytext=(0, 8),
            textcoords="offset points",
            ha="center",
            fontsize=9,
        )
    axes.set_yticks(range(len(intervals)), list(intervals))
    axes.set_ylim(len(intervals) - 0.4, -0.75)
    axes.set_xlabel(f"mean {measure} with 95% confidence interval")
    axes.grid(axis="x", alpha=0.3)
    words = "; ".join(
        f"{name} {interval.mean:.3f} (95% {interval.low:.3f} to {interval.high:.3f})"
        for name, interval in intervals.items()
    )
    return as_plot(figure, title, f"Mean {measure}: {words}.")


def recall_plot(
    title: str,
    curves: Mapping[str, Sequence[tuple[int, float]]],
    read: str = "documents read of each ranking",
    share: str = "share of the relevant ones",
) -> Plot:
    """Return a plot of what is found by how much is read, a line for each system.

    `read` and `share` say what the axes are.
    """
    figure, axes = _figure(3.9)
    for place, (name, points) in enumerate(curves.items()):
        axes.plot(
            [depth for depth, _ in points],
            [recall for _, recall in points],
            marker=MARKERS[place % len(MARKERS)],
            linestyle=DASHES[place % len(DASHES)],
            color=COLOURS[place % len(COLOURS)],
            markersize=5,
            linewidth=1.8,
            label=name,
        )
    depths = [depth for depth, _ in next(iter(curves.values()))]
    axes.set_xscale("log")
    axes.set_xticks(depths, [str(depth) for depth in depths])
    axes.minorticks_off()
    axes.set_ylim(0, 1)
    axes.set_xlabel(read)
    axes.set_ylabel(share)
    axes.grid(alpha=0.3)
    axes.legend(frameon=False, loc="lower right")
    words = "; ".join(
        f"{name}: " + ", ".join(f"{recall:.3f} of {depth}" for depth, recall in points)
        for name, points in curves.items()
    )
    return as_plot(figure, title, f"{share.capitalize()} by {read}. {words}.")


def risk_plot(title: str, curves: Mapping[str, Sequence[tuple[float, float]]]) -> Plot:
    """Return a plot of the share of wrong answers by the share of questions answered."""
    figure, axes = _figure(3.9)
    for place, (name, points) in enumerate(curves.items()):
        axes.plot(
            [coverage for coverage, _ in points],
            [risk for _, risk in points],
            drawstyle="steps-post",
            marker=MARKERS[place % len(MARKERS)],
            markevery=max(1, len(points) // 8),
            linestyle=DASHES[place % len(DASHES)],
            color=COLOURS[place % len(COLOURS)],
            markersize=5,
            linewidth=1.8,
            label=name,
        )
    axes.set_xlim(0, 1)
    axes.set_ylim(0, 1)
    axes.set_xlabel("share of the questions answered, the most confident first")
    axes.set_ylabel("share of these answered wrong")
    axes.grid(alpha=0.3)
    axes.legend(frameon=False, loc="upper left")
    words = "; ".join(
        f"{name}: {points[-1][1]:.3f} wrong of the {points[-1][0]:.0%} that could be answered"
        for name, points in curves.items()
        if points
    )
    return as_plot(figure, title, f"Risk by coverage. {words}.")


def difference_plot(title: str, measure: str, differences: Sequence[float]) -> Plot:
    """Return a plot of the difference on each query, the largest gain first."""
    ordered = sorted(differences, reverse=True)
    gains = sum(each > 0 for each in ordered)
    losses = sum(each < 0 for each in ordered)
    figure, axes = _figure(3.0)
    axes.stairs(
        [max(each, 0) for each in ordered],
        fill=True,
        facecolor=COLOURS[0],
        label=f"{gains:,} better",
    )
    axes.stairs(
        [min(each, 0) for each in ordered],
        fill=True,
        facecolor="#FBD9C3",
        edgecolor=COLOURS[1],
        hatch="////",
        label=f"{losses:,} worse",
    )
    axes.axhline(0, color="#333333", linewidth=0.8)
    axes.set_xlabel("queries, the largest gain first")
    axes.set_ylabel(f"change of {measure}")
    axes.legend(frameon=False, loc="upper right")
    same = len(ordered) - gains - losses
    return as_plot(
        figure,
        title,
        f"{gains} queries are better, {losses} worse, {same} the same; the changes of {measure} "
        f"go from {ordered[0]:+.3f} to {ordered[-1]:+.3f}.",
    )


def _figure(height: float) -> tuple[Figure, Axes]:
    from matplotlib.figure import Figure

    figure = Figure(figsize=(WIDTH, height), layout="constrained")
    axes = figure.subplots()
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    return figure, axes


def as_plot(figure: Figure, title: str, words: str) -> Plot:
    """Return a drawn figure as SVG that says in words what it shows."""
    from matplotlib import rc_context

    written = io.StringIO()
    # letters stay letters, so that they can be read and scaled; equal figures give equal files
    with rc_context({"svg.fonttype": "none", "svg.hashsalt": f"moothall/{title}"}):
        figure.savefig(written, format="svg", transparent=True, metadata={"Date": None})
    drawn = written.getvalue()
    drawn = drawn[drawn.index("<svg") :]
    label = f'<svg role="img" aria-label="{html.escape(title)}. {html.escape(words)}"'
    return Plot(title, drawn.replace("<svg", label, 1), words)
