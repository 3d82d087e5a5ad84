"""Filters as people write them, turned into what a search is narrowed by."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from indexer.errors import QuestionError
from indexer.records import DocumentKind
from indexer.searching.narrowing import ids_of, meant_by
from indexer.store.schema import Narrowing
from service.index import Index


def narrowing_of(
    index: Index,
    councils: Sequence[str] = (),
    bodies: Sequence[str] = (),
    kinds: Sequence[str] = (),
    since: date | None = None,
    until: date | None = None,
) -> Narrowing:
    """Return the narrowing for councils and bodies given by id or name, and kinds and days.

    Words of a name will do that no other name has. A body's name may stand for bodies of several
    councils.

    Raises
    ------
    QuestionError
        A name is not held or means several, a kind does not exist, or the days are the wrong way
        round.
    """
    if since and until and since > until:
        raise QuestionError(f"The filter ends ({until}) before it begins ({since}).")
    return Narrowing(
        councils=_ids("council", councils, [(each.id, each.name) for each in index.councils()]),
        bodies=_ids("body", bodies, [(each.id, each.name) for each in index.bodies()]),
        kinds=_ids("kind", kinds, [(kind.value, kind.value) for kind in DocumentKind]),
        since=since,
        until=until,
    )


def _ids(what: str, wanted: Sequence[str], held: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    found: list[str] = []
    for name in wanted:
        if not name.strip():
            continue
        ids = ids_of(name, held)
        if not ids:
            raise QuestionError(_unknown(what, name.strip(), held))
        found.extend(ids)
    return tuple(dict.fromkeys(found))


def _unknown(what: str, name: str, held: Sequence[tuple[str, str]]) -> str:
    if several := meant_by(name, held):
        return f"More than one {what} may be {name!r}. Which is it: {_listed(several)}?"
    return f"No {what} is called {name!r}. There are: {_listed(held)}."


def _listed(held: Sequence[tuple[str, str]]) -> str:
    return ", ".join(sorted({name for _, name in held})) or "none"
