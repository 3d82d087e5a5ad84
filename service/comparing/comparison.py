"""The comparison of two documents, as the service gives it."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from msgspec import Struct

from indexer.records import Page
from service.comparing.aligning import Stretch, compare_words, pair_units
from service.comparing.figures import FigureChange, figure_changes
from service.comparing.units import Unit, joined, units_of


class Change(StrEnum):
    """What became of a paragraph or a row."""

    SAME = "same"
    CHANGED = "changed"
    REMOVED = "removed"
    ADDED = "added"
    MOVED_AWAY = "moved_away"
    MOVED_HERE = "moved_here"


class Part(Struct, frozen=True):
    """Words that changed together, or did not."""

    text: str
    changed: bool


class Text(Struct, frozen=True):
    """A paragraph or a row as it stands in one of the documents, and on which page."""

    page: int
    parts: tuple[Part, ...]


class Line(Struct, frozen=True):
    """What stands side by side; None where one of the documents has nothing there."""

    change: Change
    older: Text | None
    newer: Text | None


class Comparison(Struct, frozen=True):
    """How two documents differ. ``lines`` is all of both, in order, in counts of words the rest."""

    figures: tuple[FigureChange, ...]
    lines: tuple[Line, ...]
    words_removed: int
    words_added: int
    words_same: int

    @property
    def identical(self) -> bool:
        """Whether no word differs."""
        return not self.words_removed and not self.words_added


def compare(older: Sequence[Page], newer: Sequence[Page]) -> Comparison:
    """Return how the pages `newer` differ from `older`, word by word.

    Headers, footers and page numbers are left out. What is gone from one place and stands, word
    for word, in another is said to have moved.
    """
    before, after = units_of(older), units_of(newer)
    lines: list[Line] = []
    figures: list[FigureChange] = []
    removed = added = same = 0
    pairs = tuple(pair_units(before, after))
    gone = {before[a].keys for a, b in pairs if a is not None and b is None}
    new = {after[b].keys for a, b in pairs if a is None and b is not None}
    for a, b in pairs:
        if a is not None and b is not None:
            stretches = compare_words(before[a].keys, after[b].keys)
            figures += figure_changes(before[a], after[b], stretches)
            line = _line(before[a], after[b], stretches)
            same += sum(each.older_stop - each.older_start for each in stretches if each.same)
            removed += sum(
                each.older_stop - each.older_start for each in stretches if not each.same
            )
            added += sum(each.newer_stop - each.newer_start for each in stretches if not each.same)
        elif a is not None:
            moved = before[a].keys in new and len(before[a].keys) > 3
            line = Line(Change.MOVED_AWAY if moved else Change.REMOVED, _whole(before[a]), None)
            removed += len(before[a].words)
        elif b is not None:
            moved = after[b].keys in gone and len(after[b].keys) > 3
            line = Line(Change.MOVED_HERE if moved else Change.ADDED, None, _whole(after[b]))
            added += len(after[b].words)
        else:
            continue
        lines.append(line)
    return Comparison(tuple(figures), tuple(lines), removed, added, same)


def _line(older: Unit, newer: Unit, stretches: Sequence[Stretch]) -> Line:
    if all(stretch.same for stretch in stretches):
        return Line(Change.SAME, _whole(older, False), _whole(newer, False))
    left = [
        Part(joined(older.words[each.older_start : each.older_stop]), not each.same)
        for each in stretches
        if each.older_stop > each.older_start
    ]
    right = [
        Part(joined(newer.words[each.newer_start : each.newer_stop]), not each.same)
        for each in stretches
        if each.newer_stop > each.newer_start
    ]
    return Line(Change.CHANGED, Text(older.page, tuple(left)), Text(newer.page, tuple(right)))


def _whole(unit: Unit, changed: bool = True) -> Text:
    return Text(unit.page, (Part(joined(unit.words), changed),))
