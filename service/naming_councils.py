"""Naming the council of every meeting that is cited, where records of several are held."""

from __future__ import annotations

from typing import TypeVar

from msgspec.structs import replace

from service.cited import Citation, Nearest, Place, Statement

Cited = TypeVar("Cited", Citation, Nearest, Place)


def with_councils(statement: Statement) -> Statement:
    """Return a statement whose citations name the councils of their meetings."""
    citations = tuple(
        replace(with_council(each), also_in=tuple(map(with_council, each.also_in)))
        for each in statement.citations
    )
    return replace(statement, citations=citations)


def with_council(cited: Cited) -> Cited:
    """Return what is cited with the council of its meeting named."""
    if cited.meeting is None:
        return cited
    return replace(cited, meeting=replace(cited.meeting, council=cited.document.council or ""))
