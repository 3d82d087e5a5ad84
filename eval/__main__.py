"""The evaluation's command line. What each command needs is imported when it runs."""

from __future__ import annotations

import sys

import typer

from eval import scoring_command
from eval.answers import command as answers_command
from eval.comparing import command as comparing_command
from eval.decisions import command as decisions_command
from eval.judging import command as judge_command
from eval.pages import command as report_command
from eval.retrieval import command as retrieval_command
from eval.speed import command as speed_command
from eval.support import command as support_command
from eval.training import command as training_command
from indexer.errors import MoothallError
from indexer.garbage import look_seldom

FAULT = 1

app = typer.Typer(
    name="python -m eval",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    help=(
        "Measure how well records are found and questions answered, and compare ways to do it.\n\n"
        "A command that measures makes a [bold]run[/bold]: a folder with what was asked, what was "
        "found, the measures, the settings and the environment. A run that was broken off is gone "
        "on with by the same command."
    ),
    epilog=(
        "[bold]Examples[/bold]\n\n"
        "python -m eval retrieval --benchmark benchmarks/scifact --out runs/scifact\n\n"
        "python -m eval compare runs/before runs/after\n\n"
        "python -m eval ablate weights.toml --out runs/weights\n\n"
        "python -m eval report runs/before runs/after --out report.html\n\n"
        "docs/benchmarks.md has figures, and what they mean."
    ),
)
for module in (
    retrieval_command,
    answers_command,
    scoring_command,
    comparing_command,
    report_command,
    judge_command,
    speed_command,
    decisions_command,
    training_command,
    support_command,
):
    module.add_commands(app)


def main() -> None:
    """Run the command line. An error that Moothall raises on purpose is a line, not a trace."""
    look_seldom()
    try:
        app()
    except MoothallError as error:
        typer.secho(str(error), err=True, fg=typer.colors.RED)
        sys.exit(FAULT)


if __name__ == "__main__":
    main()
