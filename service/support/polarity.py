"""What turns a sentence into its opposite: negations, and words that have one."""

from __future__ import annotations

import re

from msgspec import Struct

from indexer.terms import TERM, stem
from service.language import STOP_WORDS

_NEGATION = re.compile(r"^(?:not|no|never|without|neither|nor|none|cannot|nobody|nothing)$|n['’]t$")
_CLAUSE = re.compile(r"[.;:,\n\t()]|\b(?:but|and|although|while|whereas)\b", re.IGNORECASE)
_REACH = 5
"""Words with a meaning that a negation reaches, within its clause."""

_OPPOSITES = """
approved grant granted agreed accepted adopted passed carried endorsed | rejected refused defeated
    lost declined dismissed
increase rise rose raised grew growth | decrease reduce reduced reduction fall fell cut dropped
for favour | against
support supported | oppose opposed objected
open opened reopen | close closed closure
more | less fewer
above over exceed exceeded | below under
before | after
maximum most | minimum least
first | last final
higher highest | lower lowest
surplus underspend | deficit overspend
started began begin | ended finished
included including | excluded excluding
permanent | temporary
income | expenditure spending
majority unanimously | minority
present attended | absent apologies
public | private
proposed moved | seconded
up | down
north northern | south southern
east eastern | west western
"""
_SIDES: dict[str, tuple[int, int]] = {
    stem(word): (pair, side)
    for pair, line in enumerate(re.sub(r"\n\s+", " ", _OPPOSITES.strip()).splitlines())
    for side, words in enumerate(line.split("|"))
    for word in words.split()
}
_CHANGE = _SIDES[stem("increase")][0]
_PREPOSITIONS = frozenset({"for", "over", "under", "above", "below", "up", "down"})
"""Words of the list that mostly say nothing of a side; only what stands against them counts."""


class Terms(Struct, frozen=True):
    """The words of a text with a meaning, and those of them that stand under a negation."""

    plain: frozenset[str]
    negated: frozenset[str]

    @property
    def all(self) -> frozenset[str]:
        """Every word, negated or not."""
        return self.plain | self.negated


def terms_of(text: str) -> Terms:
    """Return the stems of `text` that carry meaning, parted by whether they are negated."""
    plain: set[str] = set()
    negated: set[str] = set()
    for clause in _CLAUSE.split(text):
        left = 0
        for word in (match[0].casefold() for match in TERM.finditer(clause)):
            if _NEGATION.search(word):
                left = _REACH
            elif word not in STOP_WORDS and not word[0].isdigit():
                (negated if left else plain).add(stem(word))
                left = max(0, left - 1)
    return Terms(frozenset(plain), frozenset(negated))


def turned(statement: str, evidence: str) -> str:
    """Return the word of `statement` whose opposite alone the `evidence` has, or nothing.

    A word with an opposite that the statement uses must be met by one of its own side, unless the
    evidence speaks of neither.
    """
    said = sides_of(statement)
    held = {(pair, side) for pair, side, _ in sides_of(evidence)}
    for pair, side, word in said:
        if (pair, side) in held or (pair, 1 - side) not in held:
            continue
        if word not in _PREPOSITIONS:
            return word
    return ""


def sides_of(text: str) -> list[tuple[int, int, str]]:
    """Return the words of `text` that have an opposite: the pair, the side and the word."""
    found = []
    for match in TERM.finditer(text):
        word = match[0].casefold()
        if (at := _SIDES.get(stem(word))) is not None:
            found.append((*at, word))
    return found


def changes(word: str) -> bool:
    """Return whether `word` says that something rose or fell."""
    found = sides_of(word)
    return bool(found) and found[0][0] == _CHANGE
