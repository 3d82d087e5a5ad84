"""What the council charges for a thing, as the rows of its lists of fees say it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from indexer.terms import terms
from service.answers import Reading
from service.column_headings import cells_of
from service.interpret.fees import NO_THING, Fee
from service.language import Rarity
from service.ranking.vocabulary import vocabulary
from service.recall.finding import (
    Found,
    Records,
    Words,
    as_recalled,
    best_place,
    day_of,
    found_by,
    of_times_asked,
    years_in,
)
from service.recall.table_rows import table_rows
from service.recall.things import Thing, words_of
from service.recall.values import Recalled, Recollection

SEARCHED = "fees and charges £ charge"
"""What stands over lists of fees."""
LIST = re.compile(r"\b(?:fees?|charges?|charging|tariffs?|price list|prices)\b", re.IGNORECASE)
"""What stands over a list of fees."""
NO_LIST = re.compile(
    r"\b(?:savings?|pressures?|income|yield|budgets?|growth|variances?|forecast|reserves?)\b",
    re.IGNORECASE,
)
"""What stands over figures that are what all who pay bring in, or no charge."""
PRICE = re.compile(r"\W*£?\s?\d[\d,]*\.\d\d\b|\W*£\s?\d|\W*free\W*", re.IGNORECASE)
"""A cell that says what one pays."""
UNSAID = NO_THING | frozenset(
    terms(
        "each per day week month hour minute up over first second third further additional one two "
        "three adult child junior senior resident residents"
    )
)
"""Terms of a label that say for how long, for which or for whom, and not what is paid for."""
STEM_END = re.compile(r"[,:(]|\s[\u2013-]\s")
LEAST, AS_GOOD, MOST = 0.15, 0.6, 4
"""The share of a label's terms, by rarity, that must be the thing's; the part of the best share
that others must have that are told beside it; and how many are told."""
CALLED_OTHERWISE = "No charge of that name was found; this one is the nearest, by its name."


class FeeRow(Words, frozen=True):
    """A row of a list of fees: its ``label``, and the caption and heading ``over`` it."""

    label: str
    over: str

    @property
    def stem(self) -> str:
        """What its label says before it says for how long, which or for whom."""
        return STEM_END.split(self.label)[0].casefold().strip()

    def is_beside(self, row: FeeRow) -> bool:
        """Return whether another row of the same list is of the same thing."""
        places = ((each.document.id, each.section, each.stem) for each in (self, row))
        return len(set(places)) == 1


class Fit(Struct, frozen=True):
    """How much of a row's label is what was asked for, and the newest year over it."""

    row: FeeRow
    share: float
    year: int


def on_fee(fee: Fee, reading: Reading, records: Records) -> Recollection:
    """Return the rows of the newest list of fees that has the thing, its nearest label first.

    Those of the same thing stand beside it ("Garden waste, year" and "..., second bin"), unless the
    question says which.
    """
    thing = Thing(fee.thing, fee.terms)
    searched = f"{fee.thing}\n{vocabulary().written(fee.thing)}\n{SEARCHED}"
    rows = tuple(_rows(found_by(searched, reading, records), records))
    fits = sorted(_fitting(rows, thing, reading, records.rarity()), key=_order, reverse=True)
    if not fits:
        return Recollection()
    best = fits[0]
    least = AS_GOOD * best.share
    as_good = [fit.row for fit in fits if fit.year == best.year and fit.share >= least]
    of_any = fee.terms & words_of(best.row.stem).keys() and not fee.terms & UNSAID
    beside = [row for row in rows if of_any and best.row.is_beside(row)]
    told = {row.text: row for row in (*as_good, *beside)}
    by_name = thing.called(f"{best.row.label} {best.row.over}")
    return Recollection(
        words=tuple(_together(list(told.values())[:MOST])),
        certain=True,
        note="" if by_name else CALLED_OTHERWISE,
    )


def _together(rows: Sequence[FeeRow]) -> Iterator[Recalled]:
    """Yield rows as they are told: those of one table together, as it has them."""
    tables: dict[tuple[str, int], list[FeeRow]] = {}
    for row in rows:
        tables.setdefault((row.document.id, row.section), []).append(row)
    for beside in tables.values():
        beside.sort(key=lambda row: row.start)
        yield replace(
            as_recalled(beside[0]),
            quote="\n".join(row.text for row in beside),
            parts=tuple((row.start, row.start + len(row.text)) for row in beside),
        )


def _fitting(
    rows: Sequence[FeeRow], thing: Thing, reading: Reading, rarity: Rarity
) -> Iterator[Fit]:
    """Yield the rows that have all that is asked for, in the label or in what is over it.

    Something of it must be in the label.
    """
    unsaid = UNSAID - thing.meant
    for row in rows:
        years = years_in(row.over) or {day_of(row.document).year}
        if not of_times_asked(years, reading) or not thing.meant_by(f"{row.label} {row.over}"):
            continue
        share = rarity.covered(words_of(row.label).keys() - unsaid, thing.meant)
        if share >= LEAST:
            yield Fit(row, share, max(years))


def _order(fit: Fit) -> tuple[bool, int, float, int]:
    own, day, *_ = best_place(fit.row.document)
    return own, fit.year, fit.share, day


def _rows(found: Found, records: Records) -> Iterator[FeeRow]:
    """Yield the rows of lists of fees in what was found that have a price."""
    for row in table_rows(found, records):
        label, *cells = (cell.strip() for cell in cells_of(row.text))
        above = row.above()
        over = [*above[:2], row.piece.header]
        listed = any(map(LIST.search, [*over, *above])) and not any(map(NO_LIST.search, over))
        if listed and any(map(PRICE.match, cells)):
            place = row.document, row.page, row.section.ordinal
            yield FeeRow(*place, row.start, row.text, label, "\n".join(over))
