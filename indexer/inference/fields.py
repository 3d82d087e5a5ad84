"""Labelled values at the head of a paper: ``Subject: Council tax``, or ``Subject Council tax``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

FOR_A_BODY = (
    "to", "report to", "report for", "meeting", "meeting of", "name of meeting", "committee",
    "name of committee", "committee/meeting", "meeting/committee", "decision making body",
    "decision-making body",
)  # fmt: skip
HELD_ON = (
    "date", "date of meeting", "meeting date", "date of the meeting", "date and time", "date/time",
    "date & time", "date and time of meeting",
)  # fmt: skip
DECIDED_BY = (
    "decision to be taken by", "decision taken by", "decision maker", "decision-maker",
    "decision made by", "taken by", "decided at meeting", "decided by",
)  # fmt: skip
DECIDED_ON = (
    "date of decision", "decision date", "date decision taken", "date decision made",
)  # fmt: skip
NAMING = (
    "subject", "subject matter / title of decision", "title of decision", "decision title",
    "report title", "title of report", "title of the report", "title", "subject matter",
    "subject of report", "report subject",
)  # fmt: skip
NUMBERING = (
    "decision no", "decision number", "decision reference", "decision ref", "reference",
    "reference no", "reference number",
)  # fmt: skip
OF_A_REPORT = frozenset({
    "from", "subject", "classification", "recommendation", "recommendations", "summary", "by",
    "ward", "wards", "portfolio", "application", "proposal", "applicant",
}) | {
    "recommendation(s)", "report of", "report by", "report to", "report author", "report title",
    "purpose of report", "purpose of the report", "title of report", "electoral division",
    "wards affected", "ward(s) affected", "key decision", "lead officer", "contact officer",
    "case officer", "agenda item", "agenda item no", "past pathway of report", "report from",
    "presented by", "cabinet member", "executive summary",
}  # fmt: skip

_OTHERS = frozenset(
    {
        "date published",
        "date of publication",
        "last date for call-in",
        "is key decision?",
        "is subject to call in?",
        "is subject to call-in?",
        "decision status",
    }
)
_KNOWN = OF_A_REPORT.union(
    FOR_A_BODY, HELD_ON, DECIDED_BY, DECIDED_ON, NAMING, NUMBERING, _OTHERS
) - {"to", "from", "by", "meeting", "title", "reference", "summary"}
"""What is taken for a label without a colon too; the words left out begin too many sentences."""

_ALL = _KNOWN.union(FOR_A_BODY, OF_A_REPORT, NAMING, NUMBERING)

_COLON = re.compile(r"(?P<label>[A-Z][\w /&’'()\[\]-]{0,60}?\??)\s*:(?!\S*//)\s*(?P<value>.*)")
_LABELS = "|".join(re.escape(label) for label in sorted(_KNOWN, key=len, reverse=True))
_BARE = re.compile(rf"(?=[A-Z])(?P<label>(?i:{_LABELS})) (?:the )?(?P<value>[A-Z0-9£].*)")
_BARE_LINES = 30
"""How many lines labels without a colon are looked for in: a paper's table of them heads it."""
_LONGEST = 4
"""How many lines a value may run over."""


class Field(Struct, frozen=True):
    """A labelled value. ``label`` is in lower case; ``at`` is its line.

    ``lines`` may be more than the value: a reader takes as many of them as make sense.
    """

    label: str
    lines: tuple[str, ...]
    at: int

    @property
    def value(self) -> str:
        """Return the whole value, on one line."""
        return " ".join(self.lines).strip()


def fields_in(lines: Sequence[str]) -> Iterator[Field]:
    """Yield the labelled values of `lines`, in order."""
    for at, line in enumerate(lines):
        match = _label(line, at)
        if not match:
            continue
        value = [match["value"]] if match["value"] else []
        for place, after in enumerate(lines[at + 1 : at + 1 + _LONGEST], at + 1):
            if _label(after, place) or len(value) == _LONGEST:
                break
            value.append(after)
        if value:
            yield Field(match["label"].casefold(), tuple(value), at)


def is_label(line: str) -> bool:
    """Return whether `line` begins with a label that papers are known to use."""
    match = _COLON.match(line)
    return match is not None and match["label"].casefold() in _ALL


def _label(line: str, at: int) -> re.Match[str] | None:
    match = _COLON.match(line)
    if match is None and at < _BARE_LINES:
        return _BARE.match(line)
    return match
