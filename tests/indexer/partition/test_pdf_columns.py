"""Columns of tables in PDFs that no line rules: told by where figures stand beneath one another."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from indexer.records import BlockKind

sys.path.insert(0, str(Path(__file__).parent))
from pdf_pages import HEIGHT, PROSE, blocks, lines, pdf, read, ruled

LABELS, RIGHTS = 80, (280, 360, 440)
"""Where labels begin, and where the columns of figures end."""
FIGURES = [
    ("Parks", "88.0", "91.4", "3.4"),
    ("Quays and slipways", "1,310.5", "1,250.0", "-60.5"),
    ("Baths", "7.5", "", "-7.5"),
]


def row(canvas: Canvas, cells: Sequence[str], top: float, bold: bool = False) -> None:
    """Draw a label, and figures that end one beneath another."""
    canvas.setFont("Helvetica-Bold" if bold else "Helvetica", 9)
    canvas.drawString(LABELS, HEIGHT - top, cells[0])
    for x, cell in zip(RIGHTS, cells[1:], strict=True):
        canvas.drawRightString(x, HEIGHT - top, cell)


def banded(canvas: Canvas, top: float = 200, rows: Sequence[Sequence[str]] = FIGURES) -> None:
    """Draw rows between lines that go from side to side, without any down the page."""
    for number in range(len(rows) + 1):
        y = HEIGHT - top - 16 * number
        canvas.line(72, y, 450, y)
    for number, cells in enumerate(rows):
        row(canvas, cells, top + 16 * number + 11)


def texts(*draw: object) -> tuple[str, str]:
    """Return header and text of the only table on the one page drawn."""

    def page(canvas: Canvas) -> None:
        for each in draw:
            each(canvas)  # type: ignore[operator]

    (table,) = blocks(read(pdf(page))[0], BlockKind.TABLE)
    return table.header, table.text


def test_what_stands_right_above_and_below_its_lines_is_of_the_table() -> None:
    header, text = texts(
        lambda c: row(c, ("", "Agreed", "Expected", "More"), 180, bold=True),
        lambda c: row(c, ("", "budget", "at the end", ""), 191, bold=True),
        banded,
        lambda c: row(c, ("In all", "1,406.0", "1,341.4", "-64.6"), 262, bold=True),
    )
    assert header == "\tAgreed budget\tExpected at the end\tMore"
    assert text.split("\n")[1:] == [
        "Parks\t88.0\t91.4\t3.4",
        "Quays and slipways\t1,310.5\t1,250.0\t-60.5",
        "Baths\t7.5\t\t-7.5",
        "In all\t1,406.0\t1,341.4\t-64.6",
    ]


def test_prose_and_other_tables_around_a_table_are_none_of_it() -> None:
    def page(canvas: Canvas) -> None:
        lines(canvas, PROSE, top=150)
        banded(canvas)
        lines(canvas, PROSE, top=262)
        banded(canvas, 310)
        ruled(canvas, [["Owed", "2.0", "3.0"]] * 3, top=310 + 16 * 3 + 6)

    read_page = read(pdf(page))[0]
    tables = blocks(read_page, BlockKind.TABLE)
    assert [table.text.count("\n") for table in tables] == [2, 2, 2]
    assert " ".join(PROSE) in [block.text for block in blocks(read_page, BlockKind.PARAGRAPH)]


def test_columns_of_figures_in_one_frame_stand_under_their_headings() -> None:
    def framed(canvas: Canvas) -> None:
        canvas.rect(72, HEIGHT - 200, 140, 30)
        canvas.rect(212, HEIGHT - 200, 240, 30)
        row(canvas, ("Service", "Agreed", "Expected", "More"), 195, bold=True)
        canvas.drawRightString(430, HEIGHT - 182, "or less")
        for number, cells in enumerate(FIGURES):
            canvas.rect(72, HEIGHT - 216 - 16 * number, 140, 16)
            canvas.rect(212, HEIGHT - 216 - 16 * number, 240, 16)
            row(canvas, cells, 211 + 16 * number)

    header, text = texts(framed)
    assert header == "Service\tAgreed\tExpected\tMore or less"
    assert text.split("\n")[1:] == [
        "Parks\t88.0\t91.4\t3.4",
        "Quays and slipways\t1,310.5\t1,250.0\t-60.5",
        "Baths\t7.5\t\t-7.5",
    ]


def test_an_empty_cell_that_nothing_rules_keeps_its_column() -> None:
    def spaced(canvas: Canvas) -> None:
        row(canvas, ("Service", "2024", "2025", "More"), 200)
        for number, cells in enumerate(FIGURES):
            row(canvas, cells, 216 + 16 * number)

    _, text = texts(spaced)
    assert text.split("\n")[-1] == "Baths\t7.5\t\t-7.5"


def test_labels_left_of_what_is_shaded_are_of_its_rows() -> None:
    def shaded(canvas: Canvas) -> None:
        canvas.setFillGray(0.9)
        for left in (215, 295, 375):
            canvas.rect(left, HEIGHT - 262, 80, 72, stroke=0, fill=1)
        canvas.setFillGray(0)
        row(canvas, ("", "Agreed", "Expected", "More"), 200)
        for number, cells in enumerate(FIGURES):
            row(canvas, cells, 216 + 16 * number)

    header, text = texts(shaded)
    assert header == "\tAgreed\tExpected\tMore"
    assert text.split("\n")[1:3] == [
        "Parks\t88.0\t91.4\t3.4",
        "Quays and slipways\t1,310.5\t1,250.0\t-60.5",
    ]


def test_a_sign_far_left_of_its_figure_is_no_cell() -> None:
    def page(canvas: Canvas) -> None:
        ruled(
            canvas, [["Service", "2024-25", "2025-26"], ["Parks", "88.0", ""], ["Quays", "3.0", ""]]
        )
        for number, figure in enumerate(("4.5", "1,250.0")):
            y = HEIGHT - 200 - 30 * (number + 1) - 11
            canvas.drawString(295, y, "-")
            canvas.drawRightString(395, y, figure)

    _, text = texts(page)
    assert text.split("\n")[1:] == ["Parks\t88.0\t- 4.5", "Quays\t3.0\t- 1,250.0"]


def test_the_bold_label_of_a_group_is_not_of_its_first_row() -> None:
    def page(canvas: Canvas) -> None:
        ruled(canvas, [["Service", "2024-25", "2025-26"], ["", "", ""], ["Quays", "3.0", "4.5"]])
        canvas.setFont("Helvetica-Bold", 9)
        canvas.drawString(75, HEIGHT - 241, "Open spaces")
        canvas.setFont("Helvetica", 9)
        for x, text in ((75, "Parks"), (185, "88.0"), (295, "91.4")):
            canvas.drawString(x, HEIGHT - 253, text)

    _, text = texts(page)
    assert text.split("\n")[1:] == ["Open spaces", "Parks\t88.0\t91.4", "Quays\t3.0\t4.5"]


def test_what_goes_on_from_the_page_before_hides_no_headings() -> None:
    first = [["Ward", "Votes", "Said of it"], ["Eastgate", "1,201", "Counted twice, as"]]
    second = [["Holm", "1,777", "Close"], ["Mill", "640", "Clear"]]

    def over(canvas: Canvas) -> None:
        lines(canvas, ["asked for"], x=296, top=60, size=9)
        ruled(canvas, second, top=66)

    pages = read(pdf(lambda c: ruled(c, first, top=700, bold=(0,)), over))
    (table,) = blocks(pages[1], BlockKind.TABLE)
    assert table.header == "Ward\tVotes\tSaid of it"
    assert table.text.split("\n")[0] == "\t\tasked for"


def test_rows_under_a_table_without_headings_of_their_own_have_its() -> None:
    def page(canvas: Canvas) -> None:
        ruled(canvas, [["Ward", "Votes"], ["Eastgate", "1,201"], ["Fenny", "988"]], 100, bold=(0,))
        ruled(canvas, [["Holm", "1,777"], ["Mill", "640"]], top=240)

    tables = blocks(read(pdf(page))[0], BlockKind.TABLE)
    assert [table.header for table in tables] == ["Ward\tVotes"] * 2


CELL = st.sampled_from(
    ["", "1.5", "-", "88", "Parks", "2024-25", "£000", "(4.0)", "a b\nc d", "7.5 9.1\n3.0 2.0"]
)
GRID = st.tuples(st.integers(60, 500), st.sampled_from([40, 110]), st.sampled_from([12, 30]))
ROWS = st.integers(1, 5).flatmap(
    lambda width: st.lists(st.lists(CELL, min_size=width, max_size=width), min_size=1, max_size=6)
)
PLACE = st.tuples(st.integers(60, 480), st.integers(60, 760))
WORDS = st.sampled_from(["1.5", "Total", "-", "88.0 91.4", "£m", "a sentence of words", "2025-26"])


@settings(max_examples=40, deadline=None)
@given(
    grids=st.lists(st.tuples(GRID, ROWS), max_size=3),
    words=st.lists(st.tuples(PLACE, WORDS), min_size=1, max_size=20),
    rules=st.lists(PLACE, max_size=5),
    shades=st.lists(PLACE, max_size=2),
)
def test_whatever_a_page_draws_no_word_is_lost_or_doubled(
    grids: list[tuple[tuple[int, int, int], list[list[str]]]],
    words: list[tuple[tuple[int, int], str]],
    rules: list[tuple[int, int]],
    shades: list[tuple[int, int]],
) -> None:
    def draw(canvas: Canvas) -> None:
        for x, y in shades:
            canvas.setFillGray(0.9)
            canvas.rect(x, y, 90, 60, stroke=0, fill=1)
            canvas.setFillGray(0)
        for (top, width, height), rows in grids:
            ruled(canvas, rows, top, width, height)
        for x, y in rules:
            canvas.line(60, y, 60 + x, y)
        for (x, y), text in words:
            canvas.drawString(x, y, text)

    (page,) = read(pdf(draw))
    covered = [
        place
        for block in page.blocks
        for run in block.runs
        for place in range(run.page_start, run.page_start + run.length)
        if not page.text[place].isspace()
    ]
    held = [place for place, character in enumerate(page.text) if not character.isspace()]
    assert sorted(covered) == held
