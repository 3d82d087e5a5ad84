"""The names in a statement, and the parts that people play in it."""

from __future__ import annotations

import re

from indexer.terms import stem
from service.language import STOP_WORDS

_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_TITLES = frozenset(
    [
        "councillor",
        "councillors",
        "cllr",
        "cllrs",
        "cr",
        "mr",
        "mrs",
        "ms",
        "miss",
        "dr",
        "sir",
        "dame",
        "lord",
        "lady",
        "the",
    ]
)
_MONTHS_AND_DAYS = frozenset(
    [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ]
)
_BODY_WORDS = frozenset(
    [
        "cabinet",
        "council",
        "committee",
        "board",
        "panel",
        "planning",
        "licensing",
        "audit",
        "scrutiny",
        "executive",
    ]
)
_ROLE = re.compile(r"\b(proposed|moved|seconded|chaired|objected|abstained)\b", re.IGNORECASE)
_VOTE = re.compile(
    r"(?P<count>\b\d+|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve))\b"
    r"\s*(?:votes?|members?|councillors?)?\s*(?:were|was|voted)?\s*(?:in\s+)?"
    r"(?P<side>for|favour|against|abst\w+)\b",
    re.IGNORECASE,
)
_SIDE_FIRST = re.compile(
    r"\b(?P<side>for|favour|against|abst\w+)\s*[:(\t-]\s*(?P<count>\d+)\b", re.IGNORECASE
)
_VOTES_TO = re.compile(
    r"(?P<for>\b\w+)\s+(?:votes?\s+)?to\s+(?P<against>\w+)\b(?=[^.]*)", re.IGNORECASE
)
_COUNTS = {
    word: str(number)
    for number, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
        ]
    )
}


def names_of(text: str) -> tuple[str, ...]:
    """Return the words of `text` that name something, as stems: those with a capital.

    The first word of a sentence counts only where it names a body or another capital follows.
    Titles of people, months and weekdays are no names.
    """
    found: list[str] = []
    words = list(_WORD.finditer(text))
    for at, match in enumerate(words):
        word = match[0]
        folded = word.casefold()
        if not word[0].isupper() or folded in _TITLES | _MONTHS_AND_DAYS:
            continue
        if _begins(text, match.start()):
            following = words[at + 1][0] if at + 1 < len(words) else ""
            if folded in STOP_WORDS or not (following[:1].isupper() or folded in _BODY_WORDS):
                continue
        found.append(stem(folded))
    return tuple(found)


def roles_of(text: str) -> frozenset[tuple[str, str]]:
    """Return who played which part: the stem of "proposed", "seconded" ..., and a surname's."""
    found = set()
    for match in _ROLE.finditer(text):
        after = re.match(r"\s+(?:by\s+)", text[match.end() :])
        if after:
            name = _first_name(text[match.end() + after.end() :])
        else:
            name = _last_name(text[: match.start()])
        if name:
            found.add((stem(match[1].casefold()), name))
    return frozenset(found)


def votes_of(text: str) -> frozenset[tuple[str, str]]:
    """Return the counts of a vote: ("9", "for"), ("4", "against"), ("1", "abstained")."""
    found = set()
    for pattern in (_VOTE, _SIDE_FIRST):
        for match in pattern.finditer(text):
            count = match["count"].casefold()
            side = match["side"].casefold()
            side = "abst" if side.startswith("abst") else "for" if side == "favour" else side
            found.add((_COUNTS.get(count, count), side))
    for match in _VOTES_TO.finditer(text):
        pair = [_COUNTS.get(match[side].casefold(), match[side]) for side in ("for", "against")]
        if all(count.isdigit() for count in pair) and re.search("vot|carried|lost", text):
            found |= {(pair[0], "for"), (pair[1], "against")}
    return frozenset(found)


def _begins(text: str, at: int) -> bool:
    before = text[:at].rstrip(" \"'“‘(")
    return not before or before[-1] in ".!?:"


def _first_name(text: str) -> str:
    """Return the surname of the name that `text` begins with: its last capitalised word."""
    match = re.match(r"(?:the\s+)?((?:[A-Z][\w.’'-]*\s*)+)", text)
    words = _WORD.findall(match[1]) if match else []
    return words[-1].casefold() if words else ""


def _last_name(text: str) -> str:
    match = re.search(r"((?:[A-Z][\w.’'-]*\s*)+)(?:,?\s*(?:and|who|was|had|then))?\s*,?\s*$", text)
    words = _WORD.findall(match[1]) if match else []
    return words[-1].casefold() if words else ""
