"""The command line of the service."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace
from rich.console import Console
from typer.testing import CliRunner

from indexer.config import Settings
from service.__main__ import app
from service.answer import Answerer
from service.answers import Question
from service.terminal import print_answer

ROOT = Path(__file__).parents[2]


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "service", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": "", "COLUMNS": "100"},
    )


def printed(answerer: Answerer, question: str) -> str:
    written = io.StringIO()
    answer = answerer.answer(Question(question), explain=True)
    print_answer(answer, "These records are invented.", Console(file=written, width=100))
    return written.getvalue()


def test_help_names_the_commands_and_loads_no_model() -> None:
    done = run("--help")
    assert done.returncode == 0
    assert {"ask", "serve"} <= set(done.stdout.split())
    loaded = subprocess.run(
        [
            sys.executable,
            "-c",
            "import service.__main__, sys; print({'torch', 'litestar'} & set(sys.modules))",
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert loaded.stdout.strip() == "set()"


def test_a_home_that_is_not_there_is_a_line_not_a_trace(tmp_path: Path) -> None:
    done = run("ask", "What was decided?", "--home", str(tmp_path / "absent"))
    assert done.returncode == 1
    assert "no index is here" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_unknown_setting_is_a_line(tmp_path: Path) -> None:
    config = tmp_path / "wrong.toml"
    config.write_text("[answer]\nstatments = 3\n", encoding="utf-8")
    done = run("ask", "What was decided?", "--config", str(config))
    assert done.returncode == 1
    assert "answer.statments" in done.stderr


@pytest.mark.parametrize(
    ("option", "value", "told"),
    [
        ("--since", "last May", "last May is no day. Write 2025, 2025-01 or 2025-01-30."),
        ("--until", "2025-13", "2025-13 is no day. Write 2025, 2025-01 or 2025-01-30."),
    ],
)
def test_what_is_no_day_is_told_what_is_wanted(option: str, value: str, told: str) -> None:
    done = run("ask", "What was decided?", option, value)
    assert done.returncode == 2
    assert told in " ".join(done.stderr.replace("│", "").split())


@pytest.mark.parametrize(
    ("options", "searched"),
    [
        (["--since", "2025-03"], "4 March 2025."),
        (["--until", "2025-02"], "11 February 2025."),
        (["--since", "2025", "--until", "2025"], "11 February 2025 to 4 March 2025."),
        (["--since", "2025-02-11", "--until", "2025-02-11"], "11 February 2025."),
        (["--body", "Leisure"], "4 March 2025."),
    ],
)
def test_years_and_months_and_words_of_a_name_narrow(
    settings: Settings, open_shared_index: Callable[[], object], monkeypatch: pytest.MonkeyPatch,
    options: list[str], searched: str,
) -> None:  # fmt: skip
    monkeypatch.setattr("service.open_index.open_index", lambda _: open_shared_index())
    home = ["--home", str(settings.home)]
    shown = CliRunner().invoke(app, ["ask", "zxqv blorf wug wug", *home, *options])
    assert f"Searched were records of {searched}" in " ".join(shown.stdout.split())


def test_an_answer_is_printed_with_its_quotation_and_source(answerer: Answerer) -> None:
    shown = printed(answerer, "How much will the lido repairs cost?")
    assert "These records are invented." in shown
    assert "£48,250" in shown
    assert "Leisure Committee, 4 March 2025" in shown
    assert "leisure/minutes.pdf" in shown
    assert "also in: Leisure pack" in shown
    assert "Confidence" in shown


def test_what_leads_in_to_a_quoted_list_item_is_printed_over_it(answerer: Answerer) -> None:
    answer = answerer.answer(Question("Why did the pump house by the river flood?"))
    led = replace(answer.statements[0], caption="These were flooded:", text="• the pump house")
    out = io.StringIO()
    print_answer(replace(answer, statements=(led,)), console=Console(file=out, width=100))
    assert out.getvalue().index("These were flooded:") < out.getvalue().index("“• the pump house”")


def test_a_refusal_is_printed_with_the_nearest_records(answerer: Answerer) -> None:
    shown = printed(answerer, "Which lido did Otherford District Council close?")
    assert "Not in the records" in shown
    assert "The nearest records" in shown


@pytest.mark.parametrize("question", ["[bold]lido[/bold] \x1b[31m", "[/]"])
def test_what_a_question_holds_is_no_command_to_the_terminal(
    answerer: Answerer, question: str
) -> None:
    shown = printed(answerer, question)
    assert "[" in shown
    assert "\x1b[31m" not in shown


def test_the_explanation_is_json_too(answerer: Answerer) -> None:
    import msgspec

    answer = answerer.answer(Question("lido"), explain=True)
    written = json.loads(msgspec.json.encode(answer))
    assert {"rank", "dense", "sparse", "fused", "rejected"} <= set(written["candidates"][0])
