"""PDFs: what a reader sees as one is one block, and every character leads back to its page."""

from __future__ import annotations

import sys
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
import pytest
from reportlab.pdfgen.canvas import Canvas

from indexer.config import PartitionSettings
from indexer.errors import UnreadableDocument
from indexer.partition.pdf import read_pdf
from indexer.partition.pdf.clipping import address_of, clipped_text
from indexer.records import Block, BlockKind, Page

sys.path.insert(0, str(Path(__file__).parent))
from pdf_pages import HEIGHT, heading, lines, pdf, ruled

SETTINGS = PartitionSettings()
PROSE = [
    "The committee considered the report of the director on the",
    "state of the harbour wall and heard from two residents who",
    "live beside it and asked for the work to begin this spring.",
]


def read(content: bytes) -> tuple[Page, ...]:
    return read_pdf(content, "papers.pdf", SETTINGS)


def blocks(page: Page, kind: BlockKind | None = None) -> list[Block]:
    return [
        block
        for block in page.blocks
        if block.kind == kind or (kind is None and block.kind != BlockKind.FURNITURE)
    ]


def test_lines_of_a_paragraph_become_one_block_and_a_gap_parts_two() -> None:
    page = read(pdf(lambda c: (lines(c, PROSE), lines(c, PROSE, top=160))[0]))[0]
    assert [block.text for block in blocks(page)] == [" ".join(PROSE)] * 2


def test_bold_and_large_lines_are_headings_the_larger_the_higher() -> None:
    def draw(canvas: Canvas) -> None:
        heading(canvas, "Harbour Committee", 60, size=20)
        heading(canvas, "12. Repairs to the wall", 84)
        lines(canvas, PROSE, top=110)

    page = read(pdf(draw))[0]
    found = [(block.text, block.level) for block in blocks(page, BlockKind.HEADING)]
    assert found == [("Harbour Committee", 1), ("12. Repairs to the wall", 3)]


def test_the_number_of_an_application_makes_a_heading_no_row_of_figures() -> None:
    def draw(canvas: Canvas) -> None:
        heading(canvas, "35. 24/00467/LBC: 14 Quay Street", 60)
        heading(canvas, "4,100 2024-25 5,200 2025-26", 84)
        lines(canvas, PROSE, top=110)

    page = read(pdf(draw))[0]
    found = [block.text for block in blocks(page, BlockKind.HEADING)]
    assert found == ["35. 24/00467/LBC: 14 Quay Street"]


def test_list_items_are_parted_though_no_space_is_left_between_them() -> None:
    page = read(pdf(lambda c: lines(c, ["(a) approve the repairs; and", "(b) note the cost."])))[0]
    assert [block.kind for block in blocks(page)] == [BlockKind.LIST_ITEM] * 2


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
        "2024-25\t2025-26",
        "£000s\t£000s",
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


def test_text_of_which_nothing_shows_is_not_read() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.saveState()
        band = canvas.beginPath()
        band.rect(60, HEIGHT - 300, 400, 10)
        canvas.clipPath(band, stroke=0, fill=0)
        lines(canvas, ["A hidden row of the sheet"], top=200)
        lines(canvas, ["A row that shows in part"], top=302)
        canvas.restoreState()
        lines(canvas, ["The sea wall was repaired."], top=203)

    page = read(pdf(draw))[0]
    assert "hidden" in page.text
    words = " ".join(block.text for block in blocks(page))
    assert words == "The sea wall was repaired. A row that shows in part"


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


def test_two_columns_are_read_one_after_the_other() -> None:
    left = [f"Left column line number {n} of the story" for n in range(8)]
    right = [f"Right column line number {n} of the story" for n in range(8)]

    def draw(canvas: Canvas) -> None:
        lines(canvas, left, x=50)
        lines(canvas, right, x=310)

    text = " ".join(block.text for block in blocks(read(pdf(draw))[0]))
    assert text == " ".join(left + right)


