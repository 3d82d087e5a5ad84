"""Papers by which some members would change the council's own."""

from __future__ import annotations

import re

from indexer.records import Document

AMENDS = re.compile(
    r"\bbudget amendments?\b|\balternative (?:\w+ )?budgets?\b|\bgroups?['\u2019]?s? budget\b"
    r"|^(?:\d+\W+)?amendment\b",
    re.IGNORECASE,
)


def amends(document: Document) -> bool:
    """Return whether a paper, by its title, is an amendment or another than the council's budget."""
    return AMENDS.search(document.description.title or document.path) is not None
