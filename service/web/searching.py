"""Searching over HTTP: the page, the programs' interface, and what was found to take away."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any
from urllib.parse import urlencode

import msgspec
from litestar import Controller, Request, get
from litestar.datastructures import State
from litestar.di import NamedDependency, Provide
from litestar.params import FromQuery, QueryParameter, SkipValidation
from litestar.response import Stream, Template
from msgspec import Struct

from indexer.catalogue.values import place_of
from indexer.records import Document, Passage
from service.citations import cited_document
from service.search.passages import ServedPassages
from service.search.searching import PASSAGES_SHOWN, Facet, Found, FoundDocument, Mode, Order, find
from service.search.snippets import Piece, snippet
from service.search.syntax import Search, Term, parse
from service.web.links import page_link
from service.web.quoting import choice

PAGE = 20
"""Documents on a page."""
Number = Annotated[int, QueryParameter(ge=1, le=100_000)]
# A cell that begins with these is a formula to a spreadsheet.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


class PassageFound(Struct, frozen=True):
    """A passage found; ``snippet`` is of its own text, and what was sought is marked in it."""

    id: str
    document: str
    title: str
    kind: str
    council: str | None
    body: str | None
    date: date | None
    page: int
    link: str
    quotation: str
    snippet: tuple[Piece, ...] = ()


class DocumentFound(Struct, frozen=True):
    """A document found; ``total`` passages of it were, the best of them are here."""

    id: str
    title: str
    total: int
    link: str
    passages: tuple[PassageFound, ...]


class SearchFound(Struct, frozen=True):
    """A page of what was found. ``exact`` says whether the totals are counts or estimates."""

    documents_total: int
    passages_total: int
    exact: bool
    page: int
    documents: tuple[DocumentFound, ...]
    facets: dict[str, tuple[Facet, ...]]


class Asked(Struct, frozen=True):
    """A search as it stands in the address."""

    q: str
    mode: Mode
    order: Order

    @property
    def query(self) -> str:
        """The search as an address has it."""
        return urlencode({"q": self.q, "mode": self.mode.value, "sort": self.order.value})

    def with_term(self, term: str) -> str:
        """Return the address's query of this search narrowed by `term`."""
        return msgspec.structs.replace(self, q=f"{self.q} {term}".strip()).query


def asked(q: FromQuery[str] = "", mode: FromQuery[str] = "", sort: FromQuery[str] = "") -> Asked:
    """Return the search of a request; raises `QuestionError` where a field cannot be read."""
    return Asked(
        q.strip(),
        choice("mode", mode, Mode) or Mode.BOTH,
        choice("sort", sort, Order) or Order.RELEVANCE,
    )


def served_passages(state: State) -> ServedPassages:
    """Return the passages of the index that is served, read once."""
    if "passages" not in state:
        state.passages = ServedPassages(state.index)
    served: ServedPassages = state.passages
    return served


def searched_index(state: State) -> Any:
    """Return the index as it is searched."""
    return state.index


TheAsked = NamedDependency[Asked]
TheServed = NamedDependency[SkipValidation[ServedPassages]]
Searchable = NamedDependency[SkipValidation[Any]]
GIVEN = {
    "asked": Provide(asked, sync_to_thread=False),
    "served": Provide(served_passages, sync_to_thread=False),
    "searched": Provide(searched_index, sync_to_thread=False),
}


