"""The domain: councils, their meetings, the documents they publish, and what those say.

Everything here is a frozen value. Ids come from place, digests from content: the same record read
twice has the same ids, and a changed word shows in a digest.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:moothall")


class DocumentKind(StrEnum):
    """What a document is, as its council would call it."""

    AGENDA_FRONTSHEET = "agenda_frontsheet"
    MINUTES = "minutes"
    REPORT = "report"
    REPORTS_PACK = "reports_pack"
    DECISION_NOTICE = "decision_notice"
    PRESS_RELEASE = "press_release"
    MEETING_SUMMARY = "meeting_summary"
    OTHER = "other"


class Called(Struct, frozen=True, eq=False):
    """What equals whatever has its id: papers spell its name in several ways."""

    id: str

    def __eq__(self, other: object) -> bool:
        return isinstance(other, type(self)) and self.id == other.id

    def __hash__(self) -> int:
        return hash(self.id)


class Council(Called, frozen=True, eq=False):
    """A council. ``id`` is its name as a slug: ``kent-county-council``."""

    name: str


class Body(Called, frozen=True, eq=False):
    """A body that meets. ``id`` is its council's id and its own slug, with a slash between."""

    council: Council
    name: str


class Meeting(Struct, frozen=True):
    """A meeting of a body on a day. ``id`` ends in the ISO date."""

    id: str
    body: Body
    date: date


class Description(Struct, frozen=True):
    """What is known of a document besides its words; ``None`` where nothing is known.

    ``body`` and ``meeting_date`` name the meeting that the document was *published with*;
    ``recorded_body`` and ``recorded_date`` the meeting that it *records*. Minutes are mostly
    published with a later meeting than the one they record.
    """

    title: str | None = None
    kind: DocumentKind | None = None
    council: str | None = None
    body: str | None = None
    meeting_date: date | None = None
    recorded_body: str | None = None
    recorded_date: date | None = None
    published: date | None = None
    url: str | None = None
    ai_generated: bool | None = None


class Part(Struct, frozen=True):
    """Pages ``first`` to ``last`` of a document that are a paper of their own.

    Minutes bound into the pack of a later meeting are one: ``description`` tells their meeting.
    """

    first: int
    last: int
    description: Description


class Document(Struct, frozen=True):
    """A catalogued document in its newest version.

    ``inferred`` names the fields of its description that were read out of its own first pages
    rather than stated by its source. ``digest`` is the SHA-256 of its bytes. ``parts`` are the
    papers that are bound into it. With ``within``, first and last page, it is only these pages of
    it: one of its parts, whose description it has.
    """

    id: str
    source: str
    path: str
    description: Description
    inferred: tuple[str, ...]
    version: int
    digest: str
    media_type: str
    pages: int
    pages_without_text: tuple[int, ...]
    parts: tuple[Part, ...] = ()
    within: tuple[int, int] | None = None

    @property
    def first_page(self) -> int:
        """The page on which this paper begins."""
        return self.within[0] if self.within else 1

    @property
    def papers(self) -> tuple[Document, ...]:
        """The document and each of its parts: the papers that it holds."""
        return (self, *(self.at(part.first) for part in self.parts))

    def at(self, page: int) -> Document:
        """Return the paper of which `page` is: the part that it stands in, else the document."""
        part = part_at(self.parts, page)
        if part is None:
            return self
        inferred = dict.fromkeys((*self.inferred, "kind", "recorded_body", "recorded_date"))
        return replace(
            self,
            description=part.description,
            inferred=tuple(inferred),
            within=(part.first, part.last),
        )

    def holds(self, page: int) -> bool:
        """Return whether `page` is of this paper, and not of one that is bound into it."""
        if self.within is not None:
            return self.within[0] <= page <= self.within[1]
        return part_at(self.parts, page) is None

    def own(self, sections: Iterable[Section]) -> tuple[Section, ...]:
        """Return those of the document's `sections` that are of this paper."""
        return tuple(section for section in sections if self.holds(section.pieces[0].page))


