"""What a program cannot judge: written out as CSV for people, and read back.

One row a judgement. People fill the column ``person`` with ``yes`` or ``no`` and may leave rows
empty: there the program's judgement stands.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from msgspec import Struct

from eval.answers.judging import Verdicts, citations_of, judge_one
from eval.answers.run import AnswersRun, Asked
from eval.judging.agreement import agreement, cohen_kappa
from indexer.errors import EvaluationError

PEOPLE = "people.csv"
"""The file in a run's folder that people's judgements are taken from."""
PERSON = "person"
COLUMNS = ("question_id", "kind", "number", "question", "asked", "shown", "program", PERSON, "note")
YES, NO = frozenset({"yes", "y"}), frozenset({"no", "n"})


class Row(Struct, frozen=True):
    """A judgement to be made. ``program`` is the rule's, None where no rule judges."""

    question_id: str
    kind: str
    number: int
    question: str
    asked: str
    shown: str
    program: bool | None


def rows(run: AnswersRun) -> Iterator[Row]:
    """Yield the judgements to be made of a run.

    Of each answerable question that was answered: whether each key fact is said (``fact``),
    whether each citation supports a right answer (``citation``), and whether the whole is right
    and enough (``answer``). Of each unanswerable one that was answered: the whole.
    """
    for asked in run.asked:
        if asked.answer.statements:
            yield from _rows_of(asked, run)


def write_rows(run: AnswersRun, file: Path) -> int:
    """Write the judgements to be made as CSV, and return how many there are.

    Raises
    ------
    EvaluationError
        The file is there already (it may hold judgements), or cannot be written.
    """
    written = io.StringIO(newline="")
    table = csv.writer(written)
    table.writerow(COLUMNS)
    found = list(rows(run))
    for row in found:
        program = "" if row.program is None else _yes_or_no(row.program)
        texts = (_inert(text) for text in (row.question, row.asked, row.shown))
        table.writerow([row.question_id, row.kind, row.number, *texts, program, "", ""])
    try:
        # with a mark, so that spreadsheets take it for UTF-8
        with file.open("x", encoding="utf-8-sig", newline="") as opened:
            opened.write(written.getvalue())
    except FileExistsError as error:
        raise EvaluationError(
            f"{file}: is there already and may hold judgements. Name another file."
        ) from error
    except OSError as error:
        raise EvaluationError(f"{file}: cannot be written: {error.strerror}.") from error
    return len(found)


def read_verdicts(file: Path, run: AnswersRun) -> Verdicts:
    """Return what people judged; rows whose ``person`` is empty are left out.

    Raises
    ------
    EvaluationError
        The file cannot be read, lacks a column, or a line of it is wrong or of no judgement of
        this run: the message names the file and the line.
    """
    known = {(row.question_id, row.kind, row.number) for row in rows(run)}
    found: dict[tuple[str, str, int], bool] = {}
    try:
        with file.open(encoding="utf-8-sig", newline="") as opened:
            table = csv.DictReader(opened)
            missing = {"question_id", "kind", "number", PERSON} - set(table.fieldnames or ())
            if missing:
                raise EvaluationError(
                    f"{file}, line 1: the columns {', '.join(sorted(missing))} are missing."
                )
            for record in table:
                place = f"{file}, line {table.line_num}"
                said = (record[PERSON] or "").strip().casefold()
                if not said:
                    continue
                key = _key(record, place)
                if key not in known:
                    raise EvaluationError(
                        f"{place}: this run has no judgement {' '.join(map(str, key))}. "
                        "Was the file made from another run?"
                    )
                if said not in YES | NO:
                    raise EvaluationError(f"{place}: `{PERSON}` is {said!r}; say yes or no.")
                if key in found:
                    raise EvaluationError(f"{place}: {' '.join(map(str, key))} is there twice.")
                found[key] = said in YES
    except OSError as error:
        raise EvaluationError(f"{file}: cannot be read: {error.strerror}.") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise EvaluationError(f"{file}: is no CSV in UTF-8: {error}.") from error
    return found


def agreement_with_people(run: AnswersRun, verdicts: Verdicts) -> dict[str, dict[str, Any]]:
    """Return by kind how far the rules agree with the people: their share and Cohen's kappa."""
    pairs: dict[str, list[tuple[int, int]]] = {}
    for row in rows(run):
        person = verdicts.get((row.question_id, row.kind, row.number))
        if person is not None and row.program is not None:
            pairs.setdefault(row.kind, []).append((int(row.program), int(person)))
    found: dict[str, dict[str, Any]] = {}
    for kind, judged in pairs.items():
        program, people = [pair[0] for pair in judged], [pair[1] for pair in judged]
        found[kind] = {
            "judgements": len(judged),
            "share": agreement(program, people),
            "kappa": cohen_kappa(program, people),
        }
    return found


def _rows_of(asked: Asked, run: AnswersRun) -> Iterator[Row]:
    question = asked.question
    judged = judge_one(asked, run, {})
    answer = "\n".join(
        "\n".join(part for part in (statement.header, statement.text) if part)
        for statement in asked.answer.statements
    )
    right = question.answer or f"none: the records do not hold it ({question.why})"
    for number, (fact, program) in enumerate(
        zip(question.key_facts, judged.facts, strict=True), start=1
    ):
        asks = f"Does the answer say: {fact}?"
        yield Row(question.id, "fact", number, question.question, asks, answer, program)
    if question.answerable:
        for number, (citation, program) in enumerate(
            zip(citations_of(asked.answer), judged.citations, strict=True), start=1
        ):
            shown = f"{citation.document.title}, page {citation.page}: {citation.quote}"
            asks = f"Does this quotation support a right answer? Right is: {right}"
            yield Row(question.id, "citation", number, question.question, asks, shown, program)
    asks = f"Is the whole answer right and enough? Right is: {right}"
    yield Row(question.id, "answer", 1, question.question, asks, answer, None)


def _key(record: dict[str, Any], place: str) -> tuple[str, str, int]:
    try:
        return record["question_id"], record["kind"], int(record["number"])
    except (TypeError, ValueError) as error:
        raise EvaluationError(f"{place}: `number` is {record['number']!r}, no number.") from error


def _yes_or_no(value: bool) -> str:
    return "yes" if value else "no"


def _inert(text: str) -> str:
    """Return text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
