"""Sections: what opens one, and which agenda item each stands under."""

from __future__ import annotations

import pytest

from indexer.records import Block, BlockKind, Page, Section
from indexer.sections import sections_of


def heading(text: str, level: int = 2) -> Block:
    return Block(BlockKind.HEADING, text, level=level)


def text(words: str) -> Block:
    return Block(BlockKind.PARAGRAPH, words)


def read(*pages: list[Block]) -> tuple[Section, ...]:
    """Return the sections of minutes that have `pages` of blocks."""
    title = Block(BlockKind.TITLE, "MINUTES", level=1)
    first, *others = pages
    return sections_of(
        [
            Page(number, "\n\n".join(block.text for block in blocks), tuple(blocks))
            for number, blocks in enumerate([[title, *first], *others], start=1)
        ]
    )


def minutes_of(sections: tuple[Section, ...]) -> list[str]:
    return [section.agenda_item.minute if section.agenda_item else "" for section in sections]


def test_an_item_without_text_is_a_section_of_its_own() -> None:
    found = read([heading("2. Invocation"), heading("3. Anthem"), text("All stood.")])
    assert minutes_of(found) == ["2", "3"]
    assert found[0].text.endswith("2. Invocation")


def test_a_part_of_an_item_opens_together_with_it() -> None:
    found = read([heading("2. Harbour"), heading("2a. Wall", 3), text("Old.")])
    assert minutes_of(found) == ["2a"]


def test_a_heading_under_an_item_keeps_its_number() -> None:
    below = [heading("What was said", 3), text("Much.")]
    beside = [heading("Quays"), text("More."), heading("Appendix 1: the survey"), text("Asked.")]
    found = read([heading("7. Wall"), text("Old."), *below, *beside])
    assert minutes_of(found) == ["7", "7", "7", "7"]


@pytest.mark.parametrize(
    "after", [heading("Reserved business", 1), heading("E. Motion to adopt the rest")]
)
def test_a_higher_or_a_lettered_heading_is_of_no_item(after: Block) -> None:
    found = read([heading("7. Wall"), text("Old."), after, text("More.")])
    assert minutes_of(found) == ["7", ""]


def test_a_question_that_goes_on_over_a_page_is_one_heading() -> None:
    rest = [heading("Accounts?"), text("It is new.")]
    found = read([text("Asked."), heading("Why does the fund have its own")], rest)
    assert found[-1].headings[-1] == "Why does the fund have its own Accounts?"


@pytest.mark.parametrize(
    ("last", "first"),
    [("The fund", "Why is it new?"), ("Why is it new?", "Who asked?"), ("Why it is new", "Costs")],
)
def test_headings_beside_a_page_end_that_are_no_question_stay_two(last: str, first: str) -> None:
    found = read([text("Asked."), heading(last)], [heading(first), text("It is new.")])
    assert found[-1].headings[-1] == first
