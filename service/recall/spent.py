"""What is spent on a service, as the rows of the council's own accounts say it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import chain
from typing import Protocol

from msgspec import Struct
from msgspec.structs import replace

from indexer.catalogue.values import place_of
from indexer.records import Passage
from indexer.store.schema import Hits, Narrowing, SparseVector, Vector
from service.amending import amends
from service.answers import Period, Reading
from service.interpret.spending import Spending
from service.language import STOP_WORDS, Rarity
from service.ranking.vocabulary import vocabulary
from service.recall.accounts import (
    ANY,
    APART,
    COLUMNS,
    AccountRow,
    Sections,
    account_rows,
    terms_of,
)
from service.recall.values import Recalled, Recollection
from service.recall.values import Records as RecallRecords

OF_ALL = "total budget requirement, net revenue budget, total net expenditure"
"""What the row of a whole council is called."""
CALLED_ALL = re.compile(
    r"(?:total )?(?:(?:net|gross|revenue|general fund|council) )*"
    r"(?:budget requirement|(?:budget|expenditure)(?: total)?)",
    re.IGNORECASE,
)
SAID_OF_ALL = re.compile(r"\b(?:net|requirement|total)\b", re.IGNORECASE)
"""What a label has that is that of a whole council's row."""
OTHER = re.compile(r"\W*(?:\d+\W+)?other\b", re.IGNORECASE)
"""How a label begins that is of what has no row of its own."""
YEAR = re.compile(r"(?<![-/–\d])20\d\d\b")
"""A year, or the first of a year of account."""
INCLUDED, ONE_OF_SEVERAL, NAMED = range(3)
"""How a row fits, the least first."""
LOOKED_AT = 100
"""Passages in whose tables the row is looked for."""
LEAST, EXACT = 0.35, 0.9
"""The share of a label's terms, by rarity, that are the question's, or other names for them: at
least, and where it must be called just so."""
PLURAL = re.compile(r"(?:ies|y|e?s)$")
MOSTLY = 0.5
"""The part of a thing's terms that must be asked for where a row says that it includes it."""
AS_GOOD = 0.75
"""What part of the best row's share others have that are told beside it."""
MOST = 3
"""Rows that are told at most."""
CALLED_OTHERWISE = (
    "No row of the accounts that were found has that name; this one is the nearest, by its name or "
    "by what it says it includes."
)


class Records(RecallRecords, Sections, Protocol):
    """What finding the rows of accounts needs of an index."""

    def encode_terms(self, text: str) -> SparseVector:
        """Return the sparse vector of some words."""

    def search(
        self, dense: Vector | None, sparse: SparseVector | None, limit: int, narrowing: Narrowing
    ) -> Hits:
        """Return the best `limit` hits of each arm."""

    def passages(self, ids: Sequence[str]) -> tuple[Passage, ...]:
        """Return the passages of these ids, in their order, without those not held."""


class Fit(Struct, frozen=True):
    """How a row fits: by its label, by one thing that this names, or by what it includes.

    ``share`` is how much of its label is what was asked for.
    """

    row: AccountRow
    by: int
    share: float

    @property
    def order(self) -> tuple[bool, int, float, int]:
        """What sorts rows, the best last: the council's own, by the label, the nearest, newest."""
        description = self.row.document.description
        own = not amends(description.kind, description.title or "")
        day = place_of(description).day or date.min
        return own, self.by, self.share, day.toordinal()


def on_spending(spending: Spending, reading: Reading, records: Records) -> Recollection:
    """Return the rows of accounts that tell what is asked for, the nearest first."""
    rows = [
        row
        for row in _rows_on(spending, reading, records)
        if all(_is_of(row, period) for period in reading.periods)
    ]
    if spending.terms:
        found = _fitting(rows, spending, records.rarity())
    else:
        found = [Fit(row, NAMED, share=1 / len(row.label)) for row in rows if _is_of_all(row)]
    told = _told(sorted(found, key=lambda fit: fit.order, reverse=True))
    called = not told or (told[0].by == NAMED and spending.terms <= told[0].row.label_terms)
    return Recollection(
        words=tuple(_words_of(each.row) for each in told),
        certain=bool(told),
        note="" if called else CALLED_OTHERWISE,
    )


