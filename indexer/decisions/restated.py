"""A decision that stands above an item's minutes, and once more in them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from msgspec.structs import replace

from indexer.decisions.records import Decision, Proof, ProofOf
from indexer.records import Section

ABOVE = re.compile(r"(?:draft )?decisions?:?", re.IGNORECASE)
"""The heading under which pages of meetings give what was decided on an item."""
BELOW = re.compile(r"(?:draft |printed )*minutes:?", re.IGNORECASE)
"""The heading under which they then tell how."""
WORD = re.compile(r"\w+")
TELLING = re.compile(r"\d\w*|no|not|never|none")
"""Words that make two decisions of one: another figure, or a negation."""
ALIKE = 0.9
"""The share of the words of the shorter that the longer has too: minutes cut it, or add votes."""
FEWEST = 6
"""Words of the shorter, of which fewer may stand in any decision."""


def told_once(decisions: Sequence[Decision], sections: Sequence[Section]) -> tuple[Decision, ...]:
    """Return `decisions` without those that an item's minutes tell again.

    Who moved it and how it was voted on, which minutes alone tell, goes to the decision above them.
    """
    found: list[Decision] = []
    for decision in decisions:
        likeness = [_likeness(decision, other, sections) for other in found]
        if max(likeness, default=0) > 0:
            above = likeness.index(max(likeness))
            found[above] = _with_more(found[above], decision)
        else:
            found.append(replace(decision, ordinal=len(found)))
    return tuple(found)


def _likeness(decision: Decision, above: Decision, sections: Sequence[Section]) -> int:
    """Return how many words a decision of an item's minutes has of one above them; 0 if another."""
    if decision.agenda_item is None or decision.agenda_item != above.agenda_item:
        return 0
    same = (
        decision.outcome is above.outcome
        and _under(ABOVE, above, sections)
        and _under(BELOW, decision, sections)
    )
    return _shared(decision.text, above.text) if same else 0


def _under(heading: re.Pattern[str], decision: Decision, sections: Sequence[Section]) -> bool:
    headings = sections[decision.section].headings
    return bool(headings) and heading.fullmatch(headings[-1]) is not None


def _shared(one: str, other: str) -> int:
    """Return how many words two decisions have in common; 0 where they cannot be one."""
    words = [Counter(WORD.findall(text.casefold())) for text in (one, other)]
    shorter, longer = sorted(words, key=Counter.total)
    shared = (shorter & longer).total()
    apart = any(map(TELLING.fullmatch, (shorter - longer)))
    negated = [
        sum(not word[0].isdigit() for word in filter(TELLING.fullmatch, count.elements()))
        for count in words
    ]
    may_be = shorter == longer or shorter.total() >= FEWEST
    alike = may_be and not apart and negated[0] == negated[1]
    return shared if alike and shared >= ALIKE * shorter.total() else 0


def _with_more(above: Decision, below: Decision) -> Decision:
    """Return the decision `above` with what `below` tells of its mover and its vote."""
    if above.proposer is None and below.proposer is not None:
        above = replace(
            above,
            proposer=below.proposer,
            seconder=below.seconder,
            proofs=(*above.proofs, *_proofs(below, ProofOf.MOVED)),
        )
    if above.vote is None and below.vote is not None:
        above = replace(
            above,
            vote=below.vote,
            remarks=below.remarks,
            proofs=(*above.proofs, *_proofs(below, ProofOf.VOTED)),
        )
    return above


def _proofs(decision: Decision, of: ProofOf) -> list[Proof]:
    return [proof for proof in decision.proofs if proof.of is of]
