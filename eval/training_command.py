"""The command that trains the ranker."""

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


def add_commands(app: typer.Typer) -> None:
    """Add the commands of this module to `app`."""
    app.command("train-ranker")(train_ranker)


def train_ranker(
    data: Data, out: Out, cache: Cache, also: Also = None, config: Config = None
) -> None:
    """Learn what the ranker weighs, from questions and the passages that answer them."""
    from eval.progress import watched
    from eval.training import train
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
