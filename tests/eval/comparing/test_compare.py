from __future__ import annotations

from pathlib import Path

import pytest
from rich.console import Console

from eval.comparing.report import print_compared
from eval.retrieval.arms import Arm
from eval.retrieval.compare import compare
from indexer.errors import EvaluationError
from tests.eval.conftest import SHORT, MakeRun
from tests.eval.small_benchmark import QRELS


def without(folder: Path, arm: str, query: str) -> Path:
    """Take what was found for a query out of a run's ranking, and score it again."""
    from eval.retrieval.scoring import score_retrieval

    file = folder / f"run.{arm}.trec"
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith(f"{query} ")]
    file.write_text("".join(kept), encoding="utf-8")
    score_retrieval(folder)
    return folder


def test_a_run_is_no_better_than_its_like(make_small_run: MakeRun) -> None:
    compared = compare([make_small_run("first"), make_small_run("second")])
    for each in compared.comparisons:
        assert each.difference.difference.mean == 0
        assert (each.difference.wins, each.difference.losses) == (0, 0)
        assert each.holm == 1.0
    assert compared.changes == {"second": ()}
    assert "4 queries" in compared.warning


def test_what_became_worse_is_named_and_both_rankings_shown(make_small_run: MakeRun) -> None:
    first, second = make_small_run("first"), without(make_small_run("second"), "read", "q2")
    compared = compare([first, second])
    found = compared.comparisons[0]
    assert (found.system, found.difference.wins, found.difference.losses) == ("second", 0, 1)
    [change] = compared.changes["second"]
    assert (change.query, change.before, change.after) == ("q2", 1.0, 0.0)
    assert change.shown_before[0].document == "bins"
    assert change.shown_before[0].grade == 1
    back = compare([second, first]).comparisons[0]
    assert (back.difference.wins, back.difference.losses) == (1, 0)


def test_one_run_is_compared_arm_by_arm(make_small_run: MakeRun) -> None:
    compared = compare([make_small_run()])
    assert compared.baseline == "bm25"
    assert {each.system for each in compared.comparisons} == {"dense", "fused", "full", "read"}
    assert len(compared.comparisons) == 12


def test_runs_of_different_benchmarks_are_refused(make_small_run: MakeRun) -> None:
    first = make_small_run("first")
    second = make_small_run("second", qrels={**QRELS, "q1": {"rents": 1}})
    with pytest.raises(EvaluationError, match="their qrels differ"):
        compare([first, second])


def test_what_cannot_be_compared_is_said(make_small_run: MakeRun, tmp_path: Path) -> None:
    words = make_small_run("words", arms=(Arm.BM25,))
    with pytest.raises(EvaluationError, match="nothing to compare"):
        compare([words])
    with pytest.raises(EvaluationError, match="with itself"):
        compare([words, words])
    with pytest.raises(EvaluationError, match="has no arm dense"):
        compare([make_small_run("all"), words], [Arm.DENSE])
    with pytest.raises(EvaluationError, match="was not measured"):
        compare([words, make_small_run("more")], measures=["nDCG@7"])
    with pytest.raises(EvaluationError, match="holds no run"):
        compare([words, tmp_path])
    (words / "per_query.jsonl").unlink()
    with pytest.raises(EvaluationError, match="is not scored"):
        compare([words, make_small_run("more")], [Arm.BM25])


def test_runs_with_other_settings_can_be_compared(make_small_run: MakeRun) -> None:
    retrieval = SHORT.retrieval.model_copy(update={"dense_weight": 0.9})
    other = make_small_run("other", settings=SHORT.model_copy(update={"retrieval": retrieval}))
    assert compare([make_small_run("first"), other]).queries == 4


def test_the_terminal_shows_figures_and_rankings(make_small_run: MakeRun) -> None:
    compared = compare([make_small_run("first"), without(make_small_run("second"), "read", "q2")])
    console = Console(width=160, record=True, quiet=True, markup=False)
    console.quiet = False
    with console.capture() as captured:
        print_compared(compared, console)
    said = captured.get()
    assert "nDCG@10" in said
    assert "-0.2500" in said
    assert "q2: How are recycling and bins sorted?" in said
    assert "+1 bins" in said
