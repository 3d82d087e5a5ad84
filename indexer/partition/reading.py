"""The one entry to partition: from a file's bytes to its pages, whatever its format."""

from __future__ import annotations

from msgspec import Struct

from indexer.config import PartitionSettings
from indexer.errors import MoothallError, UnreadableDocument
from indexer.partition.media_type import DOCX, HTML, MARKDOWN, PDF, disagrees, media_type_of
from indexer.records import BlockKind, Page


class Reading(Struct, frozen=True):
    """A file as read: what it is by its content, and its pages.

    ``note`` says what its publisher would want to know, such as that its name has the extension of
    another format; mostly it is empty.
    """

    media_type: str
    pages: tuple[Page, ...]
    note: str = ""


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
    try:
        pages = _pages(content, path, media_type, settings)
    except MoothallError:
        raise
    except Exception as error:
        # The readers' libraries meet what nobody foresaw, such as marks nested a thousand deep.
        raise UnreadableDocument(
            f"{path}: cannot be read as {media_type} ({type(error).__name__}: {error}); "
            "save it again, or as PDF"
        ) from error
    kinds = {block.kind for page in pages for block in page.blocks}
    if media_type != PDF and not kinds - {BlockKind.FURNITURE}:
        raise UnreadableDocument(f"{path}: holds no text that is content")
    note = f"{path}: is {media_type}, whatever its name says" if disagrees(media_type, path) else ""
    return Reading(media_type, pages, note)


def _pages(
    content: bytes, path: str, media_type: str, settings: PartitionSettings
) -> tuple[Page, ...]:
    # Each format's libraries are loaded when it is first met: some take seconds.
    if media_type == PDF:
        from indexer.partition.pdf import read_pdf

        return _with_ocr(content, read_pdf(content, path, settings), path, settings)
    if media_type == DOCX:
        from indexer.partition.office import read_docx

        return read_docx(content, path, settings)
    if media_type == HTML:
        from indexer.partition.html import read_html

        return read_html(content, path)
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
