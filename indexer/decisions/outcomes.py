"""How what was put to a meeting ended: in a sentence, or on an outcome's own line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from indexer.decisions.records import Outcome, Side, Vote
from indexer.decisions.votes import COUNT, number_of, written_vote

WHAT = (
    r"(?P<what>substantive\s+motion|amended\s+motion|motion|amendment|recommendations?|proposal|"
    r"resolution)s?"
)
HOW = (
    r"(?P<how>carrie[ds]|lost|defeated|rejected|not\s+(?:carried|agreed|approved)|pass(?:ed|es)|fell|falls|"
    r"withdrawn|agreed|approved|"
    r"(?:fail(?:s|ed)|die[sd])(?=\s*(?:[.;]|$)|\s+(?:\(?\d|for\s+(?:want|lack)|by\s+\d|on\s+an?\b)))"
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
    re.compile(rf"(?:^|(?<=[.;]\s))(?P<how>[Cc]arried|[Ll]ost|[Dd]efeated|[Rr]ejected)"
               rf"(?=,?\s+(?:by|with)\s+{COUNT}\s+votes?\b|\s+\(?\d{{1,2}}\s*[\u2013/-]\s*\d"
               rf"|:\s+(?:(?:for|by|in\s+favou?r)\s+)?{COUNT}\b)"),
    re.compile(r"\band\s+(?:it|this)\s+was\s+(?P<how>agreed)(?:\s+unanimously)?\.?\s*$"),
    re.compile(r"\bthe\s+\w+(?:\s+and\s+\w+)?\s+(?P<how>agreed)\s+to\s+the\s+(?:following\s+)?"
               r"(?P<what>amendment|motion|proposal)\b"),
)  # fmt: skip
WITHIN = r"(?:[^.]|(?<=\b[A-Z])\.|(?<=\bCllr)\.|(?<=\bCr)\.|(?<=\bMr)\.|(?<=\bMrs)\.|(?<=\bMs)\.)"
"""What a sentence goes on with: a full stop after an initial or a title does not end it."""
SECONDED_AND = re.compile(
    rf"\b(?:seconded|cuidithe\s+ag)\b{WITHIN}{{0,90}}?(?:,|\band|\))\s+(?:(?:(?:it|this|which)\s+)?was\s+)?(?:unanimously\s+|duly\s+)?"
    r"(?P<how>carried|agreed|approved)\b(?!\s+(?:to|that)\b)",
    re.IGNORECASE,
)
"""How it ended, in the sentence that says who seconded it."""
ALL_IN_FAVOUR = re.compile(
    r"(?:^|(?<=[.;]\s))\W*(?P<how>all\s+(?:were\s+|councillors\s+|members\s+)?(?:in\s+favou?r|agreed))\.?\s*$",
    re.IGNORECASE,
)
N = rf"({COUNT})"
VOTED = r"(?:(?:having\s+)?voted\s+|(?:were\s+)?cast\s+)?"
DIVISION = (
    re.compile(rf"\b{N}\s+(?:members?\s+|votes?\s+)?{VOTED}for\s+the\s+(?P<first>motion|amendment)"
               rf"\s*(?:,|;|and|\s)+{N}\s+(?:members?\s+|votes?\s+)?{VOTED}for\s+the\s+(?:motion|amendment)\b",
               re.IGNORECASE),
    re.compile(rf"\bthe\s+(?P<first>motion|amendment)\s+received\s+{N}\s+votes?\s*(?:,|;|and|\s)+the\s+"
               rf"(?:motion|amendment)\s+received\s+{N}\s+votes?\b(?:,?\s*(?:with|and)\s+{N}\s+abst\w+)?",
               re.IGNORECASE),
)  # fmt: skip
"""A motion and its amendment put to the vote against each other, as Scottish councils do."""
PUT_AND_COUNTED = re.compile(
    rf"\b{WHAT}\b(?:\s+as\s+amended)?\s+(?:was|were)\s+(?:then\s+)?put\s+to\s+(?:the|a)\s+(?:recorded\s+)?vote\b"
    rf"(?![^.;]*\b(?:carried|lost|defeated|rejected|agreed|approved)\b)[^.;]*?[:,]\s*(?=\d+\s+(?:votes?\s+)?(?:in\s+favour|for)\b)",
    re.IGNORECASE,
)
"""What was put to the vote, in a sentence that gives the figures and not how it ended."""
LOST = (
    "lost", "defeated", "rejected", "not carried", "not agreed", "not approved", "fell",
    "falls", "failed", "fails", "died", "dies", "denied",
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
    for form in (SECONDED_AND, ALL_IN_FAVOUR):
        for match in form.finditer(text):
            if text.count("(", 0, match.start("how")) > text.count(")", 0, match.start("how")):
                continue
            vote = written_vote(text[match.start("how") : sentence_around(text, *match.span())[1]])
            yield Ended(match.start("how"), match.end(), "", Outcome.CARRIED, vote)
    yield from _divisions(text)
    for match in PUT_AND_COUNTED.finditer(text):
        vote = written_vote(text[match.end() : sentence_around(text, *match.span())[1]])
        if vote and (outcome := _by_figures(vote.in_favour.count, vote.against.count)):
            yield Ended(match.start(), match.end(), plain(match["what"]), outcome, vote)


def _divisions(text: str) -> Iterator[Ended]:
    """Yield how a motion fared against its amendment: who was for the one was against the other."""
    for form in DIVISION:
        for match in form.finditer(text):
            figures = [number_of(figure) for figure in match.groups() if figure != match["first"]]
            ayes, noes = figures[:2] if plain(match["first"]) == "motion" else figures[1::-1]
            if outcome := _by_figures(ayes, noes):
                vote = Vote(Side(ayes), Side(noes), Side((*figures, None)[2]))
                yield Ended(match.start(), match.end(), "motion", outcome, vote)


def _by_figures(ayes: int | None, noes: int | None) -> Outcome | None:
    """Return how a vote ended that came out so; None where that is unknown, or for the chair."""
    if ayes is None or noes is None or ayes == noes:
        return None
    return Outcome.CARRIED if ayes > noes else Outcome.LOST


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
