"""The commands that learn from examples: what is ranked, chosen and refused."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Data = Annotated[
    Path,
    typer.Option(
        "--data",
        help="A folder of passages.jsonl and questions.jsonl to learn from.",
        metavar="DIR",
    ),
]
Also = Annotated[
    list[str] | None,
    typer.Option(
        "--also",
        help="A benchmark whose split 'train' the weights are learnt from too.",
        metavar="DIR",
        show_default=False,
    ),
]
Out = Annotated[
    Path, typer.Option("--out", help="The folder that gets weights.json and likening.npz.")
]
Cache = Annotated[
    Path, typer.Option("--cache", help="Where vectors and collections are kept from run to run.")
]
Config = Annotated[
    list[Path] | None,
    typer.Option("--config", help="A TOML file of settings; later ones win.", show_default=False),
]

Questions = Annotated[
    list[Path],
    typer.Option("--questions", help="Questions with gold answers.", metavar="FILE"),
]
Homes = Annotated[
    list[Path],
    typer.Option("--home", help="The index of each file of questions, in the same order."),
]
Most = Annotated[
    int | None,
    typer.Option(
        "--most",
        help="Questions of each file at most, evenly spaced: else all.",
        min=1,
        show_default=False,
    ),
]
Weights = Annotated[Path, typer.Option("--out", help="The TOML file to write.", metavar="FILE")]


def add_commands(app: typer.Typer) -> None:
    """Add the commands of this module to `app`."""
    app.command("train-ranker")(train_ranker)
    app.command("fit-sentences")(fit_sentences)
    app.command("fit-refusal")(fit_refusal)


def train_ranker(
    data: Data, out: Out, cache: Cache, also: Also = None, config: Config = None
) -> None:
    """Learn what the ranker weighs, from questions and the passages that answer them."""
    from eval.progress import watched
    from eval.training.ranker import train
    from indexer.config import load_settings
    from indexer.embedding import open_embedder

    settings = load_settings(config or [])
    with watched() as report:
        trained = train(
            data, also or [], settings, open_embedder(settings.embedding), cache, report
        )
    out.mkdir(parents=True, exist_ok=True)
    trained.write(out)
    for name, value in trained.measures.items():
        typer.echo(f"{name}\t{value}")


def fit_sentences(questions: Questions, home: Homes, most: Most = None) -> None:
    """Fit the weights by which sentences are chosen, and print them with their cross-validation."""
    from eval.training.sentences import report_fit

    report_fit(questions, home, most)


def fit_refusal(questions: Questions, home: Homes, out: Weights) -> None:
    """Fit the weights of the decision whether the records answer, and cross-validate them."""
    from eval.training.refusal import report_fit

    report_fit(questions, home, out)
