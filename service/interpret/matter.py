"""The matter that a question is about, where it asks for whatever the records say of it."""

from __future__ import annotations

import re

from service.answers import Reading
from service.language import content_terms

FEW = 4
"""Words of meaning that a bare matter has at most ("electric vehicle charging")."""
_SAID = (
    r"(?:sa(?:id|ys?|ying)|done|do(?:ing)?|happening|discuss(?:ed|ing)?|plann(?:ed|ing)|going on|"
    r"th(?:ink|ought)|(?:latest|news|plans?|position|policy|situation|update)s?)"
)
_ABOUT = r"\b(?:about|on|regarding|concerning)\b"
_OPEN = re.compile(
    rf"(?:^(?:(?:and|so|but|ok)\W+)?what\b[^?.,;]{{0,40}}?\b{_SAID}\b[^?.,;]{{0,12}}?"
    rf"(?:{_ABOUT}|\b(?:with|to|for|over|at|of|around)\b)"
    r"|^(?:(?:is|was|has|have|do|did|got) (?:(?:there|you|they|been|have|say) )*)?(?:the )?"
    rf"(?:anything|(?:any )?(?:news|updates?|information|details)|latest)\b[^?.,;]{{0,20}}?{_ABOUT}"
    r"|\btell me (?:more )?about\b|^(?:and )?what about\b)(?P<matter>.+)",
    re.IGNORECASE | re.DOTALL,
)
_NO_MATTER = re.compile(
    r"(?:who|whose|whom|what|when|where|why|which|how|i|we|you|he|she|it|they|is|are|was|were|am|"
    r"do|does|did|can|could|will|would|shall|should|has|have|had|may|might|must)\b",
    re.IGNORECASE,
)


def matter_named(question: str) -> tuple[int, int] | None:
    """Return where a question for whatever is said of a matter names it; None where it does not."""
    asked = _OPEN.search(question)
    if asked is None:
        return None
    named = asked["matter"].strip(" ?.!")
    start = question.index(named, asked.start("matter"))
    return start, start + len(named)


def matter_of(reading: Reading) -> str:
    """Return the matter of a question that any words on it answer, empty where it asks for more.

    "Potholes" is that of "What was said about potholes?" and of "potholes" alone. A figure, a day,
    a name or a vote that is asked for is more.
    """
    if reading.sought:
        return ""
    if asked := _OPEN.search(reading.text):
        return asked["matter"].strip(" ?.!")
    bare = reading.text.strip()
    asks = bare.endswith("?") or _NO_MATTER.match(bare)
    return "" if asks or len(content_terms(bare)) > FEW else bare
