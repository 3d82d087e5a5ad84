"""Whether an answer holds a key fact, and whether words are a gold quote's: by rule, loosely.

A key fact is written by a person for a person: "£500k / £0.5m saving removed". Two readings of
it are kept apart. *Literal*: the fact stands in the answer as it is written; spacing, case, "£"
and the commas within numbers don't count. *Loose*: a form of the fact is met in one statement of
the answer: all its figures, by value ("£0.5m" is "500k"; in a table's row also "500.0", whose
unit stands over the column), and enough of its other words by their stems. Neither sees a
negation or judges a paraphrase: what they leave open is exported for people.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Sequence

from msgspec import Struct

from indexer.terms import stem
from service.language import STOP_WORDS

SHINGLE = 3
"""Words running that are compared together."""
OVERLAPS = 1 / 3
"""The part of a quote's shingles that a passage on its page must hold to be relevant: of a quote
cut in two or three by passages' ends, each part counts."""
SAME = 0.9
"""The part of a quote's shingles that makes other words the same words."""
WORDS_ALONE = 2 / 3
"""The part of a fact's words that must be met where it has no figures."""
WORDS_BESIDE_FIGURES = 1 / 2
"""The part that must be met, rounded down, where its figures are met."""
OWN_ALTERNATIVE = 3
"""So many words in brackets say a fact anew; fewer only add to it."""

FIRST_YEAR, LAST_YEAR = 1900, 2100
_MONTHS = "january february march april may june july august september october november december"
_DAY = re.compile(
    rf"(?<![\w.])(\d{{1,2}})(?:st|nd|rd|th)?(?: of)?\s+"
    rf"({'|'.join(f'{month}|{month[:3]}' for month in _MONTHS.split())})\b"
    r"(?:,?\s+(\d{4})\b)?"
)
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
_FIGURE = re.compile(
    r"(?<![\w.])(\d[\d,]*(?:\.\d+)?)(?:st|nd|rd|th)?"
    r"(?:\s*(%|per cent\b|percent\b|billion\b|bn\b|million\b|m\b|thousand\b|k\b))?",
)
_SCALES = {
    "billion": 1e9,
    "bn": 1e9,
    "million": 1e6,
    "m": 1e6,
    "thousand": 1e3,
    "k": 1e3,
}
_SPELT = {
    "one": "1",
    "two": "2",
    "three": "3",
    "four": "4",
    "five": "5",
    "six": "6",
    "seven": "7",
    "eight": "8",
    "nine": "9",
    "ten": "10",
    "eleven": "11",
    "twelve": "12",
}
_IN_THOUSANDS = re.compile(r"£?\b000s?\b")
_BRACKETED = re.compile(r"\(([^()]*)\)")
_ALTERNATIVES = re.compile(r"\s+/\s+|;")


class Figure(Struct, frozen=True):
    """A number by its value. ``percent`` is whether it is said to be one of a hundred."""

    value: float
    percent: bool = False


class Day(Struct, frozen=True):
    """A day of a month; ``year`` is 0 where none is named."""

    day: int
    month: str
    year: int = 0


class Said(Struct, frozen=True):
    """A statement of an answer as facts are sought in it.

    ``header`` is the column headings over it, where it is a table's row.
    """

    text: str
    header: str = ""

    @property
    def whole(self) -> str:
        """The headings and the statement."""
        return f"{self.header}\n{self.text}" if self.header else self.text

    @property
    def row(self) -> bool:
        """Whether it is a table's row."""
        return bool(self.header) or "\t" in self.text


def plain(text: str) -> str:
    """Return `text` in one case and form, without "£" and the commas within numbers."""
    text = unicodedata.normalize("NFKC", text).casefold().replace("\u00ad", "").replace("£", "")
    text = text.replace("’", "'").replace("–", "-").replace("−", "-")
    return re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", text)


