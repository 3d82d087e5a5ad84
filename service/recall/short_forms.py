"""What a short form stands for, as the records say it: "special educational needs (SEN)"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct

from service.answers import Candidate
from service.recall.values import Recalled

_LETTERS = r"(?P<letters>[A-Za-z][A-Za-z&]{1,8})"
STANDS_FOR = re.compile(
    rf"what\s+do(?:es)?\s+(?:the\s+)?{_LETTERS}\s+(?:mean|stand\s+for)\s*\??", re.IGNORECASE
)
WHAT_IS = re.compile(
    rf"what(?:['’]s|\s+is|\s+are)\s+(?:an?\s+|the\s+)?{_LETTERS}\s*\??", re.IGNORECASE
)
AFTER = re.compile(r"\s*(?:\(|\t|[:=–-]\s|stands for |means )\s*(?:the )?")
WORD = re.compile(r"[\w’'-]+")
PARTED = re.compile(r"\n|\t|[.;:] ")
FEWEST = 2
"""Capitals of a short form, at least: "Tax" is a word."""
SMALL = frozenset(["a", "an", "and", "for", "in", "of", "on", "the", "to", "with"])
"""Words whose first letters a short form may leave out."""


class ShortForm(Struct, frozen=True):
    """A short form that a question asks about; ``alone`` where it asks for nothing else."""

    letters: str
    alone: bool


def short_form_asked_for(question: str) -> ShortForm | None:
    """Return what `question` asks the meaning of: any single word may be a short form."""
    for pattern in (STANDS_FOR, WHAT_IS):
        match = pattern.fullmatch(question.strip())
        if match:
            return ShortForm(match["letters"], alone=pattern is STANDS_FOR)
    return None


def on_short_form(letters: str, candidates: Sequence[Candidate]) -> Iterator[Recalled]:
    """Yield the words that say most often what `letters` stand for, where they first stand."""
    found = [
        (words, long, candidate)
        for candidate in candidates
        for words, long in meanings(letters, candidate.passage.text)
    ]
    said = Counter(long.casefold() for _, long, _ in found)
    if said:
        usual = max(said, key=lambda long: said[long])
        words, candidate = next((w, c) for w, long, c in found if long.casefold() == usual)
        yield Recalled(candidate.document, candidate.passage.pages[0], words)


def meanings(letters: str, text: str) -> Iterator[tuple[str, str]]:
    """Yield the words of `text` that say what `letters` stand for, and the long form in them.

    The long form stands before the short one in brackets, or after it. Where it begins is told by
    the letters (Schwartz and Hearst, "A Simple Algorithm for Identifying Abbreviation Definitions
    in Biomedical Text", PSB 2003).
    """
    for match in re.finditer(rf"\b{re.escape(letters)}(?:s|['’]s)?\b", text, re.IGNORECASE):
        if sum(letter.isupper() for letter in match[0]) < FEWEST:
            continue
        clause = PARTED.split(text[: match.start()])[-1]
        if clause.endswith("(") and text.startswith(")", match.end()):
            long = _before(letters, clause[:-1])
            if long:
                start = match.start() - len(clause) + clause.rindex(long)
                yield text[start : match.end() + 1], long
        after = AFTER.match(text, match.end())
        if after:
            long = _after(letters, text[after.end() :].partition("\n")[0])
            if long:
                yield text[match.start() : after.end() + len(long)], long


def _before(letters: str, text: str) -> str:
    """Return the shortest end of `text` that has the letters in order, the first at a word."""
    at = len(text)
    for number, letter in enumerate(reversed(letters.lower()), start=1):
        while True:
            at = text.lower().rfind(letter, 0, at)
            if at < 0:
                return ""
            if number < len(letters) or at == 0 or not text[at - 1].isalnum():
                break
    long = text[at:].strip()
    return long if 1 < len(long.split()) <= min(len(letters) + 5, 2 * len(letters)) else ""


def _after(letters: str, text: str) -> str:
    """Return the beginning of `text` whose words begin with the letters, but for small words."""
    told = 0
    for word in WORD.finditer(text):
        if word[0][0].lower() == letters[told].lower():
            told += 1
        elif word[0].lower() not in SMALL:
            break
        if told == len(letters):
            return text[: word.end()]
    return ""
