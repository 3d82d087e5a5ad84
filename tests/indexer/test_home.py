from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from indexer.errors import HomeError, HomeLocked, HomeTooNew
from indexer.home import FORMAT, open_home

ROOT = Path(__file__).parents[2]
HOLDING = """
import sys
from pathlib import Path
from indexer.home import open_home
with open_home(Path(sys.argv[1])).writing():
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_home_is_made_once_and_opened_again(tmp_path: Path) -> None:
    made = open_home(tmp_path / "a" / "home", create=True)
    assert open_home(made.folder).folder == made.folder


def test_without_a_home_it_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(HomeError, match="python -m indexer add"):
        open_home(tmp_path / "home")
    assert not (tmp_path / "home").exists()


def test_a_folder_of_something_else_is_not_taken(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear")
    with pytest.raises(HomeError, match="not a home"):
        open_home(tmp_path, create=True)


def test_a_home_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(HomeError, match="cannot be used as a home"):
        open_home(tmp_path / "file" / "home", create=True)


def test_a_newer_home_is_refused(tmp_path: Path) -> None:
    home = open_home(tmp_path / "home", create=True)
    (home.folder / "home.json").write_text(f'{{"format": {FORMAT + 1}}}')
    with pytest.raises(HomeTooNew, match="Update Moothall"):
        open_home(home.folder)


def test_a_mark_that_says_nothing_is_named(tmp_path: Path) -> None:
    home = open_home(tmp_path / "home", create=True)
    (home.folder / "home.json").write_text("{")
    with pytest.raises(HomeError, match=r"home\.json"):
        open_home(home.folder)


def test_another_process_that_writes_keeps_us_out_until_it_ends(tmp_path: Path) -> None:
    home = open_home(tmp_path / "home", create=True)
    with subprocess.Popen(
        [sys.executable, "-c", HOLDING, str(home.folder)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with pytest.raises(HomeLocked, match="another Moothall is writing"), home.writing():
            pass
        other.kill()
    with home.writing():
        pass
