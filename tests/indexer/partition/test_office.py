"""Word documents: structure, tracked changes, notes, and packages that are not what they seem."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from docx import Document

from indexer.config import PartitionSettings
from indexer.errors import UnreadableDocument
from indexer.partition.office import read_docx
from indexer.records import Block, BlockKind
from tests.indexer.partition.word_files import edited, report, saved, word_xml

MAIN = "word/document.xml"


def read(content: bytes) -> tuple[Block, ...]:
    pages = read_docx(content, "report.docx", PartitionSettings())
    return tuple(block for page in pages for block in page.blocks)


def test_a_report_keeps_its_structure() -> None:
    assert [(block.kind, block.level, block.text) for block in read(saved(report()))] == [
        (BlockKind.FURNITURE, 0, "Invented Borough"),
        (BlockKind.FURNITURE, 0, "Page 1"),
        (BlockKind.TITLE, 1, "The harbour wall"),
        (BlockKind.HEADING, 1, "1. Why"),
        (BlockKind.PARAGRAPH, 0, "The wall is old."),
        (BlockKind.HEADING, 2, "Reasons for the decision"),
        (BlockKind.LIST_ITEM, 0, "1. Mend it."),
        (BlockKind.LIST_ITEM, 0, "2. Paint it."),
        (BlockKind.TABLE, 0, "Service\t2031/32\t2031/32\nQuays\t1.0\t2.0\nQuays\t3.0\t4.0"),
    ]


def test_rows_that_word_repeats_on_each_page_are_the_header() -> None:
    assert read(saved(report()))[-1].header == "Service\t2031/32\t2031/32"


def test_tracked_changes_are_accepted() -> None:
    document = Document()
    paragraph = document.add_paragraph("The council ")
    for xml in (
        '<w:del w:id="1" w:author="a"><w:r><w:delText>refused</w:delText></w:r></w:del>',
        '<w:ins w:id="2" w:author="a"><w:r><w:t>approved</w:t></w:r></w:ins>',
    ):
        paragraph._p.append(word_xml(xml))
    paragraph.add_run(" the plan.")
    assert [block.text for block in read(saved(document))] == ["The council approved the plan."]


def test_a_row_whose_removal_is_tracked_is_gone() -> None:
    document = report()
    row = document.tables[0].rows[2]._tr
    row.get_or_add_trPr().append(word_xml('<w:del w:id="1" w:author="a"/>'))
    assert "3.0" not in read(saved(document))[-1].text


def test_words_in_content_controls_are_read() -> None:
    document = Document()
    document.add_paragraph("Before.")
    control = "<w:sdt><w:sdtPr/><w:sdtContent><w:p><w:r><w:t>Chosen.</w:t></w:r></w:p>"
    document.element.body.insert(1, word_xml(f"{control}</w:sdtContent></w:sdt>"))
    assert [block.text for block in read(saved(document))] == ["Before.", "Chosen."]


def test_notes_come_last_in_the_order_of_their_references() -> None:
    document = Document()
    paragraph = document.add_paragraph("The wall is old.")
    for note in ("7", "3"):
        paragraph._p.append(word_xml(f'<w:r><w:footnoteReference w:id="{note}"/></w:r>'))
    names = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    notes = "".join(
        f'<w:footnote w:id="{number}"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:footnote>'
        for number, text in (("-1", ""), ("3", "By the survey."), ("7", "Built in 1820."))
    )
    part = f"<w:footnotes {names}>{notes}</w:footnotes>".encode()
    found = read(edited(saved(document), {}, {"word/footnotes.xml": part}))
    assert [(block.kind, block.text) for block in found[1:]] == [
        (BlockKind.FOOTNOTE, "1. Built in 1820."),
        (BlockKind.FOOTNOTE, "2. By the survey."),
    ]


def test_the_strict_form_of_the_format_is_read_too() -> None:
    def strict(xml: bytes) -> bytes:
        return xml.replace(
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        )

    content = saved(report())
    assert read(edited(content, {MAIN: strict})) == read(content)


def test_a_table_that_claims_millions_of_columns_keeps_its_words() -> None:
    def claim(xml: bytes) -> bytes:
        return xml.replace(b'w:gridSpan w:val="2"', b'w:gridSpan w:val="90000000"')

    found = read(edited(saved(report()), {MAIN: claim}))
    assert found[-1].text == "Service 2031/32 Quays 1.0 2.0 3.0 4.0"


def entities(xml: bytes) -> bytes:
    """Return `xml` with entities that would grow to a billion words."""
    grown = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    declared = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e0 "lol">{grown}]>'.encode()
    return declared + re.sub(rb"<\?xml.*?\?>", b"", xml).replace(b"The wall is old.", b"&e9;")


@pytest.mark.parametrize(
    "content",
    [
        edited(saved(report()), {MAIN: entities}),
        edited(saved(report()), {MAIN: lambda xml: xml[:500]}),
        edited(saved(report()), {"_rels/.rels": lambda xml: xml.replace(MAIN.encode(), b"gone")}),
        saved(report())[:-3000],
    ],
    ids=["entities", "cut", "no main part", "truncated"],
)
def test_a_broken_package_is_refused_by_name(content: bytes) -> None:
    with pytest.raises(UnreadableDocument, match=r"report\.docx: .*save"):
        read(content)


def test_real_minutes_in_one_paragraph_are_parted_into_items(shared_data: Path) -> None:
    path = shared_data / "office/Criminal Justice Committee Minutes 2-7-2023.docx"
    [page] = read_docx(path.read_bytes(), path.name, PartitionSettings())
    headings = [block.text for block in page.blocks if block.kind == BlockKind.HEADING]
    assert "1. Roll Call" in headings
    furniture = [block.text for block in page.blocks if block.kind == BlockKind.FURNITURE]
    assert any("MinutesViewer" in text for text in furniture)
    content = [block.text for block in page.blocks if block.kind != BlockKind.FURNITURE]
    assert not any("MinutesViewer" in text for text in content)
