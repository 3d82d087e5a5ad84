"""Small PDFs drawn for the tests of their partition, and how they are read."""

from __future__ import annotations

import io
from collections.abc import Callable

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from indexer.config import PartitionSettings
from indexer.partition.pdf import read_pdf
from indexer.records import Block, BlockKind, Page

WIDTH, HEIGHT = A4
Draw = Callable[[Canvas], None]
SETTINGS = PartitionSettings()
PROSE = [
    "The committee considered the report of the director on the",
    "state of the harbour wall and heard from two residents who",
    "live beside it and asked for the work to begin this spring.",
]


def pdf(*pages: Draw, rotation: int = 0, encrypt: str | None = None) -> bytes:
    """Return a PDF with one page for each of the functions that draw them."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4, invariant=True, encrypt=encrypt)
    for draw in pages:
        canvas.setPageRotation(rotation)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def lines(
    canvas: Canvas,
    texts: list[str],
    x: float = 72,
    top: float = 90,
    size: float = 11,
    lead: float = 14,
) -> None:
    """Draw `texts` one beneath another, `top` points from the top of the page."""
    canvas.setFont("Helvetica", size)
    for number, text in enumerate(texts):
        canvas.drawString(x, HEIGHT - top - number * lead, text)


def heading(canvas: Canvas, text: str, top: float, size: float = 11) -> None:
    """Draw `text` in bold."""
    canvas.setFont("Helvetica-Bold", size)
    canvas.drawString(72, HEIGHT - top, text)


def ruled(
    canvas: Canvas,
    rows: list[list[str]],
    top: float = 200,
    width: float = 110,
    height: float = 30,
    bold: tuple[int, ...] = (),
) -> None:
    """Draw a table with lines around every cell; a cell's text may have several lines.

    The rows of the numbers `bold` are in bold.
    """
    columns = len(rows[0])
    for row in range(len(rows) + 1):
        y = HEIGHT - top - row * height
        canvas.line(72, y, 72 + columns * width, y)
    for column in range(columns + 1):
        x = 72 + column * width
        canvas.line(x, HEIGHT - top, x, HEIGHT - top - len(rows) * height)
    for number, row in enumerate(rows):
        canvas.setFont("Helvetica-Bold" if number in bold else "Helvetica", 9)
        for column, cell in enumerate(row):
            for depth, text in enumerate(cell.split("\n")):
                y = HEIGHT - top - number * height - 11 - depth * 10
                canvas.drawString(75 + column * width, y, text)


def read(content: bytes) -> tuple[Page, ...]:
    """Return the pages of a PDF as they are read."""
    return read_pdf(content, "papers.pdf", SETTINGS)


def blocks(page: Page, kind: BlockKind | None = None) -> list[Block]:
    """Return the blocks of that kind on a page, else all but its furniture."""
    return [
        block
        for block in page.blocks
        if block.kind == kind or (kind is None and block.kind != BlockKind.FURNITURE)
    ]
