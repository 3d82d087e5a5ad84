"""Passages: sections cut to what the embedder can take, each knowing where it stands."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from itertools import accumulate, groupby

from indexer.captions import caption_over, group_over, one_line
from indexer.config import PassageSettings
from indexer.records import (
    HEADINGS,
    AgendaItem,
    BlockKind,
    Description,
    Part,
    Passage,
    Piece,
    Section,
    part_at,
    passage_id,
)

SEPARATORS = (
    r"\n\n",
    r"\n",
    r"(?<=[.!?])\s+(?=[\"'\u201c(]?[A-Z0-9\u2022(])",
    r"(?<=[;:,])\s+",
    r"\s+",
    "",
)
"""Where to cut, the best place first: paragraphs, rows, sentences, clauses, words, characters."""
HEADER_SHARE = 4
"""A table's header takes a passage's `1 / HEADER_SHARE` at most."""

BLANK = " \n"
"""What a passage neither begins nor ends with. Tabs at a row's ends are empty cells."""
PARTED = " | "
"""What parts a context line."""
SPARE = 1.15
"""How much longer than its even share a part may be, so that it can end with a paragraph or row."""

CountTokens = Callable[[str], int]


class PassageCutter:
    """Cuts sections into passages by the embedder's own tokens.

    The passages of a section, with the white space between them, are the section again: nothing
    is lost and nothing stands twice.
    """

    def __init__(self, count_tokens: CountTokens, settings: PassageSettings) -> None:
        # The splitter asks for the same pieces again and again.
        self._count = lru_cache(maxsize=10_000)(count_tokens)
        self._settings = settings

    def cut(
        self,
        document_id: str,
        description: Description,
        sections: Sequence[Section],
        parts: Sequence[Part] = (),
    ) -> tuple[Passage, ...]:
        """Return the passages of a document in reading order; those of a part name its meeting."""
        passages: list[Passage] = []
        for section in sections:
            part = part_at(parts, section.pieces[0].page)
            context = self._shortened(
                context_line(part.description if part else description, section),
                self._settings.context_tokens,
            )
            for start, stop, header in self._spans(section):
                passages.append(
                    Passage(
                        id=passage_id(document_id, len(passages)),
                        document_id=document_id,
                        ordinal=len(passages),
                        section=section.ordinal,
                        start=start,
                        stop=stop,
                        text=section.text[start:stop],
                        pages=_pages(section.pieces, start, stop),
                        header=header,
                        context=context,
                    )
                )
        return tuple(passages)

    def _spans(self, section: Section) -> Iterator[tuple[int, int, str]]:
        """Yield where each passage starts and stops, and what stands over it and is not in it.

        That is the caption and the column headings of the table in which it begins, for which room
        is kept, or the sentence that leads in to the list, as far as there is room.
        """
        tokens = self._settings.tokens
        most = tokens // HEADER_SHARE
        over_tables = (
            self._shortened(_over(section, piece, piece.stop), most)
            for piece in section.pieces
            if piece.kind is BlockKind.TABLE
        )
        kept = max(map(self._count, over_tables), default=0)
        for start, stop in self._cuts_above_headings(section, tokens - kept):
            room = max(0, tokens - self._count(section.text[start:stop]))
            over = _over(section, _first_below_headings(section, start), start)
            yield start, stop, self._shortened(over, min(most, room))

    def _cuts_above_headings(self, section: Section, room: int) -> Iterator[tuple[int, int]]:
        """Yield where each passage starts and stops: headings stay with what follows them."""
        runs = _runs_of_headings(section)
        longest = max((self._count(section.text[start:stop]) for start, stop in runs), default=0)
        if self._count(section.text) <= room or 2 * longest > room:
            yield from self._cuts(section.text, room)
            return
        started = {stop: start for start, stop in runs}
        cuts = list(self._cuts(section.text, room - longest))
        starts = [started.get(len(section.text[:at].rstrip()), at) for at, _ in cuts]
        # where a run of headings was cut, all of it goes with what follows
        ends = [*accumulate(reversed(starts[1:]), min, initial=len(section.text))]
        for (_, stop), start, end in zip(cuts, starts, reversed(ends), strict=True):
            if start < end:
                yield start, len(section.text[: min(stop, end)].rstrip(BLANK))

    def _cuts(self, text: str, room: int) -> Iterator[tuple[int, int]]:
        # what only searches need not wait for it
        from langchain_text_splitters import RecursiveCharacterTextSplitter

        splitter = RecursiveCharacterTextSplitter(
            separators=list(SEPARATORS),
            is_separator_regex=True,
            keep_separator="end",
            strip_whitespace=False,
            chunk_size=_evenly(self._count(text), room),
            chunk_overlap=0,
            # Of what has no length the splitter would give some twice.
            length_function=lambda part: max(self._count(part), 1),
        )
        start = 0
        for part in splitter.split_text(text):
            stop = start + len(part)
            lead = len(part) - len(part.lstrip(BLANK))
            trail = len(part) - len(part.rstrip(BLANK))
            if part.strip():
                yield start + lead, stop - trail
            start = stop

    def _shortened(self, text: str, tokens: int) -> str:
        """Return `text`, less words at its end where it is longer than `tokens`."""
        if self._count(text) <= tokens:
            return text
        words = text.split()
        low, high = 0, len(words)
        while low < high:
            middle = (low + high + 1) // 2
            if self._count(" ".join(words[:middle]) + "\u2026") <= tokens:
                low = middle
            else:
                high = middle - 1
        return " ".join(words[:low]) + "\u2026" if low else ""


