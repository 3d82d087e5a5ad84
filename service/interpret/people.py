"""The people that a question names."""

from __future__ import annotations

import re
from collections.abc import Iterable

HONORIFIC = (
    r"(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Lady|Cllr|Councillor|Alderman|Rev|Prof|Professor|Baroness)"
)
_NAME = r"[A-Z][a-z’'-]+(?:-[A-Z][a-z]+)?"
NAMED = re.compile(
    rf"\b{HONORIFIC}\.?\s+(?:[A-Z]\.?\s+)*(?:{_NAME}\s+)?{_NAME}(?:[’']s)?\b"
    rf"|(?<![.!?] )(?<!^)(?<!the )\b{_NAME}(?<![’']s)\s+{_NAME}(?:-{_NAME})?\b"
)
_NOT_NAMES = """
council cabinet committee board panel county city borough district town parish road street lane
avenue park bridge school college hospital house hall library centre report strategy plan budget
service services team directorate department government england kent tax fund scheme policy act
north south east west new the january february march april may june july august september october
november december monday tuesday wednesday thursday friday saturday sunday grant reserve code book
business social care health children young people education public adult integrated family hub hubs
land registry green market link tunnel estate square place gardens close way hill field fields
baths marsh moor common heath wood forest river farm pool theatre gallery museum tip contemporary
station works programme order notice group party alliance labour conservative liberal reform
"""
NOT_NAMES = frozenset(_NOT_NAMES.split())


def people_in(text: str, other_names: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the names of people in `text`, as written.

    A name has a title before it ("Mr Gough"), or is two words with capital letters of which none is
    a word of places and offices. ``other_names`` are councils and bodies: they are no people.
    """
    known = {word for name in other_names for word in name.casefold().split()}
    found = []
    for match in NAMED.finditer(text):
        name = re.sub(r"[’']s$", "", match[0])
        words = {word.casefold() for word in name.split()}
        titled = re.match(HONORIFIC, name)
        if titled or not words & (NOT_NAMES | known):
            found.append(name)
    return tuple(dict.fromkeys(found))
