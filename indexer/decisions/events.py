"""What happens in a paragraph of minutes: something is moved, put, voted on, decided."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from indexer.decisions.outcomes import Ended, endings_in, plain, sentence_around
from indexer.decisions.people import HONOUR, IN_WORDS, NAME, PERSON, WORD
from indexer.decisions.records import Vote
from indexer.decisions.votes import called_vote, labels_in, ratio_vote, written_vote

ANY = r"(?:[^.\u201c\"]|\.(?=\d))"
"""What a sentence goes on with: a full stop within a figure does not end it."""
MOVES = r"(?:proposed|moved|suggested|(?:made|offered)\s+(?:a|the)\s+motion)"
SECONDS = r"(?i:second(?:ed)?\s+by),?"
BY = (
    r"(?:(?:[Pp]roposed|PROPOSED|[Mm]oved|MOVED|[Mm]otion(?:\s+(?:was\s+)?made)?|[Ii]ntroduced)\s+by"
    r"|[Oo]n\s+the\s+(?:[Pp]roposal|proposition|[Mm]otion)\s+of"
    r"|ON\s+THE\s+MOTION\s+OF)"
)
"""What leads to who moves: "Moved by", "On the proposal of"."""
APART = r"(?:(?:This|It|The\s+motion)\s+was\s+seconded\s+by|Seconded\s+by)"
"""What leads to who seconds, in a sentence of its own."""
SECONDED_APART = re.compile(
    rf"\.\s+(?=(?:{APART}|{PERSON}\s+seconded)\b|There\s+was\s+no\s+second)"
)
MOVED = (
    re.compile(rf"(?P<mover>{PERSON}){IN_WORDS},?\s+(?:then\s+|formally\s+)?{MOVES}\b"
               rf"{ANY}{{0,80}}?(?:,\s+and|,|\band)\s+(?P<seconder>{PERSON}){IN_WORDS}\s+"
               rf"(?:then\s+|formally\s+)?[Ss]econded\b"),
    re.compile(rf"\b[A-Z]?{BY}:?\s+(?P<mover>{PERSON}|{WORD}){IN_WORDS}[,;.]?\s+"
               rf"(?:(?:was|which\s+was|and)\s+)*(?:duly\s+)?{SECONDS}:?\s+(?P<seconder>{PERSON}|{WORD})"),
    re.compile(r"\b(?:[Oo]n|ON)\s+(?:the|THE)\s+(?:[Mm]otion|MOTION)\s+(?:of|OF)\s+"
               rf"(?:Councillors|COUNCILLORS|Crs|Clrs)\s+(?P<mover>{NAME})\s+(?:and|AND)\s+(?P<seconder>{NAME})"),
    re.compile(rf"(?P<mover>{PERSON}){IN_WORDS},?\s+{SECONDS}\s+(?P<seconder>{PERSON}){IN_WORDS},?\s+"
               rf"(?:then\s+|formally\s+)?moved\b(?:\s+as\s+an\s+[Aa](?:mendment|MENDMENT))?"),
    re.compile(rf"(?:^\W*|(?<=[.;]\s))(?:Moved|Proposed):?\s+(?P<mover>{PERSON}){IN_WORDS}[,;/.]?\s+(?:and\s+)?"
               rf"[Ss]econded:?\s+(?P<seconder>{PERSON})"),
    re.compile(rf"^\W*(?:Councillors|Cllrs|Crs)\s+(?P<mover>{NAME})\s*/\s*(?P<seconder>{NAME})\W*$"),
    re.compile(rf"(?P<mover>{PERSON}){IN_WORDS},?\s+(?:then\s+)?(?:moved|proposed)\b"
               rf"(?=\s+(?:to|that|for)\b{ANY}{{0,300}}\.\s+(?:{APART}\s+(?P<seconds>{PERSON})"
               rf"|(?P<also>{PERSON})\s+seconded\b"
               r"|(?:The\s+)?[Mm]otion\s+(?:died|failed|fell|lost)\b|There\s+was\s+no\s+second))"),
    re.compile(rf"(?P<mover>{PERSON}){IN_WORDS},?\s+{MOVES}\b{ANY}{{0,300}}?"
               rf"\b{SECONDS}\s+(?P<seconder>{PERSON})"),
    re.compile(rf"(?P<mover>{PERSON}){IN_WORDS},?\s+{MOVES}\b(?={ANY}{{0,300}}?\bagreed\b)"),
)  # fmt: skip
AMENDS = re.compile(r"\ban(?:other)?\s+amendment\b", re.IGNORECASE)
NUMBERED = r"^\W*(?:No\.?\s*[\w./-]+\s+|It\s+was\s+)?"
MOVER = re.compile(
    rf"{NUMBERED}(?:(?i:(?:proposed|moved)\s+by|proposed|proposer|moved|mover)\s*:\s*"
    rf"(?P<name>(?:{PERSON}|{NAME}|{WORD}){HONOUR})"
    rf"|(?i:(?:proposed|moved)\s+by|proposer|mover|ar\s+moladh)\s+"
    rf"(?P<alone>{PERSON}|[A-Z]\.?\s+{WORD})(?:\s*\([^)]{{1,60}}\))?[,.;]?\s*(?:and\s*)?$)"
)
SECONDER = re.compile(
    rf"^\W*(?:(?i:seconded\s+by|seconded|seconder)\s*:\s*(?P<name>(?:{PERSON}|{NAME}|{WORD}){HONOUR})"
    rf"|(?i:seconded\s+by|seconder|cuidithe\s+ag)\s+(?P<alone>{PERSON}|[A-Z]\.?\s+{WORD})"
    rf"(?:\s*\([^)]{{1,60}}\))?[,.;:]?\s*(?:(?:and\s*)?$|(?=and\s+(?:agreed|carried)\b)))"
)
AWAITED = re.compile(r"^\W*(?i:(?:proposed|moved|(?P<second>seconded))\s+by)\s*:?\s*$")
"""A label whose name stands on the next line."""
VOTE_ALONE = re.compile(
    r"^\W*(?:(?:voting|votes?|recorded\s+vote)\s*:\s*[^:\s][^:]{0,79}|agreed\s+unanimously\W{0,9})$",
    re.IGNORECASE,
)
"""A line that tells how they voted and nothing else: "Voting: unanimous"."""
TURNED_DOWN = re.compile(r"\b(?:against|oppos|refus|reject)", re.IGNORECASE)
PUT = re.compile(
    r"\b(?:put|placed)\b[^.]{0,80}?\b(?P<what>substantive\s+motion|motion|amendment|recommendations?|proposal)\b"
    r"(?:[^.]{0,60}?\bparagraph\s+(?P<paragraph>\d+))?",
    re.IGNORECASE,
)
RESOLVED = re.compile(
    r"(?<![\w\u201c\"\u2018'])(?:(?:IT\s+WAS\s+)?RESOLVED|(?:IT\s+WAS\s+)?DECIDED)\b"
    r"|^\W*(?:[A-Z]{0,3}\d[\w/.()-]{0,10}[\s.:)]+)?(?:And\s+)?(?:Resolved|Decided)\b"
    r"(?=\s*[:(\u2013\u2014-]|\s+(?:that|to|unanimously)\b)"
    r"|^\W*(?:RESOLUTION|DECISION|Resolution|Decision)\b(?=\s*:|\s+that\b)"
    r"|\b[Ii]t\s+was\s+(?:therefore\s+|unanimously\s+|further\s+|then\s+)?(?:resolved|decided)\b"
    r"(?=\s*(?:,|:|to\b|that\b))"
    r"|^\W*(?:AND\s+)?(?:AGREED|NOTED)\b|(?<=[.;]\s)AGREED(?=\s+(?:that|to)\b)"
)
BODY = (
    r"(?:[A-Z][\w-]*\s+){0,5}(?:Committee|Sub-Committee|Cabinet|Council|Panel|Board|Forum|Members)"
)
AGREED = re.compile(
    rf"(?:(?:^|(?<=[.;]\s))(?:The\s+)?{BODY}\s+(?:unanimously\s+|then\s+|formally\s+)?"
    r"(?:agreed|resolved|decided)(?=\s+(?:to|that)\b)"
    rf"|(?:^|(?<=[.;]\s))(?:(?:The\s+)?{BODY}|[Uu]nanimously)\s+(?:unanimously\s+|then\s+|formally\s+)?"
    r"(?:AGREED|NOTED|APPROVED)\b"
    r"|\b[Ii]t\s+was\s+(?:then\s+|therefore\s+|further\s+|unanimously\s+|also\s+)?agreed"
    r"(?=\s*,?\s*(?:unanimously\s*,?\s*)?(?:to|that)\b))"
)
RECEIVED = re.compile(
    r"^\W*(?:That\s+)?(?:[Tt]he\s+)?(?:report|update|position|minutes|contents|presentation|item)"
    r"(?:\s+of\s+the\s+report)?\s+(?:was|were)\s+(?:otherwise\s+|therefore\s+)?(?:noted|received)\.?\s*$"
)
LABELLED = re.compile(
    r"^\W*(?:\d[\w/.-]{0,9}\s+)?(?:(?:Council|Committee|Board)\s+[Rr]esolution|Decisions?|DECISIONS?|Resolutions?|RESOLUTIONS?|Resolved|RESOLVED|"
    r"AND\s+AGREED|AGREED(?=\s*[:\u2013\u2014-]))\s*[:\u2013\u2014-]*\s*$"
)
VOTE_SAID = re.compile(
    r"\s*(?:that\s*)?(?:\([^)]*\)|,?\s*unanimously\s*,?"
    r"|,?\s*by\s+\w+\s+votes?\s+to\s+\w+(?:,?\s*(?:with|and)?\s*\w+\s+abst\w+)?"
    r"(?:\s*\([^)]*\))?)"
)


class Moved(Struct, frozen=True):
    """Somebody moved something. ``stop`` is where what was moved begins."""

    start: int
    stop: int
    mover: str
    seconder: str | None
    amendment: bool


class Put(Struct, frozen=True):
    """Something was put to the vote; ``paragraph`` is the number where it is set out."""

    start: int
    stop: int
    what: str
    paragraph: str


class Counted(Struct, frozen=True):
    """One or more sides of a vote are listed, from the first heading to the last name."""

    start: int
    stop: int


class Voted(Struct, frozen=True):
    """A line that only tells how they voted."""

    start: int
    stop: int
    vote: Vote


class Resolved(Struct, frozen=True):
    """Something was resolved; its words begin at ``stop``."""

    start: int
    stop: int
    vote: Vote | None


class Labelled(Struct, frozen=True):
    """A line that names the mover or the seconder: ``MOVED BY: King``.

    ``name`` is empty where the next line has it.
    """

    start: int
    stop: int
    name: str
    seconds: bool


Event = Moved | Put | Counted | Voted | Ended | Resolved | Labelled


def events_in(text: str) -> tuple[Event, ...]:
    """Return what happens in a paragraph, in order."""
    found: list[Event] = [*_labelled(text), *_moved(text), *_resolved(text)]
    found += _voted(text)
    found += endings_in(text)
    found += [
        Put(match.start(), match.end(), plain(match["what"]), match["paragraph"] or "")
        for match in PUT.finditer(text)
    ]
    labels = labels_in(text)
    if labels:
        found.append(Counted(labels[0].start, labels[-1].end))
    return _without_overlaps(found)


def _labelled(text: str) -> Iterator[Event]:
    for form, seconds in ((MOVER, False), (SECONDER, True)):
        match = form.match(text)
        if match:
            yield Labelled(match.start(), match.end(), match["name"] or match["alone"], seconds)
    if awaited := AWAITED.match(text):
        yield Labelled(0, len(text), "", seconds=awaited["second"] is not None)


def _moved(text: str) -> Iterator[Event]:
    taken = 0
    for match in sorted(
        (match for form in MOVED for match in form.finditer(text)),
        key=lambda match: (match.start(), -match.end()),
    ):
        if match.start() < taken:
            continue
        taken = match.end()
        around = text[: match.start()][-60:] + " " + text[match.end() : match.end() + 120]
        moved = re.split(r"\bmotion\b", around, maxsplit=1)[0]
        amendment = "amendment" in moved.lower() or AMENDS.search(match[0]) is not None
        named = match.groupdict()
        seconder = named.get("seconder") or named.get("seconds") or named.get("also")
        yield Moved(match.start(), match.end(), match["mover"], seconder, amendment)


def _voted(text: str) -> Iterator[Event]:
    alone = VOTE_ALONE.match(text)
    vote = written_vote(text) if alone else None
    if vote is not None and not (vote.unanimous and TURNED_DOWN.search(text)):
        yield Voted(0, len(text), vote)
    elif called := called_vote(text):
        yield Voted(*called)


def _resolved(text: str) -> Iterator[Event]:
    for form in (RESOLVED, AGREED):
        for match in form.finditer(text):
            before = sentence_around(text, match.start(), match.end())[0]
            said = VOTE_SAID.match(text[match.end() :])
            after = match.end() + said.end() if said else match.end()
            vote = ratio_vote(text[match.end() : after]) or written_vote(text[match.end() : after])
            vote = vote or written_vote(text[before:after])
            yield Resolved(match.start(), after if vote else match.end(), vote)
    if RECEIVED.match(text):
        yield Resolved(0, 0, None)


def _without_overlaps(found: list[Event]) -> tuple[Event, ...]:
    kept: list[Event] = []
    for event in sorted(found, key=lambda each: (each.start, -each.stop)):
        if not kept or event.start >= kept[-1].stop or isinstance(kept[-1], Put):
            kept.append(event)
    return tuple(kept)
