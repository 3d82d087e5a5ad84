"""The figures of retrieval in the terminal."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

from eval.retrieval.scoring import RetrievalMetrics

SHOWN = ("nDCG@10", "RR@10", "AP@100", "P@5", "R@10", "R@100", "Success@1", "Judged@10")


def print_metrics(metrics: RetrievalMetrics, console: Console | None = None) -> None:
    """Print the means of a run by arm, the chief measure with its confidence interval."""
    out = console or wide_console()
    out.print(
        f"{metrics.benchmark}: {metrics.queries:,} queries, {metrics.documents:,} documents in "
        f"{metrics.passages:,} passages\n"
    )
    table = Table(box=None, pad_edge=False)
    table.add_column("arm")
    for name in (SHOWN[0], "95%", *SHOWN[1:], "ms p50", "p95"):
        table.add_column(name, justify="right")
    for arm, means in metrics.arms.items():
        low, high = metrics.intervals[arm][SHOWN[0]]
        latency = metrics.latency_ms_by_arm[arm]
        table.add_row(
            arm,
            f"{means[SHOWN[0]]:.3f}",
            f"{low:.3f}-{high:.3f}",
            *(f"{means[name]:.3f}" for name in SHOWN[1:]),
            f"{latency.p50:.1f}",
            f"{latency.p95:.1f}",
        )
    out.print(table)
    for arm, count in metrics.refused.items():
        if count:
            out.print(f"\n{arm}: {count:,} queries were not taken for questions, and count 0.")
    for warning in metrics.warnings:
        out.print(f"\n{warning}")


def wide_console() -> Console:
    """Return the terminal, or a file wide enough that no table is broken in it."""
    out = Console(highlight=False, markup=False)
    return out if out.is_terminal else Console(highlight=False, markup=False, width=160)
