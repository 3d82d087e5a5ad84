"""Errors over HTTP: problem details (RFC 9457) for machines, a page for people."""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import Any

from jinja2 import Environment
from litestar import MediaType, Request, Response
from litestar.exceptions import HTTPException
from msgspec import Struct

from indexer.errors import (
    EmbeddingError,
    HomeError,
    MoothallError,
    NotFound,
    QuestionError,
    StoreError,
    UnreadableDocument,
)

STATUSES: tuple[tuple[type[MoothallError], int], ...] = (
    (QuestionError, 400),
    (NotFound, 404),
    (UnreadableDocument, 404),
    (StoreError, 503),
    (HomeError, 503),
    (EmbeddingError, 503),
)
logger = logging.getLogger(__name__)


class Problem(Struct, frozen=True):
    """Problem details. ``detail`` says what was wrong and what to do."""

    title: str
    status: int
    detail: str
    type: str = "about:blank"


def problem_of(error: Exception) -> Problem:
    """Return what is told of `error`. What is no error on purpose tells nothing of itself."""
    if isinstance(error, HTTPException):
        status = error.status_code
        detail = error.detail
        if isinstance(error.extra, list):
            named = [each for each in error.extra if isinstance(each, dict)]
            faults = [f"{each.get('key', 'value')}: {each.get('message', '')}" for each in named]
            detail = "; ".join([detail, *faults])
        return Problem(HTTPStatus(status).phrase, status, detail)
    if isinstance(error, MoothallError):
        status = next((code for kind, code in STATUSES if isinstance(error, kind)), 500)
        return Problem(HTTPStatus(status).phrase, status, str(error))
    return Problem("Internal Server Error", 500, "Moothall failed; its log says how.")


class FaultHandler:
    """Answers a request that failed."""

    def __init__(self, templates: Environment) -> None:
        self._templates = templates

    def __call__(self, request: Request[Any, Any, Any], error: Exception) -> Response[Any]:
        """Return the response to `error`."""
        problem = problem_of(error)
        if problem.status >= 500:
            logger.error("%s failed", request.url.path, exc_info=error)
        headers = error.headers if isinstance(error, HTTPException) else None
        wants_page = "text/html" in request.headers.get("accept", "")
        if wants_page and not request.url.path.startswith("/api/"):
            page = self._templates.get_template("problem.html").render(problem=problem)
            return Response(
                page, status_code=problem.status, media_type=MediaType.HTML, headers=headers
            )
        return Response(
            problem,
            status_code=problem.status,
            media_type="application/problem+json",
            headers=headers,
        )
