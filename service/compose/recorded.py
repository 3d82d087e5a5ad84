"""What of the candidates records just what is asked for: a decision, who was there, a meeting."""

from __future__ import annotations

from collections.abc import Sequence

from service.answers import Candidate
from service.compose.choosing import Scored
from service.compose.traits import Choice
from service.compose.whole import Stretch

LONGEST = 2000
"""Characters of a record that is quoted at most: the names of a whole council's vote."""


def recorded(
    ranked: Sequence[Scored], candidates: Sequence[Candidate]
) -> list[tuple[Scored, Stretch]]:
    """Return what records just what is asked for, with its best choice.

    What follows one another in a section is one: a vote's names, over two pages, and its outcome.
    Sections are in the order of the candidates.
    """
    found: list[tuple[Scored, Stretch]] = []
    for candidate in candidates:
        own = [each for each in ranked if each.choice.candidate is candidate]
        for start, stop in candidate.recorded:
            if own and stop - start <= LONGEST:
                inside = [e for e in own if e.choice.start < stop and start < e.choice.stop]
                found.append(((inside or own)[0], Stretch(start, stop)))
    sections = list(dict.fromkeys(_section_id(each.choice) for each, _ in found))
    found.sort(key=lambda each: (sections.index(_section_id(each[0].choice)), each[1].start))
    together: list[tuple[Scored, Stretch]] = []
    for best, stretch in found:
        last = together[-1] if together else None
        if last and _section_id(last[0].choice) == _section_id(best.choice):
            between = best.choice.section.text[last[1].stop : stretch.start]
            if not between.strip():
                first = max(last[0], best, key=lambda each: each.score)
                together[-1] = first, Stretch(last[1].start, max(last[1].stop, stretch.stop))
                continue
        together.append((best, stretch))
    return together


def _section_id(choice: Choice) -> tuple[str, int]:
    return choice.candidate.document.id, choice.section.ordinal
