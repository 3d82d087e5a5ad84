"""What is kept of questions and feedback, what is hidden in it, and when it is forgotten."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from service.answer import Answerer
from service.answers import Answer, Question
from service.feedback import FILE, Asked, AskedQuestion, Feedback, Verdict, answer_id, write_csv
from service.masking import masked

LIDO = Question("How much will the lido repairs cost?")


@pytest.fixture(scope="module")
def answer(answerer: Answerer) -> Answer:
    return answerer.answer(LIDO)


@pytest.mark.parametrize(
    "private",
    [
        "ada.thornbury+council@mail.example.co.uk",
        "07700 900123",
        "(01632) 960 001",
        "020 7946 0958",
        "+44 7700 900123",
        "0044 (0)7700 900 123",
        "NW1 4XZ",
        "nw14xz",
        "QQ 12 34 56 C",
        "4111 1111 1111 1111",
        "192.0.2.44",
    ],
)
def test_what_tells_of_a_person_is_hidden(private: str) -> None:
    hidden = masked(f"Who do I ask? I am at {private}, please answer.")
    assert private not in hidden
    assert hidden.startswith("Who do I ask? I am at [")
    assert hidden.endswith("please answer.")


@pytest.mark.parametrize(
    "plain",
    [
        "Was £1,234,567.89 spent on roads in 2024-25?",
        "What did decision 24/00109 say?",
        "What happened on 30/01/2025 at minute 80?",
        "How many of the 13,000 homes and 1 250 000 people?",
        "The meeting of 9 January 2025 at 10.00 in Room 101",
        "Is the A249 or the M20 closed, and bus 0700 to 0930?",
        "£0207946095 for the lido",
    ],
)
def test_what_a_question_is_about_stays(plain: str) -> None:
    assert masked(plain) == plain


@given(st.text())
def test_hiding_twice_hides_no_more(text: str) -> None:
    assert masked(masked(text)) == masked(text)


def test_a_question_is_kept_masked_with_how_it_came_out(tmp_path: Path, answer: Answer) -> None:
    asked = Asked(tmp_path, 30, 30)
    asked.question(Question("Is 07700 900123 the lido's?", earlier=("I am a@b.example",)), answer)
    (kept,) = asked.questions_kept()
    assert kept.question == "Is [phone] the lido's?"
    assert kept.earlier == "I am [e-mail]"
    assert (kept.status, kept.generation) == ("answered", "1")
    asked.close()
    assert b"900123" not in (tmp_path / FILE).read_bytes()


def test_feedback_is_kept_with_question_answer_generation_and_reason(
    tmp_path: Path, answer: Answer
) -> None:
    asked = Asked(tmp_path, 30, 30)
    asked.feedback(LIDO, answer, Verdict.NOT_HELPFUL, "Wrong year, write to a@b.example")
    (kept,) = asked.feedback_kept()
    asked.close()
    assert kept.question == LIDO.text
    assert "£48,250" in kept.statements
    assert "leisure/minutes.pdf page 1" in kept.proofs
    assert (kept.verdict, kept.generation) == ("not_helpful", "1")
    assert kept.reason == "Wrong year, write to [e-mail]"
    assert kept.answer == answer_id(LIDO, answer)


def test_what_is_too_old_is_forgotten(tmp_path: Path, answer: Answer) -> None:
    asked = Asked(tmp_path, 5, 10)
    asked.question(LIDO, answer)
    asked.feedback(LIDO, answer, Verdict.HELPFUL, "")
    now = datetime.now(UTC)
    for days, questions, feedback in ((4, 1, 1), (6, 0, 1), (11, 0, 0)):
        asked.forget(now + timedelta(days=days))
        assert len(list(asked.questions_kept())) == questions
        assert len(list(asked.feedback_kept())) == feedback
    asked.close()


def test_nothing_is_kept_where_the_settings_say_so(tmp_path: Path, answer: Answer) -> None:
    asked = Asked(tmp_path, 0, 0)
    asked.question(LIDO, answer)
    asked.feedback(LIDO, answer, Verdict.HELPFUL, "")
    assert not list(asked.questions_kept())
    assert not list(asked.feedback_kept())
    assert not asked.takes_feedback
    asked.close()


def test_the_id_is_of_the_question_and_the_words_of_its_answer(answer: Answer) -> None:
    slower = replace(answer, timings_ms={"total": 9e9})
    assert answer_id(LIDO, slower) == answer_id(LIDO, answer)
    assert answer_id(Question("Another?"), answer) != answer_id(LIDO, answer)
    assert answer_id(LIDO, replace(answer, statements=())) != answer_id(LIDO, answer)


def test_csv_is_read_back_and_is_no_formula(tmp_path: Path, answer: Answer) -> None:
    asked = Asked(tmp_path, 30, 30)
    asked.feedback(LIDO, answer, Verdict.HELPFUL, '=HYPERLINK("x")\nsecond line, "quoted"')
    written = io.StringIO()
    write_csv(tuple(asked.feedback_kept()), Feedback, written)
    asked.close()
    (row,) = csv.DictReader(io.StringIO(written.getvalue()))
    assert row["reason"] == '\'=HYPERLINK("x")\nsecond line, "quoted"'
    assert tuple(row) == Feedback.__struct_fields__


def test_csv_of_nothing_has_its_line_of_names() -> None:
    written = io.StringIO()
    write_csv((), AskedQuestion, written)
    assert written.getvalue().strip().split(",") == list(AskedQuestion.__struct_fields__)
