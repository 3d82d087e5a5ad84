"""Quotations as the pages show them."""

from __future__ import annotations

import pytest

from indexer.config import load_settings
from service.cited import Statement
from service.web.templating import environment


@pytest.mark.parametrize("text", ["• the pump house", "Pump house\t48,250"])
def test_what_stands_over_a_quotation_is_shown_over_it(text: str) -> None:
    templates = environment(load_settings())
    templates.filters["standing"] = str  # the app's own: it needs an index
    macros = templates.get_template("macros.html").module
    shown = macros.quotation(Statement(text, (), caption="These <were> flooded:"))
    words = text.rsplit("\t", maxsplit=1)[-1]
    assert shown.index("These &lt;were&gt; flooded:") < shown.index(words)
    assert "aside" not in macros.quotation(Statement(text, ()))
