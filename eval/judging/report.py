"""How far judges agree, in the terminal."""

from __future__ import annotations

from collections.abc import Mapping

from rich.console import Console
from rich.table import Table

from eval.judging.judgements import Key, agreements


def print_agreements(judged: Mapping[str, Mapping[Key, int]], console: Console) -> None:
    """Print how much everyone judged, and how far every two agree."""
    for name, grades in judged.items():
        console.print(f"{name}: {len(grades):,} judged", markup=False)
    found = agreements(judged)
    if not found:
        return
    table = Table(box=None, pad_edge=False)
    table.add_column("judges")
    for heading in ("both judged", "same grade", "kappa, relevant or not", "weighted kappa"):
        table.add_column(heading, justify="right")
    for each in found:
        figures = (each.share, each.kappa, each.weighted)
        table.add_row(
            f"{each.first}, {each.second}",
            f"{each.both:,}",
            *("–" if figure is None else f"{figure:.3f}" for figure in figures),
        )
    console.print(table)
