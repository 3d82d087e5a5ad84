"""The pages of a Word document: where it says that they begin."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_BREAK

from indexer.config import PartitionSettings
from indexer.partition.office import read_docx
from tests.indexer.partition.word_files import saved, word_xml

RENDERED = "<w:r><w:lastRenderedPageBreak/></w:r>"


def pages_of(document: WordDocument) -> list[tuple[int, str]]:
    pages = read_docx(saved(document), "report.docx", PartitionSettings())
    return [(page.number, page.text) for page in pages]


def by_break(document: WordDocument) -> None:
    document.paragraphs[-1].add_run().add_break(WD_BREAK.PAGE)
    document.add_paragraph("The quay is new.")


def by_paragraph(document: WordDocument) -> None:
    document.add_paragraph("The quay is new.").paragraph_format.page_break_before = True


def by_section(document: WordDocument) -> None:
    document.add_section(WD_SECTION.NEW_PAGE)
    document.add_paragraph("The quay is new.")


def by_word(document: WordDocument) -> None:
    document.paragraphs[-1].add_run().add_break(WD_BREAK.PAGE)
    paragraph = document.add_paragraph()
    paragraph._p.append(word_xml(RENDERED))
    paragraph.add_run("The quay is new.")


@pytest.mark.parametrize("part", [by_break, by_paragraph, by_section, by_word])
def test_each_way_to_part_pages_begins_one(part: Callable[[WordDocument], None]) -> None:
    document = Document()
    document.add_paragraph("The wall is old.")
    part(document)
    assert pages_of(document) == [(1, "The wall is old."), (2, "The quay is new.")]


@pytest.mark.parametrize("kind", [WD_SECTION.CONTINUOUS, WD_SECTION.NEW_COLUMN])
def test_a_section_that_goes_on_beneath_is_on_the_same_page(kind: WD_SECTION) -> None:
    document = Document()
    document.add_paragraph("The wall is old.")
    document.add_section(kind)
    document.add_paragraph("The quay is new.")
    assert pages_of(document) == [(1, "The wall is old.\n\nThe quay is new.")]


def test_what_word_rendered_goes_before_what_was_asked_for() -> None:
    document = Document()
    document.add_paragraph("The wall is old.").add_run().add_break(WD_BREAK.PAGE)
    for words in ("The quay is new.", "So is the pier."):
        paragraph = document.add_paragraph()
        paragraph._p.append(word_xml(RENDERED))
        paragraph.add_run(words)
    numbers = [number for number, _ in pages_of(document)]
    assert numbers == [1, 2, 3]


def test_a_paragraph_is_parted_where_its_page_ends() -> None:
    document = Document()
    paragraph = document.add_paragraph("The wall is old and")
    paragraph._p.append(word_xml(RENDERED))
    paragraph.add_run(" will be mended.")
    assert pages_of(document) == [(1, "The wall is old and"), (2, "will be mended.")]


def test_what_follows_a_table_is_as_many_pages_on_as_its_rows_break() -> None:
    document = Document()
    document.add_paragraph("The wall is old.")
    table = document.add_table(rows=3, cols=2)
    for row in table.rows:
        for cell in row.cells:
            cell.text = "Stone"
    for cell in (*table.rows[1].cells, table.rows[2].cells[0]):
        cell.paragraphs[0]._p.append(word_xml(RENDERED))
    document.add_paragraph("The quay is new.")
    first, second, third = pages_of(document)
    assert first[1].count("Stone") == 6
    assert (second, third) == ((2, ""), (3, "The quay is new."))


def test_without_breaks_a_document_is_one_page() -> None:
    document = Document()
    for _ in range(200):
        document.add_paragraph("The wall is old.")
    assert [number for number, _ in pages_of(document)] == [1]
