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
    """Return whether a paper's title says that it amends, or is a group's own budget."""
    return AMENDS.search(document.description.title or document.path) is not None
