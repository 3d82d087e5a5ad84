"""A page of a PDF as people see it: its picture, and where on it given characters stand."""

from __future__ import annotations

import ctypes
import io
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from msgspec import Struct
from PIL import Image

from indexer.errors import NotFound, UnreadableDocument

FINENESS = 100
"""Places are asked of PDFium in whole numbers: hundredths of a point are fine enough."""
LARGEST_SIDE = 4000
"""A picture's longer side in pixels at most; larger pages are rendered smaller."""

COLOURS = 256

# PDFium is not safe to use from two threads, not even on two documents.
_pdfium = threading.Lock()


class Box(Struct, frozen=True):
    """A rectangle on a page as shown, in points from its top left corner."""

    left: float
    top: float
    width: float
    height: float


class PageShape(Struct, frozen=True):
    """A page as shown: its size in points, and the boxes that were asked for."""

    width: float
    height: float
    boxes: tuple[Box, ...]


def page_picture(content: bytes, number: int, scale: float) -> bytes:
    """Return page `number` (from 1) of the PDF `content` as a PNG, `scale` pixels a point.

    Raises
    ------
    NotFound
        It has no such page.
    UnreadableDocument
        It is no PDF that can be rendered.
    """
    with _page(content, number) as page:
        scale = min(scale, LARGEST_SIDE / max(page.get_size()))
        picture = page.render(scale=scale).to_pil()
        # 256 colours are enough for paper, take half the bytes and two thirds of the time.
        picture = picture.quantize(COLOURS, method=Image.Quantize.FASTOCTREE)
        written = io.BytesIO()
        picture.save(written, format="PNG", compress_level=1)
        return written.getvalue()


def page_shape(content: bytes, number: int, stretches: Sequence[tuple[int, int]]) -> PageShape:
    """Return the size of page `number` and the boxes around ``page.text[start:stop]``.

    Parameters
    ----------
    content
        The PDF.
    number
        The page's number, from 1.
    stretches
        Pairs of start and stop in the page's text. Each line of a stretch has a box of its own.

    Raises
    ------
    NotFound
        It has no such page.
    UnreadableDocument
        It is no PDF that can be rendered.
    """
    with _page(content, number) as page:
        width, height = page.get_size()
        text = page.get_textpage()
        boxes = tuple(
            _shown(page, text.get_rect(line), width, height)
            for start, stop in stretches
            # PDFium keeps the lines of the stretch that it counted last
            for line in range(text.count_rects(start, stop - start))
        )
        return PageShape(width, height, boxes)


@contextmanager
def _page(content: bytes, number: int) -> Iterator[pdfium.PdfPage]:
    with _pdfium:
        try:
            document = pdfium.PdfDocument(content)
        except pdfium.PdfiumError as error:
            raise UnreadableDocument(f"This is no PDF that can be shown: {error}") from error
        try:
            if not 1 <= number <= len(document):
                raise NotFound(f"There is no page {number}: the document has {len(document)}.")
            yield document[number - 1]
        except pdfium.PdfiumError as error:
            raise UnreadableDocument(f"Page {number} cannot be shown: {error}") from error
        finally:
            document.close()


def _shown(
    page: pdfium.PdfPage, box: tuple[float, float, float, float], width: float, height: float
) -> Box:
    left, bottom, right, top = box
    corners = [_point(page, x, y, width, height) for x, y in ((left, top), (right, bottom))]
    xs, ys = sorted(x for x, _ in corners), sorted(y for _, y in corners)
    return Box(xs[0], ys[0], xs[1] - xs[0], ys[1] - ys[0])


def _point(
    page: pdfium.PdfPage, x: float, y: float, width: float, height: float
) -> tuple[float, float]:
    across, down = ctypes.c_int(), ctypes.c_int()
    pdfium_c.FPDF_PageToDevice(
        page, 0, 0, round(width * FINENESS), round(height * FINENESS), 0, x, y, across, down
    )
    return across.value / FINENESS, down.value / FINENESS
