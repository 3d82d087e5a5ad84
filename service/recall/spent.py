"""What is spent on a service, as the rows of the council's own accounts say it."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from datetime import date
from itertools import chain
from typing import Protocol

from msgspec import Struct
from msgspec.structs import replace

from indexer.catalogue.values import place_of
from indexer.records import Document, Passage
from indexer.store.schema import Hits, Narrowing, SparseVector, Vector
from service.amending import amends
from service.answers import Reading
from service.interpret.spending import Spending
from service.language import STOP_WORDS, Rarity
from service.ranking.vocabulary import vocabulary
from service.recall.accounts import COLUMNS, AccountRow, Column, Sections, account_rows, terms_of
from service.recall.values import Recalled, Recollection
from service.recall.values import Records as RecallRecords
from service.recall.whole_budget import CALLED, DECIDED, SaidBudget, budgets_said, is_of_all
from service.retrieve import OF_A_DECISION

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
        return _is_own(self.row.document), self.by, self.share, _day(self.row.document)


def on_spending(spending: Spending, reading: Reading, records: Records) -> Recollection:
    """Return the words of accounts that tell what is asked for, the nearest first."""
    column = COLUMNS[spending.money]
    if not spending.terms:
        return _in_all(column, reading, records)
    named = f"{spending.matter}\n{vocabulary().written(spending.matter)}"
    rows = _rows_by(named, column, reading, records)
    fits = _fitting(rows, spending, records.rarity())
    told = _told(sorted(fits, key=lambda fit: fit.order, reverse=True))
    called = not told or (told[0].by == NAMED and spending.terms <= told[0].row.label_terms)
    return Recollection(
        words=tuple(_words_of(each.row) for each in told),
        certain=bool(told),
        note="" if called else CALLED_OTHERWISE,
    )


def _in_all(column: Column, reading: Reading, records: Records) -> Recollection:
    """Return what is said of the budget of the whole council, and its row, the newest of each."""
    said = [
        each
        for each in budgets_said(*_found(DECIDED, reading, records))
        if _is_said_of(each, reading)
    ]
    words = (*_newest_said(said), *_newest_row(_rows_by(CALLED, column, reading, records)))
    return Recollection(words, certain=bool(words))


def _rows_by(
    words: str, column: Column, reading: Reading, records: Records
) -> Sequence[AccountRow]:
    """Return the rows of accounts where most of `words` are, of the times asked for."""
    passages, documents = _found(f"{words}\n{column.words}", reading, records)
    return [
        row
        for row in account_rows(passages, documents, records, column)
        if _is_row_of(row, reading)
    ]


def _found(
    words: str, reading: Reading, records: Records
) -> tuple[Sequence[Passage], Mapping[str, Document]]:
    """Return the passages that have most of `words`, and their documents by id."""
    own = reading.narrowing
    councils = own.councils or tuple(council.id for council in reading.councils)
    narrowing = replace(own, councils=councils)
    hits = records.search(None, records.encode_terms(words), LOOKED_AT, narrowing)
    passages = records.passages([hit.id for hit in hits.sparse])
    ids = list(dict.fromkeys(passage.document_id for passage in passages))
    return passages, {document.id: document for document in records.documents_by_id(ids)}


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


def _newest_said(said: Sequence[SaidBudget]) -> tuple[Recalled, ...]:
    """Return the newest words on a budget; of one day's the largest sum, as decided if it was."""
    best = max(
        said,
        key=lambda each: (
            _is_own(each.document),
            _day(each.document),
            each.sum,
            each.document.description.kind in OF_A_DECISION,
        ),
        default=None,
    )
    return (_words_of(best),) if best else ()


def _newest_row(rows: Sequence[AccountRow]) -> tuple[Recalled, ...]:
    """Return the newest row of the whole council; of one day's the one that leaves nothing out."""
    whole = [row for row in rows if is_of_all(row)]
    best = max(
        whole,
        key=lambda row: (_is_own(row.document), _day(row.document), -len(row.label)),
        default=None,
    )
    return (_words_of(best),) if best else ()


def _words_of(told: AccountRow | SaidBudget) -> Recalled:
    part = told.start, told.start + len(told.text)
    return Recalled(told.document, told.page, told.text, section=told.section, parts=(part,))


def _is_row_of(row: AccountRow, reading: Reading) -> bool:
    """Return whether a row is of the times asked for: by the years over it, else by its meeting."""
    day = place_of(row.document.description).day
    near = {day.year - 1, day.year, day.year + 1} if day else set()
    return _are_of(_years_in(row.over) or near, reading)


def _is_said_of(said: SaidBudget, reading: Reading) -> bool:
    """Return whether a budget is of the times asked for: by the years in its clause.

    Where that has none it is of the year of account that begins in the meeting's.
    """
    day = place_of(said.document.description).day
    return _are_of(_years_in(said.clause) or ({day.year} if day else set()), reading)


def _years_in(text: str) -> set[int]:
    return {int(year) for year in YEAR.findall(text)}


def _are_of(years: Container[int], reading: Reading) -> bool:
    return all(period.since.year in years for period in reading.periods)


def _is_own(document: Document) -> bool:
    """Return whether a paper is the council's, not one by which members would have it otherwise."""
    return not amends(document.description.kind, document.description.title or "")


def _day(document: Document) -> int:
    return (place_of(document.description).day or date.min).toordinal()
