"""Reading records: a document, its pages with quoted words marked, and the file as published."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any
from urllib.parse import quote as quoted
from urllib.parse import urlencode

from litestar import Controller, Request, Response, get
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, FromQuery, PathParameter, QueryParameter, SkipValidation
from litestar.response import Redirect, Template
from msgspec.structs import replace

from indexer.errors import NotFound
from indexer.page_images import PageShape, page_shape
from indexer.records import Document, Page
from service.citations import cited_document, cited_meeting
from service.index import Index
from service.web.citing import Citing, as_html, as_markdown, as_plain
from service.web.dependencies import TheBase, TheImages, TheIndex
from service.web.images import DENSITIES
from service.web.links import GAP, page_link
from service.web.placing import Placing, placing_of
from service.web.viewing import (
    Quote,
    Stretch,
    find_in,
    find_quotes,
    occurrences,
    quotes_of,
    view_of,
)
from service.wording import source_of

PDF = "application/pdf"
KEPT = "private, max-age=86400"
SHOWN_IN_PLACE = frozenset({PDF, "text/plain"})
"""Media types that a browser may show; others, HTML above all, are only ever downloaded."""

CLOSE = 3
"""Pages on either side that are searched for quoted words which are not on the page asked for."""

PageNumber = Annotated[int, PathParameter(ge=1, le=100_000)]
Quotes = Annotated[list[str] | None, QueryParameter(name="quote", max_items=40)]
Places = Annotated[list[str] | None, QueryParameter(name="at", max_items=40)]
Words = Annotated[str, QueryParameter(max_length=200)]
Version = Annotated[int | None, QueryParameter(ge=1, le=1_000_000)]


ThePlacing = NamedDependency[SkipValidation[Placing]]
GIVEN = {"placing": Provide(placing_of, sync_to_thread=False)}


class RecordPages(Controller):
    """The pages where people read records."""

    path = "/documents/{document_id:str}"
    include_in_schema = False
    dependencies = GIVEN

    @get("/", sync_to_thread=True)
    def document(
        self,
        index: TheIndex,
        placing: ThePlacing,
        document_id: FromPath[str],
        find: Words = "",
        version: Version = None,
    ) -> Template:
        """Show what a document is, its pages, and those that hold what is looked for."""
        document = _in_version(index, document_id, version)
        found = find_in(index.pages(document_id, document.version), find) if find.strip() else ()
        papers = [
            (source_of(cited_document(paper), cited_meeting(paper)), paper)
            for paper in document.papers[1:]
        ]
        return Template(
            "document.html",
            context={
                **placing.described(document),
                "papers": papers,
                "find": find,
                "found": found,
            },
        )

    @get("/pages/{number:int}", sync_to_thread=True)
    def page(
        self,
        index: TheIndex,
        placing: ThePlacing,
        document_id: FromPath[str],
        number: PageNumber,
        quotes: Quotes = None,
        places: Places = None,
        find: Words = "",
        version: Version = None,
    ) -> Template | Redirect:
        """Show one page, the quoted words marked in its text and on its picture."""
        document = _in_version(index, document_id, version)
        page = index.page(document_id, number, document.version)
        wanted = quotes_of(quotes or (), places or ())
        stretches = find_quotes(wanted, page)
        elsewhere = _elsewhere(index, document, page, wanted) if wanted else ()
        if wanted and not stretches and elsewhere and not places:
            query = urlencode([("quote", words) for words in quotes or ()])
            return Redirect(f"{page_link(document_id, elsewhere[0])}?{query}#quoted")
        marked = (*stretches, *occurrences(find, page.text))
        return Template(
            "page.html",
            context={
                **placing.described(document.at(number)),
                "around": placing.around(document, page, stretches),
                "later": placing.later(document, page, stretches),
                "page": page,
                "blocks": view_of(page, marked),
                "asked_for": bool(quotes),
                "found": bool(stretches),
                "elsewhere": [
                    (each, _same_quotes(document, each, quotes or (), places or ()))
                    for each in elsewhere
                ],
                "find": find,
                "times": len(marked) - len(stretches),
                "shape": _shape(index, document, page, marked),
                "here": _same_quotes(document, number, quotes or (), places or ()),
            },
        )

    @get("/pages/{number:int}/cite", sync_to_thread=True)
    def cite(
        self,
        index: TheIndex,
        placing: ThePlacing,
        base: TheBase,
        document_id: FromPath[str],
        number: PageNumber,
        quotes: Quotes = None,
        places: Places = None,
        version: Version = None,
    ) -> Template:
        """Show how a page, or the quoted words on it, can be cited."""
        document = _in_version(index, document_id, version)
        page = index.page(document_id, number, document.version)
        stretches = find_quotes(quotes_of(quotes or (), places or ()), page)
        back = _same_quotes(document, number, quotes or (), places or ())
        paper = document.at(number)
        cited, meeting = cited_document(paper), cited_meeting(paper)
        citing = Citing(
            words=f" {GAP} ".join(page.text[start:stop] for start, stop in sorted(stretches)),
            title=cited.title,
            source=source_of(cited, meeting),
            items=placing.around(document, page, stretches).items if stretches else (),
            page=number,
            link=base + back,
        )
        return Template(
            "cite.html",
            context={
                "cited": cited,
                "meeting": meeting,
                "page": page,
                "citing": citing,
                "asked_for": bool(quotes),
                "back": back,
                "forms": [
                    ("plain text", as_plain(citing)),
                    ("Markdown", as_markdown(citing)),
                    ("HTML", as_html(citing)),
                ],
            },
        )

    @get("/pages/{number:int}/image.png", sync_to_thread=True, opt={"uncompressed": True})
    def image(
        self,
        request: Request[Any, Any, Any],
        index: TheIndex,
        images: TheImages,
        document_id: FromPath[str],
        number: PageNumber,
        density: FromQuery[int] = 1,
        version: Version = None,
    ) -> Response[bytes]:
        """Send a page's picture."""
        document = _in_version(index, document_id, version)
        if density not in DENSITIES or document.media_type != PDF:
            raise NotFound("There is no such picture.")
        tag = f'"{document.digest[:32]}-{number}-{density}"'
        headers = {"ETag": tag, "Cache-Control": KEPT}
        if request.headers.get("if-none-match") == tag:
            return Response(b"", status_code=304, headers=headers)
        picture = images.picture(index, document, number, density)
        return Response(picture, media_type="image/png", headers=headers)

    @get("/original", sync_to_thread=True, opt={"uncompressed": True})
    def original(
        self, index: TheIndex, document_id: FromPath[str], version: Version = None
    ) -> Response[bytes]:
        """Send the file as it was published."""
        document = _in_version(index, document_id, version)
        shown = document.media_type in SHOWN_IN_PLACE
        name = quoted(document.path.rsplit("/", 1)[-1], safe="")
        return Response(
            index.original(document_id, document.version),
            media_type=document.media_type if shown else "application/octet-stream",
            headers={
                "Content-Disposition": (
                    f"{'inline' if shown else 'attachment'}; filename*=UTF-8''{name}"
                ),
                "ETag": f'"{document.digest[:32]}"',
                "Cache-Control": KEPT,
            },
        )


