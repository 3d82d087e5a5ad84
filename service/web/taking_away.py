"""All that a search finds, to take away: as CSV, JSON Lines and a page to print.

Each is sent while it is written, a passage at a time, so that it may be of any length.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
from jinja2 import Environment
from litestar import Controller, Request, get
from litestar.di import NamedDependency, Provide
from litestar.params import SkipValidation
from litestar.response import Stream

from service.citations import Pages
from service.search.searching import Found
from service.web.dependencies import TheBase, TheIndex
from service.web.finding import (
    GIVEN,
    PassageFound,
    TheAsked,
    TheTurning,
    given_passage,
)
from service.web.spreadsheets import MARK, line

COLUMNS = tuple(name for name in PassageFound.__struct_fields__ if name != "snippet")


def everything(turning: TheTurning, asked: TheAsked) -> Found:
    """Return all that the search of a request finds."""
    return turning.found(asked.search, asked.mode, asked.order)


TheFound = NamedDependency[SkipValidation[Found]]


class TakenAway(Controller):
    """All that a search finds."""

    path = "/search"
    include_in_schema = False
    dependencies = {**GIVEN, "found": Provide(everything, sync_to_thread=True)}  # noqa: RUF012 - as Litestar wants it

    @get("/found.csv", sync_to_thread=True)
    def csv(self, index: TheIndex, base: TheBase, found: TheFound) -> Stream:
        """Send every passage that a search finds as CSV."""
        return _sent(
            as_csv(passages_of(found, base, index)), "text/csv; charset=utf-8", "found.csv"
        )

    @get("/found.jsonl", sync_to_thread=True)
    def jsonl(self, index: TheIndex, base: TheBase, found: TheFound) -> Stream:
        """Send every passage that a search finds as JSON Lines."""
        lines = as_json_lines(passages_of(found, base, index))
        return _sent(lines, "application/x-ndjson", "found.jsonl")

    @get("/found.html", sync_to_thread=True)
    def to_print(
        self,
        request: Request[Any, Any, Any],
        index: TheIndex,
        base: TheBase,
        asked: TheAsked,
        found: TheFound,
    ) -> Stream:
        """Send every passage that a search finds as one page, to print."""
        templates: Environment = request.app.state.templates
        page = as_page(templates, asked.q, asked.query, found, passages_of(found, base, index))
        return Stream(page, media_type="text/html; charset=utf-8")


def passages_of(found: Found, base: str, index: Pages) -> Iterator[PassageFound]:
    """Yield every passage found, document by document, its link beginning with `base`."""
    for each in found.documents:
        for passage in each.passages:
            yield given_passage(each.document, passage, base, index)


def as_csv(rows: Iterable[PassageFound]) -> Iterator[str]:
    """Yield the lines of a CSV file, with its columns' names."""
    yield MARK + line(COLUMNS)
    for row in rows:
        yield line([getattr(row, name) for name in COLUMNS])


def as_json_lines(rows: Iterable[PassageFound]) -> Iterator[bytes]:
    """Yield a line of JSON for each passage."""
    for row in rows:
        yield msgspec.json.encode(row) + b"\n"


def as_page(
    templates: Environment, text: str, query: str, found: Found, rows: Iterable[PassageFound]
) -> Iterator[str]:
    """Yield the pieces of a page to print; `query` leads back to the search of `text`."""
    template = templates.get_template("found.html")
    return template.generate(text=text, query=query, found=found, passages=rows)


def _sent(lines: Iterator[str] | Iterator[bytes], media_type: str, name: str) -> Stream:
    return Stream(
        lines,
        media_type=media_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
