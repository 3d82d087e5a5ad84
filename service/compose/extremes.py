"""The row of a table with the most or the least, where a question asks for it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from indexer.records import BlockKind, Section
from indexer.terms import terms
from service.answers import Sought
from service.column_headings import headings_over
from service.compose.traits import Choice
from service.language import STOP_WORDS
from service.stretch import Stretch

MOST = re.compile(
    r"\b(?:most|largest|biggest|highest|greatest|worst|fastest|longest|dearest|top(?! of))\b",
    re.IGNORECASE,
)
LEAST = re.compile(r"\b(?:least|smallest|lowest|fewest|slowest|shortest|cheapest)\b", re.IGNORECASE)
AT_MOST = re.compile(
    r"\bat (?:most|least)\b|\b(?:most|least) (?:that )?(?:\w+ ){1,4}may\b", re.IGNORECASE
)
ACROSS = re.compile(r"\b(?:which|what) (?:\w+ ){0,2}(?:years?|months?|quarter)\b", re.IGNORECASE)
"""Asks for a column of a row: the most of something over the years."""
CHANGES = re.compile(
    r"\b(?:gr[eo]w\w*|rise[sn]?|rose|rais\w+|increas\w+|chang\w+|up|fell|fall\w*|cut|shrink\w*)\b",
    re.IGNORECASE,
)
OF_CHANGE = re.compile(r"%|\bchange|\bincrease|\bdifference|\bvariance|\+/-", re.IGNORECASE)
TOTALS = re.compile(r"\b(?:total|all|sum|average|overall|mean|county)\b", re.IGNORECASE)
FIGURE = re.compile(r"^[+£(–−-]*\s*£?\d[\d,]*(?:\.\d+)?\s*(?:%|m|k)?\)?$")
SHORT = re.compile(
    r"\b(?:most|largest|biggest|highest|greatest|worst)\s+(?:[\w'’-]+\s+){0,4}?"
    r"(?:shortfall|deficit|loss|fall|drop|decrease|reduction|cut|saving|underspend)s?\b",
    re.IGNORECASE,
)
"""Asks for the most of what a table may show as less than nothing."""
LESS = re.compile(r"\b(?:shortfall|saving|reduction|underspend)", re.IGNORECASE)
"""Heads a column in which such figures mostly stand without a sign."""
COUNTS = re.compile(r"\b(?:count|number|no\.|total)", re.IGNORECASE)
"""Heads a column of how many there are."""
KIND = re.compile(
    r"\b(?:which|what)(?: of (?:the|these|our))?(?! (?:is|are|was|were|do|does|did|has|have)\b)"
    r"((?: [\w'’&-]+){1,4})",
    re.IGNORECASE,
)
"""Words that name what a question asks for, with some that follow."""
MEASURE = re.compile(
    r"((?: [\w'’-]+){0,4}?)(?= (?:in|at|for|of|on|over|by|as|from|to|after|since)\b|[,.;?]|$)",
    re.IGNORECASE,
)
"""Words after "the most" that name what is measured, as far as those that say where or when."""
NAMING = 3
"""Columns, from the first, that may say what a row is of."""
FEWEST_ROWS = 3
"""A table of fewer rows has no extreme worth looking for."""
INTRODUCED = 1500
"""Characters after words within which a table begins that they may introduce."""


class Row(Struct, frozen=True):
    """A table's row: where it stands in its section, and its cells."""

    stretch: Stretch
    cells: tuple[str, ...]

    @property
    def label(self) -> str:
        """What it is of: its first cell that is not empty."""
        return next(filter(None, self.cells), "")


def extreme_row(question: str, sought: Sequence[Sought], choice: Choice) -> Stretch | None:
    """Return the row with the most or the least of what `question` asks for.

    It is of the choice's own table; where the choice is no row, of the table that follows it. None
    where the question asks for no extreme, there is no such table, or no column has the figures.
    """
    header = choice.header if "\t" in choice.text else _header_after(choice)
    if header is None or not asks_an_extreme(question):
        return None
    return extreme_of_table(question, sought, choice.section, header)


