"""The reading exercises are what their README says, and those held back are held back."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from eval.training.exercises import Exercise, load_exercises

FOLDER = Path(__file__).parents[2] / "eval" / "exercises"
FILES = sorted(file.name for file in FOLDER.glob("*.jsonl"))


def read(name: str) -> tuple[Exercise, ...]:
    return load_exercises(FOLDER / name)


@pytest.mark.parametrize("name", FILES)
def test_the_readme_counts_what_a_file_holds(name: str) -> None:
    exercises = read(name)
    asked = [asked for exercise in exercises for asked in exercise.questions]
    counted = [len(exercises), len(asked), sum(not each.answers for each in asked)]
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    (row,) = re.findall(rf"^\| `{re.escape(name)}`.*$", readme, re.MULTILINE)
    assert [int(cell.replace(",", "")) for cell in row.split("|")[2:5]] == counted


@pytest.mark.parametrize("name", FILES)
def test_every_answer_is_a_whole_unit_of_its_passage(name: str) -> None:
    for exercise in read(name):
        for asked in exercise.questions:
            right = [exercise.units[number] for number in exercise.right(asked)]
            held = {exercise.text[unit.start : unit.stop] for unit in right}
            assert bool(held) == bool(asked.answers), asked.q


def test_no_passage_held_back_is_learnt_from() -> None:
    held = {exercise.text for name in FILES if "held" in name for exercise in read(name)}
    learnt = {exercise.text for name in FILES if "held" not in name for exercise in read(name)}
    assert held
    assert not held & learnt
