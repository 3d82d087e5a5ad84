"""Pages that tell how Moothall works."""

from __future__ import annotations

from litestar import Controller, get
from litestar.response import Template

from service.web.ask_page import held_in
from service.web.dependencies import TheIndex, TheSettings


class TellingPages(Controller):
    """How it works."""

    include_in_schema = False

    @get("/about", sync_to_thread=True)
    def about(self, index: TheIndex, settings: TheSettings) -> Template:
        """Tell how answers are made, and what is kept of questions."""
        return Template("about.html", context={"held": held_in(index), "service": settings.service})
