"""What a matter is called: by the words that its titles share."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from service.matters.titles import PLAIN, STREET, about, terms, weak

PRINTED = re.compile(r"\w+(?:['\u2019-]\w+)*")
SHARED = 0.6
"""The part of the titles that must hold a phrase before papers are searched for it."""
LONGEST = 5


def name_of(titles: Sequence[str], phrases: Sequence[str]) -> str:
    """Return what to call the matter of these titles: what they share, as it is first printed.

    Where they share nothing, the shortest of them.
    """
    plain = [about(title) for title in titles]
    for phrase in phrases:
        form = re.compile(r"\W+".join(map(re.escape, phrase.split())), re.IGNORECASE)
        for title in plain:
            found = form.search(title)
            if found:
                return found[0][:1].upper() + found[0][1:]
    return min(plain, key=lambda title: (len(title), plain.index(title)))


def phrases_of(titles: Sequence[str], council: str) -> tuple[str, ...]:
    """Return the words that papers call the matter by: those that most of its titles share.

    None where they share nothing that would tell it from others.
    """
    plain = sorted({about(title) for title in titles})
    counts = _phrases(plain)
    enough = [
        phrase
        for phrase, count in counts.items()
        if count >= SHARED * len(plain) and _telling(phrase, council)
    ]
    if not enough:
        return ()
    longest = max(enough, key=lambda phrase: (len(phrase), counts[phrase]))
    return (" ".join(longest),)


def _telling(phrase: tuple[str, ...], council: str) -> bool:
    stems = terms(" ".join(phrase), terms(council.replace("-", " ")))
    return len(stems) > 1 and bool(stems - weak(stems))


def _phrases(titles: Sequence[str]) -> Counter[tuple[str, ...]]:
    """Return the phrases of two words and more, and in how many titles each stands."""
    counts: Counter[tuple[str, ...]] = Counter()
    for title in titles:
        counts.update({phrase for part in _parts(title) for phrase in _runs(part)})
    return counts


def _parts(title: str) -> Iterator[list[str]]:
    for part in STREET.sub("", title).replace("(", ":").replace(",", ":").split(":"):
        yield _words(part)


def _words(text: str) -> list[str]:
    return [match[0].casefold() for match in PRINTED.finditer(text)]


def _runs(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for start in range(len(words)):
        for stop in range(start + 2, min(start + LONGEST, len(words)) + 1):
            run = tuple(words[start:stop])
            if run[0] not in PLAIN and run[-1] not in PLAIN:
                yield run
