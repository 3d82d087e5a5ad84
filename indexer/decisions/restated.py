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
ALIKE = 0.9
"""The share of the words of the shorter that the longer has too: minutes cut it, or add votes."""


def told_once(decisions: Sequence[Decision], sections: Sequence[Section]) -> tuple[Decision, ...]:
    """Return `decisions` without those that an item's minutes tell again.

    Who moved it and how it was voted on, which minutes alone tell, goes to the decision above them.
    """
    found: list[Decision] = []
    for decision in decisions:
        above = next(
            (at for at, other in enumerate(found) if _restates(decision, other, sections)), None
        )
        if above is None:
            found.append(replace(decision, ordinal=len(found)))
        else:
            found[above] = _with_more(found[above], decision)
    return tuple(found)


def _restates(decision: Decision, above: Decision, sections: Sequence[Section]) -> bool:
    if decision.agenda_item is None or decision.agenda_item != above.agenda_item:
        return False
    return (
        decision.outcome is above.outcome
        and _under(ABOVE, above, sections)
        and _under(BELOW, decision, sections)
        and _alike(decision.text, above.text)
    )


def _under(heading: re.Pattern[str], decision: Decision, sections: Sequence[Section]) -> bool:
    headings = sections[decision.section].headings
    return bool(headings) and heading.fullmatch(headings[-1]) is not None


def _alike(one: str, other: str) -> bool:
    words = [Counter(WORD.findall(text.casefold())) for text in (one, other)]
    shared = (words[0] & words[1]).total()
    return shared >= ALIKE * min(count.total() for count in words) > 0


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
