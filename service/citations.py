"""Proving words by the page: where a passage's words stand, and whether they really do.

A quotation is a slice of a passage. Its section's pieces lead from there to the blocks of pages,
and the blocks' runs to the pages' own characters. What is found on the way is checked: the page's
characters, laid side by side, must be the quotation's letter by letter. Only these may differ:
white space, soft hyphens, and the hyphen of a word that a line's end divides. What fails raises
nothing and proves nothing: it has no citations, and is dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import islice
from typing import Protocol

from msgspec import Struct

from indexer.catalogue.values import place_of
from indexer.errors import NotFound
from indexer.records import AgendaItem, Document, Page, Passage, Section, title_of
from service.answers import Candidate
from service.cited import Citation, CitedDocument, CitedMeeting, Place

GAP = 40
"""Characters between two parts of a quotation on the page that one quote may still bridge."""
INVISIBLE = re.compile(r"[\s\u00ad\u200b]+")
LINE_END_HYPHEN = re.compile(r"\ufffe|[-\u2010](?=[^\S\n\r]*[\r\n])")
"""What divides a word at a line's end. PDFium writes U+FFFE for the hyphen and the end together."""


class Pages(Protocol):
    """What proving needs of an index."""

    def section(self, document_id: str, ordinal: int) -> Section:
        """Return one section of a document."""

    def page(self, document_id: str, number: int) -> Page:
        """Return one page of a document."""


class Stretch(Struct, frozen=True):
    """Characters of a page: ``page.text[start:stop]``."""

    page: int
    start: int
    stop: int


def cite(candidate: Candidate, start: int, stop: int, pages: Pages) -> tuple[Citation, ...]:
    """Return the citations that prove ``candidate.passage.text[start:stop]``, in reading order.

    One for each page that the words stand on, and one for each cell where a table's cells stand
    apart on the page. None where a letter of the words is not found on its page.
    """
    passage = candidate.passage
    try:
        section = pages.section(passage.document_id, passage.section)
        found = stretches(section, passage.start + start, passage.start + stop, pages, passage)
        texts = {each.page: pages.page(passage.document_id, each.page).text for each in found}
    except NotFound:
        return ()
    proof = "".join(texts[each.page][each.start : each.stop] for each in found)
    if not same_letters(passage.text[start:stop], proof):
        return ()
    return tuple(
        Citation(
            quote=words,
            document=cited_document(candidate.document),
            meeting=cited_meeting(candidate.document),
            agenda_item=item_name(section.agenda_item),
            page=each.page,
            start=each.start,
            stop=each.stop,
            also_in=places(words, candidate.also_in, pages),
        )
        for each in found
        for words in [collapsed(texts[each.page][each.start : each.stop])]
    )


def stretches(
    section: Section, start: int, stop: int, pages: Pages, passage: Passage
) -> tuple[Stretch, ...]:
    """Return where ``section.text[start:stop]`` stands, neighbours on a page joined.

    Raises
    ------
    NotFound
        The index does not hold a page that the section says it stands on.
    """
    found: list[Stretch] = []
    for piece in section.pieces:
        if piece.stop <= start or piece.start >= stop:
            continue
        page = pages.page(passage.document_id, piece.page)
        inside_start, inside_stop = max(start, piece.start) - piece.start, stop - piece.start
        for run in page.blocks[piece.block].runs:
            first = max(run.start, inside_start)
            last = min(run.start + run.length, inside_stop)
            if first < last:
                offset = run.page_start - run.start
                found.append(Stretch(piece.page, first + offset, last + offset))
    return _joined(found, pages, passage.document_id)


def same_letters(words: str, on_page: str) -> bool:
    """Return whether `words` are what stands `on_page`, but for the differences that may be.

    White space and soft hyphens count on neither side. A hyphen at a line's end on the page may
    be missing from `words`; every other character, a minus sign among them, must be the same.
    """
    wanted = INVISIBLE.sub("", words)
    marked = INVISIBLE.sub("", LINE_END_HYPHEN.sub("\ufffe", on_page))
    at = 0
    for character in marked:
        if at < len(wanted) and (
            character == wanted[at] or (character == "\ufffe" and wanted[at] in "-\u2010")
        ):
            at += 1
        elif character != "\ufffe":
            return False
    return at == len(wanted)


def collapsed(text: str) -> str:
    """Return `text` with each run of white space as one space."""
    return " ".join(text.split())


def stands(quote: str, page_text: str) -> bool:
    """Return whether `quote` is on the page, letter by letter once white space is collapsed."""
    return bool(quote) and collapsed(quote) in collapsed(page_text)


def places(quote: str, candidates: Iterable[Candidate], pages: Pages) -> tuple[Place, ...]:
    """Return where near-duplicates have the same words, one place for each document and page.

    A near-duplicate that has other words there, as a draft may, is none.
    """
    found = {
        (other.document.id, number): Place(
            document=cited_document(other.document),
            meeting=cited_meeting(other.document),
            page=number,
        )
        for other in candidates
        for number in islice(_pages_with(quote, other.passage, pages), 1)
    }
    return tuple(found.values())


def _pages_with(quote: str, passage: Passage, pages: Pages) -> Iterator[int]:
    """Yield the pages of a passage on which `quote` stands."""
    first, last = passage.pages
    for number in range(first, last + 1):
        with suppress(NotFound):
            if stands(quote, pages.page(passage.document_id, number).text):
                yield number


def cited_document(document: Document) -> CitedDocument:
    """Return what a citation says of its document."""
    description = document.description
    return CitedDocument(
        id=document.id,
        title=title_of(document),
        kind=description.kind.value if description.kind else "other",
        path=document.path,
        url=description.url,
        version=document.version,
        council=description.council,
        ai_generated=bool(description.ai_generated),
        first_page=document.first_page,
    )


def cited_meeting(document: Document) -> CitedMeeting | None:
    """Return the meeting that a document records, else the one that it was published with."""
    description = document.description
    place = place_of(description)
    body = description.recorded_body or description.body
    return CitedMeeting(body=body, date=place.day) if body else None


def item_name(item: AgendaItem | None) -> str | None:
    """Return an agenda item as it is printed: ``80. Provisional Settlement (Item 5)``."""
    if item is None:
        return None
    number = f"{item.minute}. " if item.minute else ""
    return f"{number}{item.title}" + (f" (Item {item.item})" if item.item else "")


def _joined(found: Sequence[Stretch], pages: Pages, document_id: str) -> tuple[Stretch, ...]:
    """Join neighbours between which the page has only white space or a line's-end hyphen."""
    joined: list[Stretch] = []
    for each in found:
        last = joined[-1] if joined else None
        if last and last.page == each.page and 0 <= each.start - last.stop <= GAP:
            between = pages.page(document_id, each.page).text[last.stop : each.start]
            if not INVISIBLE.sub("", LINE_END_HYPHEN.sub("", between)):
                joined[-1] = Stretch(each.page, last.start, each.stop)
                continue
        joined.append(each)
    return tuple(joined)
