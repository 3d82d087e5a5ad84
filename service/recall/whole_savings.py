"""What a whole council saves: the sentence that says how much, in all, for a year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from service.answers import Reading
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
    years_said,
)
from service.recall.sums import SUM, pounds
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
FEWEST = 0.25
"""The part of the largest sum that another must be, to be that of all the council saves."""


class Savings(Struct, frozen=True):
    """A sentence that says what is saved, in pounds, and the newest year that its words are of."""

    words: Words
    pounds: float
    year: int


def on_whole_savings(reading: Reading, records: Records) -> Recollection:
    """Return the sentence that says what the whole council saves, of the latest year.

    It is the council's own rather than what some members would have; of one year as resolved
    rather than as proposed, the newest, the largest sum, in the fewest words.
    """
    own = [each for each in _said(reading, records) if best_place(each.words.document)[0]]
    largest = max((each.pounds for each in own), default=0.0)
    whole = [each for each in own if each.pounds >= FEWEST * largest]
    best = max(whole, key=_order, default=None)
    words = (as_recalled(best.words),) if best else ()
    return Recollection(words, certain=bool(words))


def saved(text: str) -> float:
    """Return what a sentence says is saved in all in a year, in pounds; nought if it does not."""
    if OVER_YEARS.search(text) or speaks_of_others(text):
        return 0.0
    found = (match for pattern in SAID for match in pattern.finditer(text))
    return max((pounds(match) for match in found if not _of_a_part(text, match)), default=0.0)


def _said(reading: Reading, records: Records) -> Iterator[Savings]:
    for words in sentences_of(found_by(SEARCHED, reading, records)):
        years = years_said(words.text, words.document)
        sum_saved = saved(words.text)
        if sum_saved and of_times_asked(years, reading):
            yield Savings(words, sum_saved, max(years))


def _of_a_part(text: str, found: re.Match[str]) -> bool:
    ends = [end.end() for end in CLAUSE_END.finditer(text, 0, found.start())]
    return OF_A_PART.search(text, ends[-1] if ends else 0, found.end()) is not None


def _order(savings: Savings) -> tuple[int, bool, date, float, int]:
    words = savings.words
    day = day_of(words.document)
    return savings.year, is_resolved(words), day, savings.pounds, -len(words.text)
