"""The figures of answers and of reading in the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from eval.answers.reading import READ_WELL, Found, Stands, share_read_well

SHOWN_BY_STYLE = (
    "gold_in_1",
    "gold_in_10",
    "mrr",
    "key_fact_recall",
    "all_key_facts",
    "citation_precision",
    "page_accuracy",
    "false_refusal_rate",
    "refusal_recall",
)
LONGEST = 90
"""Characters of a quote that are shown."""


def print_metrics(metrics: dict[str, Any], console: Console | None = None) -> None:
    """Print the metrics of a run of answers: all of them, then the chief ones by style."""
    out = console or _console()
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column()
    table.add_column(justify="right")
    for name, value in metrics.items():
        if not isinstance(value, dict | list):
            table.add_row(name, _figure(name, value))
    out.print(table)
    styles = Table(box=None, pad_edge=False)
    styles.add_column("style")
    for name in ("questions", *SHOWN_BY_STYLE):
        styles.add_column(name.replace("_", " "), justify="right")
    for style, measured in metrics["by_style"].items():
        figures = [_figure(name, measured[name]) for name in ("questions", *SHOWN_BY_STYLE)]
        styles.add_row(style, *figures)
    out.print()
    out.print(styles)


def print_reading(found: Sequence[Found], console: Console | None = None) -> None:
    """Print where gold quotes stand, and every one that no passage holds on its page."""
    out = console or _console()
    table = Table(box=None, pad_edge=False)
    table.add_column("gold quotes")
    table.add_column("", justify="right")
    table.add_column("share", justify="right")
    for stands in Stands:
        count = sum(each.stands is stands for each in found)
        share = f"{count / len(found):.1%}" if found else "–"
        table.add_row(stands.value, f"{count:,}", share)
    out.print(table)
    well = share_read_well(found)
    if well is not None:
        out.print(f"\nRead well: {well:.2%} of {len(found):,} distinct quotes.")
    for each in found:
        if each.stands not in READ_WELL:
            quote = " ".join(each.gold.quote.split())
            short = quote if len(quote) <= LONGEST else f"{quote[:LONGEST]}…"
            line = f"{each.question}: {each.stands.value} ({each.nearest:.0%} in one passage)"
            out.print(Text(f"\n{line}\n  {each.gold.file}, page {each.gold.page}\n  “{short}”"))


def _figure(name: str, value: float | None) -> str:
    if value is None:
        return "–"
    if name in {"questions", "answerable"}:
        return f"{value:,}"
    return f"{value:.1f} ms" if "_ms_" in name else f"{value:.3f}"


def _console() -> Console:
    out = Console(highlight=False, markup=False)
    return out if out.is_terminal else Console(highlight=False, markup=False, width=180)
