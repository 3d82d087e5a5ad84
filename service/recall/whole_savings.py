"""What a whole council saves: the sentence or row that says how much, in all, for a year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from service.answers import Reading
from service.column_headings import cells_of, is_figure
from service.compose.saying import speaks_of_others
from service.recall.finding import (
    Records,
    Words,
    as_recalled,
    best_place,
    day_of,
    found_by,
    is_resolved,
    of_times_asked,
    sentences_of,
    years_in,
    years_said,
)
from service.recall.sums import SUM, pounds
from service.recall.table_rows import table_rows
from service.recall.values import Recollection

SEARCHED = "savings of £m needed to balance the budget, total savings required"
"""What is said where a council tells what it saves."""
SAID = (
    re.compile(rf"\bsavings\b[^.;:£%(]{{0,60}}(?<!and ){SUM}", re.IGNORECASE),
    re.compile(rf"{SUM} (?:of|in|worth of) (?:[\w-]+ ){{0,5}}savings\b", re.IGNORECASE),
)
OF_A_PART = re.compile(
    r"\b(?:directorate|department|division|services?|schools?|committee|capital|group|amendment"
    r"|project|contract|scheme|reserves?|per|each|extra|further|more|less|before|after|without"
    r"|from|undeliver\w+|non-delivery|one-off|shortfall|not|avoid\w*|instead|limit|risk)\b",
    re.IGNORECASE,
)
"""What a clause says before a sum that is not all that the council saves."""
OVER_YEARS = re.compile(
    r"\bcumulative(?:ly)?\b|\bsince\b|\bover the (?:\w+ ){0,2}(?:years|period|decade)\b",
    re.IGNORECASE,
)
CLAUSE_END = re.compile(r"[,;:.]\s")
TOTALS = "total savings, all savings"
TOTAL = re.compile(
    r"\W*(?:(?:grand )?total|all|overall)(?: \w+){0,2} savings\b"
    r"(?! (?:and|from|rolling))[^£]{0,40}",
    re.IGNORECASE,
)
"""What a row is called that says what is saved in all."""
SOME = re.compile(r"[1-9]")
FEWEST = 0.25
"""The part of the largest sum that another must be, to be that of all the council saves."""


class Savings(Struct, frozen=True):
    """A sentence that says what is saved, in pounds, and the newest year that its words are of."""

    words: Words
    pounds: float
    year: int


class Total(Words, frozen=True):
    """A row of what is saved in all, in a ``year``."""

    year: int

    @property
    def order(self) -> tuple[int, date]:
        """What sorts rows, the best last: of the latest year, of the newest paper."""
        return self.year, day_of(self.document)


def on_whole_savings(reading: Reading, records: Records) -> Recollection:
    """Return the sentence that says what the whole council saves; the row, where it is of later.

    It is the council's own rather than what some members would have; of the latest year, as
    resolved rather than as proposed, the newest, the largest sum, in the fewest words.
    """
    own = [each for each in _said(reading, records) if best_place(each.words.document)[0]]
    largest = max((each.pounds for each in own), default=0.0)
    whole = [each for each in own if each.pounds >= FEWEST * largest]
    best = max(whole, key=_order, default=None)
    row = max(_totals(reading, records), key=lambda each: each.order, default=None)
    later = row if row and (best is None or row.year > best.year) else None
    told = later or (best.words if best else None)
    words = (as_recalled(told),) if told else ()
    return Recollection(words, certain=bool(words))


def saved(text: str) -> tuple[float, str]:
    """Return what a sentence says is saved in all in a year, in pounds, and the clause that does.

    Nought, and the sentence, where it says nothing of it.
    """
    if OVER_YEARS.search(text) or speaks_of_others(text):
        return 0.0, text
    found = (match for pattern in SAID for match in pattern.finditer(text))
    whole = (match for match in found if not _of_a_part(text, match))
    best = max(whole, key=pounds, default=None)
    return (pounds(best), _clause_of(text, best)) if best else (0.0, text)


def _said(reading: Reading, records: Records) -> Iterator[Savings]:
    for words in sentences_of(found_by(SEARCHED, reading, records)):
        sum_saved, clause = saved(words.text)
        years = years_said(clause, words.document)
        if sum_saved and of_times_asked(years, reading):
            yield Savings(words, sum_saved, max(years))


def _totals(reading: Reading, records: Records) -> Iterator[Total]:
    """Yield the rows of the council's own tables that say what is saved in all."""
    for row in table_rows(found_by(TOTALS, reading, records), records):
        cells = [cell.strip() for cell in cells_of(row.text)]
        label = " ".join(cell for cell in cells if cell and not is_figure(cell))
        own = day_of(row.document).year
        years = years_in(f"{label}\n{row.piece.header}") or {own}
        year = own if own in years else min(years)
        figures = any(map(SOME.search, filter(is_figure, cells)))
        if (
            figures
            and TOTAL.fullmatch(label)
            and best_place(row.document)[0]
            and of_times_asked({year}, reading)
        ):
            yield Total(row.document, row.page, row.section.ordinal, row.start, row.text, year)


def _of_a_part(text: str, found: re.Match[str]) -> bool:
    return OF_A_PART.search(text, _clause_start(text, found), found.end()) is not None


def _clause_of(text: str, found: re.Match[str]) -> str:
    end = CLAUSE_END.search(text, found.end())
    return text[_clause_start(text, found) : end.start() if end else len(text)]


def _clause_start(text: str, found: re.Match[str]) -> int:
    ends = [end.end() for end in CLAUSE_END.finditer(text, 0, found.start())]
    return ends[-1] if ends else 0


def _order(savings: Savings) -> tuple[int, bool, date, float, int]:
    words = savings.words
    day = day_of(words.document)
    return savings.year, is_resolved(words), day, savings.pounds, -len(words.text)
