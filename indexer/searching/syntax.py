"""The syntax of a search: words, "phrases", OR, -not and fields, its mistakes named at their place.

Words that stand together must all be there. ``OR`` binds its two neighbours, so that
``parking charges OR fees`` is parking, and charges or fees.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from indexer.errors import QuestionError
from indexer.searching.words import words_of

LONGEST = 1000
FIELDS = ("title", "council", "body", "kind", "from", "to", "ref", "person")
_PART = re.compile(r'\s*(?P<minus>-?)(?:(?P<field>[A-Za-z]+):)?(?P<value>"[^"]*"?|[^\s"]*)')
_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


class Term(Struct, frozen=True):
    """Words that follow one another, in a passage, or in its document's title."""

    words: tuple[str, ...]
    in_title: bool = False

    @property
    def line(self) -> str:
        """The words with a space round each, as `indexer.searching.words.line_of` writes them."""
        return f" {' '.join(self.words)} "


class Search(Struct, frozen=True):
    """What is sought: of every group a term, and no excluded one, in the records named.

    ``councils``, ``bodies`` and ``kinds`` are as written; ``since`` and ``until`` are inclusive.
    """

    text: str
    groups: tuple[tuple[Term, ...], ...] = ()
    excluded: tuple[Term, ...] = ()
    councils: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None

    @property
    def words(self) -> str:
        """The words sought, as a question to the encoder."""
        return " ".join(word for group in self.groups for term in group for word in term.words)


class Part(Struct, frozen=True):
    """A part of a search between spaces; ``place`` is its first character, from 1."""

    place: int
    minus: bool
    field: str
    value: str
    quoted: bool

    @property
    def is_or(self) -> bool:
        """Whether it is the OR that joins its neighbours."""
        return self.value == "OR" and not (self.quoted or self.field or self.minus)

    @property
    def written(self) -> str:
        """The part as it is typed."""
        value = f'"{self.value}"' if self.quoted else self.value
        return f"{'-' * self.minus}{self.field}{':' * bool(self.field)}{value}"


def parse(text: str) -> Search:
    """Return what `text` seeks.

    Raises
    ------
    QuestionError
        It is too long or a part of it is wrong: the message says which, and at what character.
    """
    if len(text) > LONGEST:
        raise QuestionError(f"A search may be {LONGEST} characters long; this has {len(text)}.")
    reading = _Reading()
    for part in parts_of(text):
        reading.take(part)
    return reading.search(text)


class _Reading:
    def __init__(self) -> None:
        self._groups: list[list[Term]] = []
        self._excluded: list[Term] = []
        self._names: dict[str, list[str]] = {"council": [], "body": [], "kind": []}
        self._days: dict[str, date] = {}
        self._or: Part | None = None

    def take(self, part: Part) -> None:
        if part.is_or:
            if not self._groups or self._or:
                raise _mistake(part, "OR needs a word before it")
            self._or = part
            return
        if part.field in ("", "title", "ref", "person"):
            self._term(part)
            return
        if part.minus or self._or:
            raise _mistake(part, f"{part.field}: cannot be excluded or follow OR")
        if part.field in ("from", "to"):
            self._days[part.field] = _day(part)
        else:
            self._names[part.field].append(part.value)

    def _term(self, part: Part) -> None:
        term = Term(tuple(word.text for word in words_of(part.value)), part.field == "title")
        if not term.words:
            raise _mistake(part, "there is no letter or digit to look for")
        if part.minus:
            if self._or:
                raise _mistake(part, "what is excluded cannot follow OR")
            self._excluded.append(term)
        elif self._or:
            self._groups[-1].append(term)
            self._or = None
        else:
            self._groups.append([term])

    def search(self, text: str) -> Search:
        if self._or:
            raise _mistake(self._or, "OR needs a word after it")
        return Search(
            text=text,
            groups=tuple(map(tuple, self._groups)),
            excluded=tuple(self._excluded),
            councils=tuple(self._names["council"]),
            bodies=tuple(self._names["body"]),
            kinds=tuple(self._names["kind"]),
            since=self._days.get("from"),
            until=self._days.get("to"),
        )


def parts_of(text: str) -> Iterator[Part]:
    """Yield the parts of a search in order.

    Raises
    ------
    QuestionError
        A quotation mark is not closed, a field is not known or has no value.
    """
    place = 0
    # Every part of the pattern may be empty, so it always matches.
    while text[place:].strip() and (found := _PART.match(text, place)):
        value = found["value"]
        quoted = value.startswith('"')
        field = (found["field"] or "").casefold()
        starts = place + len(found[0]) - len(found[0].lstrip()) + 1
        part = Part(starts, bool(found["minus"]), field, value.strip('"').strip(), quoted)
        if quoted and (len(value) == 1 or not value.endswith('"')):
            raise _mistake(part, 'a quotation mark (") is opened and not closed')
        if field and field not in FIELDS:
            raise _mistake(part, f"there is no field {field}:. There are: {', '.join(FIELDS)}")
        if not part.value:
            raise _mistake(part, "there is nothing to look for")
        yield part
        place = found.end()


def days_of(written: str) -> tuple[date, date]:
    """Return the first and the last day of "2025", "2025-01" or "2025-01-30".

    Raises
    ------
    QuestionError
        It is none of these.
    """
    found = _DAY.fullmatch(written.strip())
    try:
        if found is None:
            raise ValueError(written)
        year, month, day = (int(number) if number else 0 for number in found.groups())
        if day:
            return date(year, month, day), date(year, month, day)
        last = month or 12
        return date(year, month or 1, 1), date(year, last, monthrange(year, last)[1])
    except ValueError as error:
        told = "is no day. Write 2025, 2025-01 or 2025-01-30"
        raise QuestionError(f"{written} {told}.") from error


def _day(part: Part) -> date:
    try:
        first, last = days_of(part.value)
    except QuestionError as error:
        raise _mistake(part, f"{part.field}:{error}".rstrip(".")) from error
    return first if part.field == "from" else last


def _mistake(part: Part, told: str) -> QuestionError:
    return QuestionError(f"At character {part.place} of the search: {told}.")
