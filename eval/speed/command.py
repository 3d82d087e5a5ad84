"""The command that measures speed."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer


def add_commands(app: typer.Typer) -> None:
    """Add the command of this module to `app`."""
    app.command()(speed)
    app.command("web-speed")(web_speed)


def speed(
    home: Annotated[
        Path | None,
        typer.Option(
            "--home",
            help="The index whose passages are resampled; by default that of --records.",
            show_default=False,
        ),
    ] = None,
    records: Annotated[
        Path | None,
        typer.Option(
            "--records",
            help="A folder of records to be indexed and timed; by default the sample council.",
            show_default=False,
        ),
    ] = None,
    questions: Annotated[
        Path | None,
        typer.Option(
            "--questions",
            help="Questions to ask (docs/questions-format.md); by default the sample council's.",
            show_default=False,
        ),
    ] = None,
    sizes: Annotated[
        str, typer.Option("--sizes", help="How many passages the stores have.")
    ] = "1000,10000,100000",
    large: Annotated[bool, typer.Option("--large", help="A store of 1,000,000 as well.")] = False,
    recall: Annotated[
        float, typer.Option("--recall", min=0, max=1, help="The recall@10 that peers must reach.")
    ] = 0.95,
    seconds: Annotated[
        float, typer.Option("--seconds", min=0.1, help="How long each measurement goes on at most.")
    ] = 20.0,
    out: Annotated[
        Path | None,
        typer.Option("--out", help="The folder for the figures and plots.", show_default=False),
    ] = None,
    config: Annotated[
        list[Path] | None,
        typer.Option("--config", help="A TOML file of settings.", show_default=False),
    ] = None,
) -> None:
    """Measure how fast and how large it is, and how both grow, beside peers where installed.

    Stores of each size are built from real passages and their vectors, mixed to be as many. A run
    that was broken off is gone on with where --out names its folder. Measure on a quiet machine.
    """
    import tempfile

    from rich.console import Console

    from eval.answers.questions import load_questions
    from eval.speed.measuring import LARGE, measure, sizes_of
    from eval.speed.report import print_speed
    from eval.speed.run import Asked, Kept, write_speed
    from eval.speed.workers import Effort
    from indexer.config import load_settings

    sample = Path(__file__).parents[1] / "sample"
    wanted = sizes_of(sizes) + ((LARGE,) if large else ())
    texts = [each.question for each in load_questions(questions or sample / "questions.jsonl")]
    given: dict[str, Any] = {} if home is None else {"home": home}
    settings = load_settings(config or (), **given)
    indexed = records or sample / "records"
    asked = Asked(str(home.absolute()) if home else "", str(indexed.absolute()), recall, seconds)
    kept = Kept(out, asked)
    screen = Console(stderr=True, highlight=False)
    with tempfile.TemporaryDirectory(prefix="moothall-speed-") as work:
        figures = measure(
            settings,
            texts,
            wanted,
            Path(work),
            lambda what: screen.print(f"{what} ..."),
            kept,
            records=indexed,
            resample_indexed=home is None,
            effort=Effort(recall=recall, seconds=seconds),
        )
    print_speed(figures)
    if out is not None:
        write_speed(figures, out)


def web_speed(
    address: Annotated[str, typer.Argument(help="Where the service is: http://127.0.0.1:8000.")],
    questions: Annotated[Path, typer.Argument(help="JSON Lines with a `question` each.")],
) -> None:
    """Measure how fast a running service answers over HTTP, and how fast it shows pages."""
    from eval.speed.web import measure_web

    measure_web(address, questions)
