"""Headings in PDF: where one begins and ends, and what is none however it is set."""

from __future__ import annotations

import pytest
from reportlab.pdfgen.canvas import Canvas

from indexer.partition.pdf import read_pdf
from indexer.records import BlockKind
from tests.indexer.partition.pdf_pages import HEIGHT, PROSE, SETTINGS, Draw, heading, lines, pdf


def blocks(*pages: Draw) -> list[tuple[BlockKind, str]]:
    read = read_pdf(pdf(*pages), "a.pdf", SETTINGS)
    return [(block.kind, block.text) for page in read for block in page.blocks]


@pytest.mark.parametrize(
    "item",
    [
        ["2 MINUTES OF THE LAST MEETING"],
        ["2 MINUTES"],
        ["2. MINUTES (Agenda item 3)"],
        ["2 MINUTES OF THE LAST MEETING,", "AND OF THE ONE BEFORE"],
        ["2 MINUTES OF THE LAST MEETING", "(Agenda item 3)"],
    ],
)
def test_a_number_and_capitals_head_an_item_though_nothing_parts_it(item: list[str]) -> None:
    found = blocks(lambda canvas: lines(canvas, [*PROSE, *item, *PROSE]))
    assert found == [
        (BlockKind.PARAGRAPH, " ".join(PROSE)),
        (BlockKind.HEADING, " ".join(item)),
        (BlockKind.PARAGRAPH, " ".join(PROSE)),
    ]


def test_a_short_outcome_in_capitals_is_not_of_the_heading_that_its_number_ends() -> None:
    texts = ["7 WORK PROGRAMME (Agenda item 7)", "NOTED"]
    assert blocks(lambda canvas: lines(canvas, texts))[0] == (BlockKind.HEADING, texts[0])


def bold_after(first: str, second: str) -> Draw:
    def draw(canvas: Canvas) -> None:
        lines(canvas, [*PROSE, first])
        heading(canvas, second, 90 + 14 * (len(PROSE) + 1))
        lines(canvas, PROSE, top=300)

    return draw


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("They were asked “How do you find the steps down to", "Quay Street?”"),
        ("They were asked how they find the", "steps to the quay"),
    ],
)
def test_a_bold_line_that_goes_on_with_a_sentence_is_no_heading(first: str, second: str) -> None:
    found = blocks(bold_after(first, second))
    assert BlockKind.HEADING not in [kind for kind, _ in found]
    assert found[0][1].endswith(f"{first} {second}")


def test_a_bold_line_after_a_sentence_is_a_heading() -> None:
    assert (BlockKind.HEADING, "Quay Street") in blocks(bold_after("They left.", "Quay Street"))


def test_a_line_that_begins_in_lower_case_is_no_heading() -> None:
    found = blocks(lambda canvas: heading(canvas, "against the plan", 90))
    assert found == [(BlockKind.PARAGRAPH, "against the plan")]


def numbered_twice(number: int) -> Draw:
    """Draw a page with a number of its own, a footer of two lines, and a large one beneath."""

    def draw(canvas: Canvas) -> None:
        lines(canvas, PROSE, top=200)
        footer = [str(number), "Draft until agreed", "at the next meeting"]
        lines(canvas, footer, top=0.9 * HEIGHT)
        lines(canvas, [str(number + 40)], top=0.985 * HEIGHT, size=22)

    return draw


def test_page_numbers_are_furniture_whatever_their_size_and_number() -> None:
    found = blocks(*map(numbered_twice, (1, 2, 3)))
    assert {text for kind, text in found if kind is not BlockKind.FURNITURE} == {" ".join(PROSE)}
