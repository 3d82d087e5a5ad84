"""Tables in PDFs: each figure stands in its row, under its column's heading."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from indexer.records import BlockKind

sys.path.insert(0, str(Path(__file__).parent))
from pdf_pages import HEIGHT, blocks, lines, pdf, read, ruled


def test_a_ruled_table_keeps_label_and_figure_in_one_row_though_cells_wrap() -> None:
    rows = [
        ["Service", "2024-25\n£000s", "2025-26\n£000s"],
        ["Harbour and\nsea wall", "1,200.5", "1,310.0"],
        ["Parks", "88.0", "91.4"],
    ]
    table = blocks(read(pdf(lambda c: ruled(c, rows)))[0], BlockKind.TABLE)[0]
    assert table.text.split("\n")[1:] == [
        "Harbour and sea wall\t1,200.5\t1,310.0",
        "Parks\t88.0\t91.4",
    ]
    assert table.header == "Service\t2024-25 £000s\t2025-26 £000s"


def test_rows_that_nothing_rules_apart_are_told_by_their_figures() -> None:
    rows = [
        ["Limit", "2024-25", "2025-26"],
        [
            "Borrowing\nLeases, and what\nelse is owed\nIn all",
            "5.5\n8.0\n\n13.5",
            "6.0\n9.1\n\n15.1",
        ],
        ["Parks", "88.0", "91.4"],
    ]
    table = blocks(read(pdf(lambda c: ruled(c, rows, height=50)))[0], BlockKind.TABLE)[0]
    assert table.text.split("\n") == [
        "Limit\t2024-25\t2025-26",
        "Borrowing\t5.5\t6.0",
        "Leases, and what else is owed\t8.0\t9.1",
        "In all\t13.5\t15.1",
        "Parks\t88.0\t91.4",
    ]


def test_headings_and_figures_in_one_frame_are_read_line_by_line() -> None:
    """As a sheet prints that rules its years apart and not its rows."""
    rows = [
        [
            "2024-25\n£000s\n\n1,012.5\n3.0\n1,015.5",
            "\n\nFunding\nGrants for parks\nQuays\nIn all",
            "2025-26\n£000s\n\n1,014.0\n4.5\n1,018.5",
        ]
    ]
    table = blocks(read(pdf(lambda c: ruled(c, rows, height=90)))[0], BlockKind.TABLE)[0]
    assert table.text.split("\n") == [
        "2024-25\t\t2025-26",
        "£000s\t\t£000s",
        "Funding",
        "1,012.5\tGrants for parks\t1,014.0",
        "3.0\tQuays\t4.5",
        "1,015.5\tIn all\t1,018.5",
    ]


def test_an_empty_cell_keeps_those_after_it_under_their_headings() -> None:
    rows = [
        ["", "2024-25", "Change", "2025-26"],
        ["Parks", "88.0", "", "91.4"],
        ["Quays", "3", "", ""],
    ]
    table = blocks(read(pdf(lambda c: ruled(c, rows)))[0], BlockKind.TABLE)[0]
    assert table.text.split("\n") == [
        "\t2024-25\tChange\t2025-26",
        "Parks\t88.0\t\t91.4",
        "Quays\t3\t\t",
    ]


def test_headings_in_one_band_are_parted_as_the_columns_under_them() -> None:
    rows = [["Rent", "88.0", "91.4"], ["Repairs\nand paint", "", "3.0"]]

    def draw(canvas: Canvas) -> None:
        canvas.rect(72, HEIGHT - 230, 330, 30)
        canvas.setFont("Helvetica-Bold", 9)
        for column, text in enumerate(["Cost of", "2024-25 £", "2025-26 £"]):
            canvas.drawString(75 + column * 110, HEIGHT - 212, text)
        ruled(canvas, rows, top=230)

    table = blocks(read(pdf(draw))[0], BlockKind.TABLE)[0]
    assert table.header == "Cost of\t2024-25 £\t2025-26 £"
    assert table.text.split("\n")[1:] == ["Rent\t88.0\t91.4", "Repairs and paint\t\t3.0"]


def test_a_cell_that_is_shaded_line_by_line_is_one() -> None:
    rows = [["Debt", "2024\nactual", "2025\nbudget"], ["Loans", "88.0", "91.4"]]

    def draw(canvas: Canvas) -> None:
        canvas.setFillGray(0.9)
        for line in range(2):
            canvas.rect(182, HEIGHT - 213 - 12 * line, 110, 12, stroke=0, fill=1)
        canvas.setFillGray(0)
        ruled(canvas, rows)

    table = blocks(read(pdf(draw))[0], BlockKind.TABLE)[0]
    assert table.header == "Debt\t2024 actual\t2025 budget"


@pytest.mark.parametrize(
    ("cell", "read_as"),
    [
        ("7.5 9.1 -1.6", "7.5\t9.1\t-1.6"),
        ("71,965 68,167", "71,965\t68,167"),
        ("7          9", "7\t9"),
        ("01632 960 066", "01632 960 066"),
        ("4 weeks 3 days", "4 weeks 3 days"),
    ],
)
def test_figures_that_share_a_cell_have_one_each(cell: str, read_as: str) -> None:
    rows = [["Service", "Told in", "Held by"], ["Parks", cell, "Mx Quill"]]
    table = blocks(read(pdf(lambda c: ruled(c, rows)))[0], BlockKind.TABLE)[0]
    assert table.text.split("\n")[1] == f"Parks\t{read_as}\tMx Quill"


def test_a_table_without_rules_keeps_its_rows() -> None:
    def draw(canvas: Canvas) -> None:
        for row, cells in enumerate(
            [
                ("Band", "2024", "2025"),
                ("A", "80.11", "84.02"),
                ("B", "93.46", "98.02"),
                ("C", "106.81", "112.03"),
            ]
        ):
            for x, text in zip((72, 250, 350), cells, strict=True):
                lines(canvas, [text], x=x, top=120 + row * 16)

    table = blocks(read(pdf(draw))[0], BlockKind.TABLE)[0]
    assert "B\t93.46\t98.02" in table.text.split("\n")
    assert table.header == "Band\t2024\t2025"


@pytest.mark.parametrize(
    ("rows", "header"),
    [
        ([["£000", "April 2031", "Now"], ["Quays", "1,200", "1,310"]], "£000\tApril 2031\tNow"),
        ([["Source", "£000"], ["Harbour levy", "450"], ["Loans", "2,600"]], "Source\t£000"),
        ([["Quays", "000"], ["Parks", "120"]], "Quays\t000"),
        ([["Quays", "1,000"], ["Parks", "120"]], ""),
    ],
)
def test_thousands_of_pounds_over_a_column_are_its_heading(
    rows: list[list[str]], header: str
) -> None:
    assert blocks(read(pdf(lambda c: ruled(c, rows)))[0], BlockKind.TABLE)[0].header == header


def test_a_heading_within_a_table_does_not_hide_those_of_its_columns() -> None:
    rows = [["Aim", "Led by"], ["Better harbours", ""], ["Open the slipway", "Harbour master"]]
    table = blocks(read(pdf(lambda c: ruled(c, rows, bold=(0, 1))))[0], BlockKind.TABLE)[0]
    assert table.header == "Aim\tLed by"


def test_a_table_that_runs_on_carries_its_header_to_the_next_page() -> None:
    first = [["Ward", "Votes"], ["Eastgate", "1,201"], ["Fenny", "988"]]
    second = [["Holm", "1,777"], ["Mill", "640"]]
    pages = read(pdf(lambda c: ruled(c, first, top=700), lambda c: ruled(c, second, top=72)))
    assert blocks(pages[1], BlockKind.TABLE)[0].header == "Ward\tVotes"


def test_a_label_under_the_headings_heads_its_rows_and_no_column() -> None:
    def page(canvas: Canvas) -> None:
        ruled(canvas, [["Fund", "2024-25", "2025-26"], ["Loans", "", ""], ["Bank", "9.1", "9.4"]])

    (table,) = blocks(read(pdf(page))[0], BlockKind.TABLE)
    assert table.header == "Fund\t2024-25\t2025-26"
    assert table.text.split("\n")[1:] == ["Loans", "Bank\t9.1\t9.4"]
