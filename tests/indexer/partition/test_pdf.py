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
from indexer.records import BlockKind, Page

sys.path.insert(0, str(Path(__file__).parent))
from pdf_pages import HEIGHT, PROSE, Draw, blocks, heading, lines, pdf, read


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


def test_a_day_that_only_running_headers_say_stays_where_it_first_stands() -> None:
    def draw(header: str, number: int) -> Draw:
        def page(canvas: Canvas) -> None:
            lines(canvas, [header], top=30, size=9)
            lines(canvas, [f"{line} on sheet {'abcdef'[number]}" for line in PROSE])

        return page

    def cover(canvas: Canvas) -> None:
        lines(canvas, ["Harbour Committee, Thursday 6 March 2025"])

    headers = ["6 MARCH 2025"] * 3 + ["9 JANUARY 2025"] * 3
    pages = read(pdf(cover, *[draw(header, n) for n, header in enumerate(headers)]))
    furniture = [[each.text for each in blocks(page, BlockKind.FURNITURE)] for page in pages]
    assert furniture == [[], *[["6 MARCH 2025"]] * 3, [], *[["9 JANUARY 2025"]] * 2]
    assert blocks(pages[4])[0].text.startswith("9 JANUARY 2025")


def test_small_type_at_an_edge_is_text_where_the_page_is_set_in_it() -> None:
    def small(canvas: Canvas) -> None:
        lines(canvas, ["Wardens visit every village on the coast in May", *PROSE * 3], 72, 30, 7, 9)

    *_, page = read(pdf(*[lambda c: lines(c, PROSE * 8)] * 2, small))
    assert blocks(page)[0].text.startswith("Wardens visit every village")


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
