"""How well records were read: whether gold quotes stand whole in passages, on their pages.

A quote that no passage holds can neither be found nor quoted. This looks at the catalogue alone:
no vector store is opened, no model loaded.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

from msgspec import Struct

from eval.answers.matching import letters, shared
from eval.answers.questions import Gold, GoldQuestion
from indexer.catalogue import Reader
from indexer.records import Document, Passage, Section

KEPT = 64
"""Documents whose passages and sections are kept in memory."""


class Stands(StrEnum):
    """Where a gold quote stands."""

    IN_PASSAGE = "whole in a passage"
    ACROSS_TWO = "across two neighbours of a section"
    ELSEWHERE = "in a passage, but not on its page"
    ON_PAGE_ALONE = "on its page, but whole in no passage"
    NOWHERE = "not on its page"
    NOT_HELD = "its document or page is not held"


READ_WELL = frozenset({Stands.IN_PASSAGE, Stands.ACROSS_TWO})


class Found(Struct, frozen=True):
    """A gold quote and where it stands.

    ``nearest`` is the largest share of the quote's words, three running, that one passage of its
    page has: 1 where it is whole.
    """

    question: str
    gold: Gold
    stands: Stands
    nearest: float


def find_quotes(questions: Sequence[GoldQuestion], reader: Reader) -> tuple[Found, ...]:
    """Return where every distinct gold quote of `questions` stands, in their order.

    A quote stands where all its letters and digits stand in a row; white space, hyphens and
    punctuation do not count, so that a line's end or a table's cell parts nothing. Documents are
    found by their path.
    """
    documents = {document.path: document for document in reader.documents()}
    passages_of = lru_cache(KEPT)(reader.passages_of)
    sections_of = lru_cache(KEPT)(reader.sections)
    seen: set[Gold] = set()
    found = []
    for question in questions:
        for gold in question.gold:
            if gold in seen:
                continue
            seen.add(gold)
            document = documents.get(gold.file)
            if document is None or not 1 <= gold.page <= document.pages:
                found.append(Found(question.id, gold, Stands.NOT_HELD, 0.0))
                continue
            found.append(_found(question.id, gold, document, passages_of, sections_of, reader))
    return tuple(found)


def share_read_well(found: Sequence[Found]) -> float | None:
    """Return the share of quotes whole in a passage, or across two neighbours, on their page.

    None where there is no quote.
    """
    if not found:
        return None
    return sum(each.stands in READ_WELL for each in found) / len(found)


def _found(
    question: str,
    gold: Gold,
    document: Document,
    passages_of: Callable[[str], tuple[Passage, ...]],
    sections_of: Callable[[str], tuple[Section, ...]],
    reader: Reader,
) -> Found:
    passages = passages_of(document.id)
    on_page = [each for each in passages if each.pages[0] <= gold.page <= each.pages[1]]
    nearest = max((shared(gold.quote, _text(each)) for each in on_page), default=0.0)
    wanted = letters(gold.quote)
    if any(wanted in letters(_text(passage)) for passage in on_page):
        return Found(question, gold, Stands.IN_PASSAGE, 1.0)
    sections = {section.ordinal: section for section in sections_of(document.id)}
    ids = {passage.id for passage in on_page}
    for first, second in pairwise(passages):
        if first.section != second.section or ids.isdisjoint({first.id, second.id}):
            continue
        if wanted in letters(sections[first.section].text[first.start : second.stop]):
            return Found(question, gold, Stands.ACROSS_TWO, nearest)
    if any(wanted in letters(_text(passage)) for passage in passages):
        return Found(question, gold, Stands.ELSEWHERE, nearest)
    page = reader.page(document.id, gold.page).text
    stands = Stands.ON_PAGE_ALONE if wanted in letters(page) else Stands.NOWHERE
    return Found(question, gold, stands, nearest)


def _text(passage: Passage) -> str:
    return "\n".join(part for part in (passage.header, passage.text) if part)
