"""The one place that builds the web application."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractContextManager, asynccontextmanager

from litestar import Litestar
from litestar.config.compression import CompressionConfig
from litestar.config.cors import CORSConfig
from litestar.datastructures import MutableScopeHeaders, State
from litestar.di import Provide
from litestar.openapi.config import OpenAPIConfig
from litestar.plugins.jinja import JinjaTemplateEngine
from litestar.static_files import create_static_files_router
from litestar.template import TemplateConfig
from litestar.types import Message, Scope

from indexer.config import Settings
from service.answer import Answerer
from service.feedback import open_asked
from service.feeds.following import open_following
from service.index import Index
from service.standing import Standings
from service.web.answering import Answering
from service.web.ask_page import AskPage
from service.web.asking import AskApi
from service.web.bodies import BodyPages
from service.web.comparing import CompareApi, ComparePages
from service.web.decisions import DecisionApi, DecisionPages
from service.web.dependencies import base_of
from service.web.describing import Description
from service.web.faults import FaultHandler
from service.web.feeds import SearchFeed
from service.web.giving_feedback import FeedbackApi, FeedbackPage
from service.web.giving_records import RecordApi
from service.web.health import HealthController
from service.web.images import PageImages
from service.web.matters import MatterApi, MatterPages
from service.web.meeting_api import BodyApi, MeetingApi
from service.web.meetings import MeetingPages
from service.web.reading import RecordPages
from service.web.searching import SearchApi, SearchPages
from service.web.streaming import Streams
from service.web.taking_away import TakenAway
from service.web.telling import TellingPages
from service.web.templating import STATIC, environment
from service.web.widget import WidgetController

LARGEST_REQUEST = 100_000
YEAR = 365 * 24 * 3600
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
PAGES = (
    AskPage,
    FeedbackPage,
    RecordPages,
    SearchPages,
    SearchFeed,
    TakenAway,
    MeetingPages,
    BodyPages,
    DecisionPages,
    MatterPages,
    ComparePages,
    WidgetController,
    TellingPages,
)
INTERFACES = (
    AskApi,
    FeedbackApi,
    RecordApi,
    SearchApi,
    MeetingApi,
    BodyApi,
    DecisionApi,
    MatterApi,
    CompareApi,
    HealthController,
)


def create_app(
    settings: Settings, open_index: Callable[[], AbstractContextManager[Index]]
) -> Litestar:
    """Return the application. The index is opened when it starts and closed when it stops."""
    templates = environment(settings)
    service = settings.service

    @asynccontextmanager
    async def with_index(app: Litestar) -> AsyncIterator[None]:
        with (
            open_index() as index,
            open_asked(settings) as asked,
            open_following(settings, index.generation) as following,
        ):
            app.state.index = index
            app.state.following = following
            app.state.templates = templates
            app.state.standings = Standings(app.state.index)
            templates.filters["standing"] = lambda cited: app.state.standings.of(
                cited.id, cited.first_page
            )
            app.state.answerer = Answerer(index, settings)
            app.state.answering = Answering(app.state.answerer, asked)
            app.state.streams = Streams(service.resume_seconds, service.heartbeat_seconds)
            yield
            app.state.streams.close()

    return Litestar(
        route_handlers=[
            *PAGES,
            *INTERFACES,
            create_static_files_router(
                path="/static",
                directories=[STATIC],
                include_in_schema=False,
            ),
        ],
        dependencies={
            "base": Provide(base_of, sync_to_thread=False),
            "index": Provide(_index, sync_to_thread=False),
            "answerer": Provide(_answerer, sync_to_thread=False),
            "answering": Provide(_answering, sync_to_thread=False),
            "streams": Provide(_streams, sync_to_thread=False),
            "settings": Provide(lambda: settings, sync_to_thread=False),
            "images": Provide(
                lambda: PageImages(settings.home / "page-images"), sync_to_thread=False
            ),
        },
        lifespan=[with_index],
        template_config=TemplateConfig(instance=JinjaTemplateEngine.from_environment(templates)),
        exception_handlers={Exception: FaultHandler(templates)},
        before_send=[_with_headers],
        request_max_body_size=LARGEST_REQUEST,
        compression_config=CompressionConfig(
            backend="gzip", gzip_compress_level=6, exclude_opt_key="uncompressed"
        ),
        cors_config=CORSConfig(
            allow_origins=list(service.allowed_origins),
            allow_methods=["GET", "POST"],
            allow_headers=["Accept", "Content-Type", "Last-Event-ID"],
        ),
        openapi_config=OpenAPIConfig(
            title="Moothall",
            version="1",
            description="Answers from council records, every word proved by the page.",
            path="/api",
            render_plugins=[Description(path="/openapi.json")],
        ),
    )


async def _with_headers(message: Message, scope: Scope) -> None:
    if message["type"] == "http.response.start":
        headers = MutableScopeHeaders.from_message(message)
        for name, value in HEADERS.items():
            headers.setdefault(name, value)
        if scope["path"].startswith("/static/") and scope.get("query_string"):
            headers["Cache-Control"] = f"public, max-age={YEAR}, immutable"


def _index(state: State) -> Index:
    index: Index = state.index
    return index


def _answerer(state: State) -> Answerer:
    answerer: Answerer = state.answerer
    return answerer


def _answering(state: State) -> Answering:
    answering: Answering = state.answering
    return answering


def _streams(state: State) -> Streams:
    streams: Streams = state.streams
    return streams
