"""Who was at a meeting, and who sent apologies."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from indexer.decisions.paragraphs import Paragraph, Span
from indexer.decisions.people import names_in
from indexer.decisions.records import Attendee, Presence

LISTS = (
    (
        Presence.ALSO_PRESENT,
        r"(?:also\s+(?:present|in\s+attendance)|visiting\s+members?|other\s+members)",
    ),
    (
        Presence.OFFICER,
        r"(?:officers?|in\s+attendance)(?:\s+(?:in\s+attendance|present|virtually))*",
    ),
    (
        Presence.PRESENT,
        r"(?:(?:members\s+|councillors\s+)?present(?:\s+in\s+person|\s+virtually)?|attendance)",
    ),
    (Presence.APOLOGIES, r"apologies(?:\s+for\s+absence)?"),
    (Presence.ABSENT, r"absent"),
)
LISTED = tuple(
    (presence, re.compile(rf"^\W*{words}\s*:\s*(?P<people>\S.*)$", re.IGNORECASE | re.DOTALL))
    for presence, words in LISTS
)
APOLOGIES = re.compile(
    r"\bapolog(?:y|ies)\b[^.:]{0,90}?\b(?:from|by|of)\s+(?P<people>[A-Z].*?)"
    r"(?=\.(?:\s|$)|;\s|\s+(?:who|and\s+it)\b|$)",
    re.IGNORECASE | re.DOTALL,
)
BRACKETS = re.compile(r"\s*\(([^()]*)\)")
SENTENCE = re.compile(
    r"(?<=[a-z\x00])(?<!Mr)(?<!Mrs)(?<!Ms)(?<!Dr)(?<!Cllr)\.\s+[A-Z].*", re.DOTALL
)
"""What follows a list of names: a sentence of its own."""
OPENING = 12
"""Paragraphs among which the lists of those present stand; further down the word means others."""


def attendance_of(paragraphs: Sequence[Paragraph]) -> Iterator[tuple[Attendee, Span]]:
    """Yield everybody on record in minutes, each with the words that say so."""
    for position, paragraph in enumerate(paragraphs):
        if position < OPENING and not paragraph.heading:
            for presence, form in LISTED:
                listed = form.match(paragraph.text)
                if listed:
                    for person in _people(listed["people"], presence):
                        yield person, paragraph.span
                    break
        if position < 3 * OPENING:
            for match in APOLOGIES.finditer(paragraph.text):
                span = paragraph.part(match.start(), match.end())
                for person in _people(match["people"], Presence.APOLOGIES):
                    yield person, span


def _people(text: str, presence: Presence) -> Iterator[Attendee]:
    """Yield the people of a list. What stands in brackets parts no names and is their role."""
    roles: list[str] = []

    def keep(match: re.Match[str]) -> str:
        roles.append(" ".join(match[1].split()))
        return f" \x00{len(roles) - 1}\x00"

    for name in names_in(SENTENCE.sub("", BRACKETS.sub(keep, text))):
        role = re.search(r"\x00(\d+)\x00", name)
        plain = re.sub(r"\s*\x00\d+\x00", "", name).strip()
        said = roles[int(role[1])] if role else ""
        if said.startswith(("Councillor ", "Cllr ")):
            # "The Mayor (Councillor Joan Eddlestow)": the office stands first.
            plain, said = said.split(" ", 1)[1], plain
        plain = re.sub(r"\s+in\s+the\s+[Cc]hair$", "", plain)
        if plain and plain[:1].isupper():
            yield Attendee(plain, presence, said)
