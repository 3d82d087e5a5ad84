"""From words to lines, and to the flows that lines make."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from indexer.partition.pdf.words import Box, Word

CELL_GAP = 1.0
"""A gap wider than this many line heights parts two cells."""


class Line:
    """Words that stand beside one another, from the left."""

    def __init__(self, words: Sequence[Word]) -> None:
        self.words = tuple(sorted(words, key=lambda word: (word.box.x0, word.start)))

    @cached_property
    def box(self) -> Box:
        """The box around all its words."""
        return around([word.box for word in self.words])

    @cached_property
    def size(self) -> float:
        """The height of its longest word, which raised figures and marks do not sway."""
        return max(self.words, key=lambda word: len(word.text)).size

    @cached_property
    def cells(self) -> tuple[tuple[Word, ...], ...]:
        """Its words, parted where a gap is wide."""
        parted: list[list[Word]] = []
        for word in self.words:
            if parted and word.box.x0 - parted[-1][-1].box.x1 <= CELL_GAP * self.size:
                parted[-1].append(word)
            else:
                parted.append([word])
        return tuple(tuple(cell) for cell in parted)

    @cached_property
    def text(self) -> str:
        """Its words with spaces between."""
        return " ".join(word.text for word in self.words)


def around(boxes: Sequence[Box]) -> Box:
    """Return the smallest box around `boxes`."""
    return Box(
        min(box.x0 for box in boxes),
        min(box.y0 for box in boxes),
        max(box.x1 for box in boxes),
        max(box.y1 for box in boxes),
    )


def lines_of(words: Sequence[Word]) -> list[Line]:
    """Return `words` as lines, from the top.

    A word joins a line when the middle of the lower of the two stands within the other, so that
    raised figures stay with their line.
    """
    rows: list[tuple[float, float, list[Word]]] = []
    for word in sorted(words, key=lambda word: (word.box.middle[1], word.box.x0)):
        if rows:
            top, bottom, members = rows[-1]
            overlap = min(bottom, word.box.y1) - max(top, word.box.y0)
            if overlap > 0.5 * min(bottom - top, word.size):
                members.append(word)
                continue
        rows.append((word.box.y0, word.box.y1, [word]))
    return [Line(members) for _, _, members in rows]


def flows_of(words: Sequence[Word]) -> list[list[Line]]:
    """Return `words`, in the order in which the page gives them, as flows of lines.

    A flow is what one column or text frame holds: lines one beneath another that overlap
    sideways. Publishing programs write a page flow by flow, so that columns come apart here
    without a guess at their gutters.
    """
    flows: list[list[Line]] = []
    for line in _lines_as_given(words):
        if flows and _flows_on(flows[-1][-1], line):
            flows[-1].append(line)
        else:
            flows.append([line])
    return flows


def _lines_as_given(words: Sequence[Word]) -> Iterator[Line]:
    current: list[Word] = []
    for word in words:
        if current and not _on_line(current, word):
            yield Line(current)
            current = []
        current.append(word)
    if current:
        yield Line(current)


def _on_line(line: Sequence[Word], word: Word) -> bool:
    last, first = line[-1].box, line[0].box
    tallest = last if last.y1 - last.y0 > first.y1 - first.y0 else first
    overlap = min(tallest.y1, word.box.y1) - max(tallest.y0, word.box.y0)
    if overlap <= 0.5 * min(tallest.y1 - tallest.y0, word.size):
        return False
    return word.box.x0 >= last.x1 - 0.5 * word.size


def _flows_on(before: Line, line: Line) -> bool:
    beneath = before.box.y0 < line.box.y0 < before.box.y1 + 3 * max(before.size, line.size)
    return beneath and sideways_overlap(before.box, line.box) > 0


def sideways_overlap(one: Box, other: Box) -> float:
    """Return how far two boxes overlap sideways, in points; negative where they do not."""
    return min(one.x1, other.x1) - max(one.x0, other.x0)
