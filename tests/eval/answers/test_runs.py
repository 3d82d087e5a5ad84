"""Runs of answers: written, broken off, gone on with, scored again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from eval.answers.asking import make_answers_run
from eval.answers.run import (
    AnswersDescription,
    AnswersWriter,
    Asked,
    CitedPage,
    read_answers_run,
    read_whole_run,
)
from eval.answers.scoring import score_answers
from indexer.config import Settings, WritingSettings, load_settings
from indexer.errors import EvaluationError
from service.answer import Answerer
from service.open_index import OpenIndex
from tests.eval.made_runs import MARS, PAGE, PASSAGES, PATH, answer, asked_opens, candidate, said
from tests.service.small_index import build, opened

DESCRIPTION = AnswersDescription("q.jsonl", "a", 2, "b", "1", "quoting", "c", "make it again")


class TestRun:
    def test_a_broken_off_run_is_gone_on_with(self, tmp_path: Path) -> None:
        folder = tmp_path / "run"
        first = asked_opens(said(), candidates=[candidate(1, "gold")])
        writer = AnswersWriter(folder, DESCRIPTION)
        writer.write(first, PASSAGES.values(), [CitedPage(PATH, 1, PAGE)])
        with (folder / "answers.jsonl").open("ab") as file:
            file.write(b'{"question": {"id": "q-2"')
        with pytest.raises(EvaluationError, match="line 2"):
            read_answers_run(folder)
        again = AnswersWriter(folder, DESCRIPTION)
        assert again.done == {"q-1"}
        with pytest.raises(EvaluationError, match=r"1 questions to go.*make it again"):
            read_whole_run(folder)
        again.write(Asked(MARS, answer(), None, 1.0), PASSAGES.values(), [])
        run = read_whole_run(folder)
        assert run.asked == (first, Asked(MARS, answer(), None, 1.0))
        assert run.passages == PASSAGES
        assert len((folder / "passages.jsonl").read_bytes().splitlines()) == len(PASSAGES)

    def test_runs_of_other_questions_are_not_mixed(self, tmp_path: Path) -> None:
        AnswersWriter(tmp_path / "run", DESCRIPTION)
        with pytest.raises(EvaluationError, match="other questions and composer"):
            AnswersWriter(tmp_path / "run", replace(DESCRIPTION, questions="x", composer="writing"))

    def test_a_folder_of_other_things_is_left_alone(self, tmp_path: Path) -> None:
        (tmp_path / "letter.txt").write_text("Dear Ada", encoding="utf-8")
        with pytest.raises(EvaluationError, match="other things"):
            AnswersWriter(tmp_path, DESCRIPTION)

    def test_what_is_no_run_is_not_scored(self, tmp_path: Path) -> None:
        with pytest.raises(EvaluationError, match="no run of answers"):
            score_answers(tmp_path)


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    settings = load_settings(home=tmp_path_factory.mktemp("answers") / "home")
    build(settings)
    return settings


@pytest.fixture(scope="module")
def index(settings: Settings) -> Iterator[OpenIndex]:
    with opened(settings) as index:
        yield index


@pytest.fixture(scope="module")
def questions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("questions") / "questions.jsonl"
    lines = [
        {
            "id": "lido",
            "question": "What would the repairs of the lido's pump house cost?",
            "style": "resident",
            "answerable": True,
            "answer": "£48,250.",
            "key_facts": ["£48,250"],
            "gold": [{"file": "leisure/minutes.pdf", "page": 1, "quote": "would cost £48,250"}],
        },
        {
            "id": "mars",
            "question": "zxqv blorf wug?",
            "style": "unanswerable",
            "answerable": False,
            "why": "junk",
        },
    ]
    file.write_bytes(b"\n".join(msgspec.json.encode(line) for line in lines))
    return file


class TestAsking:
    def make(self, questions: Path, index: OpenIndex, settings: Settings, folder: Path) -> None:
        make_answers_run(questions, index, settings, folder, "command", lambda *heard: None)

    def test_an_index_is_asked_and_scored(
        self, questions: Path, index: OpenIndex, settings: Settings, tmp_path: Path
    ) -> None:
        self.make(questions, index, settings, tmp_path / "run")
        metrics = score_answers(tmp_path / "run")
        assert metrics["questions"] == 2
        assert metrics["gold_in_10"] == 1
        assert metrics["quotation_fidelity"] in {1, None}
        written = {file.name for file in (tmp_path / "run").iterdir()}
        assert written >= {"metrics.json", "per_query.jsonl", "config.toml", "environment.json"}

    def test_scoring_again_changes_nothing(
        self, questions: Path, index: OpenIndex, settings: Settings, tmp_path: Path
    ) -> None:
        self.make(questions, index, settings, tmp_path)
        score_answers(tmp_path)
        before = {file: file.read_bytes() for file in tmp_path.iterdir()}
        score_answers(tmp_path)
        assert {file: file.read_bytes() for file in tmp_path.iterdir()} == before

    def test_asking_again_is_the_same_but_for_time(
        self, questions: Path, index: OpenIndex, settings: Settings, tmp_path: Path
    ) -> None:
        timed = {"answer_ms_p50", "answer_ms_p95", "latency_ms", "by_style"}
        found = []
        for name in ("one", "other"):
            self.make(questions, index, settings, tmp_path / name)
            metrics = score_answers(tmp_path / name)
            found.append({key: metrics[key] for key in metrics.keys() - timed})
        assert found[0] == found[1]

    def test_a_run_says_what_made_its_answers(
        self, questions: Path, index: OpenIndex, settings: Settings, tmp_path: Path
    ) -> None:
        self.make(questions, index, settings, tmp_path)
        assert (
            msgspec.json.decode((tmp_path / "answers.json").read_bytes())["composer"] == "quoting"
        )
        written = settings.model_copy(
            update={"writing": WritingSettings(base_url="http://127.0.0.1:9/v1", model="none")}
        )
        assert Answerer(index, written).composer == "writing"
