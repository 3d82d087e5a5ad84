"""The one entry to partition: from a file's bytes to its pages, whatever its format."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import PurePosixPath

from msgspec import Struct

from indexer.config import PartitionSettings
from indexer.errors import UnreadableDocument
from indexer.records import Page

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
HTML = "text/html"
MARKDOWN = "text/markdown"
TEXT = "text/plain"

READABLE = "PDF, DOCX, HTML, Markdown and plain text"
MARKUP = re.compile(rb"<!doctype html|<html|<head|<body|<main|<article|<h1|<p[ >]", re.IGNORECASE)
KNOWN_BINARIES = {
    b"\xd0\xcf\x11\xe0": "an old Office document or an encrypted one; save it as DOCX or PDF",
    b"{\\rtf": "an RTF document; save it as DOCX or PDF",
    b"\x89PNG": "a picture; put it into a PDF",
    b"\xff\xd8\xff": "a picture; put it into a PDF",
    b"GIF8": "a picture; put it into a PDF",
}


class Reading(Struct, frozen=True):
    """A file as read: what it is by its content, and its pages."""

    media_type: str
    pages: tuple[Page, ...]


def read(content: bytes, path: str, settings: PartitionSettings) -> Reading:
    """Return the pages of the file `content`; `path` names it in messages.

    What the file is, its content tells; its name only parts Markdown from plain text.

    Raises
    ------
    UnreadableDocument
        The file is empty, too large, broken, locked, or of no format that can be read.
    """
    if not content.strip():
        raise UnreadableDocument(f"{path}: is empty; fetch or export it again")
    if len(content) > settings.max_bytes:
        raise UnreadableDocument(
            f"{path}: has {len(content):,} bytes, more than partition.max_bytes "
            f"({settings.max_bytes:,}); raise that setting or split the file"
        )
    media_type = media_type_of(content, path)
    pages = _pages(content, path, media_type, settings)
    if not any(page.blocks for page in pages) and media_type != PDF:
        raise UnreadableDocument(f"{path}: holds no text that is content")
    return Reading(media_type, pages)


def media_type_of(content: bytes, path: str) -> str:
    """Return what the file `content` is.

    Raises
    ------
    UnreadableDocument
        It is of no format that can be read.
    """
    if b"%PDF-" in content[:1024]:
        return PDF
    if content.startswith(b"PK"):
        return _packed(content, path)
    for start, what in KNOWN_BINARIES.items():
        if content.startswith(start):
            raise UnreadableDocument(f"{path}: is {what}. Moothall reads {READABLE}.")
    if b"\x00" in content[:4096] and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableDocument(f"{path}: is not text, nor a document. Moothall reads {READABLE}.")
    if MARKUP.search(content[:4096]):
        return HTML
    markdown = PurePosixPath(path).suffix.lower() in {".md", ".markdown"}
    return MARKDOWN if markdown else TEXT


def _packed(content: bytes, path: str) -> str:
    try:
        names = zipfile.ZipFile(io.BytesIO(content)).namelist()
    except zipfile.BadZipFile as error:
        raise UnreadableDocument(
            f"{path}: is a broken Office document or archive ({error}); fetch it again"
        ) from error
    if "word/document.xml" in names:
        return DOCX
    raise UnreadableDocument(
        f"{path}: is an archive, a spreadsheet or slides; unpack it, or save it as PDF. "
        f"Moothall reads {READABLE}."
    )


def _pages(
    content: bytes, path: str, media_type: str, settings: PartitionSettings
) -> tuple[Page, ...]:
    # Each format's libraries are loaded when it is first met: some take seconds.
    if media_type == PDF:
        from indexer.partition.pdf import read_pdf

        pages = read_pdf(content, path, settings)
        return _with_ocr(content, pages, path, settings)
    if media_type == DOCX:
        from indexer.partition.office import read_docx

        return read_docx(content, path, settings)
    if media_type == HTML:
        from indexer.partition.html import read_html

        return read_html(content)
    from indexer.partition import text

    read_as_text = text.read_markdown if media_type == MARKDOWN else text.read_text
    return read_as_text(content, path)


def _with_ocr(
    content: bytes, pages: tuple[Page, ...], path: str, settings: PartitionSettings
) -> tuple[Page, ...]:
    if not settings.ocr or all(page.text.strip() for page in pages):
        return pages
    from indexer.partition import ocr

    return ocr.recognise(content, pages, path, settings) if ocr.available() else pages
