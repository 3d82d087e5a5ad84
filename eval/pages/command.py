"""The command that shows runs to people."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def add_commands(app: typer.Typer) -> None:
    """Add the command of this module to `app`."""
    app.command()(report)


def report(
    runs: Annotated[
        list[Path],
        typer.Argument(help="Runs of one benchmark, the baseline first.", metavar="RUN..."),
    ],
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            help="The file for the page; by default report.html in the first run.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Write one page that shows runs: figures, plots, and every query with what was found.

    It opens from disk and needs nothing beside it, so that it can be sent to anyone.
    """
    from eval.pages.report import write_report

    file = out or runs[0] / "report.html"
    write_report(runs, file)
    typer.echo(f"The report is {file}: open it in a browser.")
