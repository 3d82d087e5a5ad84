"""The figures of speed in the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.table import Table

from eval.speed.engines.named import MOOTHALL
from eval.speed.figures import (
    Clients,
    EngineFigures,
    IndexingFigures,
    Latency,
    ServiceFigures,
    SpeedFigures,
)

MEGABYTE = 1_000_000


def print_speed(figures: SpeedFigures, console: Console | None = None) -> None:
    """Print all figures as tables."""
    out = console or Console(highlight=False, width=180)
    if figures.indexing:
        out.print(_indexing(figures.indexing))
    out.print(_services(figures.services))
    out.print(_clients("Clients at once, full retrieval", figures.services))
    out.print(_engines(figures.engines))
    out.print(_clients("Clients at once, inside the store", figures.engines))
    if figures.missing_peers:
        out.print(
            f"Not installed, so not measured: {', '.join(figures.missing_peers)}. They are of the "
            "extra 'peers': pip install 'moothall\\[peers]'."
        )


def _indexing(figures: IndexingFigures) -> Table:
    table = _table("Indexing from nothing", "stage", "seconds", "share")
    for stage in sorted(figures.stages, key=lambda stage: -stage.seconds):
        table.add_row(stage.stage, f"{stage.seconds:.2f}", f"{stage.share:.1%}")
    table.add_section()
    for name, value in (
        ("in all", f"{figures.seconds:.2f}"),
        ("outside the encoder", f"{figures.outside_encoder:.1%}"),
        ("documents", f"{figures.documents:,}"),
        ("pages", f"{figures.pages:,}"),
        ("pages a second", f"{figures.pages_per_second:,.1f}"),
        ("passages", f"{figures.passages:,}"),
        ("passages a second", f"{figures.passages_per_second:,.1f}"),
        ("again, nothing changed", f"{figures.again_seconds:.2f}"),
        ("memory, MB", f"{figures.memory_bytes / MEGABYTE:,.0f}"),
        ("disk, MB", f"{figures.disk_bytes / MEGABYTE:,.1f}"),
    ):
        table.add_row(name, value, "")
    return table


def _services(services: Sequence[ServiceFigures]) -> Table:
    headings = ("passages", "retrieval p50", "p95", "p99", "answer p50", "p95", "p99")
    table = _table("The whole service, milliseconds", *headings, "build s", "memory MB", "disk MB")
    for each in services:
        table.add_row(
            f"{each.passages:,}",
            *_spread(each.retrieval),
            *_spread(each.answer),
            f"{each.build_seconds:,.1f}",
            f"{each.memory_bytes / MEGABYTE:,.0f}",
            f"{each.disk_bytes / MEGABYTE:,.0f}",
        )
    return table


def _engines(engines: Sequence[EngineFigures]) -> Table:
    headings = ("passages", "engine", "recall@10", "dense p50", "p95", "p99", "to ours")
    table = _table(
        "Inside the stores, milliseconds",
        *headings,
        *("hybrid p50", "p95", "p99", "to ours", "build s", "memory MB", "disk MB"),
    )
    ours = {each.passages: each for each in engines if each.engine == MOOTHALL}
    for each in engines:
        first = (f"{each.passages:,}", f"{each.engine} {each.version}")
        if each.left_out:
            table.add_row(*first, each.left_out)
            continue
        own = ours.get(each.passages)
        table.add_row(
            *first,
            f"{each.recall:.3f}",
            *_spread(each.dense),
            ratio(each.dense, own.dense if own else None),
            *_spread(each.hybrid),
            ratio(each.hybrid, own.hybrid if own else None),
            f"{each.build_seconds:,.1f}",
            f"{each.memory_bytes / MEGABYTE:,.0f}",
            f"{each.disk_bytes / MEGABYTE:,.0f}",
        )
    return table


def ratio(theirs: Latency | None, ours: Latency | None) -> str:
    """Return how many times as long theirs takes at p95 as ours, or a dash."""
    if theirs is None or ours is None or not ours.p95:
        return "–"
    return f"{theirs.p95 / ours.p95:.2f}"


def _clients(title: str, measured: Iterable[ServiceFigures | EngineFigures]) -> Table:
    table = _table(title, "passages", "of", "clients", "a second", "p95 ms")
    for each in measured:
        name = each.engine if isinstance(each, EngineFigures) else "service"
        for row in each.clients:
            table.add_row(f"{each.passages:,}", name, *_together(row))
    return table


def _together(row: Clients) -> tuple[str, str, str]:
    return str(row.clients), f"{row.per_second:,.1f}", f"{row.p95:,.2f}"


def _spread(latency: Latency | None) -> tuple[str, str, str]:
    if latency is None:
        return "–", "–", "–"
    return f"{latency.p50:,.2f}", f"{latency.p95:,.2f}", f"{latency.p99:,.2f}"


def _table(title: str, *headings: str) -> Table:
    table = Table(title=title, title_justify="left", box=None, pad_edge=False)
    for place, heading in enumerate(headings):
        table.add_column(heading, justify="left" if place == 0 else "right")
    return table