def extreme_of_table(
    question: str, sought: Sequence[Sought], section: Section, header: str
) -> Stretch | None:
    """Return the row with the most or least of the tables of a section under these headings."""
    every = rows_of(section, header)
    named = naming_column(question, header, every)
    rows = [
        row
        for row in every
        if not any(map(TOTALS.search, (row.label, *row.cells[named or 0 : (named or 0) + 1])))
        and (named is not None or not row.label[:1].isdigit())
    ]
    if len(rows) < FEWEST_ROWS:
        return None
    column = _column(question, sought, header, rows, after=named or 0)
    if column is None:
        return None
    with_figures = [(figure, row) for row in rows if (figure := _figure(row, column)) is not None]
    if len(with_figures) < FEWEST_ROWS:
        return None
    negative = sum(figure < 0 for figure, _ in with_figures)
    unsigned = LESS.search(_headings(header, rows)[column]) and 2 * negative < len(with_figures)
    below = SHORT.search(question) and negative and not unsigned
    best = (min if LEAST.search(question) or below else max)(with_figures, key=lambda pair: pair[0])
    return best[1].stretch


def asks_an_extreme(question: str) -> bool:
    """Return whether a question asks which of several things has the most or least."""
    wanted = MOST.search(question) or LEAST.search(question)
    return bool(wanted) and not AT_MOST.search(question) and not ACROSS.search(question)


def measured(question: str) -> frozenset[str]:
    """Return the terms of what a question wants the most or least of; none where it only rises."""
    wanted = MOST.search(question) or LEAST.search(question)
    named = wanted and MEASURE.match(question, wanted.end())
    return frozenset(terms(named[1])) - STOP_WORDS if named else frozenset()


def naming_column(question: str, header: str, rows: Sequence[Row]) -> int | None:
    """Return the column that names the things of the kind asked for: "District", "Ward", "Age".

    None where no column of the first `NAMING` has such a heading.
    """
    asked = KIND.search(question)
    if asked is None or not rows:
        return None
    kinds = set(terms(asked[1])) - STOP_WORDS
    headings = _headings(header, rows)[:NAMING]
    return next((at for at, over in enumerate(headings) if kinds & set(terms(over))), None)


def _header_after(choice: Choice) -> str | None:
    """Return the column headings of the first table that begins within `INTRODUCED`, if any."""
    after = range(choice.stop, choice.stop + INTRODUCED)
    tables = (
        piece.header
        for piece in choice.section.pieces
        if piece.kind is BlockKind.TABLE and piece.start in after
    )
    return next(tables, None)


def rows_of(section: Section, header: str) -> tuple[Row, ...]:
    """Return the rows of the tables of a section under these column headings, in order."""
    found = []
    for piece in section.pieces:
        if piece.kind is not BlockKind.TABLE or piece.header != header:
            continue
        start = piece.start
        for line in section.text[piece.start : piece.stop].split("\n"):
            if "\t" in line and line not in header.splitlines():
                cells = tuple(cell.strip() for cell in line.split("\t"))
                found.append(Row(Stretch(start, start + len(line)), cells))
            start += len(line) + 1
    return tuple(found)


def _headings(header: str, rows: Sequence[Row]) -> tuple[str, ...]:
    """Return what stands over each column of the widest of `rows`."""
    width = max(len(row.cells) for row in rows)
    return headings_over(header, [row.cells for row in rows if len(row.cells) == width])


def _column(
    question: str, sought: Sequence[Sought], header: str, rows: Sequence[Row], after: int
) -> int | None:
    """Return the column that the question asks about, by its headings' words and its figures.

    It stands to the right of column `after`, which names the rows.
    """
    asked = set(terms(question)) - STOP_WORDS
    changes = bool(CHANGES.search(question))
    best: tuple[float, int] | None = None
    for column, heading in enumerate(_headings(header, rows)[after + 1 :], start=after + 1):
        held = [row.cells[column] for row in rows if column < len(row.cells)]
        if sum(bool(FIGURE.match(cell)) for cell in held) < max(FEWEST_ROWS, len(held) / 2):
            continue
        percent = "%" in heading or sum("%" in cell for cell in held) > len(held) / 2
        worth = float(len(asked & set(terms(heading))))
        worth += 4 * (changes and bool(percent or OF_CHANGE.search(heading)))
        worth += 2 * (Sought.PERCENTAGE in sought and percent)
        worth += Sought.NUMBER in sought and bool(COUNTS.search(heading))
        if best is None or worth > best[0]:
            best = (worth, column)
    return best[1] if best and best[0] > 0 else None


def _figure(row: Row, column: int) -> float | None:
    cell = row.cells[column] if column < len(row.cells) else ""
    if not FIGURE.match(cell):
        return None
    negative = cell.startswith(("-", "–", "−", "(")) and not cell.startswith("(+")
    value = float(re.sub(r"[^\d.]", "", cell))
    return -value if negative else value
