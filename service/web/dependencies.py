"""What controllers are given, by its names in `service.web.app.create_app`."""

from __future__ import annotations

from typing import Any

from litestar import Request
from litestar.di import NamedDependency
from litestar.params import SkipValidation

from indexer.config import Settings
from service.index import Index
from service.web.answering import Answering
from service.web.images import PageImages
from service.web.streaming import Streams

# Protocols cannot be checked when a request comes, and need not be: the application gives them.
TheIndex = NamedDependency[SkipValidation[Index]]
TheAnswering = NamedDependency[Answering]
TheBase = NamedDependency[str]
TheImages = NamedDependency[PageImages]
TheSettings = NamedDependency[SkipValidation[Settings]]
TheStreams = NamedDependency[Streams]


def base_of(request: Request[Any, Any, Any], settings: TheSettings) -> str:
    """Return the address that people reach the service at, without a slash at its end."""
    return (settings.service.public_url or str(request.base_url)).rstrip("/")
