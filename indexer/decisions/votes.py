"""Votes as minutes print them: figures with names, and figures in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from indexer.decisions.people import NAME, TITLE, names_in
from indexer.decisions.records import Outcome, Remark, Side, Vote

APART = r"absent|recused|excused|not\s+voting"
LABEL = re.compile(
    r"(?:^|(?<=[.;]\s)|(?<=follows:\s)|(?<=\s)(?=(?:AYE|YEA|NAY|NOES|ABS|RECUSED|EXCUSED|NOT\s+VOTING)[A-Z]*:))"
    r"(?:Those\s+)?(?:[Vv]oting\s+|[Vv]otes?\s+)?"
    r"(?P<label>(?i:in favour|for|ayes?|yeas?|yes(?=\s*\()|against|noes|no(?=\s*\()|nays?|"
    rf"abstain(?:ed|ing)?|abstentions?|{APART}))"
    r"(?:\s+(?i:the\s+(?P<put>motion|amendment)))?\s*"
    r"(?:\((?P<bracketed>\d+)\)\s*:?|:|[-\u2013]\s*(?P<after>\d+)\s*$"
    r"|(?<=(?i:motion)\s)(?:were|was)\b|(?<=(?:Ayes|AYES|Noes|NOES|Nays|NAYS)\s)[-\u2013]\s*(?=[A-Z]))\s*"
)
BARE_LABEL = re.compile(
    r"\A\s*(?P<label>FOR|AGAINST|AYES?|YEAS?|NOES|NAYS?|ABSTAIN(?:ED)?|ABSTENTIONS?|ABSENT|RECUSED)\s*\Z"
)
"""A label without a colon, alone on its line."""
OUTCOME_AFTER = re.compile(
    r"\s(?:AND\s+)?(?:THE\s+)?(?:MOTION|AMENDMENT|RESOLUTION|ORDINANCE)\s+(?:HAS\s+|WAS\s+|IS\s+)?"
    r"(?:PASSED|PASSES|CARRIED|CARRIES|ADOPTED|FAILED|FAILS|LOST|DIED|DIES)\b"
)
"""How it ended, on the line of the last names."""
TRAILING = re.compile(r"\s*(?:[-\u2013]\s*|\((?:[Tt]otal:?\s*)?)(?P<count>\d+)\)?\.?\s*\Z")
EVERYBODY = re.compile(
    r"\s*(?:all|unanimous(?:ly)?)(?:\s+(?:members|councillors|present|in favou?r))*\W*\Z",
    re.IGNORECASE,
)
"""What stands for names where nobody is named."""
BARE = re.compile(r"\s*(?P<count>\d+)\.?\s*\Z")
SIDES = (
    ("", re.compile(rf"(?:{APART})\Z", re.IGNORECASE)),
    ("abstained", re.compile(r"abst", re.IGNORECASE)),
    ("against", re.compile(r"against|noe?s?\Z|nay", re.IGNORECASE)),
    ("in_favour", re.compile(r"")),
)
NUMBERS = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    "twenty",
)  # fmt: skip
COUNT = rf"(?:\d+|none|nil|{'|'.join(NUMBERS)})"
N = rf"({COUNT})"
AFTER = rf"(?:\s*(?:,|;|and|with|,\s*and|,\s*with)*\s*{N}\s+(?:abst\w+|voted\s+to\s+abstain))?"
VOTES = r"(?:members?\s+|councillors?\s+)?(?:votes?\s+)?(?:voted\s+)?"
WRITTEN = (
    re.compile(rf"\b{N}\s+{VOTES}(?:in\s+favou?r|for)\b(?:\s+(?:of\s+)?the\s+(?:proposal|motion|recommendation|application))?"
               rf"[,;]?\s*(?:and\s+)?(?:with\s+)?{N}\s+{VOTES}against{AFTER}", re.IGNORECASE),
    re.compile(rf"\bby\s+{N}\s+votes?\s+to\s+{N}{AFTER}", re.IGNORECASE),
    re.compile(rf"\b(?:voted|by)\s+(\d+)\s*(?:to|-|\u2013)\s*(\d+){AFTER}", re.IGNORECASE),
    re.compile(r"\bfor:?\s+(\d+)[,;]?\s+against:?\s+(\d+)"
               r"(?:[,;]?\s+abst\w+:?\s+(\d+))?", re.IGNORECASE),
    re.compile(r"\b(?:carrie[ds]|pass(?:ed|es)|lost|failed|defeated|votes?)\s*:?\s*"
               r"\(?(\d{1,2})\s*[-\u2013/]\s*(\d{1,2})"
               r"(?:\s*[-\u2013/]\s*(\d{1,2}))?(?![\d/-])", re.IGNORECASE),
)  # fmt: skip
RATIO = re.compile(r"\A\s*\((\d{1,2})\s*:\s*(\d{1,2})(?:\s*:\s*(\d{1,2}))?(?!\s*[ap]\.?m)[^\d]")
"""Figures right after the word that decides: "Resolved (7:6)"."""
TOLD_LAST = re.compile(
    rf"(?<=[.;]\s)(?:(?i:{COUNT})\s+(?:votes?\s+)?(?:for|in\s+favou?r),\s+{COUNT}\s+against[^.]*|For:?\s+\d+[,;]?\s+against:?\s+\d+[^.]*|Agreed\s+by\s+{COUNT}\s+votes?\s+to\s+{COUNT}\b[^.]*|Unanimous(?:ly\s+agreed)?|All\s+in\s+favou?r|"
    r"The\s+(?:decision|vote)\s+was\s+unanimous[^.]*)\.?\s*$"
)
"""How they voted, in a sentence after what was resolved."""
ROLL = re.compile(
    rf"(?P<name>(?:{TITLE}\s+)?{NAME})\s*(?:[\u2013\u2014:]|\s-)\s*"
    rf"(?P<said>(?i:aye|yea|yes|nay|no|abstain(?:ed|s)?|{APART}))\b(?=\s*(?:[,;.]|and\b|$))"
)
"""How one voted when the roll was called: "Ash - aye"."""
BETWEEN = re.compile(r"[\s,;.]*(?:and\s+)?\Z")
UNANIMOUS = re.compile(
    r"\bunanimous(?:ly)?\b|\ball\s+(?:\w+\s+)?in\s+favou?r\b|\bnem\.?\s*con\b|\bwithout\s+dissent\b|\bno\s+dissent\b",
    re.IGNORECASE,
)


class Label(Struct, frozen=True):
    """The heading of one side of a vote in a paragraph; the names follow from ``stop`` to ``end``.

    ``side`` is a field of `Vote`, empty for those who did not vote: absent or recused. ``count`` is
    the figure printed in the heading. ``put`` is what it is for, "motion" or "amendment", where
    the heading says that.
    """

    side: str
    count: int | None
    start: int
    stop: int
    end: int
    put: str = ""


def labels_in(text: str) -> tuple[Label, ...]:
    """Return the sides that `text` lists: ``For (8): Councillors Crake and Strake``."""
    return tuple(_labels(text))


def side_of(count: int | None, names: str) -> Side:
    """Return the side whose heading has `count` and is followed by `names`."""
    if EVERYBODY.match(names):
        return Side(count, None)
    bare = BARE.match(names)
    if bare:
        return Side(int(bare["count"]) if count is None else count, None)
    trailing = TRAILING.search(names)
    if trailing and count is None:
        count, names = int(trailing["count"]), names[: trailing.start()]
    listed = names_in(names) if names.strip() else None
    return Side(count, listed if listed or count in (0, None) else None)


def written_vote(text: str) -> Vote | None:
    """Return the vote that a sentence tells of in figures or as unanimous, or None."""
    for form in WRITTEN:
        match = form.search(text)
        if match:
            figures = [number_of(group) for group in match.groups()]
            return Vote(Side(figures[0]), Side(figures[1]), Side(figures[2]))
    if UNANIMOUS.search(text):
        return Vote(unanimous=True)
    return None


def told_last(text: str) -> re.Match[str] | None:
    """Return the sentence at the end of `text` that tells how they voted, or None."""
    return TOLD_LAST.search(text)


def ratio_vote(text: str) -> Vote | None:
    """Return the vote that stands in brackets at the beginning of `text`: "(7:6)"."""
    match = RATIO.match(text)
    if match is None:
        return None
    figures = [number_of(group) for group in match.groups()]
    return Vote(Side(figures[0]), Side(figures[1]), Side(figures[2]))


def called_vote(text: str) -> tuple[int, int, Vote] | None:
    """Return where members answer one after another how they vote, and the vote, or None.

    "Ash - aye, Elm - nay": two at least, and nothing else between them.
    """
    called: list[re.Match[str]] = []
    for match in ROLL.finditer(text):
        if called and not BETWEEN.match(text[called[-1].end() : match.start()]):
            break
        called.append(match)
    if len(called) < 2:
        return None
    names: dict[str, list[str]] = {"in_favour": [], "against": [], "abstained": [], "": []}
    for match in called:
        side = next(side for side, form in SIDES if form.match(match["said"]))
        names[side] += names_in(match["name"])
    ayes, noes, neither = (
        Side(None, tuple(names[side])) for side in ("in_favour", "against", "abstained")
    )
    vote = Vote(ayes, noes, neither)
    return called[0].start(), called[-1].end(), vote


def remarks_on(vote: Vote, outcome: Outcome) -> Iterator[Remark]:
    """Yield what contradicts itself in a vote."""
    sides = (vote.in_favour, vote.against, vote.abstained)
    if any(
        side.count is not None and side.names is not None and side.count != len(side.names)
        for side in sides
    ):
        yield Remark.FIGURES_DIFFER_FROM_NAMES
    names = [name for side in sides for name in side.names or ()]
    if len(names) != len(set(names)):
        yield Remark.NAME_ON_TWO_SIDES
    if _contradicts(vote, outcome):
        yield Remark.OUTCOME_DIFFERS_FROM_FIGURES


def _contradicts(vote: Vote, outcome: Outcome) -> bool:
    """Return whether the fewer won. A tie is decided by the chair's casting vote, either way."""
    ayes, noes = vote.in_favour.number, vote.against.number
    if ayes is None or noes is None:
        return False
    return ayes < noes if outcome is Outcome.CARRIED else outcome is Outcome.LOST and ayes > noes


def _labels(text: str) -> Iterator[Label]:
    bare = BARE_LABEL.match(text)
    matches = [bare] if bare else list(LABEL.finditer(text))
    for position, match in enumerate(matches):
        side = next(side for side, form in SIDES if form.match(match["label"]))
        found = match.groupdict()
        count = found.get("bracketed") or found.get("after")
        after = matches[position + 1].start() if position + 1 < len(matches) else len(text)
        ended = OUTCOME_AFTER.search(text, match.end() - 1, after)
        end = ended.start() if ended else after
        put = (found.get("put") or "").lower()
        yield Label(side, int(count) if count else None, match.start(), match.end(), end, put)


def number_of(text: str | None) -> int | None:
    """Return a figure that is printed in digits or as a word, as far as twenty."""
    if text is None:
        return None
    if text.lower() in ("none", "nil"):
        return 0
    return int(text) if text.isdigit() else NUMBERS.index(text.lower())
