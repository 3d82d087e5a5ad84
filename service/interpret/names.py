"""The councils and bodies that a question names."""

from __future__ import annotations

import re
from collections.abc import Iterable

from indexer.records import Body, Council
from indexer.slugs import with_and

RANKS = r"city|county|borough|district|parish|town|metropolitan|unitary|royal|london|rural"
_WHOLE = re.compile(rf"(?:(?:full|{RANKS}) )*council", re.IGNORECASE)
_FORMS = frozenset(
    {"committee", "sub-committee", "subcommittee", "board", "panel", "group", "forum"}
)


def councils_in(text: str, held: Iterable[Council]) -> tuple[Council, ...]:
    """Return the councils held that `text` names, in full or by their place ("Kent's")."""
    text = with_and(text)
    return tuple(
        council
        for council in held
        if re.search(rf"\b(?:{_place(council.name)})\b", text)
        or with_and(council.name).casefold() in text.casefold()
    )


def bodies_in(text: str, held: Iterable[Body]) -> tuple[Body, ...]:
    """Return the bodies held that `text` names, in full or by a common short name.

    Where one name holds another ("Cabinet Committee", "Cabinet"), the longer one alone is named.
    """
    free = with_and(text).casefold()
    named = []
    for body in sorted(held, key=lambda body: (-len(body.name), body.id)):
        pattern = re.compile(rf"\b(?:{_body_pattern(body)})\b", re.IGNORECASE)
        if pattern.search(free):
            named.append((pattern, body))
    kept = []
    for pattern, body in named:
        if pattern.search(free):
            kept.append(body)
        kept += [
            other
            for _, other in named
            if _name(other) == _name(body) and other != body and body in kept and other not in kept
        ]
        free = pattern.sub(lambda match: "\0" * len(match[0]), free)
    return tuple(kept)


def _name(body: Body) -> str:
    """Return what tells bodies apart: the whole council is one, however it is called."""
    name = with_and(body.name)
    return "council" if _WHOLE.fullmatch(name) else name


def _body_pattern(body: Body) -> str:
    name = with_and(body.name).casefold()
    words = name.split()
    patterns = {re.escape(name)}
    if words[-1] == "council":
        patterns = {
            r"full council",
            r"(?:meeting of the|the|at|county|city|borough|last|latest|recent) council meeting",
        }
        if len(words) > 1:
            patterns.add(rf"{re.escape(name)}(?=\s+(?:meeting|debate|on|in|agree|vote|resolve))")
            patterns.add(rf"(?<=the ){re.escape(name)}")
    elif words[-1] in _FORMS:
        form = words[-1]
        subjects = [word for word in words[:-1] if word not in {"and", "the", "of"}]
        patterns |= {rf"{re.escape(subject.strip(','))} {form}" for subject in subjects}
        if "scrutiny" in subjects:
            patterns.add("scrutiny")
    else:
        they = r"members(?:\W*$| (?:who )?(?:vot|abstain)(?![^?.]*\bcouncil\b))"
        patterns = {rf"{re.escape(name)}(?!\s+(?!{they})(?:member|committee|office))"}
    return "|".join(sorted(patterns, key=len, reverse=True))


def _place(name: str) -> str:
    words = [
        word
        for word in with_and(name).split()
        if word.casefold() not in {"council", "of", "the"} | set(RANKS.split("|"))
    ]
    return re.escape(" ".join(words)) if words else re.escape(name)
