"""Who was at a meeting, and who sent apologies.

Minutes print it in a paragraph ("Present: Councillors Ash and Elm"), under a label with a line for
each ("PRESENT" / "Cllr Ash" / "Cllr Elm"), and in the sentences of the item on apologies.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from indexer.decisions.paragraphs import Paragraph, Span
from indexer.decisions.people import OFFICE, PERSON, TITLE
from indexer.decisions.records import Attendee, Presence
from indexer.decisions.roll import (
    BRACKETS,
    DASHED,
    MEMBERS,
    OFFICER_LINE,
    are_people,
    is_group,
    is_name,
    marked,
    people_in,
)

NUMBER = r"^\W*(?:(?:item\s+)?[A-Z]{0,3}\d[\w/.()-]{0,10}[\s.:)]+)?"
"""What may stand before the words of an item: "1.", "27a/19", "Item 3:"."""
ABOUT_APOLOGIES = (
    r"(?:to\s+(?:receive|accept|note|consider)\s+(?:and\s+\w+\s+)?)?(?:any\s+)?apolog(?:y|ies)"
    r"(?:\s+(?:for|of)\s+(?:absence|inability\s+to\s+attend|non-attendance))?(?:\s+received)?"
)
ALSO = (
    r"also\s+(?:present|attending|in\s+attendance)|visiting\s+members?"
    r"|(?:other\s+|non-?\s*)members(?:\s+(?:also|present|in\s+attendance))*"
)
OFFICERS = (
    r"(?:(?:council\s+)?(?:officers?|officials?|staff|employees)|in\s+attendance)"
    r"(?:\s+(?:in\s+attendance|present|virtually|attending))*"
)
PRESENT = (
    r"(?:the\s+)?(?:(?:other|following)\s+)?"
    r"(?:(?:those|council|committee|board|commissioners|aldermen|trustees|council\s?members"
    r"|(?:parish\s+|town\s+)?councillors"
    r"|(?:committee\s+|board\s+|council\s+)?members"
    r"(?:\s+of\s+(?:the\s+)?(?:council|committee|board))?)\s+)?"
    r"(?:present|attending)(?:\s+(?:were|in\s+person|virtually))*|attendance"
)
LISTS = (
    (Presence.ALSO_PRESENT, ALSO),
    (Presence.OFFICER, OFFICERS),
    (Presence.PRESENT, PRESENT),
    (Presence.APOLOGIES, ABOUT_APOLOGIES),
    (Presence.ABSENT, r"(?:(?:members|councillors)\s+)?(?:absent|not\s+present)|regrets"),
)
LISTED = tuple(
    (
        presence,
        re.compile(
            rf"{NUMBER}(?:{words})\s*(?::|\s[\u2013\u2014-](?=\s))[\s\u2013-]*(?P<people>\S.*)$",
            re.IGNORECASE | re.DOTALL,
        ),
    )
    for presence, words in LISTS
)
THERE_WERE = r"(?:minutes\s.{10,300}\s)?(?:when\s+)?there\s+were\s+present"
"""What ends the sentence that heads minutes, and leads to those present."""
HEADED = tuple(
    (
        presence,
        re.compile(
            rf"{NUMBER}(?:{words})\W*$"
            + (rf"|^\W*{THERE_WERE}\W*$" if presence is Presence.PRESENT else ""),
            re.IGNORECASE,
        ),
    )
    for presence, words in LISTS
)
ON_APOLOGIES = re.compile(
    rf"{NUMBER}{ABOUT_APOLOGIES}(?:\s+(?:and|&)\s[^:]{{0,60}})?\W*$", re.IGNORECASE
)
"""The title of the item on apologies, which may be on substitutes too."""
SHORTENED = r"(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bDr)(?<!\bCllr)(?<!\bCllrs)(?<!\bCr)(?<!\b[A-Z])"
"""Not after a word that is shortened: its full stop ends no sentence."""
APOLOGIES = re.compile(
    r"\bapolog(?:y|ies)\b[^.:]{0,90}?\b(?:from|by|of)\b:?\s+(?P<people>(?:the\s+)?(?-i:[A-Z]).*?)"
    rf"(?={SHORTENED}\.(?:\s|$)|;\s|\s+(?:and\s+it|proposed|seconded)\b|$)",
    re.IGNORECASE | re.DOTALL,
)
SENT = re.compile(
    rf"\b(?P<people>{TITLE}\s+[A-Z][^;:]{{1,160}}?)\s+(?:had\s+|have\s+|has\s+)?"
    r"(?:sent|given|gave|tendered|submitted|offered)\s+(?:(?:his|her|their)\s+)?apologies\b"
)
IN_THE_CHAIR = re.compile(
    rf"^\W*(?:(?:The\s+)?{OFFICE},?\s+)?(?P<people>{PERSON})(?:\s*\([^)]*\))?,?\s+(?:"
    r"presid(?:ed|ing)\b|(?:was\s+|took\s+)?(?:in\s+)?the\s+[Cc]hair\b"
    r"|acted\s+as\s+[Cc]hair)"
    rf"|^\W*(?i:in\s+the\s+chair|chair(?:man|person)?)\s*:\s*(?P<named>{PERSON})",
)
ANSWERED = re.compile(
    rf"(?P<people>{PERSON})\s*[\u2013\u2014-]\s*(?P<how>(?i:present|absent|excused))\b"
)
"""How one answered when the roll was called: "Councilman Ash - present"."""
ANSWERS = {"present": Presence.PRESENT, "absent": Presence.ABSENT, "excused": Presence.ABSENT}
CHAIR = "in the chair"
OPENING = 12
"""Paragraphs among which the lists of those present stand; further down the word means others."""


def attendance_of(paragraphs: Sequence[Paragraph]) -> Iterator[tuple[Attendee, Span]]:
    """Yield everybody on record in minutes, each with the words that say so.

    Who is listed and is said to have been in the chair besides is yielded twice, as the same.
    """
    found: list[tuple[Attendee, Span]] = []
    at = opened = 0
    while at < len(paragraphs) and opened < 3 * OPENING:
        told, taken = _listed(paragraphs, at, opening=opened < OPENING)
        found += told or _told(paragraphs[at], opening=opened < OPENING)
        at, opened = at + max(taken, 1), opened + 1
    chairs = [person for person, _ in found if person.role == CHAIR]
    for person, span in found:
        same = (each for each in chairs if person.presence is Presence.PRESENT and not person.role)
        yield next((each for each in same if each.name == person.name), person), span


def _told(paragraph: Paragraph, *, opening: bool) -> list[tuple[Attendee, Span]]:
    """Return who is told of in the sentences of a paragraph."""
    text = paragraph.text
    if paragraph.heading or not any(map(str.islower, text)):
        return []
    roll = list(ANSWERED.finditer(text)) if opening else []
    if len(roll) > 1:
        return [
            (each, paragraph.part(match.start(), match.end()))
            for match in roll
            for each in people_in(match["people"], ANSWERS[match["how"].lower()])
        ]
    chair = IN_THE_CHAIR.match(text) if opening else None
    if chair:
        people = people_in(chair["people"] or chair["named"], Presence.PRESENT)
        return [(Attendee(each.name, Presence.PRESENT, CHAIR), paragraph.span) for each in people]
    return [
        (each, paragraph.part(match.start(), match.end()))
        for form in (APOLOGIES, SENT)
        for match in form.finditer(text)
        for each in people_in(match["people"], Presence.APOLOGIES)
    ]


def _listed(
    paragraphs: Sequence[Paragraph], at: int, *, opening: bool
) -> tuple[list[tuple[Attendee, Span]], int]:
    """Return who is listed after a label or on the lines below, and how many paragraphs that is."""
    label = paragraphs[at]
    found: list[tuple[Attendee, Span]] = []
    presence = None
    for each, form in LISTED:
        listed = form.match(label.text) if opening or each is Presence.APOLOGIES else None
        if listed and not label.heading:
            presence = each
            if listed["people"].lstrip().startswith("*"):
                # Only who bears a star was there: "* denotes attendance".
                return [], 0
            found = [(person, label.span) for person in people_in(listed["people"], each)]
            if each not in MEMBERS or each is Presence.APOLOGIES or not found:
                return found, 1
            break
    if presence is None:
        presence = _heads(label, opening=opening)
    if presence is None:
        return [], 0
    lines = list(_lines(paragraphs[at + 1 :], presence))
    end = lines[-1].span if lines else label.span
    whole = Span(label.span.section, label.span.start, end.stop)
    together = end.section == label.span.section
    below = [
        (person, whole if together else line.span)
        for line in marked(lines)
        for person in people_in(line.text, _serving(line.text) or presence)
    ]
    return [(person, whole if together else span) for person, span in found] + below, 1 + len(lines)


def _serving(line: str) -> Presence | None:
    """Return that a line of a list names an officer, where it does."""
    return Presence.OFFICER if OFFICER_LINE.match(line) else None


def _heads(label: Paragraph, *, opening: bool) -> Presence | None:
    """Return what a paragraph that is a label alone heads a list of."""
    forms = HEADED if opening else ()
    if presence := next((each for each, form in forms if form.match(label.text)), None):
        return presence
    return Presence.APOLOGIES if ON_APOLOGIES.match(label.text) else None


def _lines(following: Sequence[Paragraph], presence: Presence) -> Iterator[Paragraph]:
    """Yield the lines of a list: of names without a title, where two or more follow one another."""
    untitled = False
    for position, line in enumerate(following):
        labelled = any(form.match(line.text) for _, form in (*HEADED, *LISTED))
        if line.heading or labelled or IN_THE_CHAIR.match(line.text):
            return
        if not are_people(line.text, presence):
            after = following[position + 1].text if position + 1 < len(following) else ""
            name = DASHED.sub("", BRACKETS.sub("", line.text))
            if presence is not Presence.PRESENT or not is_name(name):
                return
            grouped = position > 0 and is_group(following[position - 1].text)
            if not (untitled or grouped or is_name(after)):
                return
            untitled = True
        yield line
