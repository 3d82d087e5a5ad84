"""Words as they are compared: folded, stemmed, figures and references in one form."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import snowballstemmer

FINANCIAL_YEAR = re.compile(r"\b((?:19|20)\d\d)\s?[-/–]\s?(?:20)?(\d\d)\b(?![-/]\d)")
REFERENCE = re.compile(r"\b(\d\d)[/-](\d{5})\b")
TERM = re.compile(r"\d+(?:\.\d+)?(?:-\d+)?|[^\W\d_]+(?:['’][^\W\d_]+)*")
PARTING = "\x00"
GROUPED_DIGITS = re.compile(r"(?<=\d),(?=\d{3}\b)")

_stemmer = snowballstemmer.stemmer("english")


def terms(text: str) -> list[str]:
    """Return every word and number of `text` in order, folded and stemmed; stop words stay.

    A financial year is one term in one form ("2025-26", however it is written), a reference number
    is one too ("24-00109"), and figures lose the commas between their thousands.
    """
    return terms_of_parts((text,))[0]


def terms_of_parts(parts: Sequence[str]) -> list[list[str]]:
    """Return the terms of each of `parts`: what `terms` returns for them, but faster together."""
    text = PARTING.join(part.replace(PARTING, " ") for part in parts)
    text = REFERENCE.sub(r"\1-\2", text)
    text = FINANCIAL_YEAR.sub(r"\1-\2", text)
    text = GROUPED_DIGITS.sub("", text.replace("\u00ad", ""))
    return [[stem(word) for word in TERM.findall(part)] for part in text.casefold().split(PARTING)]


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Return the English stem of `word` (Snowball), its possessive ending gone."""
    word = word.replace("’", "'").removesuffix("'s")
    return word if word[:1].isdigit() else str(_stemmer.stemWord(word))
