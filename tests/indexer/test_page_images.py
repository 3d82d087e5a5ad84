"""Pictures of pages, and where on them characters stand."""

from __future__ import annotations

import io

import pypdfium2 as pdfium
import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from indexer.errors import NotFound, UnreadableDocument
from indexer.page_images import LARGEST_SIDE, page_picture, page_shape

WORDS = "The lido reopens on 17 May."


def pdf(width: float = 400, height: float = 300, rotation: int = 0) -> bytes:
    written = io.BytesIO()
    canvas = Canvas(written, pagesize=(width, height))
    canvas.setFont("Helvetica", 12)
    canvas.drawString(50, 200, WORDS)
    canvas.drawString(50, 150, "It rained.")
    canvas.setPageRotation(rotation)
    canvas.save()
    return written.getvalue()


def dark(picture: Image.Image, left: float, top: float, width: float, height: float) -> int:
    across, down = picture.size
    part = picture.crop(
        (
            max(0, int(left) - 1),
            max(0, int(top) - 1),
            min(across, int(left + width) + 2),
            min(down, int(top + height) + 2),
        )
    )
    return sum(part.convert("L").point(lambda value: value < 128).histogram()[1:])


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_boxes_cover_the_words_on_the_picture_however_the_page_is_turned(rotation: int) -> None:
    content = pdf(rotation=rotation)
    text = pdfium.PdfDocument(content)[0].get_textpage().get_text_range()
    start = text.index(WORDS)
    shape = page_shape(content, 1, [(start, start + len(WORDS))])
    other = page_shape(content, 1, [(text.index("It"), text.index("rained") + 7)])
    picture = Image.open(io.BytesIO(page_picture(content, 1, 1.0)))
    assert picture.size == (round(shape.width), round(shape.height))
    (box,), (rest,) = shape.boxes, other.boxes
    inside = dark(picture, box.left, box.top, box.width, box.height)
    beside = dark(picture, rest.left, rest.top, rest.width, rest.height)
    assert inside > beside > 0
    assert inside + beside == dark(picture, 0, 0, *picture.size)


def test_a_stretch_over_two_lines_has_two_boxes() -> None:
    content = pdf()
    length = len(pdfium.PdfDocument(content)[0].get_textpage().get_text_range())
    assert len(page_shape(content, 1, [(0, length)]).boxes) == 2


def test_a_picture_is_never_huge() -> None:
    picture = Image.open(io.BytesIO(page_picture(pdf(2000, 1000), 1, 50.0)))
    assert max(picture.size) <= LARGEST_SIDE + 1


@pytest.mark.parametrize("number", [0, 2, -1])
def test_a_page_that_is_not_there_is_not_found(number: int) -> None:
    with pytest.raises(NotFound):
        page_picture(pdf(), number, 1.0)


def test_what_is_no_pdf_is_unreadable() -> None:
    with pytest.raises(UnreadableDocument):
        page_shape(b"no PDF", 1, [])
