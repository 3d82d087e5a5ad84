"""What a request may send."""

from __future__ import annotations

from typing import Any

from litestar.connection import ASGIConnection
from litestar.exceptions import HTTPException
from litestar.handlers import BaseRouteHandler


def only_json(connection: ASGIConnection[Any, Any, Any, Any], _: BaseRouteHandler) -> None:
    """Refuse what does not say that it is JSON.

    A page of another site may send plain text without asking first; JSON it may not.
    """
    sent = connection.headers.get("content-type", "").partition(";")[0].strip().casefold()
    if sent != "application/json":
        raise HTTPException(status_code=415, detail="Send JSON, as Content-Type: application/json.")
