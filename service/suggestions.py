"""Questions to begin with, drawn from what the records really hold."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.catalogue.values import place_of
from indexer.records import Document, DocumentKind
from indexer.store.schema import Narrowing
from service.index import Index

DOCUMENTS = 12
"""Minutes looked into, the newest."""
FORMAL = re.compile(
    r"apolog|declaration|minutes|urgent|chair|election|exclusion|exempt|question|petition|"
    r"announcement|welcome|any other|date of|next meeting|membership|attendance|webcast|motion|"
    r"adjourn|opening|substitut|public speaking|forward plan|work programme",
    re.IGNORECASE,
)
WORDS = range(2, 11)


def suggestions(index: Index, limit: int = 4) -> tuple[str, ...]:
    """Return questions on agenda items of the newest minutes, each of another item."""
    held = index.documents(Narrowing(kinds=(DocumentKind.MINUTES.value,)))
    papers = [paper for each in held for paper in each.papers]
    minutes = sorted(
        (each for each in papers if each.description.kind is DocumentKind.MINUTES),
        key=_newest_first,
    )
    found: dict[str, str] = {}
    for document in minutes[:DOCUMENTS]:
        body = document.description.recorded_body or document.description.body
        for title in _titles(index, document):
            if body and title.casefold() not in found:
                found[title.casefold()] = f"What did {_the(body)} decide about {title}?"
                break
        if len(found) == limit:
            break
    return tuple(found.values())


def _titles(index: Index, document: Document) -> Sequence[str]:
    sections = document.own(index.sections(document.id))
    items = [section.agenda_item for section in sections]
    titles = [re.sub(r"\s*\(.*$", "", item.title).strip(" .:-–") for item in items if item]
    return [
        _plain(title)
        for title in dict.fromkeys(titles)
        if len(title.split()) in WORDS and not FORMAL.search(title)
    ]


def _plain(title: str) -> str:
    return title.capitalize() if title.isupper() else title


def _the(body: str) -> str:
    return body if body.casefold().startswith("the ") else f"the {body}"


def _newest_first(document: Document) -> tuple[int, str]:
    day = place_of(document.description).day
    return (-day.toordinal() if day else 0, document.path)
