"""Reading what may answer together with the question, before the choice.

The model that does it (`service.marking`) takes some milliseconds for each hundred words. So only
stretches around the choices that the other traits speak for are read.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import Protocol

from msgspec.structs import replace

from service.answers import Reading
from service.compose.choosing import scored
from service.compose.traits import Choice
from service.interpret.matter import matter_of
from service.marking.rows import row_as_read
from service.marking.values import Marks, Stretch

LENGTH = 450
"""Characters of a stretch, on either side of which nothing is added."""
SURE = 6.0
"""The logarithm of odds at which the trait is 1; at its negative it is 0."""


class Marking(Protocol):
    """What marking needs of an index."""

    def marks(self, question: str, stretches: Sequence[Stretch]) -> tuple[Marks, ...]:
        """Return where each of `stretches` answers a question."""


def marked(
    reading: Reading, choices: Sequence[Choice], records: Marking, most: int
) -> list[Choice]:
    """Return `choices`, with their trait ``marked`` where they stand in `most` stretches.

    Of a question for whatever is said of a matter the matter is read, however it is asked for.
    """
    runs = _runs(choices, most)
    if not runs:
        return list(choices)
    stretches = [_stretch(choices, run) for run in runs]
    asked = matter_of(reading) or reading.text
    found = list(choices)
    for run, marks in zip(runs, records.marks(asked, stretches), strict=True):
        for at, odds in zip(run, marks.parts, strict=True):
            traits = replace(choices[at].traits, marked=share_of(odds))
            found[at] = replace(choices[at], traits=traits)
    return found


def share_of(odds: float) -> float:
    """Return the trait ``marked`` of what the marker gives these `odds` (their logarithm)."""
    return min(max((odds / SURE + 1) / 2, 0.0), 1.0)


def _runs(choices: Sequence[Choice], most: int) -> list[range]:
    """Return at most `most` runs of choices that follow one another in a passage.

    Each is of the best choice that is in no other yet and of its neighbours, the shorter side
    first, as far as `LENGTH` goes.
    """
    places = {id(choice): at for at, choice in enumerate(choices)}
    spans = spans_of([row_as_read(choice.text, choice.header) for choice in choices])
    owners = [choice.candidate.passage.id for choice in choices]
    free = [True] * len(choices)
    runs: list[range] = []
    for each in scored(choices):
        at = places[id(each.choice)]
        if len(runs) == most:
            break
        if free[at]:
            own = [kept and of == owners[at] for kept, of in zip(free, owners, strict=True)]
            run = run_around(spans, at, own)
            free[run.start : run.stop] = [False] * len(run)
            runs.append(run)
    return runs


def run_around(
    spans: Sequence[tuple[int, int]], at: int, free: Sequence[bool], longest: int = LENGTH
) -> range:
    """Return the run of units around one of them, the shorter side first.

    Parameters
    ----------
    spans
        Where each unit starts and stops, in characters, in order.
    at
        The number of the unit.
    free
        Whether each unit may be in the run.
    longest
        Characters of the run at most; one unit may have more.
    """
    run = range(at, at + 1)
    while True:
        wider = [
            each
            for each in (range(run.start - 1, run.stop), range(run.start, run.stop + 1))
            if each.start >= 0
            and each.stop <= len(spans)
            and free[each.start]
            and free[each.stop - 1]
            and spans[each.stop - 1][1] - spans[each.start][0] <= longest
        ]
        if not wider:
            return run
        run = min(wider, key=lambda each: _unevenness(spans, each, at))


def _unevenness(spans: Sequence[tuple[int, int]], run: range, at: int) -> int:
    before = spans[at][0] - spans[run.start][0]
    after = spans[run.stop - 1][1] - spans[at][1]
    return abs(before - after)


def line_over(context: str, over: str) -> str:
    """Return what the marker sees over a stretch: caption, column headings, passage's context."""
    return f"{over}\n{context}" if over else context


def spans_of(texts: Sequence[str]) -> list[tuple[int, int]]:
    """Return where each of `texts` would stand, one under another."""
    stops = list(accumulate(len(text) + 1 for text in texts))
    return [(stop - len(text) - 1, stop - 1) for text, stop in zip(texts, stops, strict=True)]


def _stretch(choices: Sequence[Choice], run: range) -> Stretch:
    own = [choices[number] for number in run]
    texts = [row_as_read(choice.text, choice.header) for choice in own]
    first = own[0]
    named = texts != [choice.text for choice in own]
    over = first.caption if named else first.over
    return Stretch(
        context=line_over(first.candidate.passage.context, over),
        text="\n".join(texts),
        parts=tuple(spans_of(texts)),
    )
