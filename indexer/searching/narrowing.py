"""The records that a search is narrowed to, by the names of councils and bodies as written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from indexer.records import Body, Council, DocumentKind
from indexer.searching.syntax import Search
from indexer.store.schema import Labels, Narrowing


def ids_of(name: str, held: Iterable[tuple[str, str]]) -> list[str]:
    """Return the ids in `held`, pairs of id and name, that `name` names, whatever the case."""
    folded = name.strip().casefold()
    return [each for each, known in held if folded in {each.casefold(), known.casefold()}]


def narrowing_held(
    search: Search, councils: Sequence[Council], bodies: Sequence[Body]
) -> Narrowing | None:
    """Return the narrowing of `search`, or None where it names what is not held: nothing meets it.

    A body's name may stand for bodies of several councils.
    """
    held = {
        "councils": (search.councils, [(each.id, each.name) for each in councils]),
        "bodies": (search.bodies, [(each.id, each.name) for each in bodies]),
        "kinds": (search.kinds, [(kind.value, kind.value) for kind in DocumentKind]),
    }
    ids: dict[str, tuple[str, ...]] = {}
    for field, (names, known) in held.items():
        found = [ids_of(name, known) for name in names if name.strip()]
        if not all(found):
            return None
        ids[field] = tuple(dict.fromkeys(each for some in found for each in some))
    return Narrowing(**ids, since=search.since, until=search.until)


def meets(narrowing: Narrowing, labels: Labels) -> bool:
    """Return whether a passage of these labels may be found; one without a day meets no days."""
    day = labels.date
    return (
        (not narrowing.councils or labels.council in narrowing.councils)
        and (not narrowing.bodies or labels.body in narrowing.bodies)
        and (not narrowing.kinds or labels.kind in narrowing.kinds)
        and (not narrowing.documents or labels.document in narrowing.documents)
        and (narrowing.since is None or (day is not None and day >= narrowing.since))
        and (narrowing.until is None or (day is not None and day <= narrowing.until))
    )
