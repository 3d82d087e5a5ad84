"""What is spent on a service, as the rows of the council's own accounts say it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from indexer.terms import terms
from service.answers import Reading
from service.interpret.spending import Money, Spending
from service.language import Rarity
from service.ranking.vocabulary import vocabulary
from service.recall.accounts import COLUMNS, AccountRow, rows_by
from service.recall.finding import Records, as_recalled, best_place, day_of
from service.recall.things import Thing, words_of
from service.recall.values import Recollection
from service.recall.whole_budget import on_whole_budget, on_whole_overspend
from service.recall.whole_savings import on_whole_savings

OTHER = re.compile(r"\W*(?:\d+\W+)?other\b", re.IGNORECASE)
"""How a label begins that is of what has no row of its own."""
INCLUDED, ONE_OF_SEVERAL, NAMED = range(3)
"""How a row fits, the least first."""
LEAST, EXACT = 0.35, 0.9
"""The share of a label's terms, by rarity, that are the question's, or other names for them: at
least, and where it must be called just so."""
SUMS = frozenset(terms("total subtotal sub grand sum overall net gross budget service division"))
"""Terms of a label that do not say what its row is of."""
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


OF_ALL = {
    Money.SPENT: on_whole_budget,
    Money.OVERSPENT: on_whole_overspend,
    Money.SAVED: on_whole_savings,
}
"""What tells such figures of the whole council."""


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
        own, *_ = best_place(self.row.document)
        return own, self.by, self.share, day_of(self.row.document).toordinal()


def on_spending(spending: Spending, reading: Reading, records: Records) -> Recollection:
    """Return the words of accounts that tell what is asked for, the nearest first."""
    if not spending.terms:
        return OF_ALL[spending.money](reading, records)
    thing = Thing(spending.matter, spending.terms)
    column = COLUMNS[spending.money]
    named = f"{spending.matter}\n{vocabulary().written(spending.matter)}"
    rows = rows_by(named, column, reading, records)
    fits = _fitting(rows, thing, column.exact, records.rarity())
    told = _told(sorted(fits, key=lambda fit: fit.order, reverse=True))
    by_name = not told or (told[0].by == NAMED and thing.called(told[0].row.label))
    return Recollection(
        words=tuple(as_recalled(each.row) for each in told),
        certain=bool(told),
        note="" if by_name else CALLED_OTHERWISE,
    )


def _fitting(
    rows: Sequence[AccountRow], thing: Thing, exact: bool, rarity: Rarity
) -> Iterator[Fit]:
    """Yield how the rows fit that have all that is asked for, under any name."""
    meant = thing.meant

    def share_of(text: str) -> float:
        return rarity.covered(words_of(text).keys() - SUMS, meant)

    for row in rows:
        label = " ".join(row.named)
        share = share_of(label) / (2 if OTHER.match(row.label) else 1)
        if thing.meant_by(label) and share >= (EXACT if exact else LEAST):
            yield Fit(row, NAMED, share)
        elif exact:
            continue
        elif any(thing.meant_by(each) and share_of(each) > MOSTLY for each in row.named):
            yield Fit(row, ONE_OF_SEVERAL, share)
        elif _includes(row, thing):
            yield Fit(row, INCLUDED, share)


def _includes(row: AccountRow, thing: Thing) -> bool:
    """Return whether a row says that it includes just that, or its label and that together."""
    together = " ".join((row.label, *row.included))
    return any(
        thing.called(each) and len(thing.terms) > MOSTLY * len(words_of(each))
        for each in row.included
    ) or bool(thing.terms & words_of(row.label).keys() and thing.meant_by(together))


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
