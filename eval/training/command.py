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

_QUESTIONS = typer.Option(
    "--questions", help="Questions with gold answers.", metavar="FILE", show_default=False
)
_HOME = typer.Option(
    "--home", help="The index of each file of questions, in the same order.", show_default=False
)
_EXERCISES = typer.Option(
    "--exercises", help="Reading exercises.", metavar="FILE", show_default=False
)
Questions = Annotated[list[Path], _QUESTIONS]
QuestionsIfAny = Annotated[list[Path] | None, _QUESTIONS]
Homes = Annotated[list[Path], _HOME]
HomesIfAny = Annotated[list[Path] | None, _HOME]
Exercises = Annotated[list[Path], _EXERCISES]
ExercisesIfAny = Annotated[list[Path] | None, _EXERCISES]
Most = Annotated[
    int | None,
    typer.Option(
        "--most",
        help="Questions of each file at most, evenly spaced: else all.",
        min=1,
        show_default=False,
    ),
]
Squad = Annotated[
    Path | None,
    typer.Option(
        "--squad",
        help="Questions as SQuAD 1.1 has them, in JSON.",
        metavar="FILE",
        show_default=False,
    ),
]
MostOfSquad = Annotated[
    int, typer.Option("--most", help="Questions of that file at most, by chance.", min=1)
]
SkippedOfSquad = Annotated[
    int, typer.Option("--skip", help="Questions left out before these, in the same order.", min=0)
]
Begin = Annotated[
    Path | None,
    typer.Option(
        "--begin",
        help="The weights to begin with: by default the bundled model's.",
        metavar="FILE",
        show_default=False,
    ),
]
Rate = Annotated[
    float | None,
    typer.Option(
        "--rate",
        help="The highest rate of learning: by default .00012, less for what has learnt much.",
        min=0,
        show_default=False,
    ),
]
Halfway = Annotated[
    bool,
    typer.Option("--halfway", help="Write the mean of the weights begun with and of those learnt."),
]
Marker = Annotated[
    Path, typer.Option("--out", help="The file of weights to write.", metavar="FILE")
]
Beside = Annotated[
    str | None,
    typer.Option(
        "--beside",
        help="Fit this feature alone, beside the weights that come with Moothall.",
        metavar="FEATURE",
        show_default=False,
    ),
]
Weights = Annotated[Path, typer.Option("--out", help="The TOML file to write.", metavar="FILE")]


def add_commands(app: typer.Typer) -> None:
    """Add the commands of this module to `app`."""
    app.command("train-ranker")(train_ranker)
    app.command("fit-sentences")(fit_sentences)
    app.command("fit-refusal")(fit_refusal)
    app.command("train-marker")(train_marker)
    app.command("check-marker")(check_marker)


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


def train_marker(
    out: Marker,
    squad: Squad = None,
    most: MostOfSquad = 65_000,
    skip: SkippedOfSquad = 0,
    questions: QuestionsIfAny = None,
    home: HomesIfAny = None,
    exercises: ExercisesIfAny = None,
    begin: Begin = None,
    rate: Rate = None,
    halfway: Halfway = False,
) -> None:
    """Train the model that reads what may answer together with the question."""
    from eval.training.marking import report_training

    report_training(
        squad, skip, most, questions or [], home or [], exercises or [], begin, rate, halfway, out
    )


def check_marker(exercises: Exercises) -> None:
    """Print how often the marker finds what answers in reading exercises."""
    from eval.training.marking_check import report_check

    report_check(exercises)


def fit_sentences(questions: Questions, home: Homes, most: Most = None) -> None:
    """Fit the weights by which sentences are chosen, and print them with their cross-validation."""
    from eval.training.sentences import report_fit

    report_fit(questions, home, most)


def fit_refusal(questions: Questions, home: Homes, out: Weights, beside: Beside = None) -> None:
    """Fit the weights of the decision whether the records answer, and cross-validate them."""
    from eval.training.refusal import report_fit

    report_fit(questions, home, out, beside)
