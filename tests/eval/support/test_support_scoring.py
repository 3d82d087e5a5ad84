"""Measuring the check of written statements."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from eval.support.scoring import MadeStatement, load_statements, score
from indexer.errors import EvaluationError
from tests.conftest import SAMPLE

FILE = SAMPLE / "statements.jsonl"


def made(statement: str, supported: bool) -> MadeStatement:
    return MadeStatement(
        id=statement,
        group=1,
        kind="paraphrase" if supported else "figure",
        supported=supported,
        statement=statement,
        evidence="The repairs of the lido cost £48,250.",
        context="",
    )


def test_errors_are_counted_apart_for_true_and_falsified_statements() -> None:
    scores = score(
        [
            made("The repairs of the lido cost £48,250.", True),
            made("The bandstand fell into the river.", True),
            made("The repairs of the lido cost £1.", False),
            made("The repairs of the lido cost forty-eight thousand pounds.", False),
            made("The lido cost £48,250.", False),
        ]
    )
    assert (scores.false_rejects.wrong, scores.false_rejects.total) == (1, 2)
    assert (scores.false_accepts.wrong, scores.false_accepts.total) == (1, 3)
    assert scores.false_accepts.low < 1 / 3 < scores.false_accepts.high
    assert sum(kind.share.wrong for kind in scores.kinds) == len(scores.wrong)


def test_the_statements_cite_words_of_the_sample_council() -> None:
    sources = " ".join(
        " ".join(file.read_text(encoding="utf-8").replace("|", " ").split())
        for file in sorted((SAMPLE / "sources").rglob("*.txt"))
    )
    for statement in load_statements(FILE):
        assert " ".join(statement.evidence.split()) in sources, statement.id


def test_no_more_than_one_in_ten_falsified_statements_is_accepted() -> None:
    scores = score(load_statements(FILE))
    assert scores.false_accepts.wrong <= scores.false_accepts.total / 10
    assert scores.false_rejects.wrong <= scores.false_rejects.total / 10


@pytest.mark.parametrize("line", [b"{}", b"no JSON", msgspec.json.encode({"id": "s1", "x": 1})])
def test_a_line_that_is_no_statement_is_named(tmp_path: Path, line: bytes) -> None:
    file = tmp_path / "statements.jsonl"
    file.write_bytes(FILE.read_bytes().splitlines()[0] + b"\n" + line)
    with pytest.raises(EvaluationError, match=r"statements\.jsonl: line 2"):
        load_statements(file)
