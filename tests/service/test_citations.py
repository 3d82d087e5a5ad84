"""Proving words by the page."""

from __future__ import annotations

from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from indexer.config import AnswerSettings, Settings
from indexer.errors import NotFound
from indexer.records import (
    Block,
    BlockKind,
    Description,
    Document,
    Page,
    Passage,
    Piece,
    Run,
    Section,
)
from service.answers import Candidate, Question
from service.citations import cite, same_letters, stands
from service.compose.quotation import Quotation
from service.compose.quoting import QuotingComposer
from service.index import Index
from service.steps import PLACES, Context, check


class Pages:
    """One section over the pages given."""

    def __init__(self, section: Section, *pages: Page) -> None:
        self._section = section
        self._pages = {page.number: page for page in pages}

    def section(self, document_id: str, ordinal: int) -> Section:
        return self._section

    def page(self, document_id: str, number: int) -> Page:
        if number not in self._pages:
            raise NotFound(f"no page {number}")
        return self._pages[number]


def page_of(number: int, text: str, block: str, *runs: Run) -> Page:
    return Page(number, text, (Block(BlockKind.PARAGRAPH, block, runs),))


def candidate(text: str, start: int = 0) -> Candidate:
    passage = Passage(
        "p", "d", 0, 0, start, start + len(text), text, pages=(1, 2), header="", context=""
    )
    document = Document(
        "d", "s", "a.pdf", Description(title="A"), (), 1, "", "application/pdf", 2, ()
    )
    return Candidate(passage, document, None, None, 1.0)


def one_page(text: str, block: str, *runs: Run) -> Pages:
    piece = Piece(0, len(block), 1, 0, BlockKind.PARAGRAPH)
    return Pages(Section(0, (), None, block, (piece,)), page_of(1, text, block, *runs))


def test_a_quote_is_what_stands_on_the_page() -> None:
    pages = one_page(
        "It cost\r\n£5,000 in all.", "It cost £5,000 in all.", Run(0, 0, 7), Run(8, 9, 14)
    )
    (citation,) = cite(candidate("It cost £5,000 in all."), 0, 22, pages)
    assert citation.quote == "It cost £5,000 in all."
    assert (citation.page, citation.start, citation.stop) == (1, 0, 23)


def test_a_word_divided_at_a_lines_end_is_proved_as_it_is_printed() -> None:
    pages = one_page("the coun\ufffecil met", "the council met", Run(0, 0, 8), Run(8, 9, 7))
    (citation,) = cite(candidate("the council met"), 0, 15, pages)
    assert citation.quote == "the coun\ufffecil met"
    assert stands(citation.quote, "the coun\ufffecil met")


def test_a_near_duplicate_is_named_only_where_it_has_the_same_words() -> None:
    words = "The order costs £8,000."
    section = Section(0, (), None, words, (Piece(0, len(words), 1, 0, BlockKind.PARAGRAPH),))
    pages = Pages(
        section,
        page_of(1, words, words, Run(0, 0, len(words))),
        page_of(3, "Agenda", ""),
        page_of(4, "The order\r\ncosts £8,000. It is made.", ""),
        page_of(5, "The order costs £9,000.", ""),
    )
    found = candidate(words)
    copy, draft = (
        replace(
            found,
            passage=replace(found.passage, document_id=name, pages=on),
            document=replace(found.document, id=name),
        )
        for name, on in (("copy", (3, 4)), ("draft", (5, 6)))
    )
    (citation,) = cite(replace(found, also_in=(copy, draft)), 0, len(words), pages)
    assert [(place.document.id, place.page) for place in citation.also_in] == [("copy", 4)]


def test_a_sentence_over_two_pages_has_a_citation_on_each() -> None:
    text = "The lido reopens on 17 May."
    section = Section(
        0,
        (),
        None,
        text,
        (
            Piece(0, 16, 1, 0, BlockKind.PARAGRAPH),
            Piece(17, 27, 2, 0, BlockKind.PARAGRAPH),
        ),
    )
    pages = Pages(
        section,
        page_of(1, "The lido reopens", "The lido reopens", Run(0, 0, 16)),
        page_of(2, "on 17 May.", "on 17 May.", Run(0, 0, 10)),
    )
    first, second = cite(candidate(text), 0, len(text), pages)
    assert (first.page, first.quote) == (1, "The lido reopens")
    assert (second.page, second.quote) == (2, "on 17 May.")


@pytest.mark.parametrize(
    "on_page",
    ["It cost £6,000 in all.", "It cost -£5,000 in all", "", "It cost £5 000 in a1l."],
)
def test_what_is_not_on_the_page_letter_by_letter_proves_nothing(on_page: str) -> None:
    block = "It cost £5,000 in all."
    length = min(len(on_page), len(block))
    runs = (Run(0, 0, length),) if length else ()
    assert cite(candidate(block), 0, len(block), one_page(on_page, block, *runs)) == ()


def test_a_page_that_is_not_held_proves_nothing() -> None:
    piece = Piece(0, 4, 9, 0, BlockKind.PARAGRAPH)
    assert cite(candidate("lido"), 0, 4, Pages(Section(0, (), None, "lido", (piece,)))) == ()


@pytest.mark.parametrize(
    ("words", "on_page", "same"),
    [
        ("council", "coun-\r\ncil", True),
        ("post-16", "post-\n16", True),
        ("council", "coun\u00adcil", True),
        ("-541.0", "-541.0", True),
        ("541.0", "-541.0", False),
        ("council", "coun-cil", False),
        ("a b", "ab", True),
        ("ab", "abc", False),
        ("abc", "ab", False),
    ],
)
def test_only_what_a_lines_end_adds_may_differ(words: str, on_page: str, same: bool) -> None:
    assert same_letters(words, on_page) is same


@given(st.text(alphabet="abc-1 \n£.", max_size=40))
def test_a_text_has_its_own_letters(text: str) -> None:
    assert same_letters(text.replace("-\n", "-"), text)


@pytest.mark.parametrize(
    ("cells", "lines", "shown"), [(PLACES, 1, 1), (PLACES + 1, 1, 0), (2 * PLACES, 2, 1)]
)
def test_a_line_put_together_from_all_over_a_page_is_not_shown(
    cells: int, lines: int, shown: int
) -> None:
    words = [f"cell{number:02}" for number in range(cells)]
    rows = [words[at::lines] for at in range(lines)]
    row = "\n".join(map("\t".join, rows))
    apart = " | ".join(word for each in rows for word in each)
    pages = one_page(apart, row, *(Run(7 * at, 9 * at, 6) for at in range(cells)))
    quotation = Quotation(candidate(row), 0, len(row), "", 1.0, ())
    context = Context(
        Question("?"), cast(Index, pages), Settings(), QuotingComposer(AnswerSettings())
    )
    context.quotations = (quotation,)
    check(context)
    assert len(context.statements) == len(context.quotations) == shown
    assert [each.rejected for each in context.rejected] == [
        "a quotation is scattered over its page"
    ][shown:]
