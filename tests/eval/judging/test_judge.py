from __future__ import annotations

import io
import itertools
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from eval.judging.agreement import agreement, cohen_kappa
from eval.judging.judgements import (
    Judgements,
    adjudicated,
    agreements,
    all_judgements,
    qrels,
    read_judgements,
)
from eval.judging.pool import Pooled, pool, write_pool
from eval.judging.screen import judge_pool
from indexer.errors import EvaluationError
from tests.eval.made_runs import made_run

GRADES = st.lists(st.integers(0, 3), min_size=1, max_size=20)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "pool.jsonl"


@pytest.fixture
def pooled(file: Path) -> tuple[Pooled, ...]:
    found = pool([made_run({"q-1": ["p-1", "p-2", "p-3"], "q-2": ["p-1"]})], 9)
    write_pool(found, file)
    return found


def pressing(keys: str) -> Callable[[], str]:
    pressed = itertools.chain(keys, itertools.repeat(""))
    return lambda: next(pressed)


def screen() -> Console:
    return Console(file=io.StringIO(), width=80)


def test_what_is_judged_is_kept_and_gone_on_with(file: Path, pooled: tuple[Pooled, ...]) -> None:
    assert judge_pool(pooled, Judgements(file, "ada"), pressing("30"), screen()) == 2
    again = Judgements(file, "ada")
    assert list(again.grades.values()) == [3, 0]
    assert judge_pool(pooled, again, pressing("21"), screen()) == 0
    assert judge_pool(pooled, Judgements(file, "ada"), pressing("3"), screen()) == 0
    assert list(read_judgements(again.file).values()) == [3, 0, 2, 1]


def test_one_can_go_back_skip_and_stop(file: Path, pooled: tuple[Pooled, ...]) -> None:
    judgements = Judgements(file, "ada")
    assert judge_pool(pooled, judgements, pressing("3b1sq2"), screen()) == 3
    first = pooled[0]
    assert judgements.grades == {(first.question_id, first.passage_id): 1}


def test_other_keys_do_nothing(file: Path, pooled: tuple[Pooled, ...]) -> None:
    judgements = Judgements(file, "ada")
    judge_pool(pooled, judgements, pressing("x94²2q"), screen())
    assert list(judgements.grades.values()) == [2]


def test_the_screen_does_not_say_which_run_found_a_passage_or_where(
    file: Path, pooled: tuple[Pooled, ...]
) -> None:
    shown = screen()
    judge_pool(pooled, Judgements(file, "ada"), pressing("q"), shown)
    written = shown.file.getvalue()  # type: ignore[attr-defined]
    assert pooled[0].question in written
    assert pooled[0].text in written
    assert "rank" not in written.casefold()


def test_judges_are_told_apart_and_compared(file: Path, pooled: tuple[Pooled, ...]) -> None:
    judge_pool(pooled, Judgements(file, "ada"), pressing("3021"), screen())
    judge_pool(pooled, Judgements(file, "bert"), pressing("301"), screen())
    judged = all_judgements(file)
    assert {name: len(grades) for name, grades in judged.items()} == {"ada": 4, "bert": 3}
    [found] = agreements(judged)
    assert (found.first, found.second, found.both) == ("ada", "bert", 3)
    assert found.share == pytest.approx(2 / 3)


def test_qrels_hold_what_was_judged_in_the_pools_order(
    file: Path, pooled: tuple[Pooled, ...]
) -> None:
    judge_pool(pooled, Judgements(file, "ada"), pressing("30"), screen())
    judge_pool(pooled, Judgements(file, "bert"), pressing("1"), screen())
    written = qrels(pooled, adjudicated(all_judgements(file).values()))
    assert written.splitlines() == [
        f"{each.question_id} 0 {each.passage_id} {grade}"
        for each, grade in zip(pooled, (1, 0), strict=False)
    ]


@pytest.mark.parametrize("name", ["", "../ada", "a b", "a/b"])
def test_a_judges_name_is_a_files(file: Path, name: str) -> None:
    with pytest.raises(EvaluationError, match="--judge"):
        Judgements(file, name)


@pytest.mark.parametrize(
    "line", ["{", '{"question_id": "q", "passage_id": "p", "grade": 4}', '{"grade": 1}']
)
def test_a_broken_judgement_is_named(file: Path, line: str) -> None:
    judged = file.with_name("pool.jsonl.ada.judged.jsonl")
    judged.write_text(f"{line}\n", encoding="utf-8")
    with pytest.raises(EvaluationError, match="line 1"):
        Judgements(file, "ada")


@given(GRADES, st.sampled_from([0, 1, 2]))
def test_who_agrees_with_themselves_agrees_fully(grades: list[int], power: int) -> None:
    assert agreement(grades, grades) == 1
    assert cohen_kappa(grades, grades, power) == (1 if len(set(grades)) > 1 else None)


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1), st.integers(0, 2))
def test_kappa_is_the_same_both_ways_and_at_most_one(
    pairs: list[tuple[int, int]], power: int
) -> None:
    one, other = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    found = cohen_kappa(one, other, power)
    assert found == cohen_kappa(other, one, power) or found == pytest.approx(
        cohen_kappa(other, one, power)
    )
    assert found is None or found <= 1


def test_kappa_is_cohens() -> None:
    # the textbook case: 20 yes and 15 no in common, 5 and 10 apart
    one = [1] * 25 + [0] * 25
    other = [1] * 20 + [0] * 5 + [1] * 10 + [0] * 15
    assert cohen_kappa(one, other) == pytest.approx(0.4)
    # with two grades every weighting is the same
    assert cohen_kappa(one, other, 2) == pytest.approx(0.4)


def test_grades_of_other_things_are_refused() -> None:
    with pytest.raises(ValueError, match="pairs"):
        cohen_kappa([1], [1, 2])
