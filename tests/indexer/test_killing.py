"""A process that is killed loses nothing: the next one finishes its work."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from indexer.config import load_settings
from indexer.following.entries import FoundPassage, entries_of
from indexer.following.values import FollowedSearch
from indexer.index import open_index
from indexer.searching.modes import Mode
from tests.fakes import fake_instruments
from tests.killing import ROOT, SETTINGS, held, index_texts

PROGRAM = """
import os, signal, sys
from pathlib import Path
from tests.killing import index_texts

left = int(sys.argv[2])

def trace(frame, event, argument):
    # Every line of the indexer is a moment; the process dies at the one asked for.
    global left
    if "/indexer/" not in frame.f_code.co_filename:
        return None
    left -= 1
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return trace

sys.settrace(trace)
index_texts(Path.cwd(), sys.argv[1])
sys.settrace(None)
print(-left)
"""
NEVER = 0
MOMENTS = 4


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of records and the home in which they are indexed."""
    folder = tmp_path_factory.mktemp("before")
    (folder / "records").mkdir()
    for number in range(6):
        lines = "\f".join(f"Page {page} of report {number}. " * 5 for page in range(3))
        (folder / "records" / f"{number}.txt").write_text(
            f"Cabinet, 2025-01-0{number + 1}\n{lines}"
        )
    index_texts(folder, "first")
    follow(folder / "home")
    return folder


def follow(home: Path) -> None:
    """Follow a search that finds texts of each kind of change, one of them already."""
    today = datetime.now(UTC).date()
    search = FollowedSearch("a search", "text OR report", Mode.EXACT, today, today, begun=True)
    with open_index(load_settings(home=home, **SETTINGS), fake_instruments) as index:
        gone = next(each for each in index.reader.documents() if each.path == "3.txt")
        passage = index.reader.passages_of(gone.id)[0]
        moments = {gone.id: datetime.now(UTC)}
        found = [FoundPassage(passage, 1.0)]
        with index.catalogue.writing() as writer:
            writer.follow(search)
            entries = entries_of(search.id, found, {gone.id: gone}, {}, moments)
            writer.found_for_followed(entries, 100)


def run(folder: Path, work: str, line: int) -> int:
    """Run `work`, killed when it has come to that line; return how many lines there were."""
    ended = subprocess.run(
        [sys.executable, "-c", PROGRAM, work, str(line)],
        cwd=folder,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    if line:
        assert ended.returncode == -signal.SIGKILL
        return line
    assert ended.returncode == 0, ended.stderr
    return int(ended.stdout)


def change(folder: Path) -> None:
    """Change, add, rename and delete records."""
    records = folder / "records"
    (records / "0.txt").write_text("Cabinet, 2025-01-01\nAnother text. " * 20)
    (records / "1.title").write_text("A title of its own")
    (records / "2.txt").rename(records / "two.txt")
    (records / "3.txt").unlink()
    shutil.copy(records / "4.txt", records / "again.txt")


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system cannot kill")
@pytest.mark.parametrize("work", ["first", "change", "rebuild"])
def test_killed_at_any_moment_the_next_run_ends_in_the_same_index(
    tmp_path: Path, before: Path, work: str
) -> None:
    whole = tmp_path / "whole"
    shutil.copytree(before, whole)
    prepare(whole, work)
    lines = run(whole, work, NEVER)
    expected = held(whole / "home", fake_instruments, **SETTINGS)
    followed = expected[-1]
    assert isinstance(followed, list)
    assert len(followed) == {"first": 0, "change": 4, "rebuild": 1}[work]
    assert paths(expected) == sorted(path.name for path in (whole / "records").glob("*.txt"))
    for moment in range(MOMENTS):
        folder = tmp_path / str(moment)
        shutil.copytree(before, folder)
        prepare(folder, work)
        run(folder, work, 1 + lines * (2 * moment + 1) // (2 * MOMENTS))
        index_texts(folder, work)
        assert held(folder / "home", fake_instruments, **SETTINGS) == expected


def paths(everything: list[object]) -> list[str]:
    documents = everything[0]
    assert isinstance(documents, tuple)
    return [document.path for document in documents]


def prepare(folder: Path, work: str) -> None:
    """Bring records and home to where `work` begins."""
    if work == "first":
        shutil.rmtree(folder / "home")
    if work == "change":
        change(folder)
