"""The command line: ``python -m service``."""

from __future__ import annotations

import sys
from datetime import date
from enum import IntEnum
from pathlib import Path
from typing import Annotated

import typer

from indexer.config import Settings, load_settings
from indexer.errors import MoothallError, QuestionError
from indexer.garbage import look_seldom
from indexer.searching.syntax import days_of


class Exit(IntEnum):
    """Exit statuses."""

    OK = 0
    FAULT = 1
    QUESTION = 2


app = typer.Typer(
    name="service",
    help="Ask council records, in the terminal or in a browser.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

Home = Annotated[
    Path | None, typer.Option("--home", help="The folder that holds the index.", show_default=False)
]
Config = Annotated[
    list[Path] | None,
    typer.Option("--config", help="A TOML file of settings; may be given more than once."),
]
AsCsv = Annotated[bool, typer.Option("--csv", help="Print CSV, else JSON lines.")]


def _first_day(written: str) -> date:
    return _days(written)[0]


def _last_day(written: str) -> date:
    return _days(written)[1]


def _days(written: str) -> tuple[date, date]:
    try:
        return days_of(written)
    except QuestionError as error:
        raise typer.BadParameter(str(error)) from error


Since = Annotated[
    date | None,
    typer.Option(
        parser=_first_day, metavar="DAY", help="From this day on: 2025, 2025-01 or 2025-01-31."
    ),
]
Until = Annotated[
    date | None,
    typer.Option(parser=_last_day, metavar="DAY", help="Up to this day, or to the end of 2025-01."),
]


@app.command()
def ask(
    question: Annotated[str, typer.Argument(help="What you would like to know.")],
    home: Home = None,
    config: Config = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show how passages were ranked, and how long it took.")
    ] = False,
    council: Annotated[
        list[str] | None,
        typer.Option(help="Only this council's records; words of its name will do."),
    ] = None,
    body: Annotated[
        list[str] | None, typer.Option(help="Only this body's records; words of its name will do.")
    ] = None,
    kind: Annotated[list[str] | None, typer.Option(help="Only this kind of record.")] = None,
    since: Since = None,
    until: Until = None,
    earlier: Annotated[
        list[str] | None,
        typer.Option(help="A question before this one, which it follows; the oldest first."),
    ] = None,
) -> None:
    """Answer a question from the records, every word proved by a page."""
    import msgspec

    from service.answer import Answerer
    from service.answers import Question
    from service.filters import narrowing_of
    from service.open_index import open_index
    from service.terminal import print_answer

    settings = _settings(home, config)
    with open_index(settings) as index:
        narrowing = narrowing_of(
            index,
            council or (),
            body or (),
            kind or (),
            since,
            until,
        )
        asked = Question(question, narrowing, earlier=tuple(earlier or ()))
        answer = Answerer(index, settings).answer(asked, explain=explain)
    if as_json:
        typer.echo(msgspec.json.format(msgspec.json.encode(answer)).decode())
    else:
        print_answer(answer, settings.service.notice)


@app.command()
def serve(
    home: Home = None,
    host: Annotated[str | None, typer.Option(help="The address to listen at.")] = None,
    port: Annotated[int | None, typer.Option(min=0, max=65535, help="The port.")] = None,
    config: Config = None,
) -> None:
    """Serve the ask page and the programs' interface."""
    from service.serving import serve as run

    run(_settings(home, config, host, port))


@app.command()
def mcp(
    home: Home = None,
    config: Config = None,
    http: Annotated[bool, typer.Option("--http", help="Serve over HTTP, else over stdio.")] = False,
    host: Annotated[str, typer.Option(help="The address to listen at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port.")] = 8001,
) -> None:
    """Serve the records to programs of language models, by the Model Context Protocol."""
    from service.mcp.server import create_server
    from service.mcp.tools import RecordTools
    from service.open_index import open_index

    settings = _settings(home, config)
    with open_index(settings) as index:
        index.warm_up()
        server = create_server(RecordTools(index, settings))
        if http:
            server.run("streamable-http", host=host, port=port)
        else:
            server.run("stdio")


@app.command()
def feedback(home: Home = None, config: Config = None, csv: AsCsv = False) -> None:
    """Print what people said of answers, the oldest first."""
    from service.feedback import Feedback, open_asked, print_lines, write_csv

    with open_asked(_settings(home, config)) as asked:
        rows = tuple(asked.feedback_kept())
    if csv:
        write_csv(rows, Feedback, sys.stdout)
    else:
        print_lines(rows, sys.stdout)


@app.command()
def questions(home: Home = None, config: Config = None, csv: AsCsv = False) -> None:
    """Print what was asked, masked, the oldest first."""
    from service.feedback import AskedQuestion, open_asked, print_lines, write_csv

    with open_asked(_settings(home, config)) as asked:
        rows = tuple(asked.questions_kept())
    if csv:
        write_csv(rows, AskedQuestion, sys.stdout)
    else:
        print_lines(rows, sys.stdout)


def main() -> None:
    """Run the command line. An error that Moothall raises on purpose is a line, not a trace."""
    look_seldom()
    try:
        app()
    except QuestionError as error:
        typer.secho(str(error), err=True, fg=typer.colors.YELLOW)
        sys.exit(Exit.QUESTION)
    except MoothallError as error:
        typer.secho(str(error), err=True, fg=typer.colors.RED)
        sys.exit(Exit.FAULT)


def _settings(
    home: Path | None,
    config: list[Path] | None,
    host: str | None = None,
    port: int | None = None,
) -> Settings:
    given: dict[str, object] = {"home": home} if home else {}
    service = {name: value for name, value in (("host", host), ("port", port)) if value is not None}
    if service:
        given["service"] = service
    return load_settings(config or (), **given)


if __name__ == "__main__":
    main()
