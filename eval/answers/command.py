"""The commands that ask an index questions with gold answers, and see how well it was read."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from indexer.config import Settings

Questions = Annotated[
    Path,
    typer.Option("--questions", help="Questions with gold answers (docs/questions-format.md)."),
]
Home = Annotated[
    Path | None,
    typer.Option("--home", help="The folder that holds the index.", show_default=False),
]
Config = Annotated[
    list[Path] | None,
    typer.Option("--config", help="A TOML file of settings; later ones win.", show_default=False),
]
Run = Annotated[Path, typer.Argument(help="The run's folder.", metavar="RUN")]


def add_commands(app: typer.Typer) -> None:
    """Add the commands of this module to `app`."""
    app.command()(answers)
    app.command()(people)
    app.command()(reading)


def answers(
    questions: Questions,
    out: Annotated[Path, typer.Option("--out", help="The folder for the run.", metavar="RUN")],
    home: Home = None,
    config: Config = None,
) -> None:
    """Ask an index questions with gold answers, and measure what it says.

    Where the settings name a model that writes, its answers are measured. A run that was broken
    off is gone on with; 'score' scores it again without asking.
    """
    from eval.answers.asking import make_answers_run
    from eval.answers.report import print_metrics
    from eval.answers.scoring import score_answers
    from eval.progress import watched
    from service.open_index import open_index

    settings = _settings(home, config)
    with open_index(settings) as index, watched() as report:
        command = _command(questions, home, config, out)
        make_answers_run(questions, index, settings, out, command, report)
    print_metrics(score_answers(out))


def people(
    run: Run,
    out: Annotated[Path, typer.Option("--out", help="The CSV file to write.", metavar="FILE.csv")],
) -> None:
    """Write what a program cannot judge as CSV, for people to fill in.

    Filled in, it is put into the run as people.csv; 'score' then takes it in place of the rules
    and says how far both agree.
    """
    from eval.answers.people import PEOPLE, write_rows
    from eval.answers.run import read_whole_run

    count = write_rows(read_whole_run(run), out)
    typer.echo(
        f"{count:,} judgements to make are in {out}: fill in the column 'person' with yes or no, "
        f"save it as {run / PEOPLE}, and run 'python -m eval score {run}'."
    )


def reading(questions: Questions, home: Home = None, config: Config = None) -> None:
    """Say how many gold quotes stand whole in a passage, on their page, and list the others."""
    from eval.answers.questions import load_questions
    from eval.answers.reading import find_quotes
    from eval.answers.report import print_reading
    from indexer.catalogue import open_catalogue
    from indexer.home import open_home

    asked = load_questions(questions)
    settings = _settings(home, config)
    place = open_home(settings.home)
    catalogue = open_catalogue(settings.catalogue_url or place.catalogue_url)
    try:
        print_reading(find_quotes(asked, catalogue.reader()))
    finally:
        catalogue.close()


def _command(questions: Path, home: Path | None, config: list[Path] | None, out: Path) -> str:
    """Return the command that makes the same run."""
    options = [
        *("--questions", questions),
        *(("--home", home) if home else ()),
        *(part for file in config or () for part in ("--config", file)),
        *("--out", out),
    ]
    return shlex.join(["python", "-m", "eval", "answers", *map(str, options)])


def _settings(home: Path | None, config: list[Path] | None) -> Settings:
    from indexer.config import load_settings

    given: dict[str, Any] = {} if home is None else {"home": home}
    return load_settings(config or (), **given)
