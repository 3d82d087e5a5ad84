"""Draw the blocks of a source as a PDF that looks like a council's papers."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

# reportlab ships no type information.
from reportlab.lib.pagesizes import A4, landscape  # type: ignore[import-untyped]
from reportlab.lib.units import cm  # type: ignore[import-untyped]
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]
from reportlab.platypus import (  # type: ignore[import-untyped]
    BaseDocTemplate,
    Flowable,
    Frame,
    Image,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
)

from eval.sample.library import COUNCIL, NOTICE
from eval.sample.look import FACES, Look
from eval.sample.markup import Block, Include, Scan, Turn
from eval.sample.scan import scanned_page

_MARGIN = 2.5 * cm
_LAYOUTS = ("portrait", "landscape", "columns")


def draw_pdf(path: Path, blocks: Iterable[Block], header: dict[str, str]) -> None:
    """Write the blocks to `path`; the same blocks give the same bytes.

    `header` may set ``face`` (``helvetica`` or ``times``) and ``running`` (the head of each page;
    only a report has it on its first), and gives the document's ``title`` and ``kind``.
    """
    look = Look(*FACES[header.get("face", "helvetica")])
    document = BaseDocTemplate(
        str(path), invariant=1, pageCompression=1, title=header["title"], author=COUNCIL
    )
    running = header.get("running", "")
    head_from = 1 if header["kind"] == "report" else 2
    first, *others = blocks
    opening = first.layout if isinstance(first, Turn) else "portrait"
    names = sorted(_LAYOUTS, key=lambda name: name != opening)
    document.addPageTemplates([_template(name, running, head_from) for name in names])
    document.build(_flow([first, *others], look))


def _flow(blocks: Iterable[Block], look: Look) -> list[Flowable]:
    layout = "portrait"
    flow: list[Flowable] = []
    for block in blocks:
        match block:
            case Scan():
                image = Image(_embedded(block), width=15.5 * cm, height=21.9 * cm)
                flow.extend([PageBreak(), image, PageBreak()])
            case Turn(layout="page"):
                flow.append(PageBreak())
            case Turn():
                layout = block.layout
                if flow:
                    flow.extend([NextPageTemplate(layout), PageBreak()])
            case Include():
                if layout != "portrait":
                    layout = "portrait"
                    flow.append(NextPageTemplate(layout))
                if block.label:
                    if flow:
                        flow.append(PageBreak())
                    flow.append(look.label(block.label))
            case _:
                flow.extend(look.drawn(block, _frame_sizes(layout)[0][2]))
    return flow


def _embedded(block: Scan) -> BytesIO:
    buffer = BytesIO()
    scanned_page(block.lines).save(buffer, format="JPEG", quality=45)
    buffer.seek(0)
    return buffer


def _frame_sizes(layout: str) -> list[tuple[float, float, float, float]]:
    """Left, bottom, width and height of each column of a page."""
    page_width, page_height = _page_size(layout)
    width, height = page_width - 2 * _MARGIN, page_height - 2 * _MARGIN
    if layout == "columns":
        column = (width - 0.8 * cm) / 2
        right = _MARGIN + column + 0.8 * cm
        return [(_MARGIN, _MARGIN, column, height), (right, _MARGIN, column, height)]
    return [(_MARGIN, _MARGIN, width, height)]


def _page_size(layout: str) -> tuple[float, float]:
    width, height = landscape(A4) if layout == "landscape" else A4
    return float(width), float(height)


def _template(name: str, running: str, head_from: int) -> PageTemplate:
    page_width, page_height = _page_size(name)

    def furnish(canvas: Canvas, document: BaseDocTemplate) -> None:
        canvas.saveState()
        canvas.setFont("Helvetica", 8)
        canvas.drawCentredString(page_width / 2, 1.45 * cm, f"Page {document.page}")
        canvas.setFont("Helvetica-Oblique", 7)
        canvas.drawCentredString(page_width / 2, 0.95 * cm, NOTICE)
        if running and document.page >= head_from:
            canvas.setFont("Helvetica", 8)
            canvas.drawString(_MARGIN, page_height - 1.4 * cm, COUNCIL)
            canvas.drawRightString(page_width - _MARGIN, page_height - 1.4 * cm, running)
        canvas.restoreState()

    frames = [
        Frame(*sizes, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0)
        for sizes in _frame_sizes(name)
    ]
    size = (page_width, page_height)
    return PageTemplate(id=name, frames=frames, onPage=furnish, pagesize=size)
