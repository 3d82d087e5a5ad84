"""The parts of a question that each ask for something: "Who chaired, and who sent apologies?"."""

from __future__ import annotations

import re

_ASKING = (
    r"(?:who|what|when|where|why|how|which|whose|whether|is|are|was|were|did|does|do|will|would|"
    r"can|could|has|have|should|by (?:what|how)|over how|to whom|from when|until when|for how|"
    r"at what)"
)
BETWEEN = re.compile(
    rf"(?<=[.?!])\s+|,?\s+(?:and|but|or)\s+(?={_ASKING}\b)|,\s+(?={_ASKING}\b)", re.IGNORECASE
)
ASKS = re.compile(rf"(?:and |but |so )?{_ASKING}\b", re.IGNORECASE)
LEADS_IN = re.compile(
    r"(?:if|at(?! what)|under|from(?! when)|in(?! what| which)|on(?! what| which)|after|before|"
    r"given|since(?! when)|with|for(?! how| what)|during|as|"
    r"when (?!is|was|are|were|will|did|does|do|has|have|had|can|could|should|must|may))\b",
    re.IGNORECASE,
)


def parts_of(question: str) -> tuple[str, ...]:
    """Return the parts of `question` that ask, in order; the whole question where none does.

    What only tells ("I own a house.") and what only leads in ("At the February meeting, ...") is no
    part by itself.
    """
    parts = [part.strip() for part in BETWEEN.split(question) if part.strip()]
    asking = [part for part in parts if ASKS.match(part) and not LEADS_IN.match(part)]
    if len(asking) <= 1:
        return (question,)
    return tuple(asking)