class BlockKind(StrEnum):
    """What a block of a page is."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE = "table"
    FOOTNOTE = "footnote"
    FURNITURE = "furniture"


HEADINGS = frozenset({BlockKind.TITLE, BlockKind.HEADING})
"""Kinds of block that stand over others."""


class Run(Struct, frozen=True, array_like=True):
    """``block.text[start:start + length]`` is ``page.text[page_start:page_start + length]``."""

    start: int
    page_start: int
    length: int


class Block(Struct, frozen=True):
    """A piece of a page that a reader sees as one: a heading, a paragraph, a table.

    ``text`` is cleaned: hyphenated line ends joined, soft hyphens gone. ``runs`` lead each of its
    characters that stands on the page back to the page's own text; characters outside every run
    (a space put for a line end) were added. A table's rows are lines, its cells parted by tabs;
    ``header`` is its column headings in the same form, also where the table began on an earlier
    page. ``level`` is a heading's depth, 1 the highest, 0 for everything else.
    """

    kind: BlockKind
    text: str
    runs: tuple[Run, ...] = ()
    level: int = 0
    header: str = ""


class Page(Struct, frozen=True):
    """A page as read. ``text`` is exactly what the reader of its format returns for it.

    ``number`` counts from 1. Formats without pages (HTML, text) are one page; those of a DOCX file
    are parted by the page breaks that it holds, and without any it is one. ``width`` and ``height``
    are in points, 0 where the format has none. ``ocr`` says that the words were recognised on an
    image.
    """

    number: int
    text: str
    blocks: tuple[Block, ...]
    width: float = 0.0
    height: float = 0.0
    ocr: bool = False


class AgendaItem(Struct, frozen=True):
    """A heading of the agenda: ``80. Provisional Settlement (Item 5)``.

    ``minute`` is the minute number ("80"), ``item`` the number on the agenda ("5"); either may be
    empty.
    """

    title: str
    minute: str = ""
    item: str = ""


class Piece(Struct, frozen=True, array_like=True):
    """``section.text[start:stop]`` is the text of block ``block`` of page ``page``.

    ``block`` counts from 0 in ``page.blocks``; ``kind`` and ``header`` are that block's.
    """

    start: int
    stop: int
    page: int
    block: int
    kind: BlockKind
    header: str = ""


class Section(Struct, frozen=True):
    """What stands under one heading of a document. ``headings`` lead to it, the highest first."""

    ordinal: int
    headings: tuple[str, ...]
    agenda_item: AgendaItem | None
    text: str
    pieces: tuple[Piece, ...]


class Passage(Struct, frozen=True, dict=True):
    """The unit that is embedded, found and quoted.

    ``section.text[start:stop] == text``, always. ``pages`` are the pages that it stands on, first
    and last. ``header`` is what stands over the table or list in the midst of which it begins: the
    caption and column headings, or the sentence that leads in; else it is empty. ``context`` is
    the line that says where it stands: council, body, date, title, agenda item.
    """

    id: str
    document_id: str
    ordinal: int
    section: int
    start: int
    stop: int
    text: str
    pages: tuple[int, int]
    header: str
    context: str

    @cached_property
    def embedded_text(self) -> str:
        """What the embedder sees: the context line, what stands over the passage, the passage."""
        return "\n".join(part for part in (self.context, self.header, self.text) if part)


def part_at(parts: Iterable[Part], page: int) -> Part | None:
    """Return the one of `parts` in which `page` stands, or None."""
    return next((part for part in parts if part.first <= page <= part.last), None)


def title_of(document: Document) -> str:
    """Return what a document is called: its title, else the name of its file."""
    return document.description.title or document.path.rsplit("/", 1)[-1]


def document_id(source: str, path: str) -> str:
    """Return the id of the document at that place: 12 hexadecimal digits of its UUIDv5."""
    return uuid.uuid5(NAMESPACE, f"document:{source}:{path}").hex[:12]


def passage_id(document: str, ordinal: int) -> str:
    """Return the UUIDv5 of the passage at that position, as the vector store wants it."""
    return str(uuid.uuid5(NAMESPACE, f"passage:{document}:{ordinal}"))


def digest(content: bytes | str) -> str:
    """Return the SHA-256 of `content` (text as UTF-8) in hexadecimal."""
    return hashlib.sha256(content.encode() if isinstance(content, str) else content).hexdigest()
