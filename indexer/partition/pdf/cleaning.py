"""From words to the text that people read, each character led back to the page."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.partition.pdf.words import HYPHEN_AT_LINE_END, Word
from indexer.records import Run

SOFT_HYPHEN = "\u00ad"
BULLET = "\u2022"
UNCLEAN = re.compile(rf"[{SOFT_HYPHEN}\ue000-\uf8ff]")


class CleanText:
    """Text put together word by word, with the runs that lead back to the page's own text.

    `vocabulary` is the document's words in lower case: it tells whether a hyphen at a line end
    belongs to the word ("evidence-based") or only parted it.
    """

    def __init__(self, page_text: str, vocabulary: frozenset[str]) -> None:
        self._page_text = page_text
        self._vocabulary = vocabulary
        self._parts: list[str] = []
        self._length = 0
        self._runs: list[Run] = []
        self._last: Word | None = None

    @property
    def text(self) -> str:
        """The text so far."""
        return "".join(self._parts)

    @property
    def runs(self) -> tuple[Run, ...]:
        """The runs so far, in order."""
        return tuple(self._runs)

    def add_words(self, words: Sequence[Word]) -> CleanText:
        """Add `words` as one flow of text, parted by spaces or joined at hyphens."""
        for word in words:
            if self._last is not None:
                self._join(self._last, word)
            self._add_word(word)
            self._last = word
        return self

    def part(self, separator: str) -> CleanText:
        """Add `separator`, which does not stand on the page."""
        self._add(separator)
        self._last = None
        return self

    def _join(self, before: Word, word: Word) -> None:
        between = self._page_text[before.stop : word.start]
        if between == HYPHEN_AT_LINE_END:
            if self._keeps_hyphen(before.text, word.text):
                self._add("-")
        elif between == " ":
            self._add(" ", before.stop)
        else:
            self._add(" ")

    def _keeps_hyphen(self, left: str, right: str) -> bool:
        if right[:1].isupper() and left[-1:].islower():
            # two names, as of people: a word is not parted before a capital
            return True
        head, tail = (part.lower().strip(".,;:()'\u2019\u201c\u201d") for part in (left, right))
        if head + tail in self._vocabulary:
            return False
        if not (head.isalpha() and tail.isalpha()) or f"{head}-{tail}" in self._vocabulary:
            return True
        return head in self._vocabulary and tail in self._vocabulary

    def _add_word(self, word: Word) -> None:
        if not UNCLEAN.search(word.text):
            self._add(word.text, word.start)
            return
        for offset, character in enumerate(word.text):
            if character == SOFT_HYPHEN:
                continue
            if "\ue000" <= character <= "\uf8ff":
                self._add(BULLET)
            else:
                self._add(character, word.start + offset)

    def _add(self, text: str, page_start: int | None = None) -> None:
        if page_start is not None:
            run = self._runs[-1] if self._runs else None
            if (
                run
                and run.start + run.length == self._length
                and run.page_start + run.length == page_start
            ):
                self._runs[-1] = Run(run.start, run.page_start, run.length + len(text))
            else:
                self._runs.append(Run(self._length, page_start, len(text)))
        self._parts.append(text)
        self._length += len(text)
