from __future__ import annotations

import csv
from pathlib import Path

import pytest

from eval.comparing import ablate as ablating
from eval.comparing.ablate import ablate, read_grid
from eval.retrieval.runs import read_run
from indexer.errors import ConfigurationError, EvaluationError
from tests.eval.small_benchmark import WordEncoder, write_beir


def quiet(what: str, done: int, total: int) -> None:
    """Report nothing."""


@pytest.fixture
def grid(tmp_path: Path) -> Path:
    folder = write_beir(tmp_path / "small")
    file = tmp_path / "grid.toml"
    file.write_text(
        f'[benchmark]\npath = "{folder}"\narms = ["fused", "bm25"]\ndepth = 10\n'
        "[passages]\ntokens = [40, 60]\ncontext_tokens = 10\n"
        "[retrieval]\ndense_weight = [0.1, 0.9]\n",
        encoding="utf-8",
    )
    return file


@pytest.fixture
def embedder(monkeypatch: pytest.MonkeyPatch) -> WordEncoder:
    encoder = WordEncoder()
    monkeypatch.setattr(ablating, "DeferredEmbedder", lambda settings: encoder)
    return encoder


def test_every_combination_is_measured_and_each_text_embedded_once(
    grid: Path, embedder: WordEncoder, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    table = ablate(read_grid(grid), (), out, tmp_path / "cache", quiet)
    assert table.varied == ("passages.tokens", "retrieval.dense_weight")
    combinations = [tuple(row.combination.values()) for row in table.rows if row.arm == "fused"]
    assert combinations == [(40, 0.1), (40, 0.9), (60, 0.1), (60, 0.9)]
    assert len(table.rows) == 8
    assert len(embedder.encoded) == len(set(embedder.encoded))
    with (out / "table.csv").open(encoding="utf-8", newline="") as file:
        written = list(csv.DictReader(file))
    assert [row["run"] for row in written[:2]] == [
        "tokens=40,dense_weight=0.1",
        "tokens=40,dense_weight=0.9",
    ]
    assert all((out / "runs" / row["run"] / "metrics.json").is_file() for row in written)
    assert float(written[0]["nDCG@10"]) == table.rows[0].measures["nDCG@10"]


def test_a_grid_that_was_broken_off_is_gone_on_with(
    grid: Path, embedder: WordEncoder, tmp_path: Path
) -> None:
    first = ablate(read_grid(grid), (), tmp_path / "out", tmp_path / "cache", quiet)
    run = read_run(first.rows[1].run)
    assert ablate(read_grid(grid), (), tmp_path / "out", tmp_path / "cache", quiet) == first
    assert read_run(first.rows[1].run).retrieved == run.retrieved


def test_a_setting_that_is_wrong_stops_before_anything_is_measured(
    grid: Path, embedder: WordEncoder, tmp_path: Path
) -> None:
    grid.write_text(
        grid.read_text(encoding="utf-8").replace("[0.1, 0.9]", "[0.1, 9]"), encoding="utf-8"
    )
    with pytest.raises(ConfigurationError, match="dense_weight"):
        ablate(read_grid(grid), (), tmp_path / "out", tmp_path / "cache", quiet)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("x = ", "is not TOML"),
        ("[retrieval]\ndense_weight = [0.1]", r"no table \[benchmark\]"),
        ("[benchmark]\nplace = 1", r"\[benchmark\]"),
        ('[benchmark]\npath = "x"\narms = ["best"]', "best"),
        ('[benchmark]\npath = "x"', "no setting has a list"),
        ('[benchmark]\npath = "x"\n[retrieval]\ndense_weight = []', "no value to try"),
        ('speed = 1\n[benchmark]\npath = "x"', "stands in no table"),
    ],
)
def test_a_wrong_grid_is_named(tmp_path: Path, content: str, said: str) -> None:
    file = tmp_path / "grid.toml"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(EvaluationError, match=said):
        read_grid(file)
