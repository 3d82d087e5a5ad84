"""Every other format: what a file is, what of it is content, and what is refused."""

from __future__ import annotations

import io
import os
import shutil
import zipfile
from pathlib import Path

import pytest
from docx import Document as WordDocument
from PIL import Image, ImageDraw, ImageFont
from reportlab.pdfgen.canvas import Canvas

from indexer.config import PartitionSettings
from indexer.errors import UnreadableDocument
from indexer.partition.reading import read
from indexer.partition.sentence_model import QUIET, SENTENCE_MODEL, prepare
from indexer.records import Block, BlockKind

SETTINGS = PartitionSettings()
PAGE = """<!doctype html><html><head><title>Harbour wall | Invented Borough</title>
<script>var secret = 1;</script></head><body>
<div class="cookie-banner">We use cookies to improve the site.</div>
<nav><a href="/">Home</a> <a href="/news">News</a></nav>
<main><h1>Harbour wall to be mended</h1><p>Published: Tuesday, 4 March 2031</p>
<p>The Cabinet agreed on Tuesday to mend the harbour wall at a cost of £1.2 million.</p>
<h2>What happens next</h2><ul><li>Work begins in April.</li><li>The quay stays open.</li></ul>
<table><tr><th>Year</th><th>Cost</th></tr><tr><td>2031/32</td><td>£0.8m</td></tr></table>
<form><button>Share this page</button></form></main>
<footer>Invented Borough Council, 1 Quay Street</footer></body></html>"""


def blocks(content: bytes, path: str) -> tuple[Block, ...]:
    return read(content, path, SETTINGS).pages[0].blocks


def word(*paragraphs: tuple[str, str]) -> bytes:
    document = WordDocument()
    for style, text in paragraphs:
        document.add_paragraph(text, style=style)
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(
        [cell for row in table.rows for cell in row.cells],
        ["Ward", "Votes", "Quay", "12"],
        strict=True,
    ):
        cell.text = text
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def test_html_gives_its_content_and_nothing_that_stands_around_it() -> None:
    found = blocks(PAGE.encode(), "news.html")
    text = "\n".join(block.text for block in found)
    assert found[0] == Block(BlockKind.TITLE, "Harbour wall to be mended", found[0].runs, level=1)
    assert "£1.2 million" in text
    assert "Work begins in April." in [b.text for b in found if b.kind == BlockKind.LIST_ITEM]
    assert "2031/32\t£0.8m" in text
    for around in ("cookies", "Home", "secret", "Share this page", "Quay Street"):
        assert around not in text


def test_a_word_document_gives_headings_lists_and_rows() -> None:
    content = word(("Title", "Harbour wall"), ("Heading 1", "Cost"), ("List Bullet", "Stone: £3"))
    found = blocks(content, "report.docx")
    assert [(b.kind, b.text) for b in found] == [
        (BlockKind.TITLE, "Harbour wall"),
        (BlockKind.HEADING, "Cost"),
        (BlockKind.LIST_ITEM, "Stone: £3"),
        (BlockKind.TABLE, "Ward\tVotes\nQuay\t12"),
    ]


def test_markdown_and_text_are_parted_by_the_name_alone() -> None:
    source = b"# Harbour wall\n\nThe wall will be mended in the spring of next year.\n"
    assert blocks(source, "note.md")[0].kind == BlockKind.TITLE
    assert blocks(source, "note.txt")[0].text == "# Harbour wall"


@pytest.mark.parametrize("name", ["report.pdf", "report.docx", "report"])
def test_a_wrong_extension_does_not_matter(name: str) -> None:
    assert read(PAGE.encode(), name, SETTINGS).media_type == "text/html"


def test_text_in_an_old_encoding_is_read() -> None:
    text = "The mayor’s allowance is £12,000 a year, “as agreed” by the council in café session."
    assert "£12,000" in blocks(text.encode("cp1252"), "old.txt")[0].text


