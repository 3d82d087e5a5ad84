"""Small Word documents made for the tests of their partition."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.oxml.xmlchemy import BaseOxmlElement

Edit = Callable[[bytes], bytes]


def saved(document: WordDocument) -> bytes:
    """Return the bytes of `document`."""
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def report() -> WordDocument:
    """Return a report with a title, headings, a table, and a header and footer in two sections."""
    document = Document()
    document.sections[0].header.paragraphs[0].text = "Invented Borough"
    document.sections[0].footer.paragraphs[0].text = "Page 1"
    document.add_section()
    document.add_paragraph("The harbour wall", style="Title")
    document.add_heading("1. Why", 1)
    document.add_paragraph("The wall is old.")
    document.add_paragraph().add_run("Reasons for the decision").bold = True
    for text in ("Mend it.", "Paint it."):
        document.add_paragraph(text, style="List Number")
    table = document.add_table(rows=3, cols=3)
    for row, cells in enumerate((("", "", ""), ("", "1.0", "2.0"), ("", "3.0", "4.0"))):
        for column, text in enumerate(cells):
            table.cell(row, column).text = text
    table.cell(0, 0).text = "Service"
    table.cell(0, 1).merge(table.cell(0, 2)).text = "2031/32"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "Quays"
    table.rows[0]._tr.get_or_add_trPr().append(word_xml("<w:tblHeader/>"))
    return document


def word_xml(xml: str) -> BaseOxmlElement:
    """Return `xml`, whose names begin with ``w:``, as an element to put into a document."""
    return parse_xml(re.sub(r"^<[\w:]+", rf"\g<0> {nsdecls('w')}", xml))


def edited(content: bytes, edits: dict[str, Edit], added: dict[str, bytes] | None = None) -> bytes:
    """Return the package `content` with the parts named in `edits` changed, and parts `added`."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as archive,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as copy,
    ):
        for name in archive.namelist():
            copy.writestr(name, edits.get(name, bytes)(archive.read(name)))
        for name, part in (added or {}).items():
            copy.writestr(name, part)
    return file.getvalue()
