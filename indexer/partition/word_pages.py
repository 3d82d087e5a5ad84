"""Where the pages of a Word document begin, marked as `unstructured` counts them.

It counts ``w:lastRenderedPageBreak``, which Word leaves where it broke a page when it last saved,
and only outside tables. Other programs write no such marks, only the breaks that an author asked
for.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from lxml import etree

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
RENDERED = f"{WORD}lastRenderedPageBreak"
OFF = {"0", "false", "off"}

Element = Any  # lxml ships no types


def settle_page_breaks(body: Element) -> None:
    """Leave in `body` one rendered break outside tables for each page that begins."""
    if body.find(f".//{RENDERED}") is None:
        _render_asked(body)
    for table in body.findall(f"{WORD}tbl"):
        for _ in range(sum(map(_breaks_in_row, table.findall(f"{WORD}tr")))):
            table.addnext(_broken())


def _render_asked(body: Element) -> None:
    """Render the breaks that are asked for: in the text, before a paragraph, by a section."""
    for asked in list(body.iter(f"{WORD}br")):
        if asked.get(f"{WORD}type") == "page":
            asked.getparent().replace(asked, etree.Element(RENDERED))
    for asked in list(body.iterfind(f"{WORD}p/{WORD}pPr/{WORD}pageBreakBefore")):
        paragraph = asked.getparent().getparent()
        if asked.get(f"{WORD}val") not in OFF and paragraph.getprevious() is not None:
            paragraph.addprevious(_broken())
    ends = body.findall(f"{WORD}p/{WORD}pPr/{WORD}sectPr")
    for end, begun in pairwise([*ends, *body.findall(f"{WORD}sectPr")]):
        kind = begun.find(f"{WORD}type")
        if kind is None or kind.get(f"{WORD}val") not in {"continuous", "nextColumn"}:
            end.getparent().getparent().addnext(_broken())


def _breaks_in_row(row: Element) -> int:
    """Return over how many pages a row ends: its cells break side by side."""
    cells = row.findall(f"{WORD}tc")
    return max((sum(1 for _ in cell.iter(RENDERED)) for cell in cells), default=0)


def _broken() -> Element:
    """Return an empty paragraph at the beginning of a page."""
    paragraph = etree.Element(f"{WORD}p")
    etree.SubElement(etree.SubElement(paragraph, f"{WORD}r"), RENDERED)
    return paragraph
