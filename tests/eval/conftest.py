from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from eval.benchmarks import load_benchmark
from eval.retrieval.arms import Arm
from eval.retrieval.scoring import score_retrieval
from eval.retrieval.searching import make_run
from indexer.config import Settings
from tests.eval.small_benchmark import WordEncoder, write_beir

SHORT = Settings(
    passages={"tokens": 40, "context_tokens": 10}, retrieval={"candidates": 20, "preference": 0.0}
)
"""Settings under which the longest document is several passages."""

MakeRun = Callable[..., Path]


@pytest.fixture
def make_small_run(tmp_path: Path) -> MakeRun:
    """Return what makes a scored run of the small benchmark, and returns its folder."""

    def make(
        name: str = "run",
        settings: Settings = SHORT,
        arms: tuple[Arm, ...] = tuple(Arm),
        embedder: WordEncoder | None = None,
        whole: bool = False,
        report: Callable[[str, int, int], None] = lambda what, done, total: None,
        **changed: dict,
    ) -> Path:
        folder = tmp_path / "runs" / name
        make_run(
            load_benchmark(str(write_beir(tmp_path / "small", **changed))),
            settings,
            embedder or WordEncoder(),
            folder,
            tmp_path / "cache",
            arms=arms,
            depth=10,
            whole=whole,
            command=f"make {name}",
            report=report,
        )
        score_retrieval(folder)
        return folder

    return make
