"""The parts of a question that ask by themselves, each with what it may be answered from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial

from msgspec.structs import replace

from service.answers import Candidate, Period, Reading, Sought
from service.duplicates import placed
from service.interpret.parts import asked_apart
from service.interpret.sought import sought_by
from service.retrieve import met

YES_OR_NO = re.compile(
    r"(?:^|[.!?]\s+)(?:is|are|was|were|did|does|do|will|would|can|could|has|have|should)\b",
    re.IGNORECASE,
)


def part_readings(reading: Reading) -> tuple[Reading, ...]:
    """Return how each part of a question is read that asks by itself: itself where it has none.

    A part that names a meeting's time is of that meeting alone. A question that follows an earlier
    one is read with that as a whole.
    """
    texts = () if reading.follows else asked_apart(reading.text)
    if len(texts) <= 1:
        return (reading,)
    return tuple(
        replace(
            reading,
            text=text,
            sought=_sought_of(text, reading),
            periods=_periods_of(text, reading),
        )
        for text in texts
    )


def shared_out(stretches: int, parts: Sequence[Reading]) -> int:
    """Return how many of the `stretches` for a question are read with each part: at least one."""
    return max(1, stretches // len(parts))


def _sought_of(part: str, reading: Reading) -> tuple[Sought, ...]:
    """Return what a part asks for: where no rule can tell, what the question does.

    What is to be answered by yes or no asks for nothing else.
    """
    return sought_by(part) or (() if YES_OR_NO.search(part) else reading.sought)


def _periods_of(part: str, reading: Reading) -> tuple[Period, ...]:
    """Return the periods of a question without the meetings that another part names."""
    own = tuple(each for each in reading.periods if not each.of_meeting or each.words in part)
    return own if any(each.of_meeting for each in own) else reading.periods


def at_its_meeting(part: Reading, whole: Reading, read: Sequence[Candidate]) -> Sequence[Candidate]:
    """Return what of the candidates `read` is of the meeting that only this part names, if any is.

    Of near-duplicates it is the one of that meeting.
    """
    if part.periods == whole.periods:
        return read
    named = partial(met, part)
    there = [placed(candidate, named) for candidate in read]
    return [candidate for candidate in there if named(candidate)] or there
