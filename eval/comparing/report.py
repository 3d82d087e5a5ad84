"""A comparison of runs in the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from rich.console import Console
from rich.table import Table
from rich.text import Text

from eval.comparing.comparison import Change, Compared, Line
from eval.comparing.statistics import Interval
from eval.retrieval.report import wide_console

TITLE = 60
"""Characters of a title or quotation that are shown."""
SIGNIFICANT = 0.05


def print_compared(compared: Compared, console: Console | None = None) -> None:
    """Print every comparison, then the queries that changed most, what both showed side by side."""
    out = console or wide_console()
    out.print(f"{compared.queries:,} queries. The baseline is {compared.baseline}.\n")
    out.print(_figures(compared))
    out.print(
        "\np: paired randomisation test, t: paired t-test, Holm: p corrected for "
        f"{len(compared.comparisons)} comparisons, d: Cohen's d of pairs. * is under "
        f"{SIGNIFICANT} after correction."
    )
    if compared.warning:
        out.print(f"\n{compared.warning}")
    for system, changes in compared.changes.items():
        for change in changes:
            out.print()
            out.print(_side_by_side(compared, system, change))


def _figures(compared: Compared) -> Table:
    table = Table(box=None, pad_edge=False)
    for name in ("measure", "system"):
        table.add_column(name)
    for name in ("mean", "difference", "95%", "p", "t", "Holm", "d", "better", "worse", "same"):
        table.add_column(name, justify="right")
    for name, interval in compared.baseline_intervals.items():
        table.add_row(name, compared.baseline, f"{interval.mean:.4f}")
        for each in compared.comparisons:
            if each.measure != name:
                continue
            found = each.difference
            table.add_row(
                "",
                each.system,
                f"{each.interval.mean:.4f}",
                f"{found.difference.mean:+.4f}",
                _between(found.difference),
                f"{found.randomisation:.4f}",
                f"{found.t_test:.4f}",
                f"{each.holm:.4f}{'*' if each.holm < SIGNIFICANT else ' '}",
                f"{found.effect:+.2f}",
                str(found.wins),
                str(found.losses),
                str(found.ties),
            )
    return table


def _side_by_side(compared: Compared, system: str, change: Change) -> Table:
    table = Table(
        title=Text(f"{change.query}: {change.text}"),
        title_justify="left",
        box=None,
        pad_edge=False,
    )
    table.add_column("")
    table.add_column(
        Text(f"{compared.baseline}: {compared.measure} {change.before:.3f}"), ratio=1, no_wrap=True
    )
    table.add_column(
        Text(f"{system}: {compared.measure} {change.after:.3f}"), ratio=1, no_wrap=True
    )
    for rank, (before, after) in enumerate(
        zip_longest(change.shown_before, change.shown_after), start=1
    ):
        table.add_row(str(rank), *_cells((before, after)))
    return table


def _cells(lines: Sequence[Line | None]) -> list[Text]:
    return [
        Text(f"{_mark(line.grade)} {line.document}  {_short(line.text)}") if line else Text("")
        for line in lines
    ]


def _mark(grade: int | None) -> str:
    if grade is None:
        return "  "
    return f"+{grade}" if grade > 0 else " 0"


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= TITLE else f"{text[:TITLE]}…"


def _between(interval: Interval) -> str:
    return f"{interval.low:+.3f} to {interval.high:+.3f}"
