"""The programs' way to records: a document, and each of its pages."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from litestar import Controller, get
from litestar.params import FromPath, PathParameter
from msgspec import Struct

from indexer.records import BlockKind
from service.citations import cited_document
from service.web.dependencies import TheIndex


class PartRecord(Struct, frozen=True):
    """Pages of a document, first to last, that are a paper of their own: minutes in a pack."""

    first: int
    last: int
    kind: str
    body: str | None
    date: date | None


class DocumentRecord(Struct, frozen=True):
    """A document. ``inferred`` names what was read out of it, and not stated by its publisher.

    ``parts`` are papers that are bound into it, each of the meeting that it records.
    """

    id: str
    title: str
    kind: str
    path: str
    council: str | None
    body: str | None
    url: str | None
    version: int
    pages: int
    inferred: tuple[str, ...]
    parts: tuple[PartRecord, ...]


class BlockRecord(Struct, frozen=True):
    """A piece of a page: a heading of ``level`` 1 and deeper, a paragraph, a table.

    A table's rows are lines, its cells parted by tabs; ``header`` is its column headings.
    """

    kind: BlockKind
    text: str
    level: int
    header: str


class PageRecord(Struct, frozen=True):
    """A page of a document: its text as read, and the same in cleaned blocks.

    ``width`` and ``height`` are in points, 0 where the format has no pages. ``ocr`` says that the
    words were recognised on an image.
    """

    document: str
    number: int
    text: str
    blocks: tuple[BlockRecord, ...]
    width: float
    height: float
    ocr: bool


class RecordApi(Controller):
    """The programs' way to records."""

    path = "/api/v1/documents/{document_id:str}"
    tags = ("records",)

    @get("/", sync_to_thread=True, operation_id="getDocument", summary="Describe a document")
    def document(self, index: TheIndex, document_id: FromPath[str]) -> DocumentRecord:
        """Return what is known of a document."""
        document = index.document(document_id)
        cited, description = cited_document(document), document.description
        return DocumentRecord(
            id=document.id,
            title=cited.title,
            kind=cited.kind,
            path=document.path,
            council=description.council,
            body=description.recorded_body or description.body,
            url=description.url,
            version=document.version,
            pages=document.pages,
            inferred=document.inferred,
            parts=tuple(
                PartRecord(
                    part.first,
                    part.last,
                    part.description.kind or "other",
                    part.description.recorded_body,
                    part.description.recorded_date,
                )
                for part in document.parts
            ),
        )

    @get("/pages/{number:int}", sync_to_thread=True, operation_id="getPage", summary="Read a page")
    def page(
        self,
        index: TheIndex,
        document_id: FromPath[str],
        number: Annotated[int, PathParameter(ge=1, le=100_000)],
    ) -> PageRecord:
        """Return a page as it was read: its text, and its blocks."""
        page = index.page(document_id, number)
        return PageRecord(
            document=document_id,
            number=page.number,
            text=page.text,
            blocks=tuple(
                BlockRecord(each.kind, each.text, each.level, each.header) for each in page.blocks
            ),
            width=page.width,
            height=page.height,
            ocr=page.ocr,
        )
