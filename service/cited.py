"""What an answer says, and the words, pages and meetings that prove it."""

from __future__ import annotations

from datetime import date

from msgspec import Struct


class CitedDocument(Struct, frozen=True):
    """The document cited, ``path`` as in its manifest. ``kind``, ``first_page``: of its paper."""

    id: str
    title: str
    kind: str
    path: str
    url: str | None
    version: int
    council: str | None
    ai_generated: bool
    first_page: int = 1


class CitedMeeting(Struct, frozen=True):
    """The meeting of cited words, its ``council`` named where records of several are held."""

    body: str
    date: date | None
    council: str = ""


class Place(Struct, frozen=True):
    """Where the same words also stand."""

    document: CitedDocument
    meeting: CitedMeeting | None
    page: int


class Citation(Struct, frozen=True):
    """Words on a page.

    ``quote`` is what stands on page ``page``, character by character, only its white space
    collapsed: a hyphen at a line's end or a soft hyphen stands in it as on the page. It is the
    page's text from ``start`` to ``stop``.
    """

    quote: str
    document: CitedDocument
    meeting: CitedMeeting | None
    agenda_item: str | None
    page: int
    start: int
    stop: int
    also_in: tuple[Place, ...] = ()


class Statement(Struct, frozen=True):
    """One thing that an answer says, and what proves it.

    ``text`` is easier to read than the quotes that prove it: hyphenated line ends are joined.
    A table's row keeps its cells parted by tabs; ``header`` is the column headings over it in the
    same form, ``caption`` the line over the table or list ("All figures in £m"); or they are empty.
    """

    text: str
    citations: tuple[Citation, ...]
    header: str = ""
    caption: str = ""


class Nearest(Struct, frozen=True):
    """A record near to a question that the records do not answer."""

    document: CitedDocument
    meeting: CitedMeeting | None
    agenda_item: str | None
    page: int
    excerpt: str
