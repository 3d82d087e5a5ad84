"""Turning the pages of what a search found, which hold together while the index changes.

What searches found lately is kept. A cursor names it, a position in it, and the document before
that: whoever turns the page sees the rest of what they began with, though records came or went
meanwhile. Where it is kept no longer, the search is run again and goes on after that document.
"""

from __future__ import annotations

import re
import threading
from collections import OrderedDict

import msgspec
from msgspec import Struct

from indexer.errors import QuestionError
from indexer.records import digest
from indexer.searching.modes import Mode
from indexer.searching.syntax import Search
from service.search.passages import ServedPassages
from service.search.searching import Found, FoundDocument, Order, Searched, find

MOST_KEPT = 64
"""Searches whose results are kept; the one not asked for the longest goes first."""
_CURSOR = re.compile(r"([0-9a-f]{16})\.(\d{1,6})\.([0-9a-f]*)")


class Cursor(Struct, frozen=True):
    """A place between two documents found: ``position`` of them, the last ``before``, precede it.

    ``results`` names the search and the state of the index that it was run on.
    """

    results: str
    position: int
    before: str = ""

    def __str__(self) -> str:
        """Return the cursor as an address has it."""
        return f"{self.results}.{self.position}.{self.before}"


class Turned(Struct, frozen=True):
    """A page of what was found, and the cursors of those around it.

    ``changed`` tells that the index has changed since the first page and what was found then is
    kept no longer: this page goes on where the one before it ended, in what is found now.
    """

    found: Found
    shown: tuple[FoundDocument, ...]
    start: int
    next: Cursor | None
    previous: Cursor | None
    changed: bool = False


class Turning:
    """Searches an index, page by page. Safe to share between threads."""

    def __init__(self, index: Searched, served: ServedPassages) -> None:
        self._index = index
        self._served = served
        self._kept: OrderedDict[str, Found] = OrderedDict()
        self._keeping = threading.Lock()

    def found(self, search: Search, mode: Mode, order: Order) -> Found:
        """Return all that a search finds now; raises what `find` raises."""
        return self._found_now(search, mode, order)[1]

    def page(self, search: Search, mode: Mode, order: Order, size: int, cursor: str = "") -> Turned:
        """Return `size` documents after `cursor`, or the first.

        Raises
        ------
        QuestionError
            The cursor is none, or `find` cannot read the search.
        """
        at = _cursor(cursor) if cursor else None
        kept = self._recall(at.results) if at else None
        if at and kept:
            name, found, start, changed = at.results, kept, at.position, False
        else:
            name, found = self._found_now(search, mode, order)
            changed = at is not None and at.results != name
            start = _taken_up(found, at) if at and changed else at.position if at else 0
        start = min(start, len(found.documents))
        shown = found.documents[start : start + size]
        return Turned(
            found,
            shown,
            start,
            _at(name, found, start + size) if start + size < len(found.documents) else None,
            _at(name, found, max(0, start - size)) if start else None,
            changed,
        )

    def _found_now(self, search: Search, mode: Mode, order: Order) -> tuple[str, Found]:
        held = self._served.now()
        asked = msgspec.json.encode((search.text, mode, order, held.state))
        name = digest(asked)[:16]
        found = self._recall(name)
        if found is None:
            found = find(self._index, held, search, mode, order)
            with self._keeping:
                self._kept[name] = found
                while len(self._kept) > MOST_KEPT:
                    self._kept.popitem(last=False)
        return name, found

    def _recall(self, name: str) -> Found | None:
        with self._keeping:
            found = self._kept.get(name)
            if found is not None:
                self._kept.move_to_end(name)
            return found


def _cursor(text: str) -> Cursor:
    read = _CURSOR.fullmatch(text)
    if read is None:
        raise QuestionError(f"cursor: {text!r} is none. Take it from the page before, unchanged.")
    return Cursor(read[1], int(read[2]), read[3])


def _at(name: str, found: Found, position: int) -> Cursor:
    before = found.documents[position - 1].document.id if position else ""
    return Cursor(name, position, before)


def _taken_up(found: Found, at: Cursor) -> int:
    """Return where to go on in `found`: after the document that the cursor stands behind."""
    places = (place for place, each in enumerate(found.documents) if each.document.id == at.before)
    return next((place + 1 for place in places), at.position)
