"""Links to the words of a page that prove something, and days as forms send them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import TypeVar
from urllib.parse import urlencode

from indexer.decisions.records import Proof
from indexer.errors import QuestionError
from indexer.records import Document, Page, Passage
from service.citations import Pages, stretches
from service.web.links import GAP, page_link

Chosen = TypeVar("Chosen", bound=StrEnum)
LONGEST = 300
"""Characters of a quotation that a link carries: its beginning marks the place."""
ENDS = 8
"""So many words of either end name a stretch of a page."""
MOST = 6
"""Stretches of a page that a passage's link marks: cells of a table may all stand apart."""


def quote_link(document: Document, proofs: Iterable[Proof]) -> str:
    """Return the lasting path of the page where the first of `proofs` stands, its words marked."""
    quoted = list(proofs)
    page = quoted[0].page
    query = []
    for proof in quoted:
        if proof.page == page:
            query += [("quote", shortened(proof.quote)), ("at", f"{proof.page}.{proof.start}")]
    query.append(("version", str(document.version)))
    return f"{page_link(document.id, page)}?{urlencode(query)}#quoted"


def passage_link(document: Document, passage: Passage, pages: Pages) -> str:
    """Return the lasting path of a passage: its first page, in this version, its words marked.

    It names the passage by its words, and so outlives its id, which is of a place among others:
    cut or read anew, that version still holds them.
    """
    section = pages.section(document.id, passage.section)
    found = stretches(section, passage.start, passage.stop, pages, passage)
    page = pages.page(document.id, passage.pages[0])
    first = [(each.start, each.stop) for each in found if each.page == page.number]
    return words_link(document, page, first[:MOST])


def words_link(document: Document, page: Page, words: Iterable[tuple[int, int]]) -> str:
    """Return the lasting path of `page` of a document in this version, `words` of its text marked.

    Each is its first and after last character; the path names it by the words at its ends.
    """
    places = list(words)
    query = [("quote", _ends(page.text[start:stop])) for start, stop in places]
    query += [("at", f"{page.number}.{start}") for start, _ in places]
    query.append(("version", str(document.version)))
    return f"{page_link(document.id, page.number)}?{urlencode(query)}#quoted"


def _ends(text: str) -> str:
    """Return `text` by its first and last words."""
    words = text.split()
    if len(words) <= 2 * ENDS + 2:
        return " ".join(words)
    return " ".join((*words[:ENDS], GAP, *words[-ENDS:]))


def shortened(quote: str) -> str:
    """Return the beginning of `quote`, cut between words."""
    if len(quote) <= LONGEST:
        return quote
    return quote[:LONGEST].rsplit(" ", 1)[0]


def day(name: str, text: str) -> date | None:
    """Return the day that a form sends as ``2025-01-30``, or None where it sends none.

    Raises
    ------
    QuestionError
        It is no day; `name` says which field it is.
    """
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise QuestionError(f"{name}: {text!r} is no day. Write it as 2025-01-30.") from error


def choice(name: str, text: str, kinds: Iterable[Chosen]) -> Chosen | None:
    """Return which of `kinds` a form chose, or None where it chose none.

    Raises
    ------
    QuestionError
        It is none of them; the message names them.
    """
    if not text.strip():
        return None
    known = {str(kind): kind for kind in kinds}
    if text.strip() not in known:
        raise QuestionError(f"{name}: {text!r} is not known. There are: {', '.join(known)}.")
    return known[text.strip()]
