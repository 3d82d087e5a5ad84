"""A search as a request asks for it, and what it found as pages and programs are given it."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from urllib.parse import urlencode

from litestar.datastructures import State
from litestar.di import NamedDependency, Provide
from litestar.params import FromQuery, QueryParameter, SkipValidation
from msgspec import Struct

from indexer.catalogue.values import place_of
from indexer.records import Document, DocumentKind, Passage
from indexer.searching.modes import Mode
from indexer.searching.syntax import LONGEST, Search, Term, parse
from service.citations import Pages, cited_document
from service.search.facets import Facet
from service.search.form import Form, composed, narrowed, shown
from service.search.passages import ServedPassages
from service.search.searching import FoundDocument, Order
from service.search.snippets import Piece, snippet
from service.search.turning import Turning
from service.web.quoting import choice, passage_link

PASSAGES_SHOWN = 3
"""Passages shown of a document."""


class PassageFound(Struct, frozen=True):
    """A passage found; ``snippet`` is of its own text, and what was sought is marked in it.

    ``link`` lasts: it opens the page in this version, the passage's words marked.
    """

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
    """A page of what was found; ``start`` documents come before it.

    ``exact`` says whether the totals are counts or estimates. ``next`` and ``previous`` are the
    cursors of the pages around this one. ``changed`` tells that records came or went since the
    first page, and that this one goes on in what is found now.
    """

    documents_total: int
    passages_total: int
    exact: bool
    start: int
    next: str | None
    previous: str | None
    changed: bool
    documents: tuple[DocumentFound, ...]
    facets: dict[str, tuple[Facet, ...]]


class Asked(Struct, frozen=True):
    """A search as it stands in the address. ``q`` holds its fields as they are typed."""

    q: str
    mode: Mode
    order: Order

    @property
    def search(self) -> Search:
        """What is sought; raises `QuestionError` where it cannot be read."""
        return parse(self.q)

    @property
    def form(self) -> Form:
        """The form that shows it; raises `QuestionError` where it cannot be read."""
        return shown(self.search)

    @property
    def query(self) -> str:
        """The search as an address has it."""
        return self._query(self.q)

    @property
    def feed(self) -> str:
        """The path of the search's feed."""
        return f"/search.atom?{urlencode({'q': self.q, 'mode': self.mode.value})}"

    def with_term(self, term: str) -> str:
        """Return the address's query of this search narrowed by `term`."""
        return self._query(narrowed(self.search, term))

    def _query(self, text: str) -> str:
        return urlencode({"q": text, "mode": self.mode.value, "sort": self.order.value})


def asked(
    q: Annotated[
        str, QueryParameter(max_length=LONGEST, description="a search, in the syntax of the page")
    ] = "",
    mode: Annotated[
        str,
        QueryParameter(
            description="what finds a passage; both where empty", schema_extra={"enum": ["", *Mode]}
        ),
    ] = "",
    sort: Annotated[
        str,
        QueryParameter(
            description="the order of documents; relevance where empty",
            schema_extra={"enum": ["", *Order]},
        ),
    ] = "",
    title: Annotated[str, QueryParameter(description="words of the document's title")] = "",
    council: FromQuery[str] = "",
    of_body: Annotated[str, QueryParameter(name="body")] = "",
    kind: Annotated[str, QueryParameter(schema_extra={"enum": ["", *DocumentKind]})] = "",
    since: Annotated[
        str, QueryParameter(name="from", description="the first day, as 2025-01-30")
    ] = "",
    until: Annotated[
        str, QueryParameter(name="to", description="the last day, as 2025-01-30")
    ] = "",
    ref: Annotated[str, QueryParameter(description="a reference, as 24/0022")] = "",
    person: Annotated[str, QueryParameter(description="a name")] = "",
) -> Asked:
    """Return the search of a request, its fields typed or by their controls.

    Raises
    ------
    QuestionError
        The mode or the order is not known.
    """
    form = Form(q, title, council, of_body, kind, since, until, ref, person)
    return Asked(
        composed(form),
        choice("mode", mode, Mode) or Mode.BOTH,
        choice("sort", sort, Order) or Order.RELEVANCE,
    )


def turning_of(state: State) -> Turning:
    """Return what searches the index that is served."""
    if "turning" not in state:
        state.turning = Turning(state.index, ServedPassages(state.index))
    turning: Turning = state.turning
    return turning


TheAsked = NamedDependency[Asked]
TheTurning = NamedDependency[SkipValidation[Turning]]
GIVEN = {
    "asked": Provide(asked, sync_to_thread=False),
    "turning": Provide(turning_of, sync_to_thread=False),
}


def given(found: FoundDocument, search: Search, base: str, index: Pages) -> DocumentFound:
    """Return a document found, its links beginning with `base`."""
    terms = [term for group in search.groups for term in group]
    document = found.document
    return DocumentFound(
        id=document.id,
        title=cited_document(document).title,
        total=len(found.passages),
        link=f"{base}/documents/{document.id}",
        passages=tuple(
            given_passage(document, each, base, index, terms)
            for each in found.passages[:PASSAGES_SHOWN]
        ),
    )


def given_passage(
    document: Document,
    passage: Passage,
    base: str,
    index: Pages,
    terms: list[Term] | None = None,
) -> PassageFound:
    """Return a passage found; with a snippet where `terms` are given that were sought."""
    paper = document.at(passage.pages[0])
    cited, described = cited_document(paper), paper.description
    return PassageFound(
        id=passage.id,
        document=document.id,
        title=cited.title,
        kind=cited.kind,
        council=cited.council,
        body=described.recorded_body or described.body,
        date=place_of(described).day,
        page=passage.pages[0],
        link=base + passage_link(document, passage, index),
        quotation=passage.text,
        snippet=() if terms is None else snippet(passage.text, terms),
    )
