from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MINUTES = """Sample Town Council

MINUTES of a meeting of the Cabinet held on Thursday, 9 January 2025.

1. Levy

The Cabinet agreed a levy of £1.5m for the year.
"""


def indexer(*arguments: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run the command line as a person does, but offline."""
    return subprocess.run(
        [sys.executable, "-m", "indexer", *map(str, arguments)],
        cwd=cwd,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "HF_HUB_OFFLINE": "1"},
        check=False,
    )


@pytest.fixture(scope="module")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with records, and the home in which they are indexed."""
    folder = tmp_path_factory.mktemp("indexed")
    (folder / "records").mkdir()
    (folder / "records" / "minutes.txt").write_text(MINUTES)
    (folder / "records" / "broken.pdf").write_bytes(b"%PDF-1.7 and nothing more")
    (folder / "records" / "misnamed.pdf").write_text("<html><body><p>Bins move.</p></body></html>")
    (folder / "records" / "README.md").write_text("What this folder is.")
    added = indexer("add", "records", "--home", "home", cwd=folder)
    assert added.returncode == 1, added.stdout + added.stderr
    assert "broken.pdf" in added.stdout
    assert "misnamed.pdf: is text/html, whatever its name says" in added.stdout
    assert "README.md: tells of the folder" in added.stdout
    return folder


def test_help_says_how_to_begin(tmp_path: Path) -> None:
    shown = indexer("--help", cwd=tmp_path)
    assert shown.returncode == 0
    assert "python -m indexer add" in shown.stdout


def test_status_says_what_is_held_and_what_failed(indexed: Path) -> None:
    shown = indexer("status", "--home", "home", cwd=indexed)
    assert shown.returncode == 0
    assert "broken.pdf" in shown.stdout
    held = json.loads(indexer("status", "--json", "--home", "home", cwd=indexed).stdout)
    assert (held["counts"]["documents"], held["counts"]["failures"]) == (2, 1)
    assert held["counts"]["pending"] == 0
    assert held["failures"][0]["path"] == "broken.pdf"


def test_show_prints_how_a_document_was_read(indexed: Path) -> None:
    shown = indexer(
        "show", "minutes", "--blocks", "--sections", "--passages", "--home", "home", cwd=indexed
    )
    assert shown.returncode == 0, shown.stderr
    assert shown.stdout.count("agreed a levy of £1.5m") == 3
    assert "[paragraph]" in shown.stdout


def test_verify_finds_no_fault_and_then_the_one_that_is_made(indexed: Path) -> None:
    assert indexer("verify", "--home", "home", cwd=indexed).returncode == 0
    original = next(path for path in (indexed / "home" / "originals").glob("*/*"))
    content = original.read_bytes()
    original.write_bytes(b"altered")
    found = indexer("verify", "--home", "home", cwd=indexed)
    original.write_bytes(content)
    assert found.returncode == 1
    assert "bytes have changed" in found.stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["status"], "no index is here"),
        (["add", "missing"], "missing"),
        (["add", "a", "b", "--name", "c"], "--name"),
        (["status", "--config", "missing.toml"], "missing.toml"),
        (["remove"], "Name either"),
        (["verify"], "no index is here"),
        (["rebuild"], "no index is here"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(
    tmp_path: Path, arguments: list[str], message: str
) -> None:
    ended = indexer(*arguments, "--home", "home", cwd=tmp_path)
    assert ended.returncode == 2
    assert message in ended.stderr
    assert "Traceback" not in ended.stderr
    assert len(ended.stderr.splitlines()) == 1
    assert not (tmp_path / "home").exists()


def test_a_document_not_held_is_said_to_be_not_found(indexed: Path) -> None:
    ended = indexer("show", "nothing of the kind", "--home", "home", cwd=indexed)
    assert ended.returncode == 2
    assert ended.stderr.startswith("Not found: ")
