"""What the command line prints: progress while a run goes on, tables when it has ended."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn
from rich.table import Table
from rich.text import Text

from indexer.status import Status, kind_name
from indexer.summary import Outcome, Summary, Tally

if TYPE_CHECKING:
    from indexer.verify import VerifyFault  # it would open the whole writer to print a status

PATH = 50
"""How many of a path's last characters the progress shows."""
NAMED = 20
"""How many of a list are named at most; the others are counted."""


def console() -> Console:
    """Return the terminal, or a file wide enough that nothing is broken in it."""
    out = Console(highlight=False, markup=False, soft_wrap=False)
    return out if out.is_terminal else Console(highlight=False, markup=False, width=160)


class ProgressWatcher:
    """Shows a run going on: what was done with how many documents, and the passages embedded."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._documents = progress.add_task("documents", total=None)
        self._passages = progress.add_task("passages embedded", total=None, visible=False)
        self._done = 0

    def document(self, path: str, outcome: Outcome) -> None:
        """Count a document, and show which it was."""
        self._progress.update(
            self._documents, advance=1, description=f"documents ({outcome} {path[-PATH:]})"
        )

    def embedding(self, passages: int, left: int) -> None:
        """Move the bar of passages; what falls due later makes it longer."""
        self._done += passages
        self._progress.update(
            self._passages, completed=self._done, total=self._done + left, visible=True
        )


@contextmanager
def watched() -> Iterator[Tally]:
    """Yield a tally whose progress is shown where the error output is a terminal."""
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
    )
    screen = Console(stderr=True)
    with Progress(
        *columns, console=screen, transient=True, disable=not screen.is_terminal
    ) as progress:
        yield Tally(ProgressWatcher(progress))


def print_summary(summary: Summary) -> None:
    """Print what a run did, and what failed and why."""
    out = console()
    table = _table("documents")
    for outcome in ("created", "updated", "skipped", "deleted"):
        table.add_row(outcome, f"{getattr(summary, outcome):,}")
    table.add_row("failed", f"{len(summary.failed):,}")
    table.add_section()
    table.add_row("pages read", f"{summary.pages:,}")
    without = sum(len(document.numbers) for document in summary.pages_without_text)
    table.add_row("pages without text", f"{without:,}")
    table.add_row("passages embedded", f"{summary.embedded:,}")
    table.add_row("vectors reused", f"{summary.reused:,}")
    table.add_section()
    for stage in summary.stages:
        if stage.seconds >= 0.05:
            table.add_row(f"{stage.stage}, seconds", f"{stage.seconds:,.1f}")
    table.add_row("in all, seconds", f"{summary.seconds:,.1f}")
    out.print(table)
    _print_list(
        out,
        "Pages without text",
        [
            f"{document.path}: {', '.join(map(str, document.numbers))}"
            for document in summary.pages_without_text
        ],
    )
    _print_list(out, "To note", summary.noted)
    # All of them: what failed is what a person has to act on.
    failed = [
        each.message if each.place in each.message else f"{each.place}: {each.message}"
        for each in summary.failed
    ]
    _print_list(out, "Failed", failed, most=len(failed))


def print_status(status: Status) -> None:
    """Print what is held."""
    out, counts = console(), status.counts
    out.print(Text(f"{status.home}, generation {status.generation}"))
    table = _table("held")
    for name in ("sources", "councils", "bodies", "meetings", "documents"):
        table.add_row(name, f"{getattr(counts, name):,}")
    for kind, number in counts.kinds:
        table.add_row(f"  {kind_name(kind)}", f"{number:,}")
    for name in ("pages", "pages_without_text", "sections", "passages"):
        table.add_row(name.replace("_", " "), f"{getattr(counts, name):,}")
    if counts.pending:
        table.add_row("passages not embedded yet", f"{counts.pending:,}")
    table.add_row("failures", f"{counts.failures:,}")
    out.print(table)
    if status.extent:
        out.print(f"From {status.extent.first} to {status.extent.last}.")
    _print_list(out, "Bodies", [f"{body.council.name}: {body.name}" for body in status.bodies])
    untexted = [
        f"{document.path}: {', '.join(map(str, document.pages))}"
        for document in status.pages_without_text
    ]
    _print_list(out, "Pages without text", untexted)
    failed = [
        each.message if each.path in each.message else f"{each.path}: {each.message}"
        for each in status.failures
    ]
    _print_list(out, "Failures", failed, most=len(failed))


def print_faults(faults: Sequence[VerifyFault]) -> None:
    """Print what `verify` found wrong, or that nothing is."""
    out = console()
    if not faults:
        out.print("The catalogue, the originals and the store agree.")
    for fault in faults:
        out.print(f"{fault.place}: {fault.message}", soft_wrap=True)
    if faults:
        out.print(f"{len(faults):,} faults.")


def _table(heading: str) -> Table:
    table = Table(show_edge=False, pad_edge=False, box=None)
    table.add_column(heading)
    table.add_column("", justify="right")
    return table


def _print_list(out: Console, heading: str, lines: Sequence[str], most: int = NAMED) -> None:
    if not lines:
        return
    out.print(f"\n{heading}")
    for line in lines[:most]:
        out.print(f"  {line}", soft_wrap=True)
    if len(lines) > most:
        out.print(f"  and {len(lines) - most:,} more")
