"""Records of executive decisions: notices that name the decision, its number and its maker."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from indexer.dates import first_date
from indexer.decisions.actions import references_in
from indexer.decisions.paragraphs import Paragraph, Span

FIELDS = {
    "number": r"(?:decision\s+(?:no|number|reference|ref)|reference\s+(?:no|number))\.?",
    "maker": r"decision\s+(?:to\s+be\s+)?(?:taken|made)\s+by|decision[\s-]+maker|decided\s+by",
    "day": r"date\s+of\s+decision|decision\s+date|date\s+decision\s+(?:taken|made)",
    "key": r"(?:is\s+(?:it\s+a\s+)?)?key\s+decision\s*\??",
    "title": (r"subject(?:\s+matter)?(?:\s*/\s*title\s+of\s+decision)?|title(?:\s+of\s+decision)?"),
    "decision": r"(?:the\s+)?decisions?(?:\s+taken|\s+made)?(?!\s+(?:at|by|taken|made)\b)",
}
LABEL = re.compile(
    r"^\W*(?:" + "|".join(f"(?P<{name}>{form})" for name, form in FIELDS.items()) + r")"
    r"(?:\s*:\s*|\s+(?=(?-i:[A-Z\d]))|\s*$)",
    re.IGNORECASE,
)
ENDS = re.compile(
    r"^\W*(?:reasons?\b|alternatives\b|alternative\s+options|any\s+alternatives|conflicts?\s+of|call-in\b|background\b|options\b|financial\b|"
    r"publication\s+date|date\s+of\s+decision|decided\s+at|interests?\s+declared|any\s+interest|"
    r"signed\b|accompanying|date\s+published|for\s+publication)",
    re.IGNORECASE,
)
PROPOSED = re.compile(
    r"\bproposed\s+(?:record|decision)|\bto\s+be\s+taken\b|\bis\s+asked\s+to\b|\bpropose[sd]?\s+to\b",
    re.IGNORECASE,
)
YES = re.compile(r"\W*(?:yes|no)\b", re.IGNORECASE)


class Notice(Struct, frozen=True):
    """What a record of decision says; fields it lacks are empty or None."""

    words: tuple[Span, ...]
    proposed: bool
    references: tuple[str, ...] = ()
    maker: str | None = None
    day: date | None = None
    key: bool | None = None
    title: str = ""


def notice_of(paragraphs: Sequence[Paragraph]) -> Notice | None:
    """Return what a record of decision says, or None where it tells of no decision."""
    fields: dict[str, str] = {}
    words: list[Span] = []
    wanted = ""
    for paragraph in paragraphs:
        label = LABEL.match(paragraph.text)
        name = next((key for key, value in label.groupdict().items() if value), "") if label else ""
        if label and name and not (name == "decision" and words):
            rest = paragraph.text[label.end() :].strip()
            wanted = name
            if rest and name == "decision":
                words.append(paragraph.part(label.end()))
            elif rest:
                fields.setdefault(name, rest)
                wanted = ""
        elif ENDS.match(paragraph.text):
            wanted = ""
        elif wanted == "decision":
            words.append(paragraph.span)
        elif wanted:
            fields.setdefault(wanted, paragraph.text.strip())
            wanted = ""
    if not words:
        return None
    head = " ".join(paragraph.text for paragraph in paragraphs[:8])
    said = " ".join(paragraph.text for paragraph in paragraphs if paragraph.span in words)
    key = YES.match(fields.get("key", ""))
    return Notice(
        words=tuple(words),
        proposed=bool(PROPOSED.search(head) or PROPOSED.search(said)),
        references=references_in(fields.get("number", "")),
        maker=fields.get("maker"),
        day=first_date(fields.get("day", ""), figures=True),
        key=key[0].strip().lower().endswith("yes") if key else None,
        title=" ".join(fields.get("title", "").split()),
    )
