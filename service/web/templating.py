"""The templates' environment: what every page may use."""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from msgspec import Struct

from indexer.config import Settings
from service.answers import CitedDocument
from service.web.links import also_link, page_link, proofs_of, safe_url
from service.wording import spoken

STATIC = Path(__file__).parent / "static"


DRAFT = re.compile(r"\bdraft minutes\b|\bunconfirmed\b|\bdraft\b(?=.*\bminutes\b)", re.IGNORECASE)
ADOPTED = re.compile(r"\b(?:adopted|approved|confirmed|signed)\b(?=.*\bminutes\b)", re.IGNORECASE)


class Entry(Struct, frozen=True):
    """An entry of the navigation. A page is in it that sets ``current`` to its path."""

    name: str
    path: str


NAVIGATION = (
    Entry("Ask", "/"),
    Entry("Search", "/search"),
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
        navigation=NAVIGATION,
        page_link=page_link,
        also_link=also_link,
        proofs_of=proofs_of,
        asset=asset,
    )
    templates.filters["spoken"] = spoken
    templates.filters["words"] = lambda value: value.replace("_", " ")
    templates.filters["safe_url"] = safe_url
    templates.filters["standing"] = standing
    return templates


def standing(document: CitedDocument) -> str:
    """Return whether minutes call themselves a draft or adopted; nothing where they say neither."""
    if DRAFT.search(document.title):
        return "Draft"
    return "Adopted" if ADOPTED.search(document.title) else ""


@lru_cache
def asset(name: str) -> str:
    """Return the path of a static file; a changed file has another, so that all may be kept."""
    digest = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()
    return f"/static/{name}?{digest[:12]}"
