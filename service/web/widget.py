"""The widget for other people's pages, and the page that hands out its snippet."""

from __future__ import annotations

from html import escape
from typing import Any

from litestar import Controller, Request, Response, get
from litestar.params import FromQuery
from litestar.response import Template

from service.web.ask_page import held_in
from service.web.dependencies import TheBase, TheIndex, TheSettings
from service.web.templating import STATIC, asset

LANGUAGES = {"en": "English", "cy": "Cymraeg"}
FORMS = {"inline": "In the page", "float": "A button at the corner"}
FALLBACKS = {"en": "Ask the council’s records", "cy": "Gofyn i gofnodion y cyngor"}
HOURS = 3600


class WidgetController(Controller):
    """The widget's script, and `/embed`."""

    include_in_schema = False

    @get("/widget.js", sync_to_thread=True)
    def script(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """Send the script; pages of every site may load it, asking is allowed by the settings."""
        tag = f'"{asset("widget.js").rpartition("?")[2]}"'
        headers = {
            "ETag": tag,
            "Cache-Control": f"public, max-age={HOURS}",
            "Cross-Origin-Resource-Policy": "cross-origin",
        }
        if request.headers.get("if-none-match") == tag:
            return Response(b"", status_code=304, headers=headers)
        content = (STATIC / "widget.js").read_bytes()
        return Response(content, media_type="text/javascript; charset=utf-8", headers=headers)

    @get("/embed", sync_to_thread=True)
    def embed(
        self,
        index: TheIndex,
        settings: TheSettings,
        base: TheBase,
        council: FromQuery[str] = "",
        form: FromQuery[str] = "inline",
        lang: FromQuery[str] = "en",
        heading: FromQuery[str] = "",
    ) -> Template:
        """Show the widget as chosen, and the lines that put it on a page."""
        held = held_in(index)
        attributes = {
            "council": council if council in held.councils else "",
            "lang": lang if lang in LANGUAGES else "en",
            "mode": "float" if form == "float" else "",
            "text-heading": heading[:120],
        }
        return Template(
            "embed.html",
            context={
                "held": held,
                "chosen": attributes,
                "languages": LANGUAGES,
                "forms": FORMS,
                "snippet": snippet(attributes, base),
                "allowed": settings.service.allowed_origins,
            },
        )


def snippet(attributes: dict[str, str], base: str) -> str:
    """Return the lines of HTML that show the widget; every value is escaped."""
    written = "".join(
        f' {name}="{escape(value)}"'
        for name, value in attributes.items()
        if value and (name, value) != ("lang", "en")
    )
    fallback = FALLBACKS[attributes.get("lang") or "en"]
    return (
        f'<script src="{escape(base)}/widget.js" async></script>\n'
        f'<moothall-ask{written}><a href="{escape(base)}/">{fallback}</a></moothall-ask>'
    )
