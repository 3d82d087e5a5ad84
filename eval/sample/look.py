"""The look of a council's papers: each block of text as something that can be drawn."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Any

# reportlab ships no type information.
from reportlab.lib import colors  # type: ignore[import-untyped]
from reportlab.lib.enums import TA_CENTER, TA_RIGHT  # type: ignore[import-untyped]
from reportlab.lib.styles import ParagraphStyle  # type: ignore[import-untyped]
from reportlab.lib.units import cm  # type: ignore[import-untyped]
from reportlab.platypus import (  # type: ignore[import-untyped]
    CondPageBreak,
    Flowable,
    Paragraph,
    Spacer,
)
from reportlab.platypus import Table as Grid

from eval.sample.inline import marked
from eval.sample.markup import Fields, Item, Line, Numbered, Table

FACES = {
    "helvetica": ("Helvetica", "Helvetica-Bold", 12),
    "times": ("Times-Roman", "Times-Bold", 12.5),
}


@dataclass(frozen=True)
class Look:
    """The typeface of a document, and its blocks drawn in it; sizes are in points."""

    face: str
    bold: str
    size: float

    def drawn(self, block: Line | Numbered | Item | Fields | Table, width: float) -> list[Flowable]:
        """Return `block` as flowables for a column of `width`."""
        match block:
            case Line():
                return [self._line(block)]
            case Numbered():
                return [self._numbered(block)]
            case Item():
                return self._item(block)
            case Fields():
                return [self._fields(block, width), Spacer(1, 8)]
            case Table():
                return [self._table(block, width)]

    def label(self, text: str) -> Paragraph:
        """Return `text` as the label over an included document."""
        return Paragraph(
            marked(text), self._style(fontName=self.bold, alignment=TA_RIGHT, spaceAfter=10)
        )

    def _style(self, **changes: Any) -> ParagraphStyle:
        settings: dict[str, Any] = {
            "fontName": self.face,
            "fontSize": self.size,
            "leading": self.size * 1.32,
            "spaceAfter": 8,
            "bulletFontName": changes.get("fontName", self.face),
            "bulletFontSize": changes.get("fontSize", self.size),
        }
        return ParagraphStyle("style", **(settings | changes))

    def _line(self, line: Line) -> Paragraph:
        larger = {"fontSize": self.size + 3, "leading": (self.size + 3) * 1.3}
        styles: dict[str, dict[str, Any]] = {
            "title": {"fontName": self.bold, "alignment": TA_CENTER, "spaceAfter": 12} | larger,
            "centred": {"alignment": TA_CENTER},
            "heading": {"fontName": self.bold, "spaceBefore": 8, "keepWithNext": True},
            "subheading": {"fontName": self.bold, "fontSize": self.size - 1, "keepWithNext": True},
            "bullet": {"leftIndent": 30, "bulletIndent": 16, "spaceAfter": 4},
            "paragraph": {},
        }
        mark = "\u2022" if line.style == "bullet" else None
        return Paragraph(marked(line.text), self._style(**styles[line.style]), bulletText=mark)

    def _numbered(self, block: Numbered) -> Paragraph:
        indents = (54, 30) if block.number.startswith("(") else (32, 0)
        style = self._style(leftIndent=indents[0], bulletIndent=indents[1])
        return Paragraph(marked(block.text), style, bulletText=block.number)

    def _item(self, block: Item) -> list[Flowable]:
        head = self._style(fontName=self.bold, leftIndent=32, spaceBefore=9, spaceAfter=1)
        flowables: list[Flowable] = [CondPageBreak(2.6 * cm)]
        flowables.append(Paragraph(marked(block.title), head, bulletText=f"{block.number}."))
        if block.agenda_item:
            under = self._style(fontSize=self.size - 1, leftIndent=32, spaceAfter=6)
            flowables.append(Paragraph(f"<i>(Item {escape(block.agenda_item)})</i>", under))
        return flowables

    def _fields(self, block: Fields, width: float) -> Grid:
        label, value = self._style(fontName=self.bold, spaceAfter=2), self._style(spaceAfter=2)
        rows = [[Paragraph(marked(k), label), Paragraph(marked(v), value)] for k, v in block.rows]
        grid = Grid(rows, colWidths=[width * 0.3, width * 0.7])
        grid.setStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (0, -1), 0)])
        return grid

    def _table(self, block: Table, width: float) -> Grid:
        size = self.size - (4 if block.small else 2)
        text = self._style(fontSize=size, leading=size * 1.2, spaceAfter=0)
        figure = self._style(fontSize=size, leading=size * 1.2, spaceAfter=0, alignment=TA_RIGHT)
        head = self._style(fontName=self.bold, fontSize=size, leading=size * 1.2, spaceAfter=0)
        body = [
            [Paragraph(marked(cell), figure if _is_figure(cell) else text) for cell in row]
            for row in block.rows[1:]
        ]
        rows = [[Paragraph(marked(cell), head) for cell in block.rows[0]], *body]
        widths = [width * share / sum(block.widths) for share in block.widths]
        grid = Grid(rows, colWidths=widths, repeatRows=1, spaceBefore=4, spaceAfter=10)
        grid.setStyle(
            [
                ("GRID", (0, 0), (-1, -1), 0.5, colors.grey),
                ("BACKGROUND", (0, 0), (-1, 0), colors.Color(0.87, 0.9, 0.93)),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("TOPPADDING", (0, 0), (-1, -1), 2.5),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
                ("LEFTPADDING", (0, 0), (-1, -1), 4),
                ("RIGHTPADDING", (0, 0), (-1, -1), 4),
            ]
        )
        return grid


def _is_figure(cell: str) -> bool:
    bare = cell.strip("*()-+£% ").replace(",", "").replace(".", "")
    return cell == "-" or bare.isdigit()