@pytest.mark.parametrize(
    ("content", "path", "message"),
    [
        (b"", "empty.pdf", "empty.pdf: is empty"),
        (b" \n", "blank.txt", "is empty"),
        (b"\x00\x01\x02" * 50, "thing.bin", "not text, nor a document"),
        (b"\x89PNG\r\n", "map.png", "a picture; put it into a PDF"),
        (b"\xd0\xcf\x11\xe0" + b"0" * 50, "old.doc", "save it as DOCX or PDF"),
        (word(("Title", "x"))[:900], "cut.docx", "broken Office document"),
        (b"<html><body><nav>Home</nav></body></html>", "bare.html", "no text that is content"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(content: bytes, path: str, message: str) -> None:
    with pytest.raises(UnreadableDocument, match=message):
        read(content, path, SETTINGS)


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 3_000_000)
    with pytest.raises(
        UnreadableDocument, match=r"unpacks to 3,000,000 bytes, more than partition\."
    ):
        read(file.getvalue(), "bomb.docx", PartitionSettings(max_unpacked_bytes=1_000_000))


def test_the_sentence_model_is_the_installed_one_and_nothing_is_reported() -> None:
    prepare()
    from unstructured.nlp import tokenize

    assert tokenize.sent_tokenize("The wall fell. It was mended.") == [
        "The wall fell.",
        "It was mended.",
    ]
    assert vars(tokenize)["_SPACY_MODEL_NAME"] == SENTENCE_MODEL
    assert all(os.environ[name] == value for name, value in QUIET.items())


def test_every_block_stands_in_its_page() -> None:
    for content, path in (
        (PAGE.encode(), "a.html"),
        (word(("Title", "A")), "a.docx"),
        (b"A wall.", "a.txt"),
    ):
        page = read(content, path, SETTINGS).pages[0]
        for block in page.blocks:
            for run in block.runs:
                assert (
                    page.text[run.page_start :][: run.length]
                    == block.text[run.start :][: run.length]
                )


def image_page(text: str) -> bytes:
    image = Image.new("L", (1240, 1754), 255)
    ImageDraw.Draw(image).text((120, 200), text, font=ImageFont.load_default(40), fill=0)
    file, picture = io.BytesIO(), io.BytesIO()
    image.save(picture, "PNG")
    canvas = Canvas(file, pagesize=(595, 842))
    from reportlab.lib.utils import ImageReader

    canvas.drawImage(ImageReader(picture), 0, 0, 595, 842)
    canvas.save()
    return file.getvalue()


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="Tesseract is not installed")
def test_a_page_that_is_an_image_is_recognised_and_said_to_be() -> None:
    page = read(image_page("The wall will be mended in April"), "scan.pdf", SETTINGS).pages[0]
    assert page.ocr
    assert "mended in April" in page.text


def test_without_recognition_an_image_stays_without_text() -> None:
    page = read(image_page("The wall"), "scan.pdf", PartitionSettings(ocr=False)).pages[0]
    assert page.blocks == ()
    assert not page.ocr


def test_a_meeting_summary_keeps_its_title_its_label_and_its_footnotes(shared_data: Path) -> None:
    path = shared_data / "coventry/meeting-summary-scrutiny-co-ordination-2024-06-26.txt"
    found = blocks(path.read_bytes(), path.name)
    [title] = [block.text for block in found if block.kind == BlockKind.TITLE]
    assert title.startswith("Scrutiny Co-ordination Committee - Wed")
    assert len([block for block in found if block.kind == BlockKind.FOOTNOTE]) == 2
    assert "AI Generated" in [block.text for block in found]


def test_real_pages_of_councils_are_read_without_their_navigation(shared_data: Path) -> None:
    for path in sorted((shared_data / "moderngov").glob("*.html")):
        found = read(path.read_bytes(), path.name, SETTINGS).pages[0]
        assert found.blocks, path.name
        assert "cookie" not in found.text.lower(), path.name


def test_real_word_documents_are_read(shared_data: Path) -> None:
    for path in sorted((shared_data / "office").glob("*.docx")):
        assert len(read(path.read_bytes(), path.name, SETTINGS).pages[0].blocks) > 5, path.name