class SearchPages(Controller):
    """The search page, and all that a search finds as CSV and JSON Lines."""

    path = "/search"
    include_in_schema = False
    dependencies = GIVEN

    @get("/", sync_to_thread=True)
    def page(
        self, served: TheServed, searched: Searchable, asked: TheAsked, page: Number = 1
    ) -> Template:
        """Show what a search finds, by document, and the form."""
        search = parse(asked.q)
        found = find(searched, served.now(), search, asked.mode, asked.order) if asked.q else None
        shown = found.documents[(page - 1) * PAGE : page * PAGE] if found else ()
        return Template(
            "search.html",
            context={
                "asked": asked,
                "found": found,
                "shown": [_given(each, search, "") for each in shown],
                "facets": found.facets() if found else {},
                "modes": list(Mode),
                "orders": list(Order),
                "page": page,
                "pages": max(1, -(-len(found.documents) // PAGE)) if found else 1,
            },
        )

    @get("/found.csv", sync_to_thread=True)
    def csv(
        self,
        request: Request[Any, Any, Any],
        served: TheServed,
        searched: Searchable,
        asked: TheAsked,
    ) -> Stream:
        """Send every passage that a search finds as CSV."""
        found = find(searched, served.now(), parse(asked.q), asked.mode, asked.order)
        return _sent(_csv(_all(found, _base(request))), "text/csv; charset=utf-8", "found.csv")

    @get("/found.jsonl", sync_to_thread=True)
    def jsonl(
        self,
        request: Request[Any, Any, Any],
        served: TheServed,
        searched: Searchable,
        asked: TheAsked,
    ) -> Stream:
        """Send every passage that a search finds as JSON Lines."""
        found = find(searched, served.now(), parse(asked.q), asked.mode, asked.order)
        lines = (msgspec.json.encode(each) + b"\n" for each in _all(found, _base(request)))
        return _sent(lines, "application/x-ndjson", "found.jsonl")


class SearchApi(Controller):
    """The programs' way to search."""

    path = "/api/v1/search"
    tags = ("search",)
    dependencies = GIVEN

    @get("/", sync_to_thread=True, operation_id="getSearch", summary="Search the records")
    def search(
        self,
        request: Request[Any, Any, Any],
        served: TheServed,
        searched: Searchable,
        asked: TheAsked,
        page: Number = 1,
        size: Annotated[int, QueryParameter(ge=1, le=100)] = PAGE,
    ) -> SearchFound:
        """Return a page of the documents that a search finds, with passages and facets."""
        search = parse(asked.q)
        found = find(searched, served.now(), search, asked.mode, asked.order)
        shown = found.documents[(page - 1) * size : page * size]
        return SearchFound(
            documents_total=len(found.documents),
            passages_total=found.passages,
            exact=found.exact,
            page=page,
            documents=tuple(_given(each, search, _base(request)) for each in shown),
            facets=found.facets(),
        )


def _base(request: Request[Any, Any, Any]) -> str:
    return str(request.base_url).rstrip("/")


def _given(found: FoundDocument, search: Search, base: str) -> DocumentFound:
    terms = [term for group in search.groups for term in group]
    document = found.document
    return DocumentFound(
        id=document.id,
        title=cited_document(document).title,
        total=len(found.passages),
        link=f"{base}/documents/{document.id}",
        passages=tuple(
            _passage(document, each, base, terms) for each in found.passages[:PASSAGES_SHOWN]
        ),
    )


def _passage(
    document: Document, passage: Passage, base: str, terms: list[Term] | None = None
) -> PassageFound:
    cited = cited_document(document)
    described = document.description
    return PassageFound(
        id=passage.id,
        document=document.id,
        title=cited.title,
        kind=cited.kind,
        council=cited.council,
        body=described.recorded_body or described.body,
        date=place_of(described).day,
        page=passage.pages[0],
        link=base + page_link(document.id, passage.pages[0]),
        quotation=passage.text,
        snippet=() if terms is None else snippet(passage.text, terms),
    )


def _all(found: Found, base: str) -> Iterator[PassageFound]:
    for each in found.documents:
        for passage in each.passages:
            yield _passage(each.document, passage, base)


def _csv(rows: Iterator[PassageFound]) -> Iterator[str]:
    names = [name for name in PassageFound.__struct_fields__ if name != "snippet"]
    # Spreadsheets read UTF-8 where the file begins with this mark.
    yield "\ufeff" + ",".join(names) + "\r\n"
    for row in rows:
        line = io.StringIO()
        csv.writer(line).writerow([_cell(getattr(row, name)) for name in names])
        yield line.getvalue()


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text


def _sent(lines: Iterator[str] | Iterator[bytes], media_type: str, name: str) -> Stream:
    return Stream(
        lines,
        media_type=media_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
