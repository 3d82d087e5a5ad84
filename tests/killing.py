"""Killing an indexing process at some moment, and what is held afterwards.

Run as a program, it indexes the real records given with the real instruments, kills that at
random moments, and says whether the index always ends up the same::

    python -m tests.killing RECORDS --moments 50
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from indexer.config import load_settings
from indexer.index import open_index
from indexer.instruments import Instruments, standard_instruments
from indexer.rebuild import rebuild
from indexer.summary import Tally, Unwatched
from indexer.synchronise import synchronise
from indexer.verify import verify
from tests.fakes import TextFolder, fake_instruments

ROOT = Path(__file__).parents[1]
SLOWEST_SECONDS = 3600.0
SETTINGS: dict[str, Any] = {"passages": {"tokens": 20}}
GROUP = 4
"""Passages embedded together where texts are indexed: few, so that there are several groups."""


def index_texts(folder: Path, work: str) -> None:
    """Index ``records`` in `folder` into ``home`` there with cheap instruments, or rebuild that."""
    settings = load_settings(home=folder / "home", **SETTINGS)
    source = TextFolder(folder / "records")
    source.root = Path("records")  # the same wherever the folder was copied to
    with open_index(settings, fake_instruments, group=GROUP) as index:
        tally = Tally(Unwatched())
        if work == "rebuild":
            rebuild(index, tally)
        else:
            synchronise([source], index, tally)
        assert tally.summary().failed == ()


def run_and_kill(command: list[str], seconds: float) -> bool:
    """Run `command`, kill it after `seconds`, and return whether it was killed before its end."""
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            return True
    return False


def held(home: Path, instruments: Callable[[], Instruments], **given: Any) -> list[object]:
    """Return all that an index holds but the moments it was made at, sure that it is whole."""
    with open_index(load_settings(home=home, **given), instruments, create=False) as index:
        faults = list(verify(index))
        assert faults == [], faults
        reader = index.reader
        documents = reader.documents()
        return [
            documents,
            [reader.pages(document.id) for document in documents],
            [reader.sections(document.id) for document in documents],
            [reader.passages_of(document.id) for document in documents],
            [len(reader.versions(document.id)) for document in documents],
            reader.likenesses(),
            reader.meetings(),
            sorted(index.store.digests()),
            [
                (each.id, each.text, each.version, each.withdrawn)
                for search in index.catalogue.followed()
                for each in index.catalogue.followed_entries(search.id)
            ],
        ]


def main() -> None:
    """Kill the indexing of real records at random moments."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("records", type=Path, help="a folder of records")
    parser.add_argument("--moments", type=int, default=50, help="how often to kill")
    parser.add_argument("--seed", type=int, default=2, help="of the moments")
    chosen = parser.parse_args()
    moments = random.Random(chosen.seed)  # noqa: S311 - moments are no secrets
    with tempfile.TemporaryDirectory() as folder:

        def command(home: Path) -> list[str]:
            add = [sys.executable, "-m", "indexer", "add", str(chosen.records.absolute())]
            return [*add, "--home", str(home)]

        whole = Path(folder) / "whole"
        started = time.perf_counter()
        run_and_kill(command(whole), SLOWEST_SECONDS)
        whole_seconds = time.perf_counter() - started
        expected = held(whole, standard_instruments)
        print(f"whole: {whole_seconds:.1f} s")
        killed = 0
        home = Path(folder) / "killed-0"
        while killed < chosen.moments:
            moment = moments.uniform(0, whole_seconds)
            if run_and_kill(command(home), moment):
                killed += 1
                print(f"kill {killed} after {moment:.1f} s")
                continue
            assert held(home, standard_instruments) == expected, f"{home} differs"
            print(f"{home.name}: the same")
            home = Path(folder) / f"killed-{killed}"
        run_and_kill(command(home), SLOWEST_SECONDS)
        assert held(home, standard_instruments) == expected, f"{home} differs"
    print(f"The same index after each of {killed} kills.")


if __name__ == "__main__":
    main()
