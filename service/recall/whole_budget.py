"""What a whole council spends: the words that say its budget, and the row of its accounts."""

from __future__ import annotations

import re

from service.answers import Reading
from service.compose.saying import speaks_of_others
from service.interpret.spending import Money
from service.recall.accounts import APART, COLUMNS, SOME, AccountRow, rows_by
from service.recall.finding import (
    Records,
    Words,
    as_recalled,
    best_place,
    found_by,
    is_resolved,
    of_times_asked,
    sentences_of,
    years_said,
)
from service.recall.sums import SUM, pounds
from service.recall.values import Recollection

CALLED = "total budget requirement, net revenue budget, total net expenditure"
"""What the row of a whole council is called."""
DECIDED = "resolved that the net revenue budget requirement of £m be approved"
"""What is said where a budget is proposed or approved."""
LABEL = re.compile(
    r"(?:total )?(?:(?:net|gross|revenue|general fund|council) )*"
    r"(?:budget requirement|(?:budget|expenditure)(?: total)?)",
    re.IGNORECASE,
)
OF_ALL = re.compile(r"\b(?:net|requirement|total)\b", re.IGNORECASE)
"""What a label has that is that of a whole council's row."""
SAID = re.compile(
    rf"\b(?:net|total|general fund)\b[\w ]{{0,20}}\bbudget(?: requirement)?\b[^.;:£]{{0,40}}{SUM}",
    re.IGNORECASE,
)
OF_A_PART = re.compile(
    r"\b(?:directorate|department|division|services?|schools?|committee|capital|gap|savings?"
    r"|increase[ds]?|reserves?|group|base|changes?)\b",
    re.IGNORECASE,
)
"""What a sentence says before a sum that is not the whole council's."""
FORECAST = "the council forecasts an overspend of £m on the net budget, revenue outturn position"
"""What is said where a council tells how its year goes."""
OVER = re.compile(
    r"\b(?:over|under)-?spen(?:ds?|t|ding)\b[^.;:£]{0,30}\+?£\s?\d"
    r"|£\s?\d[\d.,]*(?:\s?(?:m|k|million))?\s(?:\w+ ){0,2}(?:over|under)-?spen(?:d|t)",
    re.IGNORECASE,
)
OF_THE_COUNCIL = re.compile(
    r"\bcouncil\b|\bgeneral fund\b|\bnet (?:revenue )?budget\b|\boverall\b|\bposition\b"
    r"|\brevenue (?:budget|outturn|forecast|overspend|underspend)\b",
    re.IGNORECASE,
)
CLAUSE_END = re.compile(r"[,;.]\s")


def on_whole_budget(reading: Reading, records: Records) -> Recollection:
    """Return what is said of the budget of the whole council, and its row, the newest of each.

    Of what is said of one year it is what was resolved, if anything, and the largest sum.
    """
    said = [
        each
        for each in sentences_of(found_by(DECIDED, reading, records))
        if sum_said(each.text) and of_times_asked(_years_said(each), reading)
    ]
    rows = [row for row in rows_by(CALLED, COLUMNS[Money.SPENT], reading, records) if _of_all(row)]
    best = (
        max(said, key=_order, default=None),
        max(rows, key=lambda row: (*best_place(row.document), -len(row.label)), default=None),
    )
    words = tuple(as_recalled(each) for each in best if each)
    return Recollection(words, certain=bool(words))


def on_whole_overspend(reading: Reading, records: Records) -> Recollection:
    """Return what was said last of how much more or less the whole council spends than planned."""
    said = [
        each
        for each in sentences_of(found_by(FORECAST, reading, records))
        if says_overspend(each.text)
        and of_times_asked(years_said(each.text, each.document), reading)
    ]
    best = max(said, key=lambda each: best_place(each.document), default=None)
    words = (as_recalled(best),) if best else ()
    return Recollection(words, certain=bool(words))


def says_overspend(text: str) -> bool:
    """Return whether a sentence says by how much the whole council spends more or less."""
    said = OVER.search(text)
    return bool(
        said
        and OF_THE_COUNCIL.search(text)
        and not OF_A_PART.search(text, 0, said.end())
        and not speaks_of_others(text)
    )


def sum_said(text: str) -> float:
    """Return the budget of the whole council that a text says, in pounds, nought if it has none."""
    said = SAID.search(text)
    if said is None or OF_A_PART.search(text, 0, said.end()):
        return 0.0
    return pounds(said)


def _years_said(sentence: Words) -> set[int]:
    """Return the years that are said with the sum, else that in which it was said.

    The year of account that begins then is meant, be it before or after April.
    """
    said = SAID.search(sentence.text)
    end = said.end() if said else 0
    clause = sentence.text[:end] + CLAUSE_END.split(sentence.text[end:])[0]
    return years_said(clause, sentence.document)


def _order(words: Words) -> tuple[bool, int, bool, float, int, bool]:
    own, day, decided, _ = best_place(words.document)
    return own, max(_years_said(words)), is_resolved(words), sum_said(words.text), day, decided


def _of_all(row: AccountRow) -> bool:
    """Return whether a row is that of the whole council: its last figure is not nought."""
    label = APART.sub("", row.label).strip(" :–-")
    called = LABEL.fullmatch(label) and OF_ALL.search(label)
    return bool(called and SOME.search(row.figures[-1]))
