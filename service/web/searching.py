"""Searching over HTTP: the page, and the programs' interface."""

from __future__ import annotations

from typing import Annotated, Any

from litestar import Controller, get
from litestar.params import QueryParameter
from litestar.response import Template

from indexer.errors import QuestionError
from indexer.records import DocumentKind
from indexer.searching.modes import Mode
from service.index import Index
from service.search.form import Form
from service.search.searching import Order
from service.search.turning import Turned
from service.web.dependencies import TheBase, TheIndex
from service.web.finding import GIVEN, Asked, SearchFound, TheAsked, TheTurning, given

PAGE = 20
"""Documents on a page."""
VALUES_SHOWN = 24
"""Values of a facet that the page shows, the most frequent."""
FromCursor = Annotated[
    str,
    QueryParameter(
        max_length=200, description="where to go on: `next` or `previous` of another page"
    ),
]


class SearchPages(Controller):
    """The search page."""

    path = "/search"
    include_in_schema = False
    dependencies = GIVEN

    @get("/", sync_to_thread=True)
    def page(
        self, index: TheIndex, turning: TheTurning, asked: TheAsked, cursor: FromCursor = ""
    ) -> Template:
        """Show what a search finds, by document, and the form; what is wrong with it there."""
        fault = ""
        turned: Turned | None = None
        form = Form(asked.q)
        try:
            form = asked.form
            if asked.q:
                turned = turning.page(asked.search, asked.mode, asked.order, PAGE, cursor)
        except QuestionError as error:
            fault = str(error)
        return Template(
            "search.html",
            context={
                "asked": asked,
                "form": form,
                "fault": fault,
                "turned": turned,
                "councils": sorted({each.name for each in index.councils()}),
                "bodies": sorted({each.name for each in index.bodies()}),
                "kinds": list(DocumentKind),
                "modes": list(Mode),
                "orders": list(Order),
                **(_shown(asked, turned, index) if turned else {}),
            },
            status_code=400 if fault else 200,
        )


class SearchApi(Controller):
    """The programs' way to search."""

    path = "/api/v1/search"
    tags = ("search",)
    dependencies = GIVEN

    @get("/", sync_to_thread=True, operation_id="getSearch", summary="Search the records")
    def search(
        self,
        index: TheIndex,
        base: TheBase,
        turning: TheTurning,
        asked: TheAsked,
        cursor: FromCursor = "",
        size: Annotated[
            int, QueryParameter(ge=1, le=100, description="documents on a page")
        ] = PAGE,
    ) -> SearchFound:
        """Return a page of the documents that a search finds, with passages and facets.

        ``q`` is the search as it is typed; the other fields add to it. Totals are counts in exact
        mode, else estimates. The pages of a search hold together while records come and go.
        """
        search = asked.search
        turned = turning.page(search, asked.mode, asked.order, size, cursor)
        return SearchFound(
            documents_total=len(turned.found.documents),
            passages_total=turned.found.passages,
            exact=turned.found.exact,
            start=turned.start,
            next=str(turned.next) if turned.next else None,
            previous=str(turned.previous) if turned.previous else None,
            changed=turned.changed,
            documents=tuple(given(each, search, base, index) for each in turned.shown),
            facets=turned.found.facets(),
        )


def _shown(asked: Asked, turned: Turned, index: Index) -> dict[str, Any]:
    search = asked.search
    return {
        "shown": [given(each, search, "", index) for each in turned.shown],
        "facets": {
            name: (values[:VALUES_SHOWN], len(values) - VALUES_SHOWN)
            for name, values in turned.found.facets().items()
        },
        "page": turned.start // PAGE + 1,
        "pages": max(1, -(-len(turned.found.documents) // PAGE)),
    }
