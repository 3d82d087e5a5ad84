from __future__ import annotations

import json
from pathlib import Path

import pytest

from eval.answers.questions import load_questions, load_texts
from indexer.errors import EvaluationError

SAMPLE = Path(__file__).parents[3] / "eval" / "sample" / "questions.jsonl"
GOLD = {"file": "a.pdf", "page": 1, "quote": "opens on 23 May"}
RIGHT = {
    "id": "q-1",
    "question": "When does it open?",
    "style": "lookup",
    "answerable": True,
    "answer": "On 23 May.",
    "key_facts": ["23 May"],
    "gold": [GOLD],
}
REFUSED = {
    "id": "q-2",
    "question": "What of Mars?",
    "style": "unanswerable",
    "answerable": False,
    "why": "junk",
}


def written(folder: Path, *lines: object) -> Path:
    file = folder / "questions.jsonl"
    file.write_text(
        "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines),
        encoding="utf-8",
    )
    return file


def test_the_sample_council_has_forty_questions_a_quarter_unanswerable() -> None:
    questions = load_questions(SAMPLE)
    assert len(questions) == 40
    assert sum(not question.answerable for question in questions) == 10


def test_real_questions_are_read(shared_data: Path) -> None:
    questions = load_questions(shared_data / "kent-questions-dev.jsonl")
    assert len(questions) == 72
    assert all(question.gold for question in questions if question.answerable)


def test_empty_lines_are_skipped(tmp_path: Path) -> None:
    assert [each.id for each in load_questions(written(tmp_path, RIGHT, "", REFUSED, ""))] == [
        "q-1",
        "q-2",
    ]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('{"id": ', "line 2"),
        ({**RIGHT, "id": "q-9", "pages": 3}, "pages"),
        ({**RIGHT, "id": "q-9", "gold": [{"file": "a.pdf", "page": "1", "quote": "x"}]}, "page"),
        ({key: value for key, value in RIGHT.items() if key != "style"}, "style"),
        ({**RIGHT, "id": " "}, "`id` is empty"),
        ({**RIGHT, "id": "q-9", "question": ""}, "`question` is empty"),
        ({**RIGHT, "id": "q-9", "key_facts": []}, "`key_facts`"),
        ({**RIGHT, "id": "q-9", "key_facts": ["x", ""]}, "`key_facts`"),
        ({**RIGHT, "id": "q-9", "gold": []}, "`gold`"),
        ({**RIGHT, "id": "q-9", "gold": [{**GOLD, "page": 0}]}, "page 0"),
        ({**RIGHT, "id": "q-9", "gold": [{**GOLD, "quote": " "}]}, "empty `file` or `quote`"),
        ({**RIGHT, "id": "q-9", "why": "junk"}, "`why`"),
        ({**REFUSED, "why": "other"}, "why"),
        ({**REFUSED, "why": None}, "`why`"),
        ({**REFUSED, "gold": [GOLD]}, "not answerable"),
        (RIGHT, "line 1"),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, line: object, said: str) -> None:
    with pytest.raises(EvaluationError, match=r"questions\.jsonl, line 2") as raised:
        load_questions(written(tmp_path, RIGHT, line))
    assert said in str(raised.value)


def test_a_file_that_is_missing_empty_or_no_text_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match=r"nowhere\.jsonl"):
        load_questions(tmp_path / "nowhere.jsonl")
    with pytest.raises(EvaluationError, match="no question"):
        load_questions(written(tmp_path, ""))
    broken = tmp_path / "broken.jsonl"
    broken.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(EvaluationError, match="UTF-8"):
        load_questions(broken)


def test_texts_are_read_whatever_else_a_line_has(tmp_path: Path) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_text('{"question": "What did it cost?", "style": 3}\n\n{"question": "When?"}\n')
    assert load_texts(file) == ("What did it cost?", "When?")


@pytest.mark.parametrize("content", ["", '{"text": "When?"}\n', "[]\n", "When?\n"])
def test_a_file_without_texts_is_refused_by_name(tmp_path: Path, content: str) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_text(content)
    with pytest.raises(EvaluationError, match=r"questions\.jsonl"):
        load_texts(file)
