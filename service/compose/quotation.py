"""Quotations: the words chosen for an answer, joined where they go on, in the order shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import compress, zip_longest

from msgspec import Struct
from msgspec.structs import replace

from indexer.catalogue.values import place_of
from service.answers import Candidate
from service.compose.traits import Traits
from service.compose.whole import TALLY
from service.recall.telling import only_how

NOTHING = Traits()
"""The traits of a quotation for a part of the question that it was not found for."""
SPOKEN_FOR = 0.4
"""The trait ``marked`` from which the marker speaks for words of another passage, where each part
of a question has its own."""
SPOKEN_AGAINST = 0.1
"""The trait ``marked`` under which the marker speaks against what is not chosen first."""
MARKED_AS_WELL = 0.1
"""How much less the trait ``marked`` of what answers as well as the first may be."""
READ_TOGETHER = 4
"""Columns of a table at most whose rows, where they follow one another, are one quotation."""


class Quotation(Struct, frozen=True):
    """``candidate.passage.text[start:stop]``, chosen for an answer.

    ``header`` is the column headings over it where it is a table's row, ``caption`` the line over
    the table or list. ``score`` is the better the higher; ``traits`` are what it rests on, for
    each part of the question. ``recorded`` says that it is the record asked for. With ``parts``
    it is these stretches of the passage's text alone, in their order.
    """

    candidate: Candidate
    start: int
    stop: int
    header: str
    score: float
    traits: tuple[Traits, ...]
    recorded: bool = False
    caption: str = ""
    parts: tuple[tuple[int, int], ...] = ()

    @property
    def stretches(self) -> tuple[tuple[int, int], ...]:
        """Where its words stand in the passage's text, in the order shown."""
        return self.parts or ((self.start, self.stop),)

    @property
    def text(self) -> str:
        """The words themselves; what stands apart has a line of its own."""
        text = self.candidate.passage.text
        return "\n\n".join(text[start:stop] for start, stop in self.stretches)


def joined(quotations: Iterable[Quotation]) -> tuple[Quotation, ...]:
    """Return `quotations`, what follows one another as one, at the better one's rank.

    What stands over the first words stands over all.
    """
    given = list(quotations)
    result: list[Quotation] = []
    for quotation in given:
        for at, other in enumerate(result):
            if _go_on(quotation, other):
                longer = max(other, quotation, key=lambda each: each.candidate.passage.stop)
                first = min(other, quotation, key=lambda each: each.start)
                result[at] = replace(
                    other,
                    candidate=longer.candidate,
                    start=first.start,
                    stop=max(other.stop, quotation.stop),
                    caption=first.caption,
                )
                break
        else:
            result.append(quotation)
    return tuple(result) if len(result) == len(given) else joined(result)


def distinct(quotations: Iterable[Quotation]) -> tuple[Quotation, ...]:
    """Return `quotations`; if the words of one stand in another, the longer at the better's rank.

    A draft and the final version of a paper have the same rows. Records that say the same ("Lost.")
    say it of different things.
    """
    kept: list[Quotation] = []
    for quotation in quotations:
        longer = [n for n, other in enumerate(kept) if _repeats(quotation, other)][:1]
        same = longer or [n for n, other in enumerate(kept) if _repeats(other, quotation)]
        if not same:
            kept.append(quotation)
            continue
        ranked = [*(kept[n] for n in same), quotation]
        kept[same[0]] = _as_one(ranked[0] if longer else quotation, ranked)
        for n in reversed(same[1:]):
            del kept[n]
    return tuple(kept)


def helpful(quotations: Sequence[Quotation]) -> tuple[Quotation, ...]:
    """Return the first of `quotations`, the records, and of the others what may well answer.

    The marker says what may; what was not even read with the question hardly does.
    """
    return tuple(
        each
        for number, each in enumerate(quotations)
        if not number or each.recorded or each.traits[0].marked >= SPOKEN_AGAINST
    )


