"""Pages that are only an image, read by Tesseract where it is installed."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from statistics import median
from typing import Any

import pypdfium2 as pdfium
import pytesseract
from msgspec import Struct
from msgspec.structs import replace
from PIL import Image

from indexer.config import PartitionSettings
from indexer.errors import UnreadableDocument
from indexer.partition.one_page import page_of
from indexer.partition.text_lines import MARKER
from indexer.records import Block, BlockKind, Page

_log = logging.getLogger(__name__)

DOTS_PER_INCH = 300
POINTS_PER_INCH = 72
LARGEST_SIDE = 6000
"""A page's longer side in pixels at most: a plan on a sheet of two metres must not fill memory."""
CONFIDENT = 60
"""Tesseract's confidence, 0 to 100, from which a word is a record.

Measured on Kent pages, rendered well and as poor scans, against their own text: of the words of 90
and more 99.6% were right, of those from 60 to 89 about 75%, of those from 50 to 59 a half, and of
those below fewer still. Under 60 a word is as likely wrong as right.
"""
ILLEGIBLE = "[illegible]"
"""Stands where words were that are no record: a sentence that lost its "not" would be a lie."""
SECONDS_A_PAGE = 180.0
LARGER = 1.4
"""A short paragraph in lines higher than the page's by this factor is a heading."""
MAX_HEADING_WORDS = 14


class Word(Struct, frozen=True):
    """A word as Tesseract reads it. ``confidence`` is from 0 to 100, ``height`` in pixels.

    ``block``, ``paragraph`` and ``line`` number where it stands on the page.
    """

    text: str
    confidence: float
    block: int
    paragraph: int
    line: int
    height: float


def available() -> bool:
    """Return whether Tesseract is installed."""
    return shutil.which("tesseract") is not None


def recognise(
    content: bytes, pages: Sequence[Page], path: str, settings: PartitionSettings
) -> tuple[Page, ...]:
    """Return `pages` of the PDF `content`, those without text as Tesseract reads them.

    A page that is blank, on which nothing is read with confidence, or which takes too long stays
    without text.

    Raises
    ------
    UnreadableDocument
        Tesseract fails: mostly a language is not installed.
    """
    document = pdfium.PdfDocument(content)
    try:
        return tuple(
            page if page.text.strip() else _recognised(document, page, path, settings)
            for page in pages
        )
    finally:
        document.close()


def blocks_of_words(words: Sequence[Word]) -> list[Block]:
    """Return the paragraphs that `words` make, each word that is no record as `ILLEGIBLE`.

    Paragraphs of which less than half is legible are left out: pictures, crests and stamps look
    like these.
    """
    usual = median([word.height for word in words]) if words else 0.0
    blocks = []
    for _, group in groupby(words, key=lambda word: (word.block, word.paragraph)):
        paragraph = list(group)
        legible = [word for word in paragraph if word.confidence >= CONFIDENT]
        letters = sum(character.isalnum() for word in legible for character in word.text)
        if len(legible) * 2 < len(paragraph) or letters < 3:
            continue
        text = " ".join(_legible(paragraph))
        large = median([word.height for word in paragraph]) > LARGER * usual
        if large and len(paragraph) <= MAX_HEADING_WORDS:
            blocks.append(Block(BlockKind.HEADING, text, level=1))
        else:
            kind = BlockKind.LIST_ITEM if MARKER.match(text) else BlockKind.PARAGRAPH
            blocks.append(Block(kind, text))
    return blocks


def _legible(paragraph: Sequence[Word]) -> Iterator[str]:
    """Yield the words of `paragraph`, one mark for each run of words that are no record."""
    for legible, run in groupby(paragraph, key=lambda word: word.confidence >= CONFIDENT):
        if legible:
            yield from (word.text for word in run)
        else:
            yield ILLEGIBLE


def _recognised(
    document: pdfium.PdfDocument, page: Page, path: str, settings: PartitionSettings
) -> Page:
    image = _image(document[page.number - 1])
    lightest, darkest = image.getextrema()
    if lightest == darkest:
        return page
    try:
        words = _words(image, settings.ocr_language)
    except pytesseract.TesseractError as error:
        raise UnreadableDocument(
            f"{path}: page {page.number} could not be read by Tesseract ({error}); install the "
            "language that partition.ocr_language names, or set partition.ocr to false"
        ) from error
    except RuntimeError:
        # how pytesseract says that the time is up
        _log.warning(
            "%s: page %d stays without text: Tesseract took more than %g seconds",
            path,
            page.number,
            SECONDS_A_PAGE,
        )
        return page
    blocks = blocks_of_words(words)
    if not blocks:
        return page
    read = page_of(blocks)
    return replace(page, text=read.text, blocks=read.blocks, ocr=True)


def _image(page: pdfium.PdfPage) -> Image.Image:
    scale = min(DOTS_PER_INCH / POINTS_PER_INCH, LARGEST_SIDE / max(page.get_size()))
    image: Image.Image = page.render(scale=scale, grayscale=True).to_pil()
    return image


def _words(image: Image.Image, language: str) -> list[Word]:
    found: Mapping[str, Sequence[Any]] = pytesseract.image_to_data(
        image, lang=language, timeout=SECONDS_A_PAGE, output_type=pytesseract.Output.DICT
    )
    columns = ("text", "conf", "block_num", "par_num", "line_num", "height")
    rows = zip(*(found[column] for column in columns), strict=True)
    return [
        Word(str(text).strip(), float(confidence), block, paragraph, line, float(height))
        for text, confidence, block, paragraph, line, height in rows
        if str(text).strip()
    ]
