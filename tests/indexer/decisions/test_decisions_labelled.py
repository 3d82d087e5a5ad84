"""Reading decisions, measured: precision and recall against labels made by hand."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pytest

from eval.decisions.labels import load_labels, place
from eval.decisions.scoring import DecisionScores, score
from indexer.config import PartitionSettings
from indexer.decisions.reading import proceedings_of
from indexer.partition.reading import read
from indexer.records import Description, DocumentKind, Page
from indexer.sections import sections_of

ROOT = Path(__file__).parents[3]
WANTED = {"precision": 0.95, "recall": 0.90}


def measured(records: Path, labels_file: Path) -> DecisionScores:
    labels = load_labels(labels_file)

    @lru_cache(None)
    def pages(path: str) -> tuple[Page, ...]:
        return read((records / path).read_bytes(), path, PartitionSettings()).pages

    def page_text(path: str, number: int) -> str:
        return pages(path)[number - 1].text

    found = {}
    for path in sorted({label.document for label in labels}):
        found[path] = proceedings_of(
            path,
            Description(kind=DocumentKind.MINUTES),
            sections_of(pages(path)),
            lambda number, path=path: pages(path)[number - 1],
        ).decisions
    return score([place(label, page_text) for label in labels], found, page_text)


def test_the_samples_decisions_are_read() -> None:
    held(measured(ROOT / "eval/sample/records", ROOT / "eval/sample/decisions.jsonl"), at_least=100)


def test_real_decisions_are_read(shared_data: Path) -> None:
    held(measured(shared_data / "kent", ROOT / "eval/labels/kent-decisions.jsonl"), at_least=45)


def held(scores: DecisionScores, at_least: int) -> None:
    assert scores.labels >= at_least
    assert scores.proofs.value == 1.0
    for each in scores.measures:
        assert each.precision.value is not None, each.name
        assert each.precision.value >= WANTED["precision"], (each.name, scores.misses)
        assert each.recall.value is not None
        assert each.recall.value >= WANTED["recall"], (each.name, scores.misses)


def test_a_label_whose_words_are_gone_is_not_passed_over(tmp_path: Path) -> None:
    labels = tmp_path / "labels.jsonl"
    labels.write_text(
        '{"document": "a.pdf", "page": 1, "kind": "resolution", "outcome": "carried", '
        '"quote": "RESOLVED that"}'
    )
    (label,) = load_labels(labels)
    with pytest.raises(Exception, match=r"a\.pdf, page 1.*does not stand"):
        place(label, lambda path, number: "nothing of the kind")
