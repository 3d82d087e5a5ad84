"""Write the blocks of a source as a Word document whose bytes depend on the blocks alone."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.shared import Pt

from eval.sample.inline import plain
from eval.sample.library import COUNCIL, NOTICE
from eval.sample.markup import Block, Fields, Item, Line, Numbered, Table

_WHEN = datetime(2025, 1, 1, tzinfo=UTC)
_STYLES = {
    "title": "Title",
    "centred": "Subtitle",
    "heading": "Heading 1",
    "subheading": "Heading 2",
    "bullet": "List Bullet",
    "paragraph": "Normal",
}


def draw_docx(path: Path, blocks: Iterable[Block], header: dict[str, str]) -> None:
    """Write the blocks to `path`, with the notice in the footer of each page."""
    document = Document()
    document.styles["Normal"].font.size = Pt(11)
    document.sections[0].footer.paragraphs[0].text = NOTICE
    properties = document.core_properties
    properties.title, properties.author = header["title"], COUNCIL
    properties.created = properties.modified = _WHEN
    for block in blocks:
        _add(document, block)
    buffer = BytesIO()
    document.save(buffer)
    path.write_bytes(_timeless(buffer))


def _add(document: WordDocument, block: Block) -> None:
    match block:
        case Line():
            document.add_paragraph(plain(block.text), style=_STYLES[block.style])
        case Numbered():
            document.add_paragraph(f"{block.number} {plain(block.text)}")
        case Item():
            document.add_heading(f"{block.number}. {plain(block.title)}", level=2)
            if block.agenda_item:
                document.add_paragraph(f"(Item {block.agenda_item})")
        case Fields():
            for label, value in block.rows:
                document.add_paragraph(f"{label}: {plain(value)}")
        case Table():
            grid = document.add_table(rows=0, cols=len(block.rows[0]), style="Table Grid")
            for row in block.rows:
                for cell, text in zip(grid.add_row().cells, row, strict=True):
                    cell.text = plain(text)
        case _:
            raise TypeError(f"a Word document has no {type(block).__name__}")


def _timeless(buffer: BytesIO) -> bytes:
    """Pack the archive again with one fixed time on every member."""
    packed = BytesIO()
    with zipfile.ZipFile(buffer) as old, zipfile.ZipFile(packed, "w") as new:
        for member in old.infolist():
            entry = zipfile.ZipInfo(member.filename, _WHEN.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(member))
    return packed.getvalue()
