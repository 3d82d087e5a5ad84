from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.answers.run import AnswersRun
from eval.judging.pool import pool, read_pool, write_pool
from indexer.errors import EvaluationError
from tests.eval.made_runs import made_run

RANKINGS = st.lists(st.permutations([f"p-{place}" for place in range(6)]), min_size=1, max_size=3)


@given(RANKINGS, st.integers(1, 6))
def test_a_pool_holds_the_first_of_every_run_once(rankings: list[list[str]], depth: int) -> None:
    pooled = pool([made_run({"q-1": ranking}) for ranking in rankings], depth)
    held = [each.passage_id for each in pooled]
    assert len(held) == len(set(held))
    assert set(held) == {name for ranking in rankings for name in ranking[:depth]}


@given(RANKINGS)
def test_the_order_says_nothing_about_the_runs(rankings: list[list[str]]) -> None:
    runs = [made_run({"q-1": ranking}) for ranking in rankings]
    assert pool(runs, 6) == pool(runs[::-1], 6)
    assert pool(runs, 6) == pool([made_run({"q-1": sorted(rankings[0])})], 6)


def test_questions_stay_together() -> None:
    pooled = pool([made_run({"q-1": ["p-1", "p-2"], "q-2": ["p-2", "p-3"]})], 9)
    assert [each.question_id for each in pooled] == ["q-1", "q-1", "q-2", "q-2"]


def test_a_passage_says_where_it_stands() -> None:
    [pooled] = pool([made_run({"q-1": ["p-1"]})], 1)
    assert pooled.source == "Title of p-1, page 1"
    assert pooled.text == "Text of p-1."


def test_runs_of_different_questions_are_an_error() -> None:
    one, other = made_run({"q-1": []}), made_run({"q-1": []}, question="Something else?")
    with pytest.raises(EvaluationError, match="different files of questions"):
        pool([one, other], 5)


def test_a_pool_is_read_as_it_was_written(tmp_path: Path) -> None:
    pooled = pool([made_run({"q-1": ["p-1", "p-2"]})], 5)
    write_pool(pooled, tmp_path / "pool.jsonl")
    assert read_pool(tmp_path / "pool.jsonl") == pooled
    with pytest.raises(EvaluationError, match="may be judged"):
        write_pool(pooled, tmp_path / "pool.jsonl")


def test_a_broken_line_of_a_pool_is_named(tmp_path: Path) -> None:
    file = tmp_path / "pool.jsonl"
    write_pool(pool([AnswersRun((), {}, {})], 5), file)
    file.write_text('{"question_id": 1}\n', encoding="utf-8")
    with pytest.raises(EvaluationError, match="line 1"):
        read_pool(file)
