"""Reading records: a document, its pages with quoted words marked, and the file as published."""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import quote as quoted

from litestar import Controller, Request, Response, get
from litestar.params import FromPath, FromQuery, PathParameter, QueryParameter
from litestar.response import Template
from msgspec import Struct

from indexer.errors import NotFound
from indexer.page_images import PageShape, page_shape
from indexer.records import Document, Page
from service.citations import cited_document, cited_meeting
from service.index import Index
from service.web.dependencies import TheImages, TheIndex
from service.web.images import DENSITIES, PIXELS_A_POINT
from service.web.viewing import Stretch, find_quotes, view_of

PDF = "application/pdf"
KEPT = "private, max-age=86400"
SHOWN_IN_PLACE = frozenset({PDF, "text/plain"})
"""Media types that a browser may show; others, HTML above all, are only ever downloaded."""

PageNumber = Annotated[int, PathParameter(ge=1, le=100_000)]
Quotes = Annotated[list[str] | None, QueryParameter(name="quote", max_items=20)]


class DocumentRecord(Struct, frozen=True):
    """A document as the programs' interface gives it."""

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


class RecordPages(Controller):
    """The pages where people read records."""

    path = "/documents/{document_id:str}"
    include_in_schema = False

    @get("/", sync_to_thread=True)
    def document(self, index: TheIndex, document_id: FromPath[str]) -> Template:
        """Show what a document is, and its pages."""
        document = index.document(document_id)
        return Template("document.html", context=_described(document))

    @get("/pages/{number:int}", sync_to_thread=True)
    def page(
        self,
        index: TheIndex,
        document_id: FromPath[str],
        number: PageNumber,
        quotes: Quotes = None,
    ) -> Template:
        """Show one page, the quoted words marked in its text and on its picture."""
        document = index.document(document_id)
        page = index.page(document_id, number)
        stretches = find_quotes(quotes or (), page.text)
        return Template(
            "page.html",
            context={
                **_described(document),
                "page": page,
                "blocks": view_of(page, stretches),
                "asked_for": bool(quotes),
                "found": bool(stretches),
                "shape": _shape(index, document, page, stretches),
                "densities": DENSITIES,
                "pixels_a_point": PIXELS_A_POINT,
            },
        )

    @get("/pages/{number:int}/image.png", sync_to_thread=True)
    def image(
        self,
        request: Request[Any, Any, Any],
        index: TheIndex,
        images: TheImages,
        document_id: FromPath[str],
        number: PageNumber,
        density: FromQuery[int] = 1,
    ) -> Response[bytes]:
        """Send a page's picture."""
        document = index.document(document_id)
        if density not in DENSITIES or document.media_type != PDF:
            raise NotFound("There is no such picture.")
        tag = f'"{document.digest[:32]}-{number}-{density}"'
        headers = {"ETag": tag, "Cache-Control": KEPT}
        if request.headers.get("if-none-match") == tag:
            return Response(b"", status_code=304, headers=headers)
        picture = images.picture(index, document, number, density)
        return Response(picture, media_type="image/png", headers=headers)

    @get("/original", sync_to_thread=True)
    def original(self, index: TheIndex, document_id: FromPath[str]) -> Response[bytes]:
        """Send the file as it was published."""
        document = index.document(document_id)
        shown = document.media_type in SHOWN_IN_PLACE
        name = quoted(document.path.rsplit("/", 1)[-1], safe="")
        return Response(
            index.original(document_id),
            media_type=document.media_type if shown else "application/octet-stream",
            headers={
                "Content-Disposition": (
                    f"{'inline' if shown else 'attachment'}; filename*=UTF-8''{name}"
                ),
                "ETag": f'"{document.digest[:32]}"',
                "Cache-Control": KEPT,
            },
        )


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
        )

    @get("/pages/{number:int}", sync_to_thread=True, operation_id="getPage", summary="Read a page")
    def page(self, index: TheIndex, document_id: FromPath[str], number: PageNumber) -> Page:
        """Return a page as it was read: its text, and its blocks."""
        return index.page(document_id, number)


def _described(document: Document) -> dict[str, Any]:
    return {
        "document": document,
        "cited": cited_document(document),
        "meeting": cited_meeting(document),
    }


def _shape(
    index: Index, document: Document, page: Page, stretches: tuple[Stretch, ...]
) -> PageShape | None:
    """Return where to draw on the page's picture; None where the format has no pictures.

    Words read by OCR stand at no place that PDFium knows: their page is shown without boxes.
    """
    if document.media_type != PDF:
        return None
    return page_shape(index.original(document.id), page.number, () if page.ocr else stretches)
