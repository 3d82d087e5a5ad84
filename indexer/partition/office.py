"""Word documents (DOCX)."""

from __future__ import annotations

import io
import zipfile

from indexer.config import PartitionSettings
from indexer.errors import UnreadableDocument
from indexer.partition.elements import blocks_of, page_of, with_title
from indexer.partition.sentence_model import prepare
from indexer.records import Page


def read_docx(content: bytes, path: str, settings: PartitionSettings) -> tuple[Page, ...]:
    """Return a Word document as one page: the format does not say where its pages end.

    Raises
    ------
    UnreadableDocument
        The file is not whole, or unpacks to more than the settings allow.
    """
    _refuse_bomb(content, path, settings)
    prepare()
    from unstructured.partition.docx import partition_docx

    try:
        elements = partition_docx(file=io.BytesIO(content))
    except Exception as error:
        # python-docx raises what its XML and zip readers raise.
        raise UnreadableDocument(
            f"{path}: is not a whole Word document ({error}); save or fetch it again"
        ) from error
    return (page_of(with_title(blocks_of(elements))),)


def _refuse_bomb(content: bytes, path: str, settings: PartitionSettings) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(member.file_size for member in archive.infolist())
    except zipfile.BadZipFile as error:
        raise UnreadableDocument(
            f"{path}: is not a whole Word document ({error}); save or fetch it again"
        ) from error
    if unpacked > settings.max_unpacked_bytes:
        raise UnreadableDocument(
            f"{path}: unpacks to {unpacked:,} bytes, more than partition.max_unpacked_bytes "
            f"({settings.max_unpacked_bytes:,}); it may be made to exhaust the machine"
        )
