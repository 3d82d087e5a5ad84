"""The quoting composer: picks the sentences and table rows that answer, word for word."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import chain
from typing import Protocol

from msgspec import Struct
from msgspec.structs import replace

from indexer.captions import words_over
from indexer.config import AnswerSettings
from indexer.records import Passage, Section, passage_id
from indexer.store.schema import Vector
from service.answers import Candidate, Reading
from service.compose.choosing import Scored, chosen, likeliest_of, scored
from service.compose.extremes import extreme_row
from service.compose.marked import Marking, marked
from service.compose.ordering import Marks, marks_of, odds_of, placed_by_reading
from service.compose.parts import at_its_meeting, part_readings, shared_out
from service.compose.quotation import Quotation, distinct, helpful, joined, newest_first, of_parts
from service.compose.recorded import answered_by, recorded, without_votes
from service.compose.sentences import units_of
from service.compose.speech import may_be_said_by, speaker_asked_for, where_named
from service.compose.table_of_kind import Extreme, extremes_of, placed_first, read_with
from service.compose.totals import total_row
from service.compose.traits import Choice, choices_of, piece_at, places_of
from service.compose.wanted import wanted_by
from service.compose.whole import completed, vote_for
from service.ranking.late import likenesses_by_unit
from service.ranking.likening import learnt_likening
from service.ranking.question import Said, asked_words
from service.ranking.signals import Words
from service.ranking.vocabulary import vocabulary
from service.stretch import Stretch

NEIGHBOURS = 12
"""Passages on either side of one in which what completes its words is looked for."""


class Records(Said, Words, Marking, Protocol):
    """What choosing quotations needs of an index."""

    def section(self, document_id: str, ordinal: int) -> Section:
        """Return one section of a document."""

    def passages(self, ids: Sequence[str]) -> tuple[Passage, ...]:
        """Return the passages of these ids, in their order, without those not held."""


class Composition(Struct, frozen=True):
    """The ``quotations`` that answer, the best first, and the ``marks`` of what was read for them.

    Of several parts of a question a passage has the best mark. ``likeliest`` is where in its
    section, by a passage's id, the words begin that are likeliest to answer.
    """

    quotations: tuple[Quotation, ...]
    marks: Marks
    likeliest: Mapping[str, int]


SENTENCES = 3
"""Sentences for each quotation at most, on average: those that follow one another are one."""


class QuotingComposer:
    """Chooses quotations by words, their likeness, what is sought, and the passages' ranks.

    The parts of a question are answered side by side: while one waits for the marker another is
    compared by its words.
    """

    name = "quoting"

    def __init__(self, settings: AnswerSettings) -> None:
        self._settings = settings
        self._parts = ThreadPoolExecutor(os.cpu_count(), thread_name_prefix="part")

    def compose(
        self,
        reading: Reading,
        question: Vector,  # noqa: ARG002 - what other composers may need
        candidates: Sequence[Candidate],
        records: Records,
    ) -> Composition:
        """Return the quotations for an answer, the best first; none where no sentence is held.

        Each part of a question that asks by itself has its own, out of the same passages.
        """
        parts = part_readings(reading)
        stretches = shared_out(self._settings.stretches, parts)
        section_of = partial(_section_of, records=records)
        extremes = extremes_of(parts, candidates, records.rarity(), section_of)

        def for_part(
            part: Reading, extreme: Extreme | None
        ) -> tuple[Sequence[Choice], Sequence[Quotation]]:
            speaker = speaker_asked_for(part, candidates)
            found = where_named(candidates, speaker) if speaker else candidates
            read = read_with(extreme, found, self._settings.passages)
            there = at_its_meeting(part, reading, read)
            choices = choices_for(part, there, records, stretches)
            alone = len(parts) == 1
            return choices, self._quotations(part, alone, choices, there, extreme, records)

        by_part, found = zip(*self._parts.map(for_part, parts, extremes), strict=True)
        looked_at = list(chain(*by_part))
        return Composition(
            quotations=of_parts(found, self._settings.statements),
            marks=marks_of(looked_at),
            likeliest=likeliest_of(looked_at),
        )

    def _quotations(
        self,
        reading: Reading,
        alone: bool,
        choices: Sequence[Choice],
        read: Sequence[Candidate],
        extreme: Extreme | None,
        records: Records,
    ) -> Sequence[Quotation]:
        ranked = scored(choices)
        stretches = recorded(ranked, read)
        most = max(self._settings.statements, len(stretches))
        if not answered_by(reading, [stretch for _, stretch in stretches], part=not alone):
            others = without_votes(ranked) if _tells_a_vote(stretches) else ranked
            taken = chosen(others, SENTENCES * self._settings.statements)
            rows = list(placed_first(extreme, ranked))
            if rows:
                taken = [each for each in taken if "\t" not in each.choice.text]
            stretches += [*rows, *_whole(taken, reading, votes=not stretches)]
        quoted = (_quoted(each, stretch, records) for each, stretch in apart(stretches))
        quotations = joined(quotation for quotation in quoted if quotation is not None)
        given = helpful(distinct(quotations)[:most])
        return newest_first(given) if reading.as_of else given


def choices_for(
    reading: Reading, candidates: Sequence[Candidate], records: Records, stretches: int
) -> list[Choice]:
    """Return every sentence and row of `candidates` that may be quoted, with what speaks for it.

    The question is one that has no parts, or a part (`part_readings`). So many `stretches` of
    them are read together with it.
    """
    wanted = wanted_by(reading, records.rarity(), vocabulary())
    places = places_of(candidates, odds_of(candidates))
    likenesses = _likenesses_of(reading, candidates, records)
    found = [
        choice
        for rank, (candidate, place, like) in enumerate(
            zip(candidates, places, likenesses, strict=True)
        )
        for choice in choices_of(
            wanted, candidate, rank, place, _section_of(candidate, records), like
        )
    ]
    if speaker := speaker_asked_for(reading, candidates):
        found = [choice for choice in found if may_be_said_by(choice, speaker)]
    return placed_by_reading(marked(reading, found, records, stretches))


def _likenesses_of(
    reading: Reading, candidates: Sequence[Candidate], records: Records
) -> Sequence[Sequence[float]]:
    """Return the trait ``likeness`` of each unit of each candidate's text."""
    passages = [candidate.passage for candidate in candidates]
    starts = [
        [
            len(passage.embedded_text) - len(passage.text) + unit.start
            for unit in units_of(passage.text)
        ]
        for passage in passages
    ]
    question = asked_words(reading.text, records, vocabulary())
    asked = (question.vectors, question.shares)
    both = (asked, learnt_likening().turned(*asked))
    found = likenesses_by_unit(both, records.words(passages), starts)
    return [(like * len(both)).tolist() for like in found]