def _evenly(length: int, room: int) -> int:
    """Return the length at which to cut `length` so that the last part is no small rest."""
    if length <= room:
        return room
    parts = -(-length // room)
    return min(room, math.ceil(length / parts * SPARE))


def context_line(description: Description, section: Section) -> str:
    """Return the line that says where a section stands: council, body, date, title, item.

    The date is of the meeting recorded, else of the one published with, else of publication.
    """
    day = description.recorded_date or description.meeting_date or description.published
    body = description.recorded_body or description.body
    held = ", ".join(
        part for part in (description.council, body, spoken(day) if day else None) if part
    )
    where = [held, description.title or ""]
    if section.agenda_item:
        where.append(_named(section.agenda_item))
    if section.headings and not (
        section.agenda_item and section.agenda_item.title in section.headings[-1]
    ):
        where.append(section.headings[-1])
    return PARTED.join(part for part in where if part)


def spoken(day: date) -> str:
    """Return `day` as people write it: 9 January 2025."""
    return f"{day.day} {day:%B %Y}"


def _named(item: AgendaItem) -> str:
    number = f"{item.minute}. " if item.minute else ""
    return f"{number}{item.title}" + (f" (Item {item.item})" if item.item else "")


def _runs_of_headings(section: Section) -> list[tuple[int, int]]:
    """Return where headings that follow one another start and stop, less white space at the end."""
    runs = []
    for are_headings, pieces in groupby(section.pieces, lambda piece: piece.kind in HEADINGS):
        if are_headings:
            run = list(pieces)
            start, stop = run[0].start, run[-1].stop
            runs.append((start, start + len(section.text[start:stop].rstrip())))
    return runs


def _first_below_headings(section: Section, at: int) -> Piece:
    """Return the piece at `at`; where headings stand there, the first below them, if any."""
    below = (p for p in section.pieces if p.stop > at and p.kind not in HEADINGS)
    return next(below, section.pieces[-1])


def _over(section: Section, piece: Piece, at: int) -> str:
    """Return what stands over the part of `piece` that begins at `at`.

    That is its caption, the label of the rows, and its headings.
    """
    caption = caption_over(section, piece)
    in_body = at - piece.start >= len(piece.header)
    carried = not section.text.startswith(piece.header, piece.start)
    headings = piece.header if in_body or carried else ""
    words = caption.words if caption.stop <= at else ""
    return one_line(f"{words} {group_over(section, piece, at)} {headings}")


def _pages(pieces: Sequence[Piece], start: int, stop: int) -> tuple[int, int]:
    touched = [piece.page for piece in pieces if piece.start < stop and piece.stop > start]
    return min(touched), max(touched)
