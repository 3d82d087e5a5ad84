"""What a file is, told by its content."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.config import PartitionSettings
from indexer.errors import UnreadableDocument
from indexer.partition.media_type import (
    DOCX,
    EXTENSIONS,
    HTML,
    MARKDOWN,
    PDF,
    TEXT,
    media_type_of,
)
from indexer.partition.reading import read

OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)


def docx() -> bytes:
    file = io.BytesIO()
    document = Document()
    document.add_paragraph("The wall is old.")
    document.save(file)
    return file.getvalue()


def packed(name: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(name, "x")
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7 and more", PDF),
        (b"\n\nfrom a mail\n%PDF-1.4", PDF),
        (docx(), DOCX),
        (b"<!DOCTYPE html><title>x</title>", HTML),
        (b"\xef\xbb\xbf  <!-- a --> <HTML lang=en>", HTML),
        (b'<?xml version="1.0"?><!DOCTYPE html><html>', HTML),
        (b'<div id="modgov"><h1>Decision</h1></div>', HTML),
        ("\ufeff<html><body>".encode("utf-16-le"), HTML),
        (b"The wall <b>is</b> old.", TEXT),
        ("\ufeffThe wall is old.".encode("utf-16-be"), TEXT),
        (b"5 < 6 and a <table> of it", TEXT),
    ],
)
@pytest.mark.parametrize("path", ["a.pdf", "a.docx", "a.txt", "a", "a.jpeg"])
def test_the_content_decides(content: bytes, kind: str, path: str) -> None:
    assert media_type_of(content, path) == kind


def test_the_name_parts_markdown_from_text_alone() -> None:
    assert media_type_of(b"# Wall", "a.md") == MARKDOWN
    assert media_type_of(b"# Wall", "a.txt") == TEXT
    assert media_type_of(b"<html><p>x", "a.md") == HTML


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (packed("xl/workbook.xml"), "a spreadsheet"),
        (packed("ppt/presentation.xml"), "slides"),
        (packed("content.xml"), "an OpenDocument file"),
        (packed("report.txt"), "an archive"),
        pytest.param(packed("x")[:-9], "a broken Office document or archive", id="cut off"),
        (OLE, "of before 2007"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "locked with a password"),
        (b"{\\rtf1 wall}", "an RTF document"),
        (b'<?xml version="1.0"?><meetings/>', "XML data"),
        (b"\xff\xd8\xff\xe0picture", "a picture"),
        (b"\x00\x01\x02" * 99, "not text, nor a document"),
    ],
)
def test_what_cannot_be_read_is_named_with_what_it_is(content: bytes, told: str) -> None:
    with pytest.raises(UnreadableDocument, match=rf"^papers/a\.doc: is .*{told}"):
        media_type_of(content, "papers/a.doc")


def named_or(path: str, act: Callable[[], object]) -> bool:
    """Return whether `act` gives something, or refuses with a message that names `path`."""
    try:
        return bool(act())
    except UnreadableDocument as error:
        return path in str(error)


@given(st.binary(max_size=300), st.sampled_from(["a.txt", "a.pdf", "a.docx", "a.html"]))
def test_any_bytes_are_of_a_known_kind_or_refused(content: bytes, path: str) -> None:
    assert named_or(path, lambda: media_type_of(content, path) in EXTENSIONS)


@pytest.mark.parametrize("start", [b"%PDF-1.7\n", b"PK\x03\x04", b"<html>", b"", b"\xff\xfe"])
@settings(max_examples=50, deadline=None)
@given(tail=st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_by_name(start: bytes, tail: bytes) -> None:
    assert named_or("a.bin", lambda: read(start + tail, "a.bin", PartitionSettings()).pages)


def test_a_name_that_disagrees_is_noted() -> None:
    assert "text/plain" in read(b"The wall.", "a.pdf", PartitionSettings()).note
    assert read(b"The wall.", "a.txt", PartitionSettings()).note == ""


def test_a_file_that_is_too_large_is_refused_with_the_setting() -> None:
    with pytest.raises(UnreadableDocument, match=r"a\.txt: has 99 bytes, .*partition\.max_bytes"):
        read(b"x" * 99, "a.txt", PartitionSettings(max_bytes=98))
