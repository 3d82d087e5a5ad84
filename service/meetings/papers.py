"""Which item of a meeting its papers and decisions belong to: as they say, never by guessing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from indexer.decisions.actions import references_in
from indexer.records import Document, DocumentKind
from service.decisions import RecordedDecision
from service.matters.titles import about, terms, weak, years
from service.meetings.values import Item

OF_AN_ITEM = (DocumentKind.REPORT, DocumentKind.DECISION_NOTICE, DocumentKind.OTHER)
NUMBERED = re.compile(
    r"^\W*(?:agenda\s+)?item\s+(?:no\.?\s*)?(?P<number>\d{1,3}[a-z]?)\b", re.IGNORECASE
)
WEAK = 0.25
"""What a word that half of all papers about money share weighs beside another."""
ALIKE = 0.75
"""The part of the shorter title's words that two titles about the same share."""


def with_papers(
    items: Sequence[Item], documents: Sequence[Document]
) -> tuple[tuple[Item, ...], tuple[Document, ...]]:
    """Return `items`, each with its papers, and the documents that belong to none of them.

    A paper belongs to the item whose reference it carries, whose number it bears ("Item 7 ..."), or
    whose title its own is about; the first of these that holds for one item alone.
    """
    under: dict[int, list[Document]] = {}
    others: list[Document] = []
    for document in documents:
        kind = document.description.kind or DocumentKind.OTHER
        at = _item(items, _names(document)) if kind in OF_AN_ITEM else None
        if at is None:
            others.append(document)
        else:
            under.setdefault(at, []).append(document)
    return (
        tuple(replace(item, papers=tuple(under.get(at, ()))) for at, item in enumerate(items)),
        tuple(others),
    )


def with_decisions(
    items: Sequence[Item], decisions: Sequence[RecordedDecision]
) -> tuple[tuple[Item, ...], tuple[RecordedDecision, ...]]:
    """Return `items`, each with its decisions, and the decisions that stand under none."""
    under: dict[int, list[RecordedDecision]] = {}
    others: list[RecordedDecision] = []
    for each in decisions:
        at = _decided(items, each)
        if at is None:
            others.append(each)
        else:
            under.setdefault(at, []).append(each)
    return (
        tuple(replace(item, decisions=tuple(under.get(at, ()))) for at, item in enumerate(items)),
        tuple(others),
    )


def _decided(items: Sequence[Item], recorded: RecordedDecision) -> int | None:
    held = recorded.decision.agenda_item
    if held is None:
        return None
    if held.minute or held.item:
        for at, item in enumerate(items):
            if (held.minute, held.title) == (item.minute, item.title):
                return at
    return _item(items, (held.title, *recorded.decision.references))


def _names(document: Document) -> tuple[str, ...]:
    """Return what a document is called: its title, and the name of its file without its ending."""
    name = document.path.rsplit("/", 1)[-1]
    return tuple(each for each in (document.description.title, name.rsplit(".", 1)[0]) if each)


def _item(items: Sequence[Item], names: Sequence[str]) -> int | None:
    """Return which of `items` is so called, by reference, else by number, else by title."""
    references = {ref for name in names for ref in references_in(name.replace("-", "/"))}
    numbers = {match["number"] for name in names if (match := NUMBERED.match(name))}
    ways = (
        [at for at, item in enumerate(items) if references & set(references_in(item.title))],
        [at for at, item in enumerate(items) if item.number in numbers],
        [at for at, item in enumerate(items) if any(_alike(item.title, name) for name in names)],
    )
    return next((found[0] for found in ways if len(found) == 1), None)


def _alike(one: str, other: str) -> bool:
    """Return whether two titles are about the same: a meeting has few, so most words must agree."""
    mine, theirs = terms(one), terms(other)
    shared = mine & theirs
    if about(one).casefold() == about(other).casefold():
        return True
    # Titles that tell of money alone are about the same where they are of one year.
    budget = len(shared) > 2 and bool(years(one) & years(other))
    if len(shared) < 2 or not (budget or shared - weak(shared)):
        return False
    return _weight(shared) >= ALIKE * min(_weight(mine), _weight(theirs))


def _weight(stems: frozenset[str]) -> float:
    lesser = weak(stems)
    return sum(WEAK if stem in lesser else 1.0 for stem in stems)
