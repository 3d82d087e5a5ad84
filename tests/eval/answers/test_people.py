"""What people say of answers, in place of the rules."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from eval.answers.judging import judge
from eval.answers.people import PEOPLE, read_verdicts, rows, write_rows
from eval.answers.run import Asked
from indexer.errors import EvaluationError
from tests.eval.made_runs import MARS, OPENS, answer, asked_opens, citation, run_of, said


class TestPeople:
    def test_what_people_say_replaces_the_rules(self, tmp_path: Path) -> None:
        run = run_of(asked_opens(said("The motion was carried.", citation("x", "pack.pdf", 2))))
        file = tmp_path / PEOPLE
        assert write_rows(run, file) == 3
        fill(file, {("fact", "1"): "Yes", ("citation", "1"): "", ("answer", "1"): "n"})
        verdicts = read_verdicts(file, run)
        assert verdicts == {("q-1", "fact", 1): True, ("q-1", "answer", 1): False}
        [found] = judge(run, verdicts)
        assert found.facts == (True,)
        assert found.citations == (False,)
        assert found.right_by_person is False

    def test_a_refusal_leaves_nothing_to_judge(self) -> None:
        assert list(rows(run_of(Asked(OPENS, answer(), None, 1.0)))) == []

    def test_an_unanswerable_question_is_judged_as_a_whole(self) -> None:
        [row] = rows(run_of(Asked(MARS, answer(said()), None, 1.0)))
        assert (row.kind, row.program) == ("answer", None)

    def test_a_spreadsheet_takes_nothing_for_a_formula(self, tmp_path: Path) -> None:
        file = tmp_path / "out.csv"
        write_rows(run_of(asked_opens(said("=HYPERLINK(1)"))), file)
        with file.open(encoding="utf-8-sig", newline="") as opened_file:
            cells = [cell for line in csv.reader(opened_file) for cell in line]
        assert not [cell for cell in cells if cell.startswith(("=", "+", "@"))]

    def test_judgements_are_not_written_over(self, tmp_path: Path) -> None:
        file = tmp_path / "out.csv"
        write_rows(run_of(), file)
        with pytest.raises(EvaluationError, match="may hold judgements"):
            write_rows(run_of(), file)

    @pytest.mark.parametrize(
        ("line", "said_of_it"),
        [
            ("q-1,fact,1,maybe", "say yes or no"),
            ("q-1,fact,7,yes", "another run"),
            ("q-1,fact,one,yes", "no number"),
            ("q-1,fact,1,yes\nq-1,fact,1,no", "twice"),
        ],
    )
    def test_a_wrong_line_is_named(self, tmp_path: Path, line: str, said_of_it: str) -> None:
        file = tmp_path / PEOPLE
        file.write_text(f"question_id,kind,number,person\n{line}\n", encoding="utf-8")
        with pytest.raises(EvaluationError, match=said_of_it) as raised:
            read_verdicts(file, run_of(asked_opens(said())))
        assert f"line {1 + len(line.splitlines())}" in str(raised.value)

    def test_a_missing_column_is_named(self, tmp_path: Path) -> None:
        file = tmp_path / PEOPLE
        file.write_text("question_id,kind,number\n", encoding="utf-8")
        with pytest.raises(EvaluationError, match="person"):
            read_verdicts(file, run_of())


def fill(file: Path, said_by_person: dict[tuple[str, str], str]) -> None:
    with file.open(encoding="utf-8-sig", newline="") as opened_file:
        table = list(csv.DictReader(opened_file))
    with file.open("w", encoding="utf-8", newline="") as opened_file:
        writer = csv.DictWriter(opened_file, table[0].keys())
        writer.writeheader()
        for line in table:
            writer.writerow({**line, "person": said_by_person[line["kind"], line["number"]]})
