from __future__ import annotations

import re
from pathlib import Path

import pytest

from eval.answers.asking import make_answers_run
from eval.answers.scoring import score_answers
from indexer.config import load_settings
from service.open_index import open_index

ROOT = Path(__file__).parents[2]
FILES = (
    "questions.jsonl",
    "short-questions.jsonl",
    "unheld-questions.jsonl",
    "matter-questions.jsonl",
)
"""The questions asked of it, in the order of the table's columns."""
ROW = re.compile(r"^\| `(?P<measure>\w+)` \|(?P<figures>(?: [\d.–]+ \|){4})", re.MULTILINE)


def published(column: int) -> dict[str, float]:
    """Return the figures of the sample council that the document of benchmarks gives."""
    text = (ROOT / "docs" / "benchmarks.md").read_text(encoding="utf-8")
    part = text.split("## The sample council", 1)[1].split("\n## ", 1)[0]
    rows = {row["measure"]: row["figures"].split("|")[column].strip() for row in ROW.finditer(part)}
    return {measure: float(figure) for measure, figure in rows.items() if figure != "–"}


@pytest.mark.parametrize("file", FILES)
def test_the_figures_published_of_the_sample_council_hold(
    sample_home: Path, tmp_path: Path, file: str
) -> None:
    settings = load_settings(home=sample_home)
    with open_index(settings) as index:
        make_answers_run(
            ROOT / "eval" / "sample" / file,
            index,
            settings,
            tmp_path / "run",
            "a test",
            report=lambda what, done, of: None,
        )
    measured = score_answers(tmp_path / "run")
    figures = published(FILES.index(file))
    assert figures
    found = {name: measured[name] for name in figures}
    assert found == pytest.approx(figures, abs=0.00051), "run 'python -m eval answers' again"
