"""Words as they are compared: folded, stemmed, figures and references in one form."""

from __future__ import annotations

import re
import threading
from collections.abc import Sequence
from functools import lru_cache

import snowballstemmer

from indexer.compounds import joined
from indexer.written_dates import written_out

FINANCIAL_YEAR = re.compile(r"\b((?:19|20)\d\d)\s?[-/–]\s?(?:20)?(\d\d)\b(?![-/]\d)")
REFERENCE = re.compile(r"\b(\d\d)[/-](\d{5})\b")
TERM = re.compile(r"\d+(?:\.\d+)?(?:-\d+)?|[^\W\d_]+(?:['’][^\W\d_]+)*")
PARTING = "\x00"
GROUPED_DIGITS = re.compile(r"(?<=\d),(?=\d{3}\b)")

_stemmer = snowballstemmer.stemmer("english")
# it keeps the word that it works on, so threads take turns
_stemming = threading.Lock()


def terms(text: str) -> list[str]:
    """Return every word and number of `text` in order, folded and stemmed; stop words stay.

    Dates, financial years, references and figures are in the form of `in_one_form`.
    """
    return terms_of_parts((text,))[0]


def terms_of_parts(parts: Sequence[str]) -> list[list[str]]:
    """Return the terms of each of `parts`: what `terms` returns for them, but faster together."""
    text = PARTING.join(part.replace(PARTING, " ") for part in parts)
    text = in_one_form(text).casefold()
    return [[stem(word) for word in TERM.findall(part)] for part in text.split(PARTING)]


def in_one_form(text: str) -> str:
    """Return `text` with what can be written in several ways written in one.

    A day or month is in words (`written_out`), a compound is one word (`joined`), a financial year
    is one term ("2025-26"), a reference number is one too ("24-00109"), figures lose the commas
    between their thousands, and words the marks where they may be parted.
    """
    text = written_out(REFERENCE.sub(r"\1-\2", joined(text.replace("\u00ad", ""))))
    return GROUPED_DIGITS.sub("", FINANCIAL_YEAR.sub(r"\1-\2", text))


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Return the English stem of `word` (Snowball), its possessive ending gone."""
    word = word.replace("’", "'").removesuffix("'s")
    return word if word[:1].isdigit() else snowball(word)


def snowball(word: str) -> str:
    """Return what Snowball's English stemmer makes of `word`. Threads may share it."""
    with _stemming:
        return str(_stemmer.stemWord(word))
