"""The names of bodies and councils, as English papers spell them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

_SMALL = frozenset({
    "a", "and", "at", "by", "for", "in", "le", "of", "on", "or", "the", "to", "under", "upon",
    "with",
})  # fmt: skip
_ALONE = frozenset({"cabinet", "council", "executive"})
"""What names a body without another word; "the Committee" names none."""

_NOUN = (
    r"(?:Sub-?\s?Committee|Committee|Cabinet|Council|Board|Panel|Forum|Commission|Executive"
    r"|Assembly|Partnership|Authority|Tribunal|Task and Finish Group"
    r"|(?:Working|Task|Steering|Advisory|Consultative|Liaison) (?:Group|Party))"
)
_BODY = re.compile(
    rf"(?:.* )?{_NOUN}(?: (?:[A-Z]|\d|North|South|East|West|Central)| \([^)]{{1,40}}\))?"
    rf"|(?:.* )?(?:{_NOUN}|Municipal District|Metropolitan District) (?:of|for|on) .+",
    re.IGNORECASE,
)
_NOT_A_BODY = re.compile(
    r"\b(?:leader|members?|directors?|officers?|chairs?|chairman|councillors?|head|secretary"
    r"|clerk|chief|portfolio|chamber|councils|meetings?|minutes|agenda|report|item|decision"
    r"|mr|mrs|ms|miss|dr|cllr|proposed|seconded|by|at)\b",
    re.IGNORECASE,
)
_ADDRESSED = re.compile(
    r"(?:all\s+)?(?:the\s+)?(?:(?:vice-?\s?)?chair(?:man|person)?,?\s+(?:and\s+)?)*"
    r"(?:all\s+)?(?:other\s+)?(?:the\s+)?(?:members|councillors)\s+of\s+(?:the\s+)?",
    re.IGNORECASE,
)
_OCCASION = re.compile(
    r"(?:\b(?:the|an?|meeting of|extraordinary|special|annual|ordinary|monthly|quarterly|regular"
    r"|budget|adjourned|virtual|remote|informal|additional|emergency|urgent)\s+)+",
    re.IGNORECASE,
)
_TYPE = (
    r"(?:City (?:and|&) County|Metropolitan Borough|Metropolitan District|County Borough"
    r"|County|City|Borough|District|Town|Parish)"
)
_PLACE = r"[A-Z][\w'’-]*(?: (?:[A-Z][\w'’-]*|upon|on|and|&|with|le|the|of)){0,5}?"
_COUNCIL = re.compile(rf"\b(?P<place>{_PLACE}) (?P<type>{_TYPE} )?Council\b(?!['’]| Tax\b)")
_BOROUGH_OF = re.compile(
    r"\b(?:London|Royal|Metropolitan) Borough of (?P<place>[A-Z][\w'’-]*"
    r"(?: (?:(?:upon|and|&|on) )?[A-Z][\w'’-]*){0,3})"
)
_NOT_A_PLACE = frozenset({
    "a", "an", "all", "and", "annual", "any", "arts", "as", "at", "both", "borough", "british",
    "budget", "cabinet", "chairman", "chief", "city", "combined", "councillor", "county",
    "cllr", "dear", "deputy", "district", "draft", "each", "english", "every", "extraordinary",
    "for", "from", "full", "general", "her", "his", "if", "in", "its", "leader", "local",
    "mayor", "meeting", "member", "members", "minutes", "national", "new", "of", "on", "or",
    "other", "our", "parish", "previous", "privy", "proposed", "regular", "relevant",
    "research", "special", "sports", "that", "the", "their", "this", "to", "town", "unitary",
    "when", "which", "with", "your", "youth", "agenda", "report", "by", "council", "upon", "le",
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
})  # fmt: skip
_OF_THESE = frozenset({"isle", "isles", "city", "vale", "forest", "borough", "riding"})


def body_name(phrase: str) -> str | None:
    """Return the body that `phrase` names and nothing besides, or ``None``.

    "the COUNTY COUNCIL" is the County Council, "Members of the Planning Committee" the Planning
    Committee, "Limerick City and County Council" as a body its City and County Council. People
    ("Cabinet Member for Finance") and what needs a name of its own ("the Committee") are no bodies.
    """
    name = " ".join(phrase.split()).strip(" .,:;–—-")
    name = _OCCASION.sub("", _ADDRESSED.sub("", _start(name), count=1), count=1)
    name = re.sub(r"(?i)\s+meetings?$", "", name)
    name = titled(name) if name.isupper() else name
    name = _without_council(name)
    if not name or len(name.split()) > 12 or not _BODY.fullmatch(name):
        return None
    if _NOT_A_BODY.search(name) or not _capitalised(name) or not name[0].isupper():
        return None
    if len(name.split()) == 1 and name.casefold() not in _ALONE:
        return None
    return name


def council_in(lines: Sequence[str], head: int, least: int = 3) -> str | None:
    """Return the council that `lines` name as their own, or ``None``.

    A line that is nothing but its name, as on a letterhead, counts as five, another of the first
    `head` lines as three, the others as one. The best must come to `least`, and to twice as much
    as any other: papers speak of their neighbours too. A name without the council's type ("Merton
    Council") is taken only on a line of its own at the head: too much ends in "Council".
    """
    found = Counter[str]()
    for at, line in enumerate(lines):
        for name, whole in councils_in(line):
            if _has_type(name) or (whole and at < head):
                found[name] += 5 if whole else 3 if at < head else 1
    for name in sorted(found, key=len, reverse=True):
        # "Medway and Kent County Council" is another way to name Kent's.
        shorter = [each for each in found if each != name and name.endswith(f" {each}")]
        if shorter and found[max(shorter, key=len)] >= found[name]:
            found[max(shorter, key=len)] += found.pop(name)
    (best, count), (_, second) = [*found.most_common(2), ("", 0), ("", 0)][:2]
    return best if count >= max(least, 2 * second, 1) else None


def is_council(line: str) -> bool:
    """Return whether `line` is the name of a council and its place, as on a letterhead."""
    return any(whole for _, whole in councils_in(line))


def councils_in(line: str) -> Iterator[tuple[str, bool]]:
    """Yield the councils that `line` names, and whether it says nothing else."""
    line = titled(line) if line.isupper() else line
    for match in _COUNCIL.finditer(line):
        place = _trimmed(match["place"])
        if place:
            name = f"{place} {match['type'] or ''}Council"
            yield name, name == line.strip(" .,:*#")
    for match in _BOROUGH_OF.finditer(line):
        yield match[0], match[0] == line.strip(" .,:*#")


def titled(name: str) -> str:
    """Return `name`, in capitals, as it would be written: "Scrutiny Co-ordination Committee"."""
    words = []
    for place, word in enumerate(name.split()):
        lower = word.casefold()
        if place and lower in _SMALL:
            words.append(lower)
        elif lower.startswith(("co-", "re-", "pre-")):
            words.append(lower[:1].upper() + lower[1:])
        else:
            words.append(re.sub(r"(^|[-(/])(\w)", lambda m: m[1] + m[2].upper(), lower))
    return " ".join(words)


def as_spelled(name: str, text: str) -> str:
    """Return `name` with the capitals that `text` gives it in running words, if it does."""
    for match in re.finditer(rf"\b{re.escape(name)}\b", text, re.IGNORECASE):
        if not match[0].isupper() and match[0][0].isupper() and _capitalised(match[0]):
            return match[0]
    return name


def _start(name: str) -> str:
    return re.sub(r"^(?i:the)\s+", "", name)


def _without_council(name: str) -> str:
    """Return `name` without the council whose body it is."""
    match = _COUNCIL.match(name)
    if match and _trimmed(match["place"]) == match["place"]:
        after = name[match.end() :].strip(" ,–-’'")
        if not after:
            return f"{match['type'] or ''}Council"
        if re.search(_NOUN, after, re.IGNORECASE):
            return after
    tail = re.fullmatch(rf"(?P<body>.+?) of (?:the )?(?P<council>{_COUNCIL.pattern})", name)
    return tail["body"] if tail else name


def _capitalised(name: str) -> bool:
    return all(
        word[:1].isupper() or not word[:1].isalpha() or word in _SMALL for word in name.split()
    )


def _trimmed(place: str) -> str:
    """Return the name of a place without the words that only stand before it."""
    words = place.split()
    for at in range(len(words) - 1, 0, -1):
        if words[at] == "of" and words[at - 1].casefold() not in _OF_THESE:
            words = words[at + 1 :]
            break
    while words and words[0].casefold() in _NOT_A_PLACE - _OF_THESE:
        words = words[1:]
    if words and words[0].casefold() in _OF_THESE and "of" not in words:
        words = words[1:]
    return " ".join(words)


def _has_type(name: str) -> bool:
    return re.search(rf" {_TYPE} Council$", name) is not None or "Borough of" in name
