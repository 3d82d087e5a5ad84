"""What speaks for a sentence or a table's row being the answer, as numbers from 0 to 1."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from msgspec import Struct

from indexer.captions import is_caption, words_over
from indexer.records import HEADINGS, Piece, Section
from indexer.terms import terms, terms_of_parts
from service.answers import Candidate, Sought
from service.compose.saying import announces, asks, names_the_paper, speaks_of_others, supposes
from service.compose.sentences import units_of
from service.compose.wanted import Wanted
from service.interpret.sought import held_at, holds

NEAR = 90
"""Characters on either side of what is sought in which the question's words count as near it."""
LOOKED_AT = 8
"""Places of what is sought that are looked at in a unit."""
LEAST = 3.0
"""The logarithm of odds by which a passage is so much less likely than the best that it is last."""
SHORTEST = 3
"""A sentence of fewer words says nothing by itself."""
_WORD = re.compile(r"\w")


class Traits(Struct, frozen=True):
    """What speaks for a unit; `WEIGHTS` of `service.compose.choosing` says how much.

    ``coverage`` is the share of the question's words, by rarity, in the unit itself,
    ``surroundings`` in its whole passage and the line over it. ``pairs`` is the share of the
    question's neighbouring words that stand in the unit together. ``sought`` is the share of the
    kinds asked for that it holds, ``nearness`` the share of the question's words near them.
    ``place`` is how little less likely to be relevant its passage is than the best one, ``first``
    is higher the better the passage's rank. ``likeness`` is how like the unit's words are to the
    question's, as they are and turned (`service.ranking.late`), from 0 to 2; ``before`` is that of
    the unit before it in the passage. ``marked`` is how likely the
    marker holds it to answer, 0 where it was not read with the question (`service.compose.marked`).
    ``reply`` is the ``coverage`` of the unit before it where
    that asks. ``asks`` and ``announces`` are 1 where it asks, or says what a paper is for. Where
    nothing in the question asks for that, ``others`` is 1 where it tells of the nation or of
    councils at large, ``supposes`` where it says what each so much would come to.
    """

    coverage: float = 0.0
    surroundings: float = 0.0
    pairs: float = 0.0
    sought: float = 0.0
    nearness: float = 0.0
    place: float = 0.0
    first: float = 0.0
    likeness: float = 0.0
    before: float = 0.0
    marked: float = 0.0
    reply: float = 0.0
    asks: float = 0.0
    announces: float = 0.0
    others: float = 0.0
    supposes: float = 0.0


class Choice(Struct, frozen=True):
    """A sentence or row that may be quoted: ``section.text[start:stop]``.

    It stands in the passage of ``candidate`` as its unit ``number``. ``header`` is its column
    headings, ``caption`` the line over its table, list or group of rows.
    """

    candidate: Candidate
    section: Section
    number: int
    start: int
    stop: int
    header: str
    traits: Traits
    caption: str = ""

    @property
    def over(self) -> str:
        """What stands over it: the caption, and the column headings under that."""
        return "\n".join(part for part in (self.caption, self.header) if part)

    @property
    def text(self) -> str:
        """The words themselves."""
        return self.section.text[self.start : self.stop]