def letters(text: str) -> str:
    """Return the letters and digits of `text` alone, in one case: what a line's end can't alter."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(character for character in folded if character.isalnum())


def words(text: str) -> tuple[str, ...]:
    """Return the words and numbers of `text` in order, in one case."""
    return tuple(_WORD.findall(unicodedata.normalize("NFKC", text).casefold()))


def holds_quote(text: str, quote: str) -> bool:
    """Return whether `text` holds the words of `quote`: all its letters in a row, or nearly.

    Nearly is `SAME` of its shingles: a page number in a table does not part what is one.
    """
    wanted = letters(quote)
    return bool(wanted) and (wanted in letters(text) or shared(quote, text) >= SAME)


def overlaps_quote(text: str, quote: str) -> bool:
    """Return whether `text` holds at least the part `OVERLAPS` of `quote`."""
    return holds_quote(text, quote) or shared(quote, text) >= OVERLAPS


def shared(quote: str, text: str) -> float:
    """Return the share of the shingles of `quote` that `text` has; 0 where it has too few words."""
    wanted, held = _shingles(quote), _shingles(text)
    return len(wanted & held) / len(wanted) if wanted else 0.0


def holds_literally(fact: str, said: Iterable[Said]) -> bool:
    """Return whether a fact stands in what was said as it is written."""
    wanted = plain(fact).split()
    if not wanted:
        return False
    pattern = r"\s*".join(re.escape(letter) for letter in "".join(wanted))
    before = r"(?<![\d.])" if wanted[0][0].isdigit() else ""
    after = r"(?!\d|\.\d)" if wanted[-1][-1].isdigit() else ""
    text = plain("\n".join(statement.whole for statement in said))
    return re.search(f"{before}{pattern}{after}", text) is not None


def holds_fact(fact: str, said: Sequence[Said]) -> bool:
    """Return whether a fact stands in what was said, literally or loosely."""
    return holds_literally(fact, said) or any(
        _met(form, statement) for form in forms(fact) for statement in said
    )


def forms(fact: str) -> tuple[str, ...]:
    """Return the ways in which a fact may be said.

    The fact without what stands in brackets; and what stands there by itself where it says the
    fact anew: figures for figures, a word alone (an abbreviation), or `OWN_ALTERNATIVE` words.
    "A or B" is two ways where both have figures and more words than that.
    """
    outside = _BRACKETED.sub(" ", fact)
    found = _either(outside)
    for bracketed in _BRACKETED.findall(fact):
        for part in _ALTERNATIVES.split(bracketed):
            inside = part.rpartition(": ")[2]
            restates = _has_figure(inside) and _has_figure(outside)
            content = _content(inside)
            alone = len(content) == 1 or len(content) >= OWN_ALTERNATIVE
            if restates or (alone and not _has_figure(inside)):
                found.append(inside)
    return tuple(form.strip() for form in found if words(form))


def figures(text: str) -> tuple[Figure, ...]:
    """Return the numbers of `text` by value: "£0.5m" and "500k" are both 500,000.

    Days of a month are no numbers here.
    """
    folded = _DAY.sub(" ", plain(text))
    folded = re.sub(r"\b[a-z]+\b", lambda match: _SPELT.get(match[0], match[0]), folded)
    found = []
    for match in _FIGURE.finditer(folded):
        unit = match[2] or ""
        value = float(match[1].replace(",", "")) * _SCALES.get(unit, 1.0)
        found.append(Figure(value, unit.startswith(("%", "per"))))
    return tuple(dict.fromkeys(found))


def days(text: str) -> tuple[Day, ...]:
    """Return the days named in `text`, such as "1 April 2025" and "1st of April"."""
    return tuple(
        Day(int(match[1]), match[2][:3], int(match[3] or 0)) for match in _DAY.finditer(plain(text))
    )


def _either(text: str) -> list[str]:
    sides = re.split(r"\s+or\s+", text)
    if len(sides) > 1 and all(_has_figure(side) and len(words(side)) > 1 for side in sides):
        return sides
    return [text]


def _has_figure(text: str) -> bool:
    return any(character.isdigit() for character in text)


def _content(text: str) -> set[str]:
    """Return the stems of the words of `text` that carry meaning, figures left out."""
    return {
        stem(word)
        for word in words(plain(text))
        if word not in STOP_WORDS and word not in _SPELT and not word[0].isdigit()
    } - {"k", "m", "bn", "million", "billion", "thousand", "s"}


def _met(form: str, statement: Said) -> bool:
    unscaled = _IN_THOUSANDS.sub(" ", form)
    wanted, wanted_days = figures(unscaled), days(unscaled)
    content = _content(_DAY.sub(" ", plain(unscaled)))
    held_days = days(statement.text)
    if not all(_day_met(day, held_days) for day in wanted_days):
        return False
    if not all(_figure_met(figure, statement) for figure in wanted):
        return False
    met = len(content & _content(statement.whole))
    if wanted or wanted_days:
        return met >= math.floor(len(content) * WORDS_BESIDE_FIGURES)
    return bool(content) and met >= math.ceil(len(content) * WORDS_ALONE)


def _day_met(wanted: Day, held: Iterable[Day]) -> bool:
    return any(
        (day.day, day.month) == (wanted.day, wanted.month)
        and (day.year == wanted.year or not day.year or not wanted.year)
        for day in held
    )


def _figure_met(wanted: Figure, statement: Said) -> bool:
    row = statement.row
    percent_over = row and "%" in statement.header
    units = (1.0, 1e3, 1e6) if row and not wanted.percent else (1.0,)
    for figure in figures(statement.text):
        same_kind = figure.percent == wanted.percent or (percent_over and wanted.percent)
        if same_kind and any(math.isclose(figure.value * unit, wanted.value) for unit in units):
            return True
    # of the figures over a table only years say something of a row
    years = FIRST_YEAR <= wanted.value <= LAST_YEAR
    return years and wanted in figures(statement.header)


def _shingles(text: str) -> set[tuple[str, ...]]:
    said = words(text)
    return {said[at : at + SHINGLE] for at in range(len(said) - SHINGLE + 1)}
