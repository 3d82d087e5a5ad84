from __future__ import annotations

import re
from pathlib import Path

import pytest

from eval.answers.asking import make_answers_run, open_composer
from eval.answers.scoring import score_answers
from indexer.config import load_settings
from indexer.embedding_model import precision_of
from service.index import open_index

ROOT = Path(__file__).parents[2]
ROW = re.compile(r"^\| `(?P<measure>\w+)` \| (?P<figure>[\d.]+) \|", re.MULTILINE)


def published() -> dict[str, float]:
    """Return the figures of the sample council that the document of benchmarks gives."""
    text = (ROOT / "docs" / "benchmarks.md").read_text(encoding="utf-8")
    part = text.split("## The sample council", 1)[1].split("\n## ", 1)[0]
    return {row["measure"]: float(row["figure"]) for row in ROW.finditer(part)}


def test_the_figures_published_of_the_sample_council_hold(
    sample_home: Path, tmp_path: Path
) -> None:
    settings = load_settings(home=sample_home)
    if precision_of(settings.embedding.precision) != "float32":
        pytest.skip("the figures are of float32, and this processor computes in bfloat16")
    with open_index(settings) as index:
        make_answers_run(
            ROOT / "eval" / "sample" / "questions.jsonl",
            index,
            settings,
            open_composer("quoting", settings),
            tmp_path / "run",
            "a test",
            report=lambda what, done, of: None,
        )
    measured = score_answers(tmp_path / "run")
    figures = published()
    assert len(figures) >= 10
    found = {name: measured[name] for name in figures}
    assert found == pytest.approx(figures, abs=0.0005), "run 'python -m eval answers' again"