def choices_of(
    wanted: Wanted,
    candidate: Candidate,
    rank: int,
    place: float,
    section: Section,
    likenesses: Sequence[float],
) -> Iterator[Choice]:
    """Yield what may be quoted of a candidate at `rank`, from 0.

    ``place`` is that trait, ``likenesses`` that of each unit of the candidate's text.
    """
    passage = candidate.passage
    units = units_of(passage.text)
    texts = [passage.text[unit.start : unit.stop] for unit in units]
    held = _terms_of_units(passage.text)
    whole = _terms_in(f"{passage.context} {passage.header}").union(*held)
    surroundings = wanted.covered(whole)
    asking = [asks(text) for text in texts]
    pieces = [piece_at(section, passage.start + unit.start) for unit in units]
    kept = [
        not _says_nothing(text, piece) or _gives_reference(wanted, text)
        for text, piece in zip(texts, pieces, strict=True)
    ]
    if candidate.recorded and not any(kept):
        # a record may be of two words: "Parks 310"
        kept = [True] * len(units)
    for number, (unit, text, piece) in enumerate(zip(units, texts, pieces, strict=True)):
        if not kept[number]:
            continue
        start, stop = passage.start + unit.start, passage.start + unit.stop
        header, caption = (piece.header, words_over(section, piece, start)) if piece else ("", "")
        own = held[number]
        over = "\n".join(part for part in (caption, header) if part)
        headed = own | _terms_in(over) if over else own
        sought, nearness = _sought(wanted, text, headed)
        traits = Traits(
            coverage=wanted.covered(own),
            surroundings=surroundings,
            pairs=wanted.paired(headed),
            sought=sought,
            nearness=nearness,
            place=place,
            first=first_at(rank),
            likeness=likenesses[number],
            before=likenesses[number - 1] if number else 0.0,
            reply=wanted.covered(held[number - 1]) if number and asking[number - 1] else 0.0,
            asks=float(asking[number]),
            announces=float(announces(text)),
            others=float(not wanted.of_others and speaks_of_others(text)),
            supposes=float(not wanted.to_suppose and supposes(text)),
        )
        yield Choice(candidate, section, number, start, stop, header, traits, caption)


def first_at(rank: int) -> float:
    """Return the trait ``first`` of a passage at `rank`, from 0."""
    return 1 / (1 + 0.5 * rank)


def places_of(candidates: Sequence[Candidate], odds: Sequence[float]) -> list[float]:
    """Return the trait ``place`` of each candidate.

    It is by the logarithms of the `odds` that each is relevant, `LEAST` below the best being 0;
    where none was ranked, by the fused scores.
    """
    best = max(odds, default=-math.inf)
    if best == -math.inf:
        top = max((candidate.score for candidate in candidates), default=0.0)
        return [max(0.0, each.score / top) if top > 0 else 0.0 for each in candidates]
    return [max(0.0, 1 - (best - each) / LEAST) for each in odds]


def piece_at(section: Section, at: int) -> Piece | None:
    """Return the piece of `section` in which the character `at` stands."""
    return next((piece for piece in section.pieces if piece.start <= at < piece.stop), None)


# the parts of a question read the same passages
@lru_cache(maxsize=256)
def _terms_of_units(text: str) -> tuple[frozenset[str], ...]:
    """Return the terms of each unit of a passage's text."""
    parts = [text[unit.start : unit.stop] for unit in units_of(text)]
    return tuple(map(frozenset, terms_of_parts(parts)))


@lru_cache(maxsize=4096)
def _terms_in(text: str) -> frozenset[str]:
    return frozenset(terms(text))


def _says_nothing(text: str, piece: Piece | None) -> bool:
    header = piece.header if piece else ""
    words = sum(bool(_WORD.search(word)) for word in text.split())
    return (
        words < SHORTEST
        or text.strip() in map(str.strip, header.splitlines())
        or (piece is not None and piece.kind in HEADINGS)
        or is_caption(text)
        or names_the_paper(text)
    )


def _gives_reference(wanted: Wanted, text: str) -> bool:
    """Return whether `text` has a reference that is asked for: those stand in headings."""
    return Sought.REFERENCE in wanted.sought and holds(Sought.REFERENCE, text, wanted.text)


def _sought(wanted: Wanted, text: str, held: frozenset[str]) -> tuple[float, float]:
    """Return the share of kinds asked for that `text` holds, and how near the question's words are.

    Where nothing of a kind is asked for, every text holds it, and all its words are near. So are
    those of a table's row and of its headings.
    """
    if not wanted.sought:
        return 1.0, wanted.covered(held)
    found, near = 0, 0.0
    for kind in wanted.sought:
        places = held_at(kind, text, wanted.text)[:LOOKED_AT]
        if not places:
            continue
        found += 1
        if "\t" in text:
            near += wanted.covered(held)
        else:
            near += max(
                wanted.covered(_terms_in(text[max(0, start - NEAR) : stop + NEAR]))
                for start, stop in places
            )
    return found / len(wanted.sought), near / len(wanted.sought)
