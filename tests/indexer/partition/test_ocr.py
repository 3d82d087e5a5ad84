"""Recognised pages: what is a record, what is marked as illegible, and what is no text at all."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageFont

from indexer.config import PartitionSettings
from indexer.errors import UnreadableDocument
from indexer.partition import ocr
from indexer.partition.ocr import CONFIDENT, ILLEGIBLE, Word, blocks_of_words, recognise
from indexer.partition.reading import read
from indexer.records import BlockKind, Page

TESSERACT = pytest.mark.skipif(not ocr.available(), reason="Tesseract is not installed")


def words(text: str, confidence: float = 95, block: int = 1, height: float = 30) -> list[Word]:
    return [Word(word, confidence, block, 1, 1, height) for word in text.split()]


def test_a_doubtful_word_is_marked_and_never_dropped_in_silence() -> None:
    doubtful = words("not at", confidence=CONFIDENT - 1)
    read_words = [*words("The council did"), *doubtful, *words("all agree.")]
    [block] = blocks_of_words(read_words)
    assert block.text == f"The council did {ILLEGIBLE} all agree."


def test_pictures_that_look_like_letters_are_no_text() -> None:
    crest = words("oe ~ Ii", confidence=30, block=1)
    assert blocks_of_words([*crest, *words("| -", block=2)]) == []


def test_a_short_paragraph_in_large_letters_is_a_heading() -> None:
    body = words("The council agreed to mend the wall in April of this year.", block=2)
    blocks = blocks_of_words([*words("Harbour wall", height=60), *body])
    assert [block.kind for block in blocks] == [BlockKind.HEADING, BlockKind.PARAGRAPH]


@given(
    st.lists(
        st.builds(
            Word,
            st.text("abc", min_size=1),
            st.floats(0, 100),
            st.integers(1, 3),
            st.integers(1, 2),
            st.integers(1, 3),
            st.floats(1, 90),
        ),
        max_size=30,
    )
)
def test_no_word_below_the_threshold_becomes_a_record(found: list[Word]) -> None:
    sure = {word.text for word in found if word.confidence >= CONFIDENT}
    for block in blocks_of_words(found):
        assert set(block.text.split()) <= sure | {ILLEGIBLE}


def picture(text: str = "", language_of_size: tuple[int, int] = (1240, 1754)) -> Image.Image:
    image = Image.new("L", language_of_size, 255)
    ImageDraw.Draw(image).text((120, 200), text, font=ImageFont.load_default(44), fill=0)
    return image


def pdf(*images: Image.Image) -> bytes:
    file = io.BytesIO()
    images[0].save(file, "PDF", save_all=True, append_images=images[1:], resolution=150)
    return file.getvalue()


@TESSERACT
def test_a_page_that_is_a_picture_is_read_and_keeps_its_size() -> None:
    content = pdf(picture("The harbour wall will be\nmended in April of 2031"))
    [page] = read(content, "scan.pdf", PartitionSettings()).pages
    document = pdfium.PdfDocument(content)
    size = document[0].get_size()
    document.close()
    assert page.ocr
    assert page.text == "The harbour wall will be mended in April of 2031"
    assert (page.width, page.height) == pytest.approx(size)
    for block in page.blocks:
        [run] = block.runs
        assert page.text[run.page_start :][: run.length] == block.text


@TESSERACT
def test_blank_pages_stay_without_text() -> None:
    pages = read(pdf(picture(), picture("The wall is old")), "scan.pdf", PartitionSettings()).pages
    assert [page.ocr for page in pages] == [False, True]
    assert pages[0].blocks == ()


@TESSERACT
def test_a_language_that_is_not_installed_is_named() -> None:
    settings = PartitionSettings(ocr_language="tlh")
    with pytest.raises(UnreadableDocument, match=r"scan\.pdf: page 1 .*partition\.ocr_language"):
        read(pdf(picture("The wall")), "scan.pdf", settings)


def test_pages_with_text_are_left_as_they_are() -> None:
    page = Page(1, "The wall is old.", ())
    assert recognise(pdf(picture("Other")), [page], "a.pdf", PartitionSettings()) == (page,)


def test_real_pages_without_text_are_blank(
    kent: dict[str, tuple[Page, ...]], shared_data: Path
) -> None:
    for path, pages in kent.items():
        if all(page.text.strip() for page in pages):
            continue
        content = (shared_data / "kent" / path).read_bytes()
        read_again = recognise(content, pages, path, PartitionSettings())
        assert [page.ocr for page in read_again] == [False] * len(pages), path
