"""Any search as a feed."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from html import escape
from typing import Any
from urllib.parse import urlencode

import msgspec
from litestar import Controller, Request, Response, get
from litestar.datastructures import State
from litestar.di import NamedDependency, Provide
from litestar.exceptions import ServiceUnavailableException
from litestar.params import SkipValidation

from indexer.following.values import FollowedEntry
from indexer.records import digest, passage_id
from indexer.searching.modes import Mode
from indexer.searching.syntax import Term, parse
from service.feeds.atom import MEDIA_TYPE, Entry, Feed, as_atom
from service.feeds.following import Followed, Following
from service.index import Index
from service.search.searching import Searched
from service.search.snippets import found_in
from service.web.dependencies import TheBase, TheSettings
from service.web.finding import GIVEN, TheAsked, TheTurning
from service.web.links import page_link
from service.web.quoting import passage_link, shortened
from service.wording import spoken

MINUTES_KEPT = 10
"""A feed reader need not ask again before."""
A_DAY = 24 * 3600
WAYS = {Mode.EXACT: "exact words", Mode.MEANING: "meaning", Mode.BOTH: "words or meaning"}
FULL = (
    "Moothall follows as many searches as it is set to, and all of them are read. Try again in a "
    "day or two, when one may have been given up, or ask who runs this service to raise feeds.most."
)
WITHDRAWN = "This record was withdrawn. It is no longer among those that Moothall holds."


def following_of(state: State) -> Following:
    """Return what follows searches."""
    following: Following = state.following
    return following


TheSearched = NamedDependency[SkipValidation[Searched]]
TheFollowing = NamedDependency[SkipValidation[Following]]


class SearchFeed(Controller):
    """The feed of a search."""

    include_in_schema = False
    dependencies = {**GIVEN, "following": Provide(following_of, sync_to_thread=False)}  # noqa: RUF012 - as Litestar wants it

    @get("/search.atom", sync_to_thread=True)
    def feed(
        self,
        request: Request[Any, Any, Any],
        index: TheSearched,
        turning: TheTurning,
        asked: TheAsked,
        following: TheFollowing,
        settings: TheSettings,
        base: TheBase,
    ) -> Response[bytes]:
        """Send what was found for a search, which is followed from its first reading on."""
        followed = following.read(asked.search, asked.mode, index, turning)
        if followed is None:
            raise ServiceUnavailableException(detail=FULL, headers={"Retry-After": str(A_DAY)})
        headers = {
            # The content may be packed on its way, so the tag is a weak one.
            "ETag": f'W/"{_state(followed, base, settings.service.notice)}"',
            "Last-Modified": format_datetime(followed.updated.astimezone(UTC), usegmt=True),
            "Cache-Control": f"public, max-age={60 * MINUTES_KEPT}",
            # Feeds of searches are for those who follow them, not for search engines.
            "X-Robots-Tag": "noindex",
        }
        if _known(request, headers["ETag"], followed.updated):
            return Response(b"", status_code=304, headers=headers)
        feed = feed_of(followed, index, base, settings.service.notice)
        return Response(as_atom(feed), media_type=f"{MEDIA_TYPE}; charset=utf-8", headers=headers)


def feed_of(followed: Followed, index: Index, base: str, notice: str) -> Feed:
    """Return a followed search as a feed, its links beginning with `base`."""
    search = followed.search
    query = urlencode({"q": search.text, "mode": search.mode.value})
    terms = [term for group in parse(search.text).groups for term in group]
    told = f"Council records found by {WAYS[search.mode]}."
    return Feed(
        id=uuid.UUID(search.id).urn,
        title=f"Moothall: {search.text}",
        subtitle=f"{told} {notice}".strip(),
        author="Moothall",
        address=f"{base}/search.atom?{query}",
        page=f"{base}/search?{query}",
        updated=followed.updated,
        entries=tuple(_entry(each, terms, index, base) for each in followed.entries),
    )


def _entry(entry: FollowedEntry, terms: Sequence[Term], index: Index, base: str) -> Entry:
    place = [entry.body, spoken(entry.day) if entry.day else ""]
    source = ", ".join(part for part in [entry.kind.replace("_", " "), *place] if part)
    named = f"{entry.item_title} – {entry.title}" if entry.item_title else entry.title
    link = "" if entry.withdrawn else base + _link(entry, index)
    told = f"{source[:1].upper()}{source[1:]}"
    return Entry(
        id=uuid.UUID(entry.id).urn,
        title=f"Withdrawn: {named}" if entry.withdrawn else named,
        published=entry.found,
        updated=entry.updated,
        summary=WITHDRAWN if entry.withdrawn else f"{told}, page {entry.page}",
        html=f"<p>{WITHDRAWN}</p>" if entry.withdrawn else _html(entry, terms, told, link),
        link=link,
        author=entry.council,
        categories=tuple(
            part
            for part in (entry.kind, entry.body, entry.day.isoformat() if entry.day else "")
            if part
        ),
    )


def _html(entry: FollowedEntry, terms: Sequence[Term], told: str, link: str) -> str:
    """Return the passage as it is printed, what was sought marked, and the way to its page."""
    pieces, end = [], 0
    for start, stop in found_in(entry.text, terms):
        pieces += [
            escape(entry.text[end:start]),
            f"<strong>{escape(entry.text[start:stop])}</strong>",
        ]
        end = stop
    quoted = "".join([*pieces, escape(entry.text[end:])]).replace("\n", "<br>")
    return (
        f"<p>{escape(told)}</p><blockquote><p>{quoted}</p></blockquote>"
        f'<p><a href="{escape(link)}">Page {entry.page} of {escape(entry.title)}</a></p>'
    )


def _link(entry: FollowedEntry, index: Index) -> str:
    """Return the path of the entry's page in its version, with its words marked."""
    for document in index.documents_by_id([entry.document]):
        for passage in index.passages([passage_id(entry.document, entry.ordinal)]):
            if (document.version, passage.text) == (entry.version, entry.text):
                return passage_link(document, passage, index)
    # It was read or cut anew since: the beginning of its words leads to them in that version.
    query = urlencode({"quote": shortened(entry.text), "version": str(entry.version)})
    return f"{page_link(entry.document, entry.page)}?{query}#quoted"


def _state(followed: Followed, base: str, notice: str) -> str:
    """Return what changes whenever the feed does."""
    return digest(msgspec.json.encode((base, notice, followed.search.id, followed.entries)))[:32]


def _known(request: Request[Any, Any, Any], tag: str, updated: datetime) -> bool:
    """Return whether the reader holds this state of the feed; its tag counts before its moment."""
    tags = request.headers.get("if-none-match")
    if tags is not None:
        return tags.strip() == "*" or tag.removeprefix("W/") in {
            each.strip().removeprefix("W/") for each in tags.split(",")
        }
    since = request.headers.get("if-modified-since")
    try:
        return since is not None and updated.replace(microsecond=0) <= parsedate_to_datetime(since)
    except (TypeError, ValueError):
        # What is no moment asks for nothing: RFC 9110, 13.1.3.
        return False
