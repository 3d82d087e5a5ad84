"""Following a matter: its course through the meetings, and every page that mentions it."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Protocol

from msgspec import Struct

from indexer.catalogue.values import place_of
from indexer.decisions.records import Decision
from indexer.errors import NotFound
from indexer.records import Document, Passage
from service.matters.grouping import group
from service.matters.naming import name_of, phrases_of
from service.matters.occurrences import MatterRecords, Occurrence, Step, occurrences_in

REFERRING = 2000
"""Passages that say "refers" among which papers' references to minutes are looked for."""
MENTIONS = 2000
"""Passages that name a matter, at most."""


class FollowingRecords(MatterRecords, Protocol):
    """What following matters needs of an index."""

    def documents_by_id(self, ids: Sequence[str]) -> tuple[Document, ...]:
        """Return the documents of these ids, without those not held."""

    def passages_saying(self, text: str, limit: int) -> tuple[Passage, ...]:
        """Return up to `limit` passages that hold `text`."""

    def state(self) -> str:
        """Return what changes whenever documents come, change or go."""


class Entry(Struct, frozen=True):
    """One step of a matter: a paper of one meeting. ``also_in`` are copies of the same."""

    occurrence: Occurrence
    also_in: tuple[Occurrence, ...] = ()

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """What was decided in this step."""
        return self.occurrence.decisions


class Matter(Struct, frozen=True):
    """What belongs together. ``id`` is that of its first occurrence; those of the others lead here.

    ``phrases`` are the words that other papers call it by.
    """

    id: str
    title: str
    phrases: tuple[str, ...]
    references: tuple[str, ...]
    bodies: tuple[str, ...]
    first: date
    last: date
    entries: tuple[Entry, ...]
    ids: tuple[str, ...]

    @property
    def meetings(self) -> int:
        """At how many meetings it came up."""
        return len({(each.occurrence.body, each.occurrence.date) for each in self.entries})


class Mention(Struct, frozen=True):
    """A page of a document that names the matter, outside of its own papers."""

    document: Document
    page: int
    day: date | None
    passage: Passage


class Matters:
    """All matters of an index. Worked out when first asked for, and again when documents change."""

    def __init__(self, index: FollowingRecords) -> None:
        self._index = index
        self._state = ""
        self._matters: tuple[Matter, ...] = ()
        self._by_id: dict[str, Matter] = {}
        self._by_place: dict[tuple[str, int | None], Matter] = {}
        self._by_decision: dict[str, Matter] = {}
        self._working = threading.Lock()

    def all(self) -> tuple[Matter, ...]:
        """Return the matters that came up more than once, the latest first."""
        self._work_out()
        return tuple(each for each in self._matters if each.meetings > 1)

    def matter(self, matter_id: str) -> Matter:
        """Return the matter of that id, or that an occurrence of that id is part of.

        Raises
        ------
        NotFound
            There is none.
        """
        self._work_out()
        if matter_id not in self._by_id:
            raise NotFound(f"No matter {matter_id!r} is held.")
        return self._by_id[matter_id]

    def at(self, document_id: str, section: int | None) -> Matter | None:
        """Return the matter of a section of a document, else of the document, or None.

        An agenda is part of many matters, and leads to none.
        """
        self._work_out()
        own = self._by_place.get((document_id, section))
        return own or self._by_place.get((document_id, None))

    def of_decision(self, decision_id: str) -> Matter | None:
        """Return the matter in which something was decided, or None."""
        self._work_out()
        return self._by_decision.get(decision_id)

    def mentions(self, matter: Matter) -> tuple[Mention, ...]:
        """Return the pages that name `matter` or a reference of it, outside its own papers."""
        own = {
            (each.document.id, each.page if each.section is not None else 0)
            for entry in matter.entries
            for each in (entry.occurrence, *entry.also_in)
        }
        found: dict[tuple[str, int], Passage] = {}
        for words in (*matter.phrases, *matter.references):
            for passage in self._index.passages_saying(words, MENTIONS):
                found.setdefault((passage.document_id, passage.pages[0]), passage)
        held = {
            each.id: each
            for each in self._index.documents_by_id(sorted({place[0] for place in found}))
        }
        mentions = [
            Mention(
                held[document], page, place_of(held[document].at(page).description).day, passage
            )
            for (document, page), passage in found.items()
            if document in held and (document, page) not in own and (document, 0) not in own
        ]
        return tuple(
            sorted(mentions, key=lambda each: (each.day or date.max, each.document.path, each.page))
        )

    def _work_out(self) -> None:
        with self._working:
            state = self._index.state()
            if state == self._state:
                return
            # A paper that goes on with a matter says so on its first page; later on it only cites.
            referring = (
                (passage.document_id, passage.text)
                for passage in self._index.passages_saying("refers", REFERRING)
                if passage.pages[0] == 1
            )
            grouped = group(occurrences_in(self._index), referring)
            self._matters = tuple(
                sorted(map(_matter, grouped), key=lambda each: (each.last, each.id), reverse=True)
            )
            self._by_id, self._by_place, self._by_decision = {}, {}, {}
            for matter in self._matters:
                self._by_id |= dict.fromkeys(matter.ids, matter)
                for entry in matter.entries:
                    for each in (entry.occurrence, *entry.also_in):
                        self._by_decision |= {one.id: matter for one in each.decisions}
                        # A section of an agenda lists the items of many matters.
                        if each.step is not Step.AGENDA:
                            self._by_place.setdefault((each.document.id, each.section), matter)
            self._state = state


def _matter(occurrences: Sequence[Occurrence]) -> Matter:
    titles = [each.title for each in occurrences]
    phrases = phrases_of(titles, occurrences[0].council)
    return Matter(
        id=occurrences[0].id,
        title=name_of(titles, phrases),
        phrases=phrases,
        references=tuple(dict.fromkeys(ref for each in occurrences for ref in each.references)),
        bodies=tuple(dict.fromkeys(each.body for each in occurrences if each.body)),
        first=occurrences[0].date,
        last=occurrences[-1].date,
        entries=tuple(_entries(occurrences)),
        ids=tuple(dict.fromkeys(each.id for each in occurrences)),
    )


def _entries(occurrences: Iterable[Occurrence]) -> Iterable[Entry]:
    """Yield the steps in order; minutes published twice are one step, their own meeting's first."""
    found: dict[tuple[object, ...], list[Occurrence]] = {}
    for each in occurrences:
        key: tuple[object, ...] = (each.body, each.date, each.step, each.id)
        if each.step is not Step.MINUTES:
            key += (each.document.id,)
        found.setdefault(key, []).append(each)
    for same in found.values():
        best = sorted(same, key=_own_first)
        yield Entry(best[0], tuple(best[1:]))


def _own_first(occurrence: Occurrence) -> tuple[bool, bool]:
    place = place_of(occurrence.document.description)
    return place.published_with != place.recorded, occurrence.document.within is not None