def of_parts(found: Sequence[Sequence[Quotation]], limit: int) -> tuple[Quotation, ...]:
    """Return at most `limit` of the quotations `found` for each part of a question, by part.

    The best of every part comes before the second of any; of another passage than the best comes
    only the record asked for and what the marker speaks for. Words that are found for several parts
    come with the first of them, and have their traits for each.
    """
    if len(found) == 1:
        return tuple(found[0])
    in_turn = [
        _for_part(quotation, part, len(found))
        for turn in zip_longest(*map(_to_the_point, found))
        for part, quotation in enumerate(turn)
        if quotation is not None
    ]
    kept = distinct(in_turn)[:limit]
    return tuple(sorted(kept, key=lambda each: [traits == NOTHING for traits in each.traits]))


def _for_part(quotation: Quotation, part: int, parts: int) -> Quotation:
    """Return `quotation` with its traits as those for one of so many parts."""
    traits = [NOTHING] * parts
    (traits[part],) = quotation.traits
    return replace(quotation, traits=tuple(traits))


def _to_the_point(quotations: Sequence[Quotation]) -> list[Quotation]:
    return [
        each
        for each in quotations
        if each.recorded
        or each.candidate.passage.id == quotations[0].candidate.passage.id
        or each.traits[0].marked >= SPOKEN_FOR
    ]


def newest_first(quotations: Sequence[Quotation]) -> tuple[Quotation, ...]:
    """Return `quotations` of a part of a question, the newest first of those that answer as well.

    These are marked hardly less than the first of all; the others keep their places. What has no
    day is the oldest.
    """

    def day_of(quotation: Quotation) -> date:
        return place_of(quotation.candidate.document.description).day or date.min

    least = quotations[0].traits[0].marked - MARKED_AS_WELL if quotations else 0.0
    as_well = [each.traits[0].marked >= least for each in quotations]
    newest = iter(sorted(compress(quotations, as_well), key=day_of, reverse=True))
    return tuple(
        next(newest) if well else each for each, well in zip(quotations, as_well, strict=True)
    )


def _go_on(first: Quotation, second: Quotation) -> bool:
    """Return whether one follows the other.

    The counts of another vote are not the record's, nor is how ended what stands before it.
    """
    if first.parts or second.parts:
        return False
    if first.recorded != second.recorded:
        record, other = (first, second) if first.recorded else (second, first)
        if TALLY.search(other.text) or (other.start < record.start and only_how(other.text)):
            return False
    return (
        first.candidate.passage.id == second.candidate.passage.id
        and _of_one_form(first, second)
        and (0 <= first.start - second.stop <= 3 or 0 <= second.start - first.stop <= 3)
    )


def _of_one_form(first: Quotation, second: Quotation) -> bool:
    """Return whether both are sentences, or rows of one table that are read under each other."""
    rows = ["\t" in each.text for each in (first, second)]
    if not any(rows):
        return True
    widest = max(line.count("\t") + 1 for line in f"{first.text}\n{second.text}".split("\n"))
    return all(rows) and first.header == second.header and widest <= READ_TOGETHER


def _repeats(quotation: Quotation, other: Quotation) -> bool:
    """Return whether `other` says what `quotation` does: of a record, at its very place."""
    return _within(quotation, other) and (not quotation.recorded or _inside(quotation, other))


def _inside(quotation: Quotation, other: Quotation) -> bool:
    """Return whether `quotation` is a part of `other`, in the same document."""
    own, its = quotation.candidate.passage, other.candidate.passage
    return (own.document_id, own.section) == (its.document_id, its.section) and (
        its.start + other.start <= own.start + quotation.start
        and own.start + quotation.stop <= its.start + other.stop
    )


def _as_one(longest: Quotation, ranked: Sequence[Quotation]) -> Quotation:
    """Return `longest` for all of `ranked`, whose words stand in it, at the first one's score.

    Its traits are, for each part of the question, the first that any has.
    """
    by_part = zip(*(each.traits for each in ranked), strict=True)
    return replace(
        longest,
        score=ranked[0].score,
        traits=tuple(next((each for each in own if each != NOTHING), NOTHING) for own in by_part),
        recorded=any(each.recorded for each in ranked),
    )


def _within(quotation: Quotation, other: Quotation) -> bool:
    """Return whether the words of `quotation` follow one another somewhere in `other`."""
    words, others = (" ".join(each.text.split()) for each in (quotation, other))
    return f" {words} " in f" {others} "
