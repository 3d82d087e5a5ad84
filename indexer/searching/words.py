"""Words as they are compared: without case and accents, whatever stands between them.

A word is what letters and digits without a gap make. ``£1,234.5m`` is three words that follow one
another, and so is found as printed, and by nothing else.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from msgspec import Struct

# Combining accents belong to the letter before them.
_WORD = re.compile(r"[\w\u0300-\u036f]+")


class Word(Struct, frozen=True):
    """A word, folded; ``text[start:stop]`` of what was read is how it is printed."""

    text: str
    start: int
    stop: int


def folded(text: str) -> str:
    """Return `text` without case and accents, letters and digits alone."""
    if text.isascii() and text.isalnum():
        # Nearly every word, and many times as fast.
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if letter.isalnum())


def words_of(text: str) -> Iterator[Word]:
    """Yield the words of `text` in order."""
    for found in _WORD.finditer(text):
        word = folded(found[0])
        if word:
            yield Word(word, found.start(), found.end())


def line_of(text: str) -> str:
    """Return the words of `text` with a space round each, so that a phrase is a part of it."""
    return f" {' '.join(word.text for word in words_of(text))} "
