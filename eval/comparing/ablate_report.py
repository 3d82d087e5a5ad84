"""The table of a grid in the terminal."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table as Screen

from eval.comparing.ablate import Table
from eval.retrieval.measures import CHIEF
from eval.retrieval.report import wide_console

SHOWN = ("RR@10", "R@10", "R@100")


def print_table(table: Table, console: Console | None = None) -> None:
    """Print every combination; the best of each arm on the chief measure has a star."""
    out = console or wide_console()
    screen = Screen(box=None, pad_edge=False)
    for name in (*table.varied, "arm"):
        screen.add_column(name)
    for name in (CHIEF, "95%", *SHOWN, "p (Holm)", ""):
        screen.add_column(name, justify="right")
    best = {
        arm: max(row.measures[CHIEF] for row in table.rows if row.arm == arm)
        for arm in {row.arm for row in table.rows}
    }
    for row in table.rows:
        screen.add_row(
            *map(str, row.combination.values()),
            row.arm,
            f"{row.measures[CHIEF]:.4f}",
            f"{row.interval[0]:.3f}-{row.interval[1]:.3f}",
            *(f"{row.measures[name]:.4f}" for name in SHOWN),
            "" if row.p is None else f"{row.p:.4f}",
            "*" if row.measures[CHIEF] == best[row.arm] else "",
        )
    out.print(screen)
    out.print("\np: paired randomisation test against the first combination, corrected by Holm.")
