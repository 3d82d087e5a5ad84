"""The records that a search is narrowed to, by the names of councils and bodies as written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from indexer.records import Body, Council, DocumentKind
from indexer.searching.syntax import Search
from indexer.slugs import with_and
from indexer.store.schema import Labels, Narrowing


def ids_of(name: str, held: Iterable[tuple[str, str]]) -> list[str]:
    """Return the ids in `held`, pairs of id and name, that `name` names, whatever the case.

    What is no id or name in full may be some words of one name: "Audit" of "Audit Committee". It
    names nothing where several names have them; a name may be that of several bodies.
    """
    known = list(held)
    folded = _folded(name)
    whole = [each for each, full in known if folded in {each.casefold(), _folded(full)}]
    names = {_folded(full) for _, full in meant_by(name, known)}
    if whole or len(names) != 1:
        return whole
    return [each for each, full in known if _folded(full) in names]


def meant_by(name: str, held: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return those of `held`, pairs of id and name, whose name has all words of `name`."""
    words = _words(name)
    return [(each, full) for each, full in held if words and words <= _words(full)]


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


def _folded(name: str) -> str:
    return with_and(name).strip().casefold()


def _words(name: str) -> set[str]:
    return set(re.findall(r"\w+", _folded(name)))


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
