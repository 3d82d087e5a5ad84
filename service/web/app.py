"""The one place that builds the web application."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractContextManager, asynccontextmanager
from pathlib import Path
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from litestar import Litestar
from litestar.datastructures import MutableScopeHeaders, State
from litestar.di import Provide
from litestar.openapi.config import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.plugins.jinja import JinjaTemplateEngine
from litestar.static_files import create_static_files_router
from litestar.template import TemplateConfig
from litestar.types import Message, Scope

from indexer.config import Settings
from service.answer import Answerer
from service.answers import Citation
from service.index import Index
from service.web.asking import AskApi, AskPage
from service.web.faults import FaultHandler
from service.web.health import HealthController
from service.web.images import PageImages
from service.web.reading import RecordApi, RecordPages
from service.wording import spoken

STATIC = Path(__file__).parent / "static"
LARGEST_REQUEST = 100_000
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def create_app(
    settings: Settings, open_index: Callable[[], AbstractContextManager[Index]]
) -> Litestar:
    """Return the application. The index is opened when it starts and closed when it stops."""
    templates = environment(settings)

    @asynccontextmanager
    async def with_index(app: Litestar) -> AsyncIterator[None]:
        with open_index() as index:
            app.state.index = index
            app.state.answerer = Answerer(index, settings)
            yield

    return Litestar(
        route_handlers=[
            AskPage,
            AskApi,
            RecordPages,
            RecordApi,
            HealthController,
            create_static_files_router(
                path="/static", directories=[STATIC], include_in_schema=False
            ),
        ],
        dependencies={
            "index": Provide(_index, sync_to_thread=False),
            "answerer": Provide(_answerer, sync_to_thread=False),
            "images": Provide(
                lambda: PageImages(settings.home / "page-images"), sync_to_thread=False
            ),
        },
        lifespan=[with_index],
        template_config=TemplateConfig(instance=JinjaTemplateEngine.from_environment(templates)),
        exception_handlers={Exception: FaultHandler(templates)},
        before_send=[_with_headers],
        request_max_body_size=LARGEST_REQUEST,
        openapi_config=OpenAPIConfig(
            title="Moothall",
            version="1",
            description="Answers from council records, every word proved by the page.",
            path="/api",
            render_plugins=[JsonRenderPlugin(path="/openapi.json")],
        ),
    )


def environment(settings: Settings) -> Environment:
    """Return the templates' environment: everything is escaped, and nothing may be undefined."""
    templates = Environment(
        loader=PackageLoader("service.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.globals["notice"] = settings.service.notice
    templates.globals["page_link"] = page_link
    templates.globals["proof_link"] = proof_link
    templates.filters["spoken"] = spoken
    templates.filters["words"] = lambda value: value.replace("_", " ")
    templates.filters["safe_url"] = safe_url
    return templates


def page_link(document_id: str, page: int) -> str:
    """Return the path of a page of a record."""
    return f"/documents/{document_id}/pages/{page}"


def proof_link(citation: Citation) -> str:
    """Return the path of the page that proves a citation, its words marked."""
    query = urlencode({"quote": citation.quote})
    return f"{page_link(citation.document.id, citation.page)}?{query}#quoted"


def safe_url(url: str | None) -> str:
    """Return `url` where it is one of the web; anything else must not become a link."""
    return url if url and url.startswith(("https://", "http://")) else ""


async def _with_headers(message: Message, _scope: Scope) -> None:
    if message["type"] == "http.response.start":
        headers = MutableScopeHeaders.from_message(message)
        for name, value in HEADERS.items():
            headers.setdefault(name, value)


def _index(state: State) -> Index:
    index: Index = state.index
    return index


def _answerer(state: State) -> Answerer:
    answerer: Answerer = state.answerer
    return answerer