def _section_of(candidate: Candidate, records: Records) -> Section:
    return records.section(candidate.passage.document_id, candidate.passage.section)


def _tells_a_vote(found: Sequence[tuple[Scored, Stretch]]) -> bool:
    return any(stretch.parts or stretch.answers for _, stretch in found)


def _whole(
    taken: Sequence[Scored], reading: Reading, votes: bool
) -> Iterator[tuple[Scored, Stretch]]:
    """Yield what is to be quoted for each choice: itself made whole; with `votes`, one on it.

    Where several rows of one table are chosen, its sum comes before them.
    """
    sought = reading.sought
    vote: Stretch | None = None
    if total := total_row(reading.text, sought, taken):
        yield total
    for each in taken:
        row = extreme_row(reading.text, sought, each.choice)
        if row is not None:
            yield each, row
        if row is None or "\t" not in each.choice.text:
            yield each, completed(each.choice)
        if votes and vote is None:
            vote = vote_for(each.choice, sought)
            if vote:
                yield each, vote


def apart(found: Sequence[tuple[Scored, Stretch]]) -> Iterator[tuple[Scored, Stretch]]:
    """Yield stretches of which none holds another's words, in their order.

    Between the parts of one that is told in parts nothing else is told.
    """
    kept: list[tuple[Scored, Stretch]] = []
    for each, stretch in found:
        same = [
            number
            for number, (other, held) in enumerate(kept)
            if other.choice.section == each.choice.section
            and other.choice.candidate.document.id == each.choice.candidate.document.id
            and held.start < stretch.stop
            and stretch.start < held.stop
        ]
        if not same:
            kept.append((each, stretch))
            continue
        if any(kept[number][1].parts for number in same):
            continue
        together = [stretch, *(kept[number][1] for number in same)]
        whole = Stretch(min(one.start for one in together), max(one.stop for one in together))
        kept[same[0]] = (kept[same[0]][0], whole)
        for number in reversed(same[1:]):
            del kept[number]
    yield from kept


def _quoted(each: Scored, stretch: Stretch, records: Records) -> Quotation | None:
    """Return the quotation of a stretch of a section; None where it is nothing but white space."""
    choice = each.choice
    passage = _passage_of(choice, stretch, records)
    if passage is None:
        stretch, passage = Stretch(choice.start, choice.stop), choice.candidate.passage
    start = stretch.start - passage.start
    text = passage.text[start : stretch.stop - passage.start]
    if not text.strip():
        return None
    # not the tabs at a row's ends, which keep its cells in their columns
    words = text.strip(" \n")
    start += text.index(words)
    piece = piece_at(choice.section, stretch.start)
    found = choice.candidate
    parts = [(first - passage.start, last - passage.start) for first, last in stretch.parts]
    return Quotation(
        candidate=found if passage == found.passage else replace(found, passage=passage),
        start=start,
        stop=start + len(words),
        header=piece.header if piece else "",
        caption=words_over(choice.section, piece, stretch.start) if piece else "",
        score=each.score,
        traits=(choice.traits,),
        recorded=any(stretch.start <= own.start < stretch.stop for own in found.recorded),
        parts=tuple(parts),
    )


def _passage_of(choice: Choice, stretch: Stretch, records: Records) -> Passage | None:
    """Return the passage that holds a stretch: the choice's own, made longer if need be.

    It takes in its neighbours as far as the stretch goes. None where that is too far.
    """
    own = choice.candidate.passage
    if own.start <= stretch.start and stretch.stop <= own.stop:
        return own
    around = range(max(0, own.ordinal - NEIGHBOURS), own.ordinal + NEIGHBOURS + 1)
    others = records.passages([passage_id(own.document_id, ordinal) for ordinal in around])
    held = [
        passage
        for passage in others
        if passage.section == own.section
        and passage.start < stretch.stop
        and stretch.start < passage.stop
    ]
    if not held or held[0].start > stretch.start or held[-1].stop < stretch.stop:
        return None
    return replace(
        held[0],
        stop=held[-1].stop,
        text=choice.section.text[held[0].start : held[-1].stop],
        pages=(held[0].pages[0], held[-1].pages[1]),
    )
