"""A vote as it is told: how it ended and its figures first, the names that are asked for with them.

Minutes print a division as lists of names, and between or after these the few words that say how
it went: "For (9)", "Against (41)", "Amendment lost.". These are told, in one quotation of several
places, and of the names those whom a question asks for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from indexer.decisions.events import events_in
from indexer.decisions.outcomes import Ended
from indexer.decisions.people import are_names
from indexer.decisions.records import Proof, ProofOf
from indexer.decisions.votes import labels_in, side_of, written_vote
from indexer.records import Page, Section
from service.answers import Reading
from service.decisions import RecordedDecision
from service.recall.telling import only_how, words_of
from service.recall.values import Recalled, Records
from service.recall.voters import sides_asked_for

LINE = re.compile(r"[^\n]+")

Part = tuple[int, int]


class Listed(Struct):
    """One side of a vote in a section's text: its heading with the figure, and its names."""

    side: str
    start: int
    figure: int | None
    stop: int
    end: int

    def of(self, text: str) -> str:
        """Return its words in a section's text."""
        return text[self.start : self.end]

    def part(self, named: bool) -> Part:
        """Return what to tell of it: the names where they are wanted, or no figure heads them."""
        return (self.start, self.end if named or self.figure is None else self.stop)


class Printed(Struct, frozen=True):
    """A division as it stands in a section's text: how it ended, and its sides in order."""

    ended: tuple[Part, ...]
    sides: tuple[Listed, ...]


def told_vote(reading: Reading, found: RecordedDecision, records: Records) -> Recalled | None:
    """Return the words that tell how a vote went, or None where it was not recorded by sides.

    A vote that is told of in a sentence ("CARRIED by 5 votes to 2") is short already.
    """
    decision = found.decision
    if decision.vote is None:
        return None
    sections = records.sections(found.document.id)
    proofs = [proof for proof in decision.proofs if proof.of is ProofOf.VOTED]
    how = only_how(words_of(decision, ProofOf.DECIDED))
    outcome = [proof for proof in decision.proofs if how and proof.of is ProofOf.DECIDED]
    placed = [
        stands_at(proof, sections, records.page(found.document.id, proof.page))
        for proof in (*outcome, *proofs)
    ]
    places = [(start, stop) for place in placed if place for _, start, stop in [place]]
    within = {place[0] if place else None for place in placed}
    ordinal = within.pop() if len(within) == 1 else None
    if ordinal is None:
        return None
    text = sections[ordinal].text
    printed = _printed(text, places[: len(outcome)], places[len(outcome) :])
    if len(printed.sides) < 2 or all(labels_alone(each.of(text)) for each in printed.sides):
        return None
    named = sides_asked_for(reading, decision.vote)
    counted = any(_says_figures(text[start:stop]) for start, stop in printed.ended)
    parts = [
        *printed.ended,
        *(
            each.part(each.side in named)
            for each in printed.sides
            if each.side in named or not counted
        ),
    ]
    words = " ".join(" ".join(text[start:stop].split()) for start, stop in parts)
    page = min(proof.page for proof in (*outcome, *proofs))
    return Recalled(found.document, page, words, section=ordinal, parts=tuple(parts))


def labels_alone(words: str) -> bool:
    """Return whether `words` are labels of a vote under which nobody is counted or named."""
    sides = [side_of(label.count, words[label.stop : label.end]) for label in labels_in(words)]
    return bool(sides) and not any(side.number for side in sides)


def stands_at(proof: Proof, sections: Sequence[Section], page: Page) -> tuple[int, int, int] | None:
    """Return where a proof's words stand: a section, and from where to where in its text.

    None where they stand in no section, or in several.
    """
    found: list[tuple[int, int, int]] = []
    for section in sections:
        for piece in section.pieces:
            if piece.page != page.number:
                continue
            for run in page.blocks[piece.block].runs:
                start = max(run.page_start, proof.start) - run.page_start + run.start
                stop = min(run.page_start + run.length, proof.stop) - run.page_start + run.start
                if start < stop:
                    found.append((section.ordinal, piece.start + start, piece.start + stop))
    if len({section for section, _, _ in found}) != 1:
        return None
    return found[0][0], min(each[1] for each in found), max(each[2] for each in found)


def _printed(text: str, outcome: Sequence[Part], voted: Sequence[Part]) -> Printed:
    """Return the division whose words stand at these places of a section's text."""
    ended = list(outcome)
    sides: list[Listed] = []
    for start, stop in _lines(text, voted):
        line = text[start:stop]
        labels = labels_in(line)
        before = line[: labels[0].start].strip() if labels else line.strip()
        if labels:
            sides += (
                Listed(
                    label.side,
                    start + label.start,
                    label.count,
                    start + len(line[: label.stop].rstrip()),
                    start + len(line[: label.end].rstrip()),
                )
                for label in labels
                if label.side
            )
        elif sides and are_names(line) and not _ends(line):
            sides[-1].end = stop
            continue
        if before:
            at = start + line.index(before)
            ended.append((at, at + len(before)))
    return Printed(tuple(dict.fromkeys(ended)), tuple(sides))


def _lines(text: str, places: Sequence[Part]) -> Iterator[Part]:
    for start, stop in sorted(places):
        for match in LINE.finditer(text, start, stop):
            if match[0].strip():
                yield match.span()


def _ends(line: str) -> bool:
    """Return whether a line says how a vote ended: "Motion Carried." might be names."""
    return any(isinstance(event, Ended) for event in events_in(line))


def _says_figures(words: str) -> bool:
    vote = written_vote(words)
    return vote is not None and vote.in_favour.count is not None
