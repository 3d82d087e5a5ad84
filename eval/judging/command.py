"""The commands that make a benchmark of one's own: pool what runs found, and judge it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def add_commands(app: typer.Typer) -> None:
    """Add the commands of this module to `app`."""
    app.command()(pool)
    app.command()(judge)


def pool(
    runs: Annotated[list[Path], typer.Argument(help="Runs of 'answers'.", metavar="RUN...")],
    out: Annotated[Path, typer.Option("--out", help="The file for the pool.", metavar="FILE")],
    depth: Annotated[
        int, typer.Option("--depth", min=1, help="How many candidates of each run are pooled.")
    ] = 20,
) -> None:
    """Put the first candidates of several runs together, to be judged by people.

    The questions need no gold answers for that: an unanswerable one is judged like the others.
    """
    from eval.answers.run import read_whole_run
    from eval.judging.pool import pool as pool_of
    from eval.judging.pool import write_pool

    pooled = pool_of([read_whole_run(run) for run in runs], depth)
    write_pool(pooled, out)
    questions = len({each.question_id for each in pooled})
    typer.echo(
        f"{len(pooled):,} passages of {questions:,} questions are in {out}. "
        f"Judge them with 'python -m eval judge {out}'."
    )


def judge(
    pool: Annotated[Path, typer.Argument(help="A pool made by 'pool'.", metavar="FILE")],
    name: Annotated[str, typer.Option("--judge", help="Who judges.", metavar="NAME")] = "first",
    qrels: Annotated[
        Path | None,
        typer.Option(
            "--qrels", help="Judge nothing: write what was judged as qrels.", show_default=False
        ),
    ] = None,
) -> None:
    """Judge a pool with grades from 0 to 3, and go on another day where you stopped.

    Where two have judged, it says how far they agree: run it as each of them with --judge.
    """
    from rich.console import Console

    from eval.files import write
    from eval.judging.judgements import Judgements, adjudicated, all_judgements
    from eval.judging.judgements import qrels as qrels_of
    from eval.judging.pool import read_pool
    from eval.judging.report import print_agreements
    from eval.judging.screen import judge_pool

    pooled = read_pool(pool)
    console = Console(highlight=False)
    if qrels is None:
        left = judge_pool(pooled, Judgements(pool, name), _key, console)
        console.print(f"{left:,} of {len(pooled):,} are left to judge.")
    judged = all_judgements(pool)
    print_agreements(judged, console)
    if qrels is not None:
        write(qrels, qrels_of(pooled, adjudicated(judged.values())).encode())


def _key() -> str:
    """Return a key pressed; nothing where there are no more."""
    try:
        return typer.getchar()
    except (EOFError, KeyboardInterrupt):
        return ""
