"""What people asked, and what they said of the answers: kept masked, and not for ever.

No address, no name, no cookie: of a question its words are kept, masked, with how it came out; of
feedback the answer besides. Both are forgotten after the days that the settings say.
"""

from __future__ import annotations

import csv
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import IO

import msgspec
from msgspec import Struct

from indexer.config import Settings
from indexer.errors import HomeError
from indexer.home import open_home
from indexer.records import digest
from service.answers import Answer, Question
from service.masking import masked

FILE = "asked.sqlite"
"""Its name in the home."""
LONGEST_REASON = 1000


class Verdict(StrEnum):
    """What somebody thinks of an answer."""

    HELPFUL = "helpful"
    NOT_HELPFUL = "not_helpful"


class AskedQuestion(Struct, frozen=True):
    """A question that was asked. ``asked`` is its minute (UTC), ``answer`` the answer's id."""

    asked: str
    answer: str
    question: str
    earlier: str
    status: str
    composer: str
    confidence: float
    generation: str
    milliseconds: float


class Feedback(Struct, frozen=True):
    """What somebody thinks of an answer, and the answer.

    ``statements`` are the answer's words, ``proofs`` their documents and pages, a line for each.
    """

    given: str
    answer: str
    verdict: str
    reason: str
    question: str
    earlier: str
    status: str
    composer: str
    generation: str
    statements: str
    proofs: str


_TABLES = {"questions": AskedQuestion, "feedback": Feedback}
_DAYS = {"questions": "asked", "feedback": "given"}


class Asked:
    """The questions and the feedback kept in the home. Safe to share between threads.

    Parameters
    ----------
    home
        The home's folder.
    question_days, feedback_days
        How long each is kept; 0 keeps none.
    """

    def __init__(self, home: Path, question_days: int, feedback_days: int) -> None:
        """Open what is kept, made first where there is none, and forget what is too old.

        Raises
        ------
        HomeError
            The file cannot be read or written.
        """
        self._path = home / FILE
        self._days = {"questions": question_days, "feedback": feedback_days}
        self._using = threading.Lock()
        self._swept = ""
        with self._mapped():
            self._connection = sqlite3.connect(self._path, timeout=30.0, check_same_thread=False)
            self._connection.execute("PRAGMA journal_mode = WAL")
            self._connection.execute("PRAGMA synchronous = NORMAL")
            # What is forgotten is gone from the disk, too.
            self._connection.execute("PRAGMA secure_delete = ON")
            for table, kind in _TABLES.items():
                columns = ", ".join(f'"{name}"' for name in kind.__struct_fields__)
                self._connection.execute(f"CREATE TABLE IF NOT EXISTS {table} ({columns})")
        self.forget(_now())

    @property
    def takes_feedback(self) -> bool:
        """Whether feedback is kept at all."""
        return self._days["feedback"] > 0

    def question(self, question: Question, answer: Answer) -> None:
        """Keep that `question` was asked, and how it came out."""
        if not self._days["questions"]:
            return
        self._add(
            "questions",
            AskedQuestion(
                asked=_minute(_now()),
                answer=answer_id(question, answer),
                question=masked(question.text),
                earlier=masked("\n".join(question.earlier)),
                status=answer.status.value,
                composer=answer.composer,
                confidence=answer.confidence,
                generation=answer.generation,
                milliseconds=answer.timings_ms.get("total", 0.0),
            ),
        )

    def feedback(self, question: Question, answer: Answer, verdict: Verdict, reason: str) -> None:
        """Keep what somebody thinks of `answer`; a later word on the same answer is another."""
        if not self._days["feedback"]:
            return
        cited = [citation for each in answer.statements for citation in each.citations]
        self._add(
            "feedback",
            Feedback(
                given=_minute(_now()),
                answer=answer_id(question, answer),
                verdict=verdict.value,
                reason=masked(reason[:LONGEST_REASON]),
                question=masked(question.text),
                earlier=masked("\n".join(question.earlier)),
                status=answer.status.value,
                composer=answer.composer,
                generation=answer.generation,
                statements="\n".join(each.text for each in answer.statements),
                proofs="\n".join(
                    dict.fromkeys(f"{each.document.path} page {each.page}" for each in cited)
                ),
            ),
        )

    def questions_kept(self) -> Iterator[AskedQuestion]:
        """Yield the questions kept, the oldest first."""
        return (msgspec.convert(row, AskedQuestion) for row in self._rows("questions"))

    def feedback_kept(self) -> Iterator[Feedback]:
        """Yield the feedback kept, the oldest first."""
        return (msgspec.convert(row, Feedback) for row in self._rows("feedback"))

    def forget(self, now: datetime) -> None:
        """Forget what is older than the settings allow on the day of `now`."""
        with self._using, self._mapped():
            for table, column in _DAYS.items():
                oldest = _minute(now - timedelta(days=self._days[table]))
                self._connection.execute(f"DELETE FROM {table} WHERE {column} < ?", (oldest,))  # noqa: S608 - names from here
            self._connection.commit()
        self._swept = _minute(now)[:10]

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def _add(self, table: str, row: Struct) -> None:
        values = tuple(getattr(row, name) for name in row.__struct_fields__)
        marks = ", ".join("?" for _ in values)
        with self._using, self._mapped():
            self._connection.execute(f"INSERT INTO {table} VALUES ({marks})", values)  # noqa: S608 - names from here
            self._connection.commit()
        if self._swept != _minute(_now())[:10]:
            self.forget(_now())

    def _rows(self, table: str) -> list[dict[str, object]]:
        names = _TABLES[table].__struct_fields__
        with self._using, self._mapped():
            rows = self._connection.execute(f"SELECT * FROM {table} ORDER BY {_DAYS[table]}, rowid")  # noqa: S608 - names from here
            return [dict(zip(names, row, strict=True)) for row in rows]

    @contextmanager
    def _mapped(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise HomeError(
                f"{self._path}: questions and feedback cannot be kept: {error}. Make the home "
                "writable, or set service.question_days and service.feedback_days to 0."
            ) from error


@contextmanager
def open_asked(settings: Settings) -> Iterator[Asked]:
    """Open what is kept in the home of `settings`, and close it afterwards.

    Raises
    ------
    HomeError
        There is no home, or the file in it cannot be used.
    """
    asked = Asked(
        open_home(settings.home).folder,
        settings.service.question_days,
        settings.service.feedback_days,
    )
    try:
        yield asked
    finally:
        asked.close()


def answer_id(question: Question, answer: Answer) -> str:
    """Return the id of `answer` to `question`: the same for the same words of the same index."""
    told = (question, answer.generation, answer.status, answer.statements, answer.composer)
    return digest(msgspec.json.encode(told))[:24]


def write_csv(rows: Sequence[Struct], kind: type[Struct], file: IO[str]) -> None:
    """Write `rows` of `kind` as CSV, with a line of names first.

    A cell that a spreadsheet would take for a formula is written behind an apostrophe.
    """
    writer = csv.writer(file)
    writer.writerow(kind.__struct_fields__)
    for row in rows:
        writer.writerow([_cell(getattr(row, name)) for name in kind.__struct_fields__])


def print_lines(rows: Sequence[Struct], file: IO[str]) -> None:
    """Write each of `rows` as a line of JSON."""
    for row in rows:
        file.write(f"{msgspec.json.encode(row).decode()}\n")


def _cell(value: object) -> object:
    if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")):
        return f"'{value}"
    return value


def _now() -> datetime:
    return datetime.now(UTC)


def _minute(now: datetime) -> str:
    return now.strftime("%Y-%m-%dT%H:%MZ")
