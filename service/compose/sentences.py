"""Cutting a passage into what can be quoted by itself: sentences, list items, table rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

_ABBREVIATIONS = """
mr mrs ms dr sr jr st cllr cllrs cr hon prof rev no nos vol p pp para paras ref refs e.g i.e eg ie
cf viz approx est fig figs sec art inc ltd co plc dept govt min max etc al vs v
"""
ABBREVIATIONS = frozenset(_ABBREVIATIONS.split())
SENTENCE_END = re.compile(r"[.!?…]+[\"'’”)\]]*(?=\s+(?:[\"'‘“(\[]*[A-Z0-9£•]|\([a-z]{1,4}\)))")
ENUMERATOR = re.compile(
    r"\s*(?:\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-zA-Z]|[ivxIVX]{1,5})[.)]|[•▪●–-])\s*"
)
LONGEST = 900
"""A sentence of more characters is cut at a semicolon, where it has one."""


class Unit(Struct, frozen=True):
    """``passage.text[start:stop]``: a sentence, or a table's row."""

    start: int
    stop: int


@lru_cache(maxsize=256)
def units_of(text: str) -> tuple[Unit, ...]:
    """Return the units of a passage's text, in order.

    Lines end units. A line with tabs is a table's row; other lines are cut into sentences. Units
    do not overlap, and between them is nothing but white space.
    """
    units: list[Unit] = []
    for line in re.finditer(r"[^\n]+", text):
        if not line[0].strip():
            continue
        if "\t" in line[0].strip():
            # empty cells at its ends keep the others in their columns
            units.append(Unit(line.start(), line.end()))
        else:
            units.extend(_sentences(text, line.start(), line.end()))
    return tuple(units)


def _sentences(text: str, start: int, stop: int) -> Iterator[Unit]:
    begun = start
    for end in SENTENCE_END.finditer(text, start, stop):
        if _goes_on(text[begun : end.end()]):
            continue
        yield from _clauses(text, begun, end.end())
        begun = end.end()
    if text[begun:stop].strip():
        yield from _clauses(text, begun, stop)


def _clauses(text: str, start: int, stop: int) -> Iterator[Unit]:
    while stop - start > LONGEST:
        cut = text.rfind("; ", start + LONGEST // 4, start + LONGEST)
        if cut < 0:
            break
        yield _trimmed(text, start, cut + 1)
        start = cut + 1
    yield _trimmed(text, start, stop)


def _goes_on(sentence: str) -> bool:
    """Return whether the full stop at the end of `sentence` does not end it.

    It is an abbreviation's ("Mr."), an initial's ("R. Gough"), or an enumerator's ("1.").
    """
    if ENUMERATOR.fullmatch(sentence):
        return True
    last = sentence.rsplit(maxsplit=1)[-1]
    if not last.endswith("."):
        return False
    word = last.rstrip(".").lstrip("(\"'‘“").casefold()
    return word in ABBREVIATIONS or (len(word) == 1 and word.isalpha() and word not in "ai")


def _trimmed(text: str, start: int, stop: int) -> Unit:
    part = text[start:stop]
    return Unit(start + len(part) - len(part.lstrip()), stop - (len(part) - len(part.rstrip())))
