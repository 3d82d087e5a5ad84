"""What council tax is and how much it goes up, as it was decided, with the rows of the bands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from msgspec import Struct

from indexer.captions import words_over
from indexer.records import BlockKind, Document, Section
from service.answers import Reading
from service.compose.extremes import Row, rows_of
from service.interpret.council_tax import CouncilTax
from service.recall.finding import (
    Found,
    Records,
    Words,
    as_recalled,
    best_place,
    day_of,
    found_by,
    is_resolved,
    of_times_asked,
    sentences_of,
    years_in,
    years_said,
)
from service.recall.values import Recollection
from service.stretch import Stretch

USUAL = "D"
"""The band that councils tell their tax by."""
SAID = "council tax increase rise % band D household property precept £ a year resolved"
"""What is said where the tax is proposed or set."""
IN_BANDS = "council tax band A B C D E F G H charge £ increase"
TAX = re.compile(r"\bcouncil[ -]tax\b|\bband d\b", re.IGNORECASE)
_PERCENT = r"(?<![\d.])(?P<{}>\d{{1,2}}(?:\.\d{{1,3}})?)\s?(?:%|per ?cent)"
_RISES = r"(?:increas\w+|ris(?:e|es|ing)|raised?|go(?:es|ing)? up|uplift)"
RISES = re.compile(
    rf"{_PERCENT.format('before')}[^.;%]{{0,40}}?\b{_RISES}\b"
    rf"|\b{_RISES}\b(?:[^;%.]|\.(?=\d)){{0,70}}?{_PERCENT.format('after')}",
    re.IGNORECASE,
)
MOST = 15.0
"""A tax that rises by more per cent would be news indeed: such a figure is of something else."""
ASIDE = re.compile(
    r"\btax base\b|\b(?:each|every|an?) (?:extra |additional )?1 ?(?:%|per ?cent)"
    r"|\bspending power\b|\bliabilit\w+|\bassum\w+|\bsupport(?:ed)?\b|\breduction scheme"
    r"|\bopposed\b|\brespon\w+|\bcollect\w*|\bamend\w*|\bmoved\b|\bseconded\b"
    r"|\bpremiums?\b|\bnational\w*|\baverage\b|\bGDP\b|\binflation\b|\bfunding of\b"
    r"|\b(?:previous|past|recent|later|future) years?\b|\bmay raise\b|\breferendum limit\b",
    re.IGNORECASE,
)
"""What a sentence says that speaks of council tax otherwise than of how it is set."""
OF_HOMES = re.compile(r"\bcouncil[ -]tax\b|\bband d\b|\bhome|\bhousehold|\bpropert", re.IGNORECASE)
"""What a sentence says that is on homes' bands: permits and pay have bands, too."""
BAND = re.compile(r"(?:band\s+)?(?P<letter>[a-h])", re.IGNORECASE)
INCREASE = re.compile(r"\b(?:increase|rise|change)\b", re.IGNORECASE)
FEWEST = 6
"""Rows of bands that a table of the charges has at least."""


class Bands(Struct, frozen=True):
    """A table of what each band pays: where its rows stand in a section, by letter, in order.

    ``tells_rise`` says that it has columns for more than one year, or for the increase.
    """

    document: Document
    page: int
    section: Section
    rows: dict[str, Stretch]
    tells_rise: bool

    def words(self, band: str) -> Words:
        """Return the row of a band, or all rows where none is named."""
        rows = [self.rows[band]] if band else list(self.rows.values())
        start, stop = rows[0].start, rows[-1].stop
        return Words(
            self.document, self.page, self.section.ordinal, start, self.section.text[start:stop]
        )


def on_council_tax(asked: CouncilTax, reading: Reading, records: Records) -> Recollection:
    """Return the words that tell what is asked of council tax, the newest, as decided if it was.

    How much it goes up is told by a sentence and the row of a band; what a home pays by that row,
    or the rows of all bands where none is named, and by a sentence for the band.
    """
    band = asked.band or USUAL
    tells = says_rise if asked.rise else partial(says_charge, band=band)
    sentences = [
        each
        for each in sentences_of(found_by(SAID, reading, records))
        if tells(each.text) and of_times_asked(years_said(each.text, each.document), reading)
    ]
    tables = [
        each
        for each in _bands(found_by(IN_BANDS, reading, records), reading, records)
        if band in each.rows and (each.tells_rise or not asked.rise)
    ]
    said = max(sentences, key=_order, default=None)
    table = max(tables, key=lambda each: best_place(each.document), default=None)
    row = table.words(band if asked.rise else asked.band) if table else None
    told = (said, row) if asked.rise else (row, said)
    words = tuple(as_recalled(each) for each in told if each)
    return Recollection(words, certain=bool(words))


def says_rise(text: str) -> bool:
    """Return whether a sentence says by how many per cent council tax rises."""
    if not TAX.search(text) or ASIDE.search(text):
        return False
    return any(
        0 < float(found["before"] or found["after"]) <= MOST for found in RISES.finditer(text)
    )


def says_charge(text: str, band: str) -> bool:
    """Return whether a sentence says what a home in a band pays."""
    named = rf"\bband {band}\b"
    charge = re.compile(rf"{named}[^.;]{{0,90}}£\s?\d|£\s?\d[^;]{{0,40}}{named}", re.IGNORECASE)
    return bool(charge.search(text) and OF_HOMES.search(text)) and not ASIDE.search(text)


def _order(words: Words) -> tuple[bool, int, bool, int, bool, bool]:
    own, day, decided, whole = best_place(words.document)
    return own, day_of(words.document).year, is_resolved(words), day, decided, whole


def _bands(found: Found, reading: Reading, records: Records) -> Iterator[Bands]:
    """Yield the tables of council tax by band in what was found."""
    places = {
        (passage.document_id, passage.section): passage
        for passage in reversed(found.passages)
        if "\t" in passage.text
    }
    for (document_id, ordinal), passage in places.items():
        section = records.section(document_id, ordinal)
        document = found.documents[document_id].at(passage.pages[0])
        tables = {p.header: p for p in section.pieces if p.kind is BlockKind.TABLE}
        for header, piece in tables.items():
            rows = _by_letter(rows_of(section, header))
            caption = words_over(section, piece, piece.start)
            over = (caption, header, *section.headings, passage.context)
            newest = max(years_said(header, document))
            of_tax = len(rows) >= FEWEST and any(map(TAX.search, over))
            if of_tax and of_times_asked({newest}, reading):
                rise = len(years_in(header)) > 1 or bool(INCREASE.search(header))
                yield Bands(document, passage.pages[0], section, rows, rise)


def _by_letter(rows: tuple[Row, ...]) -> dict[str, Stretch]:
    found = ((BAND.fullmatch(row.label), row.stretch) for row in rows)
    return {band["letter"].upper(): stretch for band, stretch in found if band}