def test_a_footer_that_the_file_gives_first_is_read_last() -> None:
    def draw(canvas: Canvas) -> None:
        lines(canvas, ["A footer that stands in the middle"], x=250, top=700)
        heading(canvas, "1. Issues", 80)
        lines(canvas, PROSE, top=110)
        heading(canvas, "2. Balance", 180)

    found = [block.text for block in blocks(read(pdf(draw))[0])]
    assert found == [
        "1. Issues",
        " ".join(PROSE),
        "2. Balance",
        "A footer that stands in the middle",
    ]


def test_what_every_page_repeats_at_its_edges_is_furniture() -> None:
    def draw(number: int) -> object:
        def page(canvas: Canvas) -> None:
            lines(canvas, ["Invented Borough Council"], top=30, size=9)
            lines(canvas, [f"{line} on sheet {'abc'[number]}" for line in PROSE])
            lines(canvas, [f"Page {number + 1} of 3"], top=HEIGHT - 20, size=9)

        return page

    pages = read(pdf(*[draw(n) for n in range(3)]))  # type: ignore[arg-type]
    for page in pages:
        assert len(blocks(page, BlockKind.FURNITURE)) == 2
        assert len(blocks(page)) == 1


def test_a_turned_page_reads_as_an_upright_one() -> None:
    upright = read(pdf(lambda c: lines(c, PROSE)))[0]

    def sideways(canvas: Canvas) -> None:
        canvas.rotate(90)
        canvas.translate(0, -HEIGHT + 200)
        lines(canvas, PROSE)

    turned = read(pdf(sideways, rotation=90))[0]
    assert [block.text for block in turned.blocks] == [block.text for block in upright.blocks]


def test_a_page_without_text_has_no_blocks() -> None:
    page = read(pdf(lambda c: c.rect(100, 100, 300, 300, fill=1)))[0]
    assert page.blocks == ()
    assert not page.text.strip()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"%PDF-1.7 and then nothing", "not a whole PDF"),
        (pdf(lambda c: lines(c, PROSE))[:700], "not a whole PDF"),
        (pdf(lambda c: lines(c, PROSE), encrypt="secret"), "encrypted with a password"),
    ],
)
def test_a_broken_or_locked_pdf_is_refused_by_name(content: bytes, message: str) -> None:
    with pytest.raises(UnreadableDocument, match=rf"papers\.pdf: .*{message}"):
        read(content)


def test_more_pages_than_allowed_are_refused_before_they_are_read() -> None:
    three = pdf(*[lambda c: lines(c, PROSE)] * 3)
    with pytest.raises(UnreadableDocument, match=r"has 3 pages, more than partition\.max_pages"):
        read_pdf(three, "papers.pdf", PartitionSettings(max_pages=2))


def test_every_character_of_every_real_page_leads_back_to_the_page(
    kent: dict[str, tuple[Page, ...]],
) -> None:
    for path, pages in kent.items():
        for page in pages:
            for block in page.blocks:
                for run in block.runs:
                    here = block.text[run.start : run.start + run.length]
                    there = page.text[run.page_start : run.page_start + run.length]
                    assert here == there, f"{path} page {page.number}"


def test_no_word_of_a_real_page_is_lost_or_doubled(
    kent: dict[str, tuple[Page, ...]], shared_data: Path
) -> None:
    for path, pages in kent.items():
        document = pdfium.PdfDocument(shared_data / "kent" / path)
        for page in pages:
            covered = sorted(
                place
                for block in page.blocks
                for run in block.runs
                for place in range(run.page_start, run.page_start + run.length)
                if not page.text[place].isspace()
            )
            assert len(covered) == len(set(covered)), f"{path} page {page.number}: doubled"
            lost = {
                place for place, character in enumerate(page.text) if _is_content(character)
            } - set(covered)
            if lost:
                lost -= _clipped_places(document[page.number - 1])
            assert not lost, f"{path} page {page.number}: lost {sorted(lost)[:5]}"


def _clipped_places(page: pdfium.PdfPage) -> set[int]:
    """Return which characters of a page's text are of what it does not show."""
    clipped, text = clipped_text(page), page.get_textpage()
    return {
        place
        for place in range(text.count_chars())
        if address_of(pdfium_c.FPDFText_GetTextObject(text.raw, place)) in clipped
    }


def _is_content(character: str) -> bool:
    return (
        character.isprintable()
        and not character.isspace()
        and not "\ue000" <= character <= "\uf8ff"
    )
