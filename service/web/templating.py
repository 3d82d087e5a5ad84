"""The templates' environment: what every page may use."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from msgspec import Struct

from indexer.config import Settings
from service.meetings.values import printed
from service.quoted_tables import quoted_table
from service.web.giving_meetings import clock, meeting_path
from service.web.links import also_link, cite_link, page_link, paper_link, proofs_of, safe_url
from service.web.quoting import quote_link
from service.wording import spoken

STATIC = Path(__file__).parent / "static"


class Entry(Struct, frozen=True):
    """An entry of the navigation. A page is in it that sets ``current`` to its path."""

    name: str
    path: str


NAVIGATION = (
    Entry("Ask", "/"),
    Entry("Search", "/search"),
    Entry("Meetings", "/meetings"),
    Entry("Decisions", "/decisions"),
    Entry("Matters", "/matters"),
)
"""The entries at the top of every page, in their order."""


def environment(settings: Settings) -> Environment:
    """Return the templates' environment: everything is escaped, and nothing may be undefined."""
    templates = Environment(
        loader=PackageLoader("service.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.globals.update(
        notice=settings.service.notice,
        public_url=settings.service.public_url,
        navigation=NAVIGATION,
        page_link=page_link,
        paper_link=paper_link,
        also_link=also_link,
        quote_link=quote_link,
        meeting_path=meeting_path,
        proofs_of=proofs_of,
        quoted_table=quoted_table,
        cite_link=cite_link,
        asset=asset,
    )
    templates.filters["spoken"] = spoken
    templates.filters["clock"] = clock
    templates.filters["printed"] = printed
    templates.filters["words"] = lambda value: value.replace("_", " ")
    templates.filters["safe_url"] = safe_url
    return templates


@lru_cache
def asset(name: str) -> str:
    """Return the path of a static file; a changed file has another, so that all may be kept."""
    digest = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()
    return f"/static/{name}?{digest[:12]}"
