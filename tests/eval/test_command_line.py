from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from eval.__main__ import app
from indexer.errors import EvaluationError
from tests.eval.conftest import MakeRun
from tests.eval.small_benchmark import write_beir

COMMANDS = (
    "retrieval",
    "score",
    "compare",
    "ablate",
    "report",
    "web-speed",
    "fit-sentences",
    "fit-refusal",
)


def test_help_lists_every_command_and_loads_no_model() -> None:
    script = (
        "import sys; sys.argv = ['eval', '--help']\n"
        "from eval.__main__ import app\n"
        "try:\n    app()\nexcept SystemExit:\n    pass\n"
        "heavy = {'torch', 'matplotlib', 'scipy', 'qdrant_edge'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert all(command in done.stdout for command in COMMANDS)


def test_scores_compares_and_reports_runs(make_small_run: MakeRun, tmp_path: Path) -> None:
    first, second = make_small_run("first"), make_small_run("second")
    runner = CliRunner()
    (first / "metrics.json").unlink()
    scored = runner.invoke(app, ["score", str(first)])
    assert scored.exit_code == 0, scored.exception
    assert "4 queries" in scored.stdout
    assert set(json.loads((first / "metrics.json").read_text())["arms"]) >= {"bm25", "full"}
    compared = runner.invoke(app, ["compare", str(first), str(second)])
    assert compared.exit_code == 0, compared.exception
    assert "The baseline is first." in compared.stdout
    reported = runner.invoke(app, ["report", str(first)])
    assert reported.exit_code == 0, reported.exception
    assert (first / "report.html").is_file()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--benchmark", "{small}", "--arms", "bm25,best"], "no arm best"),
        (["--benchmark", "{small}", "--arms", ","], "no arm named"),
        (["--benchmark", "{small}/nowhere"], "no such folder"),
    ],
)
def test_what_is_wrong_is_said_before_anything_is_written(
    tmp_path: Path, arguments: list[str], said: str
) -> None:
    small = str(write_beir(tmp_path / "small"))
    given = [argument.format(small=small) for argument in arguments]
    result = CliRunner().invoke(app, ["retrieval", *given, "--out", str(tmp_path / "run")])
    assert isinstance(result.exception, EvaluationError)
    assert said in str(result.exception)
    assert not (tmp_path / "run").exists()