def _in_version(index: Index, document_id: str, version: int | None) -> Document:
    """Return a document as it stood in `version`; in its newest where none is named."""
    document = index.document(document_id)
    if version is None or version == document.version:
        return document
    for each in index.versions(document_id):
        if each.number == version:
            pages = len(index.pages(document_id, version))
            # what is bound into it was told of the newest version alone
            return replace(document, version=version, digest=each.digest, pages=pages, parts=())
    raise NotFound(f"Document {document_id!r} has no version {version}.")


def _elsewhere(
    index: Index, document: Document, page: Page, wanted: Sequence[Quote]
) -> tuple[int, ...]:
    """Return the pages close by on which quotes stand that are not on this page."""
    missing = [quote for quote in wanted if not find_quotes([quote], page)]
    close = sorted(
        (
            number
            for number in range(page.number - CLOSE, page.number + CLOSE + 1)
            if 1 <= number <= document.pages and number != page.number
        ),
        key=lambda number: abs(number - page.number),
    )
    found: list[int] = []
    for quote in missing:
        for number in close:
            if find_quotes([quote], index.page(document.id, number, document.version)):
                found.append(number)
                break
    return tuple(sorted(dict.fromkeys(found)))


def _same_quotes(
    document: Document, number: int, quotes: Sequence[str], places: Sequence[str]
) -> str:
    query = [("quote", words) for words in quotes] + [("at", place) for place in places]
    query.append(("version", str(document.version)))
    return f"{page_link(document.id, number)}?{urlencode(query)}#quoted"


def _shape(
    index: Index, document: Document, page: Page, stretches: tuple[Stretch, ...]
) -> PageShape | None:
    """Return where to draw on the page's picture; None where the format has no pictures.

    Words read by OCR stand at no place that PDFium knows: their page is shown without boxes.
    """
    if document.media_type != PDF:
        return None
    content = index.original(document.id, document.version)
    return page_shape(content, page.number, () if page.ocr else stretches)
