"""What all tests share."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock

from indexer.config import PartitionSettings, load_settings
from indexer.index import open_index
from indexer.instruments import standard_instruments
from indexer.partition.pdf import read_pdf
from indexer.records import Page
from indexer.sources.folder import FolderSource
from indexer.summary import Tally, Unwatched
from indexer.synchronise import synchronise

SAMPLE = Path(__file__).parents[1] / "eval" / "sample"
SHARED_DATA = Path(__file__).parents[1].parent / "shared" / "data"


@pytest.fixture(scope="session", autouse=True)
def _float32() -> Iterator[None]:
    """Let every machine compute the same vectors: bfloat16 is not on each, and differs a little."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MOOTHALL_EMBEDDING__PRECISION", "float32")
        yield


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Return the folder of real records beside the checkout, or skip where there is none."""
    if not SHARED_DATA.is_dir():
        pytest.skip("the real records (../shared/data) are not on this machine")
    return SHARED_DATA


@pytest.fixture(scope="session")
def kent(shared_data: Path) -> dict[str, tuple[Page, ...]]:
    """Return the pages of every real PDF of Kent, by its path in their manifest."""
    root = shared_data / "kent"
    return {
        path.relative_to(root).as_posix(): read_pdf(
            path.read_bytes(), path.name, PartitionSettings()
        )
        for path in sorted(root.rglob("*.pdf"))
    }


@pytest.fixture(scope="session")
def sample_home(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """Return a home that holds the whole sample council. It is shared: copy it to change it.

    Of the processes that tests run in, one builds it and each has a copy, since no two may have
    the same home open.
    """
    own = tmp_path_factory.mktemp("sample") / "home"
    base = tmp_path_factory.getbasetemp()
    built = (base if worker_id == "master" else base.parent) / "sample-home"
    with FileLock(built.with_suffix(".lock")):
        if not built.exists():
            tally = Tally(Unwatched())
            with open_index(load_settings(home=own), standard_instruments) as index:
                synchronise([FolderSource(SAMPLE / "records")], index, tally)
            assert tally.summary().failed == ()
            own.rename(built)
    return Path(shutil.copytree(built, own))
