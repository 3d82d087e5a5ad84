"""Reading statements out of JSON while it is being written."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from msgspec import Struct

LONGEST = 200_000
"""Characters of an answer after which a model is taken to have lost its way."""


class Written(Struct, frozen=True):
    """A statement as a model gives it, and the ids of the passages that it says support it."""

    text: str
    passages: tuple[str, ...]


class StatementReader:
    """Takes pieces of text as they come and gives each statement as soon as it is whole.

    Statements are JSON objects with ``text`` and ``passages``, at any depth, so that words or code
    fences around them do no harm. Objects of another shape are passed over.

    Attributes
    ----------
    text
        All that was taken.
    found
        How many statements were given.
    """

    def __init__(self) -> None:
        self.text = ""
        self.found = 0
        self._open: list[int] = []
        self._in_string = self._escaped = False

    def take(self, piece: str) -> Iterator[Written]:
        """Take the next piece, and yield the statements that it makes whole."""
        begun = len(self.text)
        self.text += piece
        for at, character in enumerate(piece, start=begun):
            if self._in_string:
                self._step_in_string(character)
            elif character == '"':
                # A quotation mark in words before the JSON opens no string.
                self._in_string = bool(self._open)
            elif character == "{":
                self._open.append(at)
            elif character == "}" and self._open:
                yield from self._read(self.text[self._open.pop() : at + 1])

    @property
    def whole(self) -> bool:
        """Whether what was taken is an answer: statements, or JSON that says there are none."""
        if self._open:
            return False
        return self.found > 0 or '"statements"' in self.text

    @property
    def too_long(self) -> bool:
        """Whether more was written than any answer needs."""
        return len(self.text) > LONGEST

    def _step_in_string(self, character: str) -> None:
        if self._escaped:
            self._escaped = False
        elif character == "\\":
            self._escaped = True
        elif character == '"':
            self._in_string = False

    def _read(self, text: str) -> Iterator[Written]:
        try:
            written = msgspec.json.decode(text, type=Written)
        except msgspec.DecodeError:
            return
        self.found += 1
        yield written
