"""The harness gives the figures that others have published."""

from __future__ import annotations

from pathlib import Path

from eval.benchmarks import load_benchmark
from eval.retrieval.arms import Arm
from eval.retrieval.scoring import score_retrieval
from eval.retrieval.searching import make_run
from indexer.config import load_settings
from tests.eval.small_benchmark import WordEncoder

ANSERINI_FLAT = 0.679
"""nDCG@10 of BM25 on SciFact, title and text as one field (BEIR in Anserini)."""


def test_bm25_on_scifact_is_no_worse_than_the_figure_published(
    shared_data: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "run"
    make_run(
        load_benchmark(str(shared_data / "benchmarks" / "scifact")),
        load_settings(),
        WordEncoder(),
        folder,
        tmp_path / "cache",
        arms=[Arm.BM25],
        depth=100,
        whole=True,
        command="",
        report=lambda what, done, total: None,
    )
    metrics = score_retrieval(folder)
    assert metrics.queries == 300
    assert metrics.arms[Arm.BM25]["nDCG@10"] >= ANSERINI_FLAT
    assert metrics.arms[Arm.BM25]["R@100"] >= 0.92
