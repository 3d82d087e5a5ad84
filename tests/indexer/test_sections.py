"""Sections: what opens one, and which agenda item each stands under."""

from __future__ import annotations

import pytest

from indexer.records import Block, BlockKind, Page, Section
from indexer.sections import sections_of


def heading(text: str, level: int = 2) -> Block:
    return Block(BlockKind.HEADING, text, level=level)


def text(words: str) -> Block:
    return Block(BlockKind.PARAGRAPH, words)


def page(number: int, *blocks: tuple[BlockKind, str]) -> Page:
    text = "\n".join(text for _, text in blocks)
    return Page(number, text, tuple(Block(kind, text, level=2) for kind, text in blocks))


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


def test_an_agenda_item_takes_its_number_from_the_line_below_and_lasts_to_the_next() -> None:
    pages = [
        page(
            1,
            (BlockKind.PARAGRAPH, "MINUTES of a meeting of the Cabinet"),
            (BlockKind.HEADING, "80. Harbour wall"),
            (BlockKind.PARAGRAPH, "(Item 5)"),
            (BlockKind.PARAGRAPH, "The report was noted."),
            (BlockKind.HEADING, "Questions"),
            (BlockKind.PARAGRAPH, "None."),
            (BlockKind.HEADING, "81. Any other business"),
            (BlockKind.PARAGRAPH, "There was none."),
        )
    ]
    items = [section.agenda_item for section in sections_of(pages)]
    assert items[0] is None
    assert [(item.minute, item.item, item.title) for item in items[1:] if item] == [
        ("80", "5", "Harbour wall"),
        ("80", "5", "Harbour wall"),
        ("81", "", "Any other business"),
    ]


def test_a_numbered_heading_of_a_report_is_no_agenda_item() -> None:
    sections = sections_of(
        [page(1, (BlockKind.HEADING, "1. Introduction"), (BlockKind.PARAGRAPH, "x"))]
    )
    assert sections[0].agenda_item is None


def test_a_title_that_every_page_repeats_opens_one_section() -> None:
    sections = sections_of(
        [
            page(n, (BlockKind.HEADING, "Risk register"), (BlockKind.PARAGRAPH, "A risk."))
            for n in (1, 2)
        ]
    )
    assert len(sections) == 1


def test_a_paragraph_runs_on_over_the_end_of_its_page() -> None:
    sections = sections_of(
        [
            page(
                1,
                (BlockKind.PARAGRAPH, "The wall will be mended in"),
                (BlockKind.FOOTNOTE, "1 A note"),
            ),
            page(2, (BlockKind.PARAGRAPH, "the spring.")),
        ]
    )
    assert "mended in the spring." in sections[0].text


def test_the_last_cell_of_a_table_runs_on_over_the_end_of_its_page() -> None:
    def after(cell: str, following: str) -> str:
        table = (BlockKind.TABLE, f"Scheme\tDetail\nSea wall\t{cell}")
        return sections_of([page(1, table), page(2, (BlockKind.PARAGRAPH, following))])[0].text

    begun, rest = "The winter storms have brought a heavy", "bill for repairs. Work goes on."
    assert f"Sea wall\t{begun} {rest}" in after(begun, rest)
    assert f"{begun}\n\nThe bill" in after(begun, "The bill")
    assert f"12.5\n\n{rest}" in after("12.5", rest)
    assert f"Marlow and Pike\n\n{rest}" in after("Marlow and Pike", rest)
