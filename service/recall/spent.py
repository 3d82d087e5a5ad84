"""What is spent on a service, as the rows of the council's own accounts say it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from msgspec import Struct

from indexer.terms import TERM, in_one_form, terms
from service.answers import Reading
from service.interpret.spending import Money, Spending
from service.language import STOP_WORDS, Rarity
from service.ranking.vocabulary import vocabulary
from service.recall.accounts import COLUMNS, AccountRow, rows_by
from service.recall.finding import Records, as_recalled, best_place, day_of
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
PLURAL = re.compile(r"(?:['’]s|s['’]|ies|ys|y|e?s)$")
CAR_PARK = re.compile(r"\bcar[ -]parks?\b", re.IGNORECASE)
"""A place for cars: a park is none."""
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


class Matter:
    """What a question asks the spending on, and what papers call it."""

    def __init__(self, spending: Spending) -> None:
        self.terms = spending.terms
        self._words = _words(spending.matter)
        self._names: dict[str, list[frozenset[str]]] = {term: [] for term in spending.terms}
        for bridge in vocabulary().bridges(spending.matter):
            for term in spending.terms.intersection(bridge.said):
                names = (frozenset(name) - STOP_WORDS for name in bridge.called)
                self._names[term] += filter(None, names)

    @property
    def meant(self) -> set[str]:
        """Its terms, and those of its other names."""
        return set(self.terms).union(*chain(*self._names.values()))

    def called(self, text: str) -> bool:
        """Return whether a text has all its words, as they are but for their plurals.

        A stem is not enough: a consultation is no consultant, nor a car park a park.
        """
        words = _words(text)
        return all(self._says(term, words) for term in self.terms)

    def meant_by(self, text: str) -> bool:
        """Return whether a text has all its words, or other names for them."""
        words = _words(text)
        return all(
            self._says(term, words) or any(words.keys() >= name for name in names)
            for term, names in self._names.items()
        )

    def _says(self, term: str, words: Mapping[str, set[str]]) -> bool:
        return not self._words.get(term, set()).isdisjoint(words.get(term, ()))


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
    matter = Matter(spending)
    column = COLUMNS[spending.money]
    named = f"{spending.matter}\n{vocabulary().written(spending.matter)}"
    rows = rows_by(named, column, reading, records)
    fits = _fitting(rows, matter, column.exact, records.rarity())
    told = _told(sorted(fits, key=lambda fit: fit.order, reverse=True))
    by_name = not told or (told[0].by == NAMED and matter.called(told[0].row.label))
    return Recollection(
        words=tuple(as_recalled(each.row) for each in told),
        certain=bool(told),
        note="" if by_name else CALLED_OTHERWISE,
    )


def _fitting(
    rows: Sequence[AccountRow], matter: Matter, exact: bool, rarity: Rarity
) -> Iterator[Fit]:
    """Yield how the rows fit that have all that is asked for, under any name."""
    meant = matter.meant

    def share_of(text: str) -> float:
        return rarity.covered(_words(text).keys() - SUMS, meant)

    for row in rows:
        label = " ".join(row.named)
        share = share_of(label) / (2 if OTHER.match(row.label) else 1)
        if matter.meant_by(label) and share >= (EXACT if exact else LEAST):
            yield Fit(row, NAMED, share)
        elif exact:
            continue
        elif any(matter.meant_by(each) and share_of(each) > MOSTLY for each in row.named):
            yield Fit(row, ONE_OF_SEVERAL, share)
        elif _includes(row, matter):
            yield Fit(row, INCLUDED, share)


def _includes(row: AccountRow, matter: Matter) -> bool:
    """Return whether a row says that it includes just that, or its label and that together."""
    together = " ".join((row.label, *row.included))
    return any(
        matter.called(each) and len(matter.terms) > MOSTLY * len(_words(each))
        for each in row.included
    ) or bool(matter.terms & _words(row.label).keys() and matter.meant_by(together))


def _words(text: str) -> dict[str, set[str]]:
    """Return the words of a text by their terms, each without the ending of its plural."""
    found: dict[str, set[str]] = {}
    for word in TERM.findall(in_one_form(CAR_PARK.sub("parking", text)).casefold()):
        if word not in STOP_WORDS:
            for term in terms(word):
                found.setdefault(term, set()).add(PLURAL.sub("", word))
    return found


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
