"""Pages that are only an image, read by Tesseract where it is installed."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence

import pypdfium2 as pdfium
import pytesseract
from PIL import Image

from indexer.config import PartitionSettings
from indexer.errors import UnreadableDocument
from indexer.partition.elements import page_of
from indexer.records import Block, BlockKind, Page

DOTS_PER_INCH = 300
POINTS_PER_INCH = 72
CONFIDENT = 60
"""Tesseract's confidence, 0 to 100, below which a line's median word is no record: on pictures of
maps and crests it reads letters that are not there, mostly at less than 50."""
SECONDS_A_PAGE = 60


def available() -> bool:
    """Return whether Tesseract is installed."""
    return shutil.which("tesseract") is not None


def recognise(
    content: bytes, pages: Sequence[Page], path: str, settings: PartitionSettings
) -> tuple[Page, ...]:
    """Return `pages` of the PDF `content`, those without text as Tesseract reads them.

    A page on which nothing is read with confidence stays without text.

    Raises
    ------
    UnreadableDocument
        Tesseract fails on a page: a language is not installed, or it takes too long.
    """
    document = pdfium.PdfDocument(content)
    try:
        return tuple(
            page if page.text.strip() else _recognised(document, page, path, settings)
            for page in pages
        )
    finally:
        document.close()


def _recognised(
    document: pdfium.PdfDocument, page: Page, path: str, settings: PartitionSettings
) -> Page:
    image = (
        document[page.number - 1]
        .render(scale=DOTS_PER_INCH / POINTS_PER_INCH, grayscale=True)
        .to_pil()
    )
    try:
        words = _words(image, settings.ocr_language)
    except (RuntimeError, pytesseract.TesseractError) as error:
        raise UnreadableDocument(
            f"{path}: page {page.number} could not be read by Tesseract ({error}); install the "
            "language that partition.ocr_language names, or set partition.ocr to false"
        ) from error
    blocks = [Block(BlockKind.PARAGRAPH, text) for text in _paragraphs(words)]
    if not blocks:
        return page
    read = page_of(blocks)
    return Page(page.number, read.text, read.blocks, page.width, page.height, ocr=True)


def _words(image: Image.Image, language: str) -> Mapping[str, Sequence[str]]:
    found: Mapping[str, Sequence[str]] = pytesseract.image_to_data(
        image, lang=language, timeout=SECONDS_A_PAGE, output_type=pytesseract.Output.DICT
    )
    return found


def _paragraphs(words: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the paragraphs that Tesseract saw, without the lines that it is not sure of."""
    lines: dict[tuple[str, str, str], list[tuple[str, float]]] = {}
    places = zip(words["block_num"], words["par_num"], words["line_num"], strict=True)
    for place, text, confidence in zip(places, words["text"], words["conf"], strict=True):
        if text.strip():
            lines.setdefault(place, []).append((text, float(confidence)))
    paragraphs: dict[tuple[str, str], list[str]] = {}
    for place, line in lines.items():
        confidences = sorted(confidence for _, confidence in line)
        if confidences[len(confidences) // 2] >= CONFIDENT:
            paragraphs.setdefault((place[0], place[1]), []).append(
                " ".join(text for text, _ in line)
            )
    return [" ".join(lines) for lines in paragraphs.values()]
