"""Rows of accounts: tables that say what a service costs, or what is to be spent on it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from indexer.passages import PARTED
from service.answers import Reading
from service.column_headings import cells_of, headings_over, is_figure
from service.interpret.spending import Money
from service.recall.finding import Records, Words, day_of, found_by, of_times_asked, years_in
from service.recall.table_rows import TableRow, table_rows

NO_SPENDING = re.compile(
    r"\b(?:savings?|reserves?|exposure|risks?|un-?deliverable|projects?|schemes?|targets?"
    r"|indicators?)\b",
    re.IGNORECASE,
)
"""What stands over figures that no service costs: what is saved, kept, at risk, built, counted."""
CHANGES = re.compile(
    r"\b(?:savings?|growth|pressures?|changes to|variations?|adjustments?|fees?|charges?"
    r"|tariffs?)\b",
    re.IGNORECASE,
)
"""What stands over figures by year that are but what is added or taken away, or what is charged."""
EACH = re.compile(r"\bper\b|\baverage\b|\bunit\b|%", re.IGNORECASE)
"""What heads figures for one of many."""
BUDGET = re.compile(
    r"\b(?:budget|estimate|expenditure|(?:revenue|financial|spending) plan)s?\b", re.IGNORECASE
)
FUNDING = re.compile(r"\W*(?:fund(?:ed|ing)|financ(?:ed|ing))\b", re.IGNORECASE)
"""How what stands over rows begins that tell where money comes from."""
GRANT = re.compile(r"\bgrant\W*$", re.IGNORECASE)
"""How a label ends whose money comes in; "disabled facilities grants" are given."""
CAPITAL = re.compile(r"\b(?:capital|revenue)\b", re.IGNORECASE)
"""Words that tell what is built, over years, from what a service costs in one."""
LETTERS = re.compile(r"[^\W\d_]{3}")
APART = re.compile(r"\([^)]*\)")
"""What a label says besides: its short form, or what is left out."""
INCLUDES = re.compile(
    r"\b(?:includ(?:es?|ing)|incorporat(?:es?|ing)|compris(?:es?|ing)|cover(?:s|ing)|consists? of"
    r"|made up of|such as|e\.g\.)",
    re.IGNORECASE,
)
ITEM_END = re.compile(r"[,;:.()&/]|\band\b|\bas well as\b", re.IGNORECASE)
"""What parts the things that a service includes, or that a label names."""
YEAR = re.compile(r"\b20\d\d\b")
FIGURE, SOME = re.compile(r"\d"), re.compile(r"[1-9]")


class Column(Struct, frozen=True):
    """A kind of column in accounts: its ``heading``, and ``words`` by which to find such tables.

    With ``by_year`` a year heads such a column, too, where the table is a budget. Where it is
    ``exact``, a row must be called just what was asked for, and may be of any money.
    """

    heading: re.Pattern[str]
    words: str
    by_year: bool = False
    exact: bool = False


COLUMNS = {
    Money.SPENT: Column(
        re.compile(
            r"\b(?:budgets?|gross|net|expenditure|spend(?:ing)?|spent|out-?turn|forecast|actuals?"
            r"|estimates?|costs?|payments?|precept)\b",
            re.IGNORECASE,
        ),
        words="budget gross net expenditure forecast",
        by_year=True,
    ),
    Money.OVERSPENT: Column(
        re.compile(r"\bvaria(?:nce|tion)s?\b|\b(?:over|under)[- ]?spen[dt]", re.IGNORECASE),
        words="budget forecast variance",
    ),
    Money.LINE: Column(re.compile(r"\S"), words="£m £000", exact=True),
}
"""The columns in which the figures stand that are asked for."""


class AccountRow(Words, frozen=True):
    """A row of a table that tells what is spent.

    ``label`` is its cell that says what it is of, and ``included`` each thing that its other words
    say it includes. ``over`` is what stands over it: its paper's title, headings, the table's
    caption, its column headings.
    """

    label: str
    included: tuple[str, ...]
    over: str

    @property
    def named(self) -> tuple[str, ...]:
        """Each thing that its label names, without what stands there in brackets."""
        return tuple(filter(str.strip, ITEM_END.split(APART.sub(" ", self.label))))

    @property
    def figures(self) -> tuple[str, ...]:
        """Its figures, those that are nought too."""
        cells = map(str.strip, cells_of(self.text))
        return tuple(cell for cell in cells if is_figure(cell) and FIGURE.search(cell))


def rows_by(words: str, column: Column, reading: Reading, records: Records) -> Sequence[AccountRow]:
    """Return the rows where most of `words` are that have a figure in such a `column`.

    They are of the times that the question names: by the years over them, else by the meeting's.
    """
    found = found_by(f"{words}\n{column.words}", reading, records)
    rows = (_account_row(row, column) for row in table_rows(found, records))
    return [row for row in rows if row and of_times_asked(_years_of(row), reading)]


def _years_of(row: AccountRow) -> set[int]:
    own = day_of(row.document).year
    return years_in(row.over) or {own - 1, own, own + 1}


def _account_row(row: TableRow, column: Column) -> AccountRow | None:
    """Return a row of accounts that has a figure in such a column; None where it is none."""
    words = [cell.strip() for cell in cells_of(row.text) if LETTERS.search(cell)]
    above, header = row.above(), row.piece.header
    if not words or not _has_figure(column, row.text, header, above):
        return None
    if not column.exact and _is_other_money(words[0], header, above):
        return None
    return AccountRow(
        document=row.document,
        page=row.page,
        section=row.section.ordinal,
        start=row.start,
        text=row.text,
        label=words[0],
        included=tuple(_included(" ".join(words[1:]))),
        over="\n".join((row.passage.context.partition(PARTED)[2], above[0], header)),
    )


def _included(description: str) -> list[str]:
    """Return the things that a description says a service includes."""
    found = INCLUDES.search(description)
    return ITEM_END.split(description[found.end() :]) if found else []


def _is_other_money(label: str, header: str, around: Sequence[str]) -> bool:
    """Return whether a row tells of other money than what a service costs in a year.

    That is saved, kept, or might be lost; it comes in; or it is of what is built. ``around`` are
    the caption and the headings over the table, the nearest first.
    """
    nearest = around[:2]
    # from one budget to the next savings are a column beside others
    over = nearest if len(BUDGET.findall(header)) > 1 else [header, *nearest]
    comes_in = GRANT.search(APART.sub("", label)) or any(map(FUNDING.match, nearest))
    if comes_in or any(map(NO_SPENDING.search, over)):
        return True
    for words in (header, *around):
        if said := {each.casefold() for each in CAPITAL.findall(words)}:
            return said == {"capital"}
    return False


def _has_figure(column: Column, row: str, header: str, around: Sequence[str]) -> bool:
    """Return whether a row has a figure in such a column."""
    cells = cells_of(row)
    headings = headings_over(header, [cells]) if header else ()
    years = (
        column.by_year
        and any(map(BUDGET.search, around))
        and not any(map(CHANGES.search, (header, *around)))
    )
    return any(
        is_figure(cell)
        and SOME.search(cell)
        and (column.heading.search(heading) or (years and YEAR.search(heading)))
        and not EACH.search(heading)
        for cell, heading in zip(cells, headings, strict=False)
    )
