"""A search as a form shows it: its words, and a control for each field that it can show.

A form and the typed syntax are two ways to write the same search: `composed` makes one text of a
form, `shown` a form of a text. What no control can show, such as two bodies or ``-title:draft``,
stays among the words.
"""

from __future__ import annotations

from collections import Counter

import msgspec
from msgspec import Struct

from indexer.searching.syntax import Search, parse, parts_of

FIELDS = {
    "title": "title",
    "council": "council",
    "body": "body",
    "kind": "kind",
    "since": "from",
    "until": "to",
    "ref": "ref",
    "person": "person",
}
"""The controls, and the field of the syntax that each stands for."""


class Form(Struct, frozen=True):
    """What stands in a search form; an empty control asks for nothing."""

    words: str = ""
    title: str = ""
    council: str = ""
    body: str = ""
    kind: str = ""
    since: str = ""
    until: str = ""
    ref: str = ""
    person: str = ""

    @property
    def has_fields(self) -> bool:
        """Whether any control but the words is filled."""
        return any(getattr(self, name) for name in FIELDS)


def composed(form: Form) -> str:
    """Return the search that `form` asks for, as it would be typed."""
    fields = [
        f"{field}:{_value(name, getattr(form, name))}"
        for name, field in FIELDS.items()
        if getattr(form, name).strip()
    ]
    return " ".join([form.words.strip(), *fields]).strip()


def shown(search: Search) -> Form:
    """Return the form that shows `search`: composed again, it seeks the same."""
    parts = list(parts_of(search.text))
    names = {field: name for name, field in FIELDS.items()}
    times = Counter(part.field for part in parts)
    values: dict[str, str] = {}
    words: list[str] = []
    # What an OR joins cannot be taken from its place; names and days are never joined.
    movable = {"title", "ref", "person"} if not any(part.is_or for part in parts) else set()
    movable |= {"council", "body", "kind", "from", "to"}
    for part in parts:
        if part.field in movable and times[part.field] == 1 and not part.minus:
            values[names[part.field]] = part.value
        else:
            words.append(part.written)
    # Days are shown whole: "from:2025" is from its first day.
    if "since" in values and search.since:
        values["since"] = search.since.isoformat()
    if "until" in values and search.until:
        values["until"] = search.until.isoformat()
    return msgspec.convert({"words": " ".join(words), **values}, Form)


def narrowed(search: Search, term: str) -> str:
    """Return `search` narrowed by `term`: its names replace those of the same field, days meet."""
    added = parse(term)
    replaced = {part.field for part in parts_of(term)} | {"from", "to"}
    kept = [part.written for part in parts_of(search.text) if part.field not in replaced]
    kept += [part.written for part in parts_of(term) if part.field not in {"from", "to"}]
    first = [day for day in (search.since, added.since) if day]
    last = [day for day in (search.until, added.until) if day]
    kept += [f"from:{max(first)}"] if first else []
    kept += [f"to:{min(last)}"] if last else []
    return " ".join(kept)


def _value(name: str, value: str) -> str:
    # The syntax has no way to write a quotation mark within a phrase.
    plain = " ".join(value.replace('"', " ").split())
    return plain if name in {"since", "until"} else f'"{plain}"'
