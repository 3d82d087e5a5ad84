"""The command that scores a run again."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def add_commands(app: typer.Typer) -> None:
    """Add the commands of this module to `app`."""
    app.command()(score)


def score(
    runs: Annotated[list[Path], typer.Argument(help="Folders of runs.", metavar="RUN...")],
) -> None:
    """Score runs again from what they hold, without searching or asking again."""
    from eval.answers import report as answers_report
    from eval.answers.run import is_answers_run
    from eval.answers.scoring import score_answers
    from eval.retrieval import report as retrieval_report
    from eval.retrieval.scoring import score_retrieval

    for run in runs:
        if is_answers_run(run):
            answers_report.print_metrics(score_answers(run))
        else:
            retrieval_report.print_metrics(score_retrieval(run))
