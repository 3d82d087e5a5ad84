"""What a file is: its content tells, its name hardly ever."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import PurePosixPath

from indexer.errors import UnreadableDocument
from indexer.partition.encoding import has_wide_characters

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
HTML = "text/html"
MARKDOWN = "text/markdown"
TEXT = "text/plain"

READABLE = "Moothall reads PDF, DOCX, HTML, Markdown and plain text."
EXTENSIONS = {
    PDF: frozenset({".pdf"}),
    DOCX: frozenset({".docx", ".docm", ".dotx"}),
    HTML: frozenset({".html", ".htm", ".xhtml", ".aspx", ".php"}),
    MARKDOWN: frozenset({".md", ".markdown"}),
    TEXT: frozenset({".txt", ".text", ".eml", ".csv", ".log"}),
}
HEAD = 1024
OPENING = re.compile(
    rb"^\s*(?:<!--.*?-->\s*)*"
    rb"(?:(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)[\s>]"
    rb"|<(?:head|title|body|main|article|section|div|table|h[1-6]|p|ul|ol|script|style|meta|link"
    rb"|span|a|b|br)[\s>/])",
    re.IGNORECASE | re.DOTALL,
)
"""How a page or a piece of one begins, after the sniffing algorithm of the WHATWG."""
MARKUP = re.compile(rb"<(?:html|body|main|article)[\s>]", re.IGNORECASE)
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
"""How an old container names the stream in which a locked document stands."""
OTHERS: dict[bytes, str] = {
    b"{\\rtf": "an RTF document; save it as DOCX or PDF",
    b"\x89PNG": "a picture; put it into a PDF",
    b"\xff\xd8\xff": "a picture; put it into a PDF",
    b"GIF8": "a picture; put it into a PDF",
    b"II*\x00": "a picture; put it into a PDF",
    b"MM\x00*": "a picture; put it into a PDF",
    b"BM": "a picture; put it into a PDF",
    b"\x1f\x8b": "a compressed file; unpack it",
    b"7z\xbc\xaf": "an archive; unpack it",
    b"Rar!": "an archive; unpack it",
    b"%!PS": "a PostScript file; save it as PDF",
    b"ID3": "a recording of sound; give its transcript",
    b"OggS": "a recording; give its transcript",
    b"<?xml": "XML data; give the records that it names",
    b"<svg": "a drawing; put it into a PDF",
}
PACKED = {
    "xl/": "a spreadsheet; save it as PDF",
    "ppt/": "slides; save them as PDF",
    "content.xml": "an OpenDocument file; save it as DOCX or PDF",
    "META-INF/container.xml": "an e-book; save it as PDF",
}
CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
MOST_CONTROLS = 0.02
"""Text has hardly a control character; a file of more than this share of them is none."""


def media_type_of(content: bytes, path: str) -> str:
    """Return what the file `content` is. `path` only parts Markdown from plain text.

    Raises
    ------
    UnreadableDocument
        It is of no format that can be read; the message says what it seems to be.
    """
    if b"%PDF-" in content[:HEAD]:
        return PDF
    if content.startswith(b"PK"):
        return _packed(content, path)
    if content.startswith(OLD_OFFICE[:4]):
        raise UnreadableDocument(f"{path}: is {_old_office(content)}. {READABLE}")
    head = _head(content)
    if OPENING.match(head):
        return HTML
    for mark, what in OTHERS.items():
        if content.startswith(mark) or (mark.startswith(b"<") and head.lstrip().startswith(mark)):
            raise UnreadableDocument(f"{path}: is {what}. {READABLE}")
    if b"\x00" in head or len(CONTROL.findall(head)) > MOST_CONTROLS * len(head):
        raise UnreadableDocument(f"{path}: is not text, nor a document. {READABLE}")
    suffix = PurePosixPath(path).suffix.lower()
    if suffix in EXTENSIONS[HTML] and MARKUP.search(content):
        return HTML
    return MARKDOWN if suffix in EXTENSIONS[MARKDOWN] else TEXT


def disagrees(media_type: str, path: str) -> bool:
    """Return whether the extension of `path` is that of another format."""
    suffix = PurePosixPath(path).suffix.lower()
    others = [known for kind, known in EXTENSIONS.items() if kind != media_type]
    return any(suffix in known for known in others)


def _head(content: bytes) -> bytes:
    """Return the beginning of `content`, in UTF-8 where it says that it is UTF-16."""
    head = content[: 8 * HEAD]
    if has_wide_characters(content):
        return head.decode("utf-16", errors="replace").removeprefix("\ufeff").encode()
    return head.removeprefix(b"\xef\xbb\xbf")


def _packed(content: bytes, path: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError) as error:
        raise UnreadableDocument(
            f"{path}: is a broken Office document or archive ({error}); save or fetch it again"
        ) from error
    if any(name.startswith("word/") for name in names):
        return DOCX
    for mark, what in PACKED.items():
        if any(name.startswith(mark) for name in names):
            raise UnreadableDocument(f"{path}: is {what}. {READABLE}")
    raise UnreadableDocument(f"{path}: is an archive; unpack it. {READABLE}")


def _old_office(content: bytes) -> str:
    if ENCRYPTED in content:
        return "an Office document locked with a password; publish it without one"
    return "an Office document of before 2007; save it as DOCX or PDF"
