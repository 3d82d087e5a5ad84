"""The records nearest to a question that the records do not answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from indexer.errors import NotFound
from indexer.records import Passage, Section
from service.answers import Candidate
from service.citations import Pages, cited_document, cited_meeting, item_name
from service.cited import Nearest
from service.compose.traits import piece_at

EXCERPT = 240
"""An excerpt's characters at most."""


def nearest_to(
    candidates: Sequence[Candidate], likeliest: Mapping[str, int], pages: Pages, limit: int
) -> tuple[Nearest, ...]:
    """Return the nearest records, one for each document.

    ``likeliest`` is where in its section, by a passage's id, the words begin that are likeliest to
    answer: the excerpt begins there.
    """
    best: dict[str, Candidate] = {}
    for candidate in candidates:
        best.setdefault(candidate.document.id, candidate)
    return tuple(
        _near(each, likeliest.get(each.passage.id, each.passage.start), pages)
        for each in list(best.values())[:limit]
    )


def _near(candidate: Candidate, likeliest: int, pages: Pages) -> Nearest:
    passage = candidate.passage
    begins = max(passage.start, min((each.start for each in candidate.recorded), default=likeliest))
    try:
        section = pages.section(passage.document_id, passage.section)
    except NotFound:
        section = None
    return Nearest(
        document=cited_document(candidate.document),
        meeting=cited_meeting(candidate.document),
        agenda_item=item_name(section.agenda_item) if section else None,
        page=_page_of(passage, begins, section),
        excerpt=_shortened(passage.text[begins - passage.start :]),
    )


def _page_of(passage: Passage, at: int, section: Section | None) -> int:
    piece = piece_at(section, at) if section else None
    return piece.page if piece else passage.pages[0]


def _shortened(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= EXCERPT else f"{words[:EXCERPT].rsplit(' ', 1)[0]} …"
