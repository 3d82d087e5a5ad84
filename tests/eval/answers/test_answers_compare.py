from __future__ import annotations

from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner

from eval.__main__ import app
from eval.answers.compare import compare_answers
from eval.answers.run import Asked
from eval.comparing.report import print_compared
from eval.pages.report import write_report
from indexer.errors import EvaluationError
from tests.eval.made_runs import (
    MARS,
    OPENS,
    QUOTE,
    answer,
    candidate,
    citation,
    said,
    write_answers_run,
)

HOSTILE = "<script>alert(1)</script>"
RIGHT = Asked(OPENS, answer(said(QUOTE), candidates=[candidate(1, "gold")]), None, 5.0)
WRONG = Asked(OPENS, answer(said(HOSTILE, citation("x", "pack.pdf", 2))), None, 7.0)
REFUSED = Asked(MARS, answer(confidence=0.0), None, 5.0)
FOOLED = Asked(MARS, answer(said(QUOTE)), None, 6.0)


@pytest.fixture
def before(tmp_path: Path) -> Path:
    return write_answers_run(tmp_path / "before", WRONG, FOOLED)


@pytest.fixture
def after(tmp_path: Path) -> Path:
    return write_answers_run(tmp_path / "after", RIGHT, REFUSED)


def test_a_question_answered_better_is_a_win_and_shown_with_both_answers(
    before: Path, after: Path
) -> None:
    compared = compare_answers([before, after])
    found = {each.measure: each.difference for each in compared.comparisons}
    assert (found["all_key_facts"].wins, found["all_key_facts"].losses) == (1, 0)
    assert found["mrr"].difference.mean == 1.0
    [change] = compared.changes["after"]
    assert (change.query, change.before, change.after) == ("q-1", 0.0, 1.0)
    assert [line.grade for line in change.shown_before] == [0]
    assert [(line.grade, line.text) for line in change.shown_after] == [(1, QUOTE)]


def test_a_measure_is_compared_on_the_questions_that_have_it(before: Path, after: Path) -> None:
    [refusing] = compare_answers([before, after], ["refusal_recall"]).comparisons
    assert (refusing.difference.wins, refusing.difference.ties) == (1, 0)


def test_the_terminal_shows_the_change(before: Path, after: Path) -> None:
    console = Console(record=True, width=160)
    print_compared(compare_answers([before, after]), console)
    text = console.export_text()
    assert "The baseline is before." in text
    assert QUOTE in text


@pytest.mark.parametrize("measure", ["nDCG@10", "risk_coverage_area"])
def test_what_is_no_measure_of_a_question_is_said(before: Path, after: Path, measure: str) -> None:
    with pytest.raises(EvaluationError, match="all_key_facts"):
        compare_answers([before, after], [measure])


def test_runs_of_other_questions_are_refused(before: Path, tmp_path: Path) -> None:
    other = write_answers_run(tmp_path / "other", RIGHT, questions="others")
    with pytest.raises(EvaluationError, match="the same questions only"):
        compare_answers([before, other])


def test_one_run_has_nothing_to_be_compared_with(before: Path) -> None:
    with pytest.raises(EvaluationError, match="two runs"):
        compare_answers([before])


def test_the_commands_take_runs_of_answers(before: Path, after: Path) -> None:
    runner = CliRunner()
    compared = runner.invoke(app, ["compare", str(before), str(after)])
    assert compared.exit_code == 0, compared.exception
    assert "all_key_facts" in compared.stdout
    reported = runner.invoke(app, ["report", str(before), str(after)])
    assert reported.exit_code == 0, reported.exception
    assert (before / "report.html").is_file()


def test_the_page_shows_answers_facts_quotations_and_how_to_repeat_it(
    before: Path, after: Path, tmp_path: Path
) -> None:
    write_report([before, after], tmp_path / "page.html")
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    for text in (OPENS.question, MARS.question, OPENS.answer, QUOTE, "make after"):
        assert text in page
    assert "not said" in page
    assert "is not on its page" in page
    assert HOSTILE not in page
    assert page.count('role="img"') == 3


def test_a_question_that_only_one_run_gets_right_stands_first(tmp_path: Path, after: Path) -> None:
    fooled = write_answers_run(tmp_path / "fooled", RIGHT, FOOLED)
    write_report([fooled, after], tmp_path / "page.html")
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert page.index(MARS.question) < page.index(OPENS.question)
