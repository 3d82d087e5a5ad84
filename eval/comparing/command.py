"""The commands that compare ways to search."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from eval.retrieval.command import Cache, Config
from indexer.errors import EvaluationError


def add_commands(app: typer.Typer) -> None:
    """Add the commands of this module to `app`."""
    app.command()(compare)
    app.command()(ablate)


def compare(
    runs: Annotated[
        list[Path],
        typer.Argument(
            help="Runs of one benchmark, or of the same questions; the baseline first.",
            metavar="RUN...",
        ),
    ],
    arms: Annotated[
        str | None,
        typer.Option(
            "--arms",
            help="Which arms of runs of retrieval; by default the last of each, or all of one run.",
            show_default=False,
        ),
    ] = None,
    measures: Annotated[
        str | None,
        typer.Option(
            "--measures",
            help="What to compare on; by default nDCG@10,RR@10,R@100, or for answers "
            "all_key_facts,key_fact_recall,citation_precision,mrr.",
            show_default=False,
        ),
    ] = None,
    most: Annotated[
        int, typer.Option("--changes", min=0, help="Queries shown of those that changed most.")
    ] = 4,
) -> None:
    """Compare runs query by query: paired tests, wins and losses, the largest changes."""
    from eval.answers import compare as answers_compare
    from eval.answers.run import is_answers_run
    from eval.comparing.report import print_compared
    from eval.retrieval import compare as retrieval_compare
    from eval.retrieval.command import parse_arms

    names = [name.strip() for name in (measures or "").split(",") if name.strip()]
    if is_answers_run(runs[0]):
        if arms:
            raise EvaluationError("--arms: runs of answers have no arms.")
        measured = names or list(answers_compare.STANDARD_COMPARISON)
        print_compared(answers_compare.compare_answers(runs, measured, most))
    else:
        measured = names or list(retrieval_compare.STANDARD_COMPARISON)
        chosen = parse_arms(arms) if arms else None
        print_compared(retrieval_compare.compare(runs, chosen, measured, most))


def ablate(
    grid: Annotated[
        Path,
        typer.Argument(help="Settings and the values to try of each.", metavar="GRID.toml"),
    ],
    out: Annotated[
        Path, typer.Option("--out", help="The folder for the runs and their table.", metavar="DIR")
    ],
    config: Config = None,
    cache: Cache = None,
) -> None:
    """Measure every combination of settings, each distinct text being embedded once.

    The grid names a benchmark and lists values:

    [benchmark]
    path = "benchmarks/scifact"

    [retrieval]
    dense_weight = [0.2, 0.4, 0.6]
    """
    from eval.comparing.ablate import ablate as run_grid
    from eval.comparing.ablate import read_grid
    from eval.comparing.ablate_report import print_table
    from eval.progress import watched
    from eval.retrieval.command import cache_folder
    from indexer.config import load_settings

    settings = load_settings(config or ())
    with watched() as report:
        table = run_grid(read_grid(grid), config or (), out, cache_folder(cache, settings), report)
    print_table(table)
