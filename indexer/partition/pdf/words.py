"""The words of a PDF page with their places, by pypdfium2.

Coordinates are points from the top left corner of the page as its text is read: text that is
printed sideways is turned before anything else looks at it.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from indexer.partition.pdf.clipping import address_of, clipped_text

HYPHEN_AT_LINE_END = "\ufffe"
"""PDFium writes this for a hyphen and the line end behind it."""

WORD = re.compile(rf"[^\s{HYPHEN_AT_LINE_END}]+")
BOLD = re.compile(rb"bold|black|heavy|semib|demib", re.IGNORECASE)
ANGLE_SAMPLES = 24


class Box(NamedTuple):
    """A rectangle: left, top, right, bottom."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def middle(self) -> tuple[float, float]:
        """The point in its middle."""
        return (self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2


class Word(NamedTuple):
    """A run of characters without white space: ``page.text[start:stop]``."""

    start: int
    stop: int
    box: Box
    text: str

    @property
    def size(self) -> float:
        """The height of its line of type, which stands for the font's size."""
        return self.box.y1 - self.box.y0


Turn = Callable[[float, float, float, float], Box]
"""From left, bottom, right, top in the page's own space to a box as it is read."""


class PageWords:
    """A page's text, the words of it that show, and whether each is bold."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        self._textpage = page.get_textpage()
        self.text = _text(self._textpage)
        self.turn, self.width, self.height = _turn(page, self._textpage, self.text)
        self.words = tuple(self._words(clipped_text(page)))
        self._bold: dict[int, bool] = {}

    def _words(self, clipped: frozenset[int]) -> list[Word]:
        left, right, bottom, top = (ctypes.c_double() for _ in range(4))
        loose = pdfium_c.FS_RECTF()
        textpage, turn = self._textpage.raw, self.turn
        char_box, loose_box = (
            pdfium_c.FPDFText_GetCharBox,
            pdfium_c.FPDFText_GetLooseCharBox,
        )
        words = []
        for match in WORD.finditer(self.text):
            start, stop = match.span()
            if not loose_box(textpage, start, loose):
                continue
            if clipped and self._object_at(start) in clipped:
                continue
            x0, y0, x1, y1 = loose.left, loose.bottom, loose.right, loose.top
            if stop - start > 1 and char_box(textpage, stop - 1, left, right, bottom, top):
                x0, x1 = min(x0, left.value), max(x1, right.value)
                y0, y1 = min(y0, bottom.value), max(y1, top.value)
            words.append(Word(start, stop, turn(x0, y0, x1, y1), match[0]))
        return words

    def _object_at(self, index: int) -> int:
        return address_of(pdfium_c.FPDFText_GetTextObject(self._textpage.raw, index))

    def bold(self, word: Word) -> bool:
        """Return whether `word` begins in a bold face."""
        known = self._bold.get(word.start)
        if known is None:
            name = ctypes.create_string_buffer(128)
            flags = ctypes.c_int()
            pdfium_c.FPDFText_GetFontInfo(self._textpage.raw, word.start, name, 128, flags)
            weight = pdfium_c.FPDFText_GetFontWeight(self._textpage.raw, word.start)
            known = bool(BOLD.search(name.value)) or weight >= 600
            self._bold[word.start] = known
        return known


def _text(textpage: pdfium.PdfTextPage) -> str:
    """Return the page's characters, one for each of PDFium's, so that indices agree."""
    text: str = textpage.get_text_range()
    count = textpage.count_chars()
    if len(text) == count:
        return text
    codes = (pdfium_c.FPDFText_GetUnicode(textpage.raw, index) for index in range(count))
    return "".join(
        chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else " " for code in codes
    )


def _turn(
    page: pdfium.PdfPage, textpage: pdfium.PdfTextPage, text: str
) -> tuple[Turn, float, float]:
    width, height = page.get_size()
    if page.get_rotation() in {90, 270}:
        width, height = height, width
    left, bottom, _, _ = page.get_bbox()
    quarter = _text_angle(textpage, text)

    if quarter == 0:
        top = height + bottom
        return lambda x0, y0, x1, y1: Box(x0 - left, top - y1, x1 - left, top - y0), width, height

    def turned(x0: float, y0: float, x1: float, y1: float) -> Box:
        x0, x1, y0, y1 = x0 - left, x1 - left, y0 - bottom, y1 - bottom
        if quarter == 90:
            return Box(y0, x0, y1, x1)
        if quarter == 180:
            return Box(width - x1, y0, width - x0, y1)
        return Box(height - y1, width - x1, height - y0, width - x0)

    return (turned, width, height) if quarter == 180 else (turned, height, width)


def _text_angle(textpage: pdfium.PdfTextPage, text: str) -> int:
    """Return by how many degrees most words are turned anticlockwise: 0, 90, 180 or 270.

    PDFium measures a character's angle clockwise, in radians.
    """
    starts = [match.start() for match in WORD.finditer(text)]
    step = max(1, len(starts) // ANGLE_SAMPLES)
    angles = Counter(
        round(-pdfium_c.FPDFText_GetCharAngle(textpage.raw, start) * 2 / math.pi) % 4
        for start in starts[::step]
    )
    if not angles:
        return 0
    quarter, votes = angles.most_common(1)[0]
    return quarter * 90 if votes * 2 > sum(angles.values()) else 0
