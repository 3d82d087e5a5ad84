"""The words sought in their context: pieces of a passage's own text, marked or not."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from indexer.searching.syntax import Term
from indexer.searching.words import words_of

AROUND = 160
"""Characters shown before the first word found."""
LONGEST = 420
_GAP = re.compile(r"\s+")


class Piece(Struct, frozen=True):
    """A piece of a passage, as printed; ``marked`` where it is what was sought."""

    text: str
    marked: bool


def snippet(text: str, terms: Sequence[Term]) -> tuple[Piece, ...]:
    """Return whole words of `text` round the first of `terms` in it; joined, they are a part of it.

    What stands between white space is a word. One longer than a snippet is cut.
    """
    places = found_in(text, terms)
    start, stop = _around(text, *(places[0] if places else (0, 0)))
    pieces: list[Piece] = []
    for first, last in places:
        if last > stop:
            break
        pieces += [Piece(text[start:first], False), Piece(text[first:last], True)]
        start = last
    pieces.append(Piece(text[start:stop], False))
    return tuple(piece for piece in pieces if piece.text)


def _around(text: str, first: int, last: int) -> tuple[int, int]:
    """Return where a snippet round ``text[first:last]`` begins and ends: between words."""
    start = max(0, first - AROUND)
    if start and (gap := _GAP.search(text, start - 1, first)):
        start = gap.end()
    stop = max(start + LONGEST, last)
    if stop < len(text):
        gaps = [gap.start() for gap in _GAP.finditer(text, last, stop + 1)]
        return start, gaps[-1] if gaps else stop
    return start, len(text)


def found_in(text: str, terms: Sequence[Term]) -> list[tuple[int, int]]:
    """Return where `terms` stand in `text`, first and after last character, never overlapping."""
    by_first_word: dict[str, list[Term]] = {}
    for term in terms:
        if not term.in_title:
            by_first_word.setdefault(term.words[0], []).append(term)
    words = list(words_of(text))
    spans: list[tuple[int, int]] = []
    for at, word in enumerate(words):
        for term in by_first_word.get(word.text, ()):
            run = words[at : at + len(term.words)]
            if tuple(each.text for each in run) == term.words:
                spans.append((word.start, run[-1].stop))
    apart: list[tuple[int, int]] = []
    for start, stop in sorted(spans):
        if apart and start < apart[-1][1]:
            apart[-1] = (apart[-1][0], max(stop, apart[-1][1]))
        else:
            apart.append((start, stop))
    return apart
