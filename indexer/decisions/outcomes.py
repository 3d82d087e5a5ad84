"""How what was put to a meeting ended: in a sentence, or on an outcome's own line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from indexer.decisions.records import Outcome, Vote
from indexer.decisions.votes import written_vote

WHAT = (
    r"(?P<what>substantive\s+motion|amended\s+motion|motion|amendment|recommendations?|proposal|"
    r"resolution)s?"
)
HOW = (
    r"(?P<how>carried|lost|defeated|rejected|not\s+carried|passed|fell|falls|withdrawn|agreed|"
    r"(?:fail(?:s|ed)|die[sd])(?=\s*(?:[.;]|$)|\s+(?:for\s+(?:want|lack)|by\s+\d|on\s+an?\b)))"
)
BETWEEN = (
    r"(?:[\s,]|as\s+amended|was|were|is|then|therefore|put|to\s+the\s+(?:vote|meeting)|and|on|being|"
    r"duly|declared|unanimously|accordingly|it|this|subsequently|above|set\s+out\s+(?:at|in)|"
    r"paragraph\s+\d+|upon|a\s+vote)*"
)
OUTCOMES = (
    re.compile(rf"\b{WHAT}\b{BETWEEN}\b{HOW}\b", re.IGNORECASE),
    re.compile(r"\b(?P<how>CARRIED|LOST)\b"),
    re.compile(r"\b(?:[Tt]his|[Ii]t)\s+was\s+(?:then\s+)?(?:put\s+to\s+the\s+vote\s+and\s+)?"
               r"(?P<how>carried|lost|defeated|rejected)\b"),
    re.compile(r"^\W*(?:This\s+was\s+|It\s+was\s+)?(?P<how>[Aa]greed)(?:\s+unanimously)?\.?\s*$"),
    re.compile(r"\band\s+(?:it|this)\s+was\s+(?P<how>agreed)(?:\s+unanimously)?\.?\s*$"),
    re.compile(r"\bthe\s+\w+(?:\s+and\s+\w+)?\s+(?P<how>agreed)\s+to\s+the\s+(?:following\s+)?"
               r"(?P<what>amendment|motion|proposal)\b"),
)  # fmt: skip
LOST = (
    "lost", "defeated", "rejected", "not carried", "fell", "falls", "failed", "fails", "died",
    "dies", "denied",
)  # fmt: skip
OF_ITEM = re.compile(
    r"^\W*(?:(?:THE|THIS)\s+)?(?:(?:ITEM|MATTER|MOTION|APPEAL|APPLICATION|ORDINANCE|PETITION|"
    r"REQUEST|RESOLUTION)\s+)?(?:(?:IS|WAS|BE|HAS\s+BEEN)\s+)?"
    r"(?:(?P<how>WITHDRAWN|DEFERRED|POSTPONED|ADOPTED|APPROVED|DENIED|DIE[SD]|FAIL(?:S|ED)|"
    r"LOST)(?:\s+(?:TO|UNTIL|FOR|AS|AT)\s[^a-z]{1,80}|\s+(?:INDEFINITELY|UNANIMOUSLY)"
    r"|(?<=WITHDRAWN)\s+BY\s[^a-z]{1,80})?"
    r"|(?P<to>CONTINUED|ADJOURNED|REFERRED|CARRIED\s+OVER)\s+(?:TO|UNTIL)\s[^a-z]{1,80})\W*$"
)
"""What became of an item, in capitals on a line of its own: "CONTINUED TO THE MEETING OF 3/9"."""
PUT_OFF = ("deferred", "postponed", "continued", "adjourned", "referred", "carried over")
SAID_ALONE = re.compile(
    r"^\W*(?P<how>carried|lost|defeated|not\s+carried)(?:\s+unanimously)?\.?\s*$", re.IGNORECASE
)
WITHDRAWN = "withdrawn"
LONGEST_HEADING = 12
"""Characters of an outcome that is a heading by itself."""
SENTENCE_ENDS = re.compile(r"[.;](?:\s|$)")


class Ended(Struct, frozen=True):
    """What was put was carried, lost or withdrawn; ``what`` may be empty.

    It is "item" where the agenda item itself was put off, whatever had been moved on it.
    ``alone`` says that this is an outcome's own line, which needs no motion and no vote.
    """

    start: int
    stop: int
    what: str
    outcome: Outcome
    vote: Vote | None
    alone: bool = False

    @property
    def may_head(self) -> bool:
        """Whether a heading may tell it: no title that only sounds so, "MOTION ADOPTED AS X"."""
        return not self.alone or self.stop <= LONGEST_HEADING


def endings_in(text: str) -> Iterator[Ended]:
    """Yield how things ended in a paragraph."""
    if of_item := OF_ITEM.match(text):
        how = plain(of_item["how"] or of_item["to"])
        what = "item" if how in PUT_OFF else ""
        yield Ended(0, len(text), what, _outcome(how), None, alone=True)
    for form in (*OUTCOMES, SAID_ALONE):
        for match in form.finditer(text):
            start, stop = sentence_around(text, match.start(), match.end())
            what = plain(match.groupdict().get("what") or "")
            vote = written_vote(text[start:stop])
            yield Ended(match.start(), match.end(), what, _outcome(plain(match["how"])), vote)


def _outcome(how: str) -> Outcome:
    if how in LOST:
        return Outcome.LOST
    return Outcome.WITHDRAWN if how == WITHDRAWN else Outcome.CARRIED


def sentence_around(text: str, start: int, stop: int) -> tuple[int, int]:
    """Return where the sentence around ``text[start:stop]`` begins and ends."""
    before = max((text.rfind(end, 0, start) for end in (". ", "; ", "? ")), default=-1)
    after = SENTENCE_ENDS.search(text, stop)
    return before + 2 if before >= 0 else 0, after.start() if after else len(text)


def plain(what: str) -> str:
    """Return words in small letters, with one space between any two."""
    return " ".join(what.lower().split())
