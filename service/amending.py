"""Papers by which some members would have had it otherwise than the council."""

from __future__ import annotations

import re

from indexer.records import DocumentKind

KINDS = frozenset({DocumentKind.REPORT, DocumentKind.REPORTS_PACK, DocumentKind.OTHER})
"""Kinds of record by which an amendment is proposed; minutes record what became of it."""
AMENDS = re.compile(
    r"\bamendments?\b|\balternative (?:\w+ )?budgets?\b|\bgroups?['\u2019]?s? budget\b",
    re.IGNORECASE,
)


def amends(kind: str | None, title: str) -> bool:
    """Return whether a paper of that kind and title proposes an amendment, or a group's budget."""
    return kind in KINDS and AMENDS.search(title) is not None
