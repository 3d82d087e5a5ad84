"""The words sought in their context: pieces of a passage's own text, marked or not."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from service.search.syntax import Term
from service.search.words import words_of

AROUND = 160
"""Characters shown before the first word found."""
LONGEST = 420


class Piece(Struct, frozen=True):
    """A piece of a passage, as printed; ``marked`` where it is what was sought."""

    text: str
    marked: bool


def snippet(text: str, terms: Sequence[Term]) -> tuple[Piece, ...]:
    """Return a stretch of `text` round the first of `terms` in it; joined, it is a part of it."""
    places = found_in(text, terms)
    start = max(0, places[0][0] - AROUND) if places else 0
    if start:
        # Begin at a word, where there is one before what was found.
        start = min(text.find(" ", start) + 1 or start, places[0][0])
    stop = min(len(text), max(start + LONGEST, places[0][1] if places else 0))
    pieces: list[Piece] = []
    for first, last in places:
        if last > stop:
            break
        pieces += [Piece(text[start:first], False), Piece(text[first:last], True)]
        start = last
    pieces.append(Piece(text[start:stop], False))
    return tuple(piece for piece in pieces if piece.text)


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