def _words_of(row: AccountRow) -> Recalled:
    part = row.start, row.start + len(row.text)
    return Recalled(row.document, row.page, row.text, section=row.section, parts=(part,))


def _rows_on(spending: Spending, reading: Reading, records: Records) -> Sequence[AccountRow]:
    """Return the rows of accounts in the passages that have most of the words of what is asked."""
    own, column = reading.narrowing, COLUMNS[spending.money]
    councils = own.councils or tuple(council.id for council in reading.councils)
    named = f"{spending.matter}\n{vocabulary().written(spending.matter)}"
    words = f"{named if spending.terms else OF_ALL}\n{column.words}"
    hits = records.search(
        None, records.encode_terms(words), LOOKED_AT, replace(own, councils=councils)
    )
    passages = records.passages([hit.id for hit in hits.sparse])
    ids = list(dict.fromkeys(passage.document_id for passage in passages))
    documents = {document.id: document for document in records.documents_by_id(ids)}
    return list(account_rows(passages, documents, records, column))


def _fitting(rows: Sequence[AccountRow], spending: Spending, rarity: Rarity) -> list[Fit]:
    """Return how those rows fit that have all terms of what is asked for, under any name."""
    names: dict[str, list[frozenset[str]]] = {term: [] for term in spending.terms}
    for bridge in vocabulary().bridges(spending.matter):
        for term in spending.terms.intersection(bridge.said):
            names[term] += [frozenset(name) - STOP_WORDS for name in bridge.called]
    meant = set(spending.terms).union(*chain(*names.values()))

    def has(held: frozenset[str]) -> bool:
        return all(
            term in held or any(name and name <= held for name in called)
            for term, called in names.items()
        )

    exact = COLUMNS[spending.money].exact
    fits = []
    for row in rows:
        share = rarity.covered(row.label_terms, meant) / (2 if OTHER.match(row.label) else 1)
        if has(row.label_terms) and share >= (EXACT if exact else LEAST):
            fits.append(Fit(row, NAMED, share))
        elif exact:
            continue
        elif any(has(each) and rarity.covered(each, meant) > MOSTLY for each in row.named):
            fits.append(Fit(row, ONE_OF_SEVERAL, share))
        elif _includes(row, spending) or (
            spending.terms & row.label_terms
            and has(row.label_terms | terms_of(" ".join(row.included)))
        ):
            fits.append(Fit(row, INCLUDED, share))
    return fits


def _includes(row: AccountRow, spending: Spending) -> bool:
    """Return whether a row says that it includes just that: "consultation" is no consultant."""
    asked = _words(spending.matter)
    for item in row.included:
        held = terms_of(item)
        if spending.terms <= held and len(spending.terms) > MOSTLY * len(held):
            return len(_words(item) & asked) >= len(spending.terms)
    return False


def _words(text: str) -> set[str]:
    """Return the words of a text, each without the ending of its plural."""
    return {PLURAL.sub("", word) for word in text.casefold().split()}


def _is_of_all(row: AccountRow) -> bool:
    """Return whether a row is that of the whole council."""
    label = APART.sub("", row.label).strip(" :–-")
    called = CALLED_ALL.fullmatch(label) and SAID_OF_ALL.search(label)
    return bool(called and ANY.search(row.figures[-1]))


def _is_of(row: AccountRow, period: Period) -> bool:
    """Return whether a row may be of a period: by the years over it, else by its meeting's."""
    day = place_of(row.document.description).day
    years = {int(year) for year in YEAR.findall(row.over)}
    near = {day.year - 1, day.year, day.year + 1} if day else set()
    return period.since.year in (years or near)


def _told(fits: Sequence[Fit]) -> list[Fit]:
    """Return the best and those hardly worse, without rows of the same figures."""
    told: list[Fit] = []
    for each in fits:
        best = fits[0]
        as_good = each.order[:2] == best.order[:2] and each.share >= AS_GOOD * best.share
        if as_good and not any(_same(each.row, other.row) for other in told):
            told.append(each)
    # of what several rows name beside other things, the first that was found says most
    return told[: MOST if fits and fits[0].by == NAMED else 1]


def _same(one: AccountRow, other: AccountRow) -> bool:
    shared = set(one.figures) & set(other.figures)
    return 2 * len(shared) > len(set(one.figures))
