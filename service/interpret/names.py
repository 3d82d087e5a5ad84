"""The councils, bodies and kinds of record that a question names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from indexer.records import Body, Council, DocumentKind

KIND_WORDS = {
    DocumentKind.MINUTES: r"minutes|minuted",
    DocumentKind.DECISION_NOTICE: r"decision notices?|records? of decision",
    DocumentKind.AGENDA_FRONTSHEET: r"agendas?",
    DocumentKind.REPORTS_PACK: r"(?:reports?|agenda) packs?",
    DocumentKind.PRESS_RELEASE: r"press releases?|news releases?",
    DocumentKind.MEETING_SUMMARY: r"meeting summar(?:y|ies)",
}
RANKS = r"city|county|borough|district|parish|town|metropolitan|unitary|royal|london|rural"
COUNCIL_NAME = re.compile(
    r"\b((?:[A-Z][\w’'-]+(?:\s+(?:and|upon|on|of|the|in|under)\b)?\s+){1,5})Council\b(?!\s+[Tt]ax)"
)
_GENERIC_WORDS = """
the a an this that our my your which what did does do has have is was were will would can could
should if when why how who where each every any another local full next last special annual
extraordinary whole
"""
_GENERIC = frozenset(_GENERIC_WORDS.split())
_FORMS = frozenset(
    {"committee", "sub-committee", "subcommittee", "board", "panel", "group", "forum"}
)


def councils_in(text: str, held: Iterable[Council]) -> tuple[Council, ...]:
    """Return the councils held that `text` names, in full or by their place ("Kent's")."""
    return tuple(
        council
        for council in held
        if re.search(rf"\b(?:{_place(council.name)})\b", text)
        or council.name.casefold() in text.casefold()
    )


def other_councils_in(text: str, held: Sequence[Council]) -> tuple[str, ...]:
    """Return the names in `text` of councils that are not held.

    "Medway Council" is one; "the County Council" and "Full Council" name none.
    """
    own = {_words(council.name) for council in held}
    others = []
    for match in COUNCIL_NAME.finditer(text):
        words = match[1].split()
        while words and words[0].casefold().removesuffix("'s").removesuffix("’s") in _GENERIC:
            words = words[1:]
        place = [word for word in words if word.casefold() not in RANKS.split("|")]
        named = frozenset(word.casefold() for word in words)
        if not place or any(named <= name for name in own):
            continue
        others.append(" ".join([*words, "Council"]))
    return tuple(dict.fromkeys(others))


def bodies_in(text: str, held: Iterable[Body]) -> tuple[Body, ...]:
    """Return the bodies held that `text` names, in full or by a common short name.

    Where one name holds another ("Cabinet Committee", "Cabinet"), the longer one alone is named.
    """
    free = text.casefold()
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
            if other.name == body.name and other != body and body in kept and other not in kept
        ]
        free = pattern.sub(lambda match: "\0" * len(match[0]), free)
    return tuple(kept)


def kinds_in(text: str) -> tuple[DocumentKind, ...]:
    """Return the kinds of record that `text` asks for by name."""
    return tuple(
        kind
        for kind, words in KIND_WORDS.items()
        if re.search(rf"\b(?:{words})\b", text, re.IGNORECASE)
    )


def _body_pattern(body: Body) -> str:
    name = body.name.casefold()
    words = name.split()
    patterns = {re.escape(name)}
    if words[-1] == "council":
        patterns = {
            r"full council",
            r"(?:meeting of the|the|at|county|city|borough) council meeting",
        }
        if len(words) > 1:
            patterns.add(rf"{re.escape(name)}(?=\s+(?:meeting|debate|on|in|agree|vote|resolve))")
            patterns.add(rf"(?<=the ){re.escape(name)}")
    elif words[-1] in _FORMS:
        form = words[-1]
        subjects = [word for word in words[:-1] if word not in {"and", "the", "of", "&"}]
        patterns |= {rf"{re.escape(subject.strip(','))} {form}" for subject in subjects}
        if "scrutiny" in subjects:
            patterns.add("scrutiny")
    else:
        patterns = {rf"{re.escape(name)}(?!\s+(?:member|committee|office))"}
    return "|".join(sorted(patterns, key=len, reverse=True))


def _place(name: str) -> str:
    words = [
        word
        for word in name.split()
        if word.casefold() not in {"council", "of", "the"} | set(RANKS.split("|"))
    ]
    return re.escape(" ".join(words)) if words else re.escape(name)


def _words(name: str) -> frozenset[str]:
    return frozenset(name.casefold().split())
