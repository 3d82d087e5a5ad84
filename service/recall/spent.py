"""What is spent on a service, as the rows of the council's own accounts say it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain

from msgspec import Struct

from service.answers import Reading
from service.interpret.spending import Spending
from service.language import STOP_WORDS, Rarity
from service.ranking.vocabulary import vocabulary
from service.recall.accounts import COLUMNS, AccountRow, rows_by, terms_of
from service.recall.finding import Records, as_recalled, best_place
from service.recall.values import Recollection
from service.recall.whole_budget import on_whole_budget

OTHER = re.compile(r"\W*(?:\d+\W+)?other\b", re.IGNORECASE)
"""How a label begins that is of what has no row of its own."""
INCLUDED, ONE_OF_SEVERAL, NAMED = range(3)
"""How a row fits, the least first."""
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
        own, day, *_ = best_place(self.row.document)
        return own, self.by, self.share, day


def on_spending(spending: Spending, reading: Reading, records: Records) -> Recollection:
    """Return the words of accounts that tell what is asked for, the nearest first."""
    if not spending.terms:
        return on_whole_budget(reading, records)
    named = f"{spending.matter}\n{vocabulary().written(spending.matter)}"
    rows = rows_by(named, COLUMNS[spending.money], reading, records)
    fits = _fitting(rows, spending, records.rarity())
    told = _told(sorted(fits, key=lambda fit: fit.order, reverse=True))
    called = not told or (told[0].by == NAMED and spending.terms <= told[0].row.label_terms)
    return Recollection(
        words=tuple(as_recalled(each.row) for each in told),
        certain=bool(told),
        note="" if called else CALLED_OTHERWISE,
    )


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
