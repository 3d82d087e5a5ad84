"""Which of several figures in a sentence or row the words about a figure belong to."""

from __future__ import annotations

import re
from collections.abc import Callable

from indexer.terms import TERM
from service.language import STOP_WORDS
from service.support.figures import Figure, figures_of
from service.support.polarity import changes

_PART = re.compile(r"[,;:]|\b(?:and|but|while)\b", re.IGNORECASE)
PARTED = 30
"""Characters that a comma or an "and" between a word and a figure counts for."""

Meaning = Callable[[str], frozenset[str]]
"""Gives the words of a text with a meaning, in the form in which they are compared."""


def words_about(statement: str, figure: Figure, reach: int) -> tuple[str, ...]:
    """Return the words within `reach` of a figure on either side, up to the next figure."""
    # A number in words ("two-mile") is often part of a name, and bounds nothing.
    others = [
        each
        for each in figures_of(statement)
        if each.start != figure.start and not statement[each.start].isalpha()
    ]
    begin = max((each.stop for each in others if each.stop <= figure.start), default=0)
    end = min((each.start for each in others if each.start >= figure.stop), default=len(statement))
    before = _words(statement[begin : figure.start])[-reach:]
    after = _words(statement[figure.stop : end])[:reach]
    return (*before, *after)


def belongs(words: tuple[str, ...], figure: Figure, line: str, header: str, means: Meaning) -> bool:
    """Return whether `figure`, which stands in `line`, is the one that `words` speak of there.

    Of the words that the line has, half or more must stand nearer to it than to other figures,
    and so must each word that says it rose or fell. In a table's row, words that stand over another
    column alone are of that column.
    """
    if "\t" in line:
        return _in_column(words, figure, line, header, means)
    rivals = [
        each
        for each in figures_of(line)
        if each.value != figure.value and line[: each.start].strip()
    ]
    if not rivals:
        return True
    own = [each for each in figures_of(line) if each.value == figure.value]
    nearer: list[bool] = []
    for word in words:
        places = [match.span() for match in TERM.finditer(line) if means(match[0]) & means(word)]
        if not places:
            continue
        mine = min(_apart(place, each, line) for place in places for each in own)
        theirs = min(_apart(place, each, line) for place in places for each in rivals)
        if mine > theirs and changes(word):
            return False
        nearer.append(mine <= theirs)
    return not nearer or sum(nearer) * 2 >= len(nearer)


def _in_column(
    words: tuple[str, ...], figure: Figure, line: str, header: str, means: Meaning
) -> bool:
    headings = header.rsplit("\n", maxsplit=1)[-1].split("\t")
    cells = line.split("\t")
    column = line.count("\t", 0, figure.start)
    if len(headings) != len(cells) or column == 0:
        return True
    said = frozenset().union(*(means(word) for word in words))
    own = means(headings[column]) | means(cells[0])
    others = frozenset().union(
        *(means(heading) for at, heading in enumerate(headings) if at != column)
    )
    return not said & (others - own) or bool(said & means(headings[column]))


def _apart(place: tuple[int, int], figure: Figure, line: str) -> int:
    between = line[min(place[1], figure.stop) : max(place[0], figure.start)]
    return len(between) + PARTED * len(_PART.findall(between))


def _words(text: str) -> list[str]:
    return [
        match[0]
        for match in TERM.finditer(text)
        if match[0].casefold() not in STOP_WORDS and not match[0][0].isdigit()
    ]
