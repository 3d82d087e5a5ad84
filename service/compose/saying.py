"""What a line of the records does besides stating: it asks, or is about the paper it stands in."""

from __future__ import annotations

import re

_ENUMERATED = r"\s*(?:\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-z]{1,4})[.)]?\s+)?"
ASKS = re.compile(
    r"\b(?:ask(?:ed|s)|enquired|questioned|wondered|wished to know|"
    r"sought (?:assurances?|clarification))\b(?! (?:to|that)\b)|\?\s*$",
    re.IGNORECASE,
)
PURPOSE = re.compile(
    rf"{_ENUMERATED}(?:to (?:report|seek|set out|consider|note|agree|approve|present|update|inform|"
    r"provide|ask|recommend|respond)\b|this (?:report|paper|appendix|table|section|annex)\b|the "
    r"purpose of this\b|(?:members|cabinet|council|the (?:cabinet|council|committee)) (?:is|are) "
    r"(?:asked|invited|recommended)\b)",
    re.IGNORECASE,
)
NAMES_THE_PAPER = re.compile(
    r"\W*(?:(?:subject|title|(?:amendment|decision|document|item|motion|paper|report) "
    r"(?:name|title))\s*:|(?:date |last )?(?:published|posted|issued|released|updated)(?: on)?"
    r"[:\s]+[\w ,/-]{4,30}\d$)",
    re.IGNORECASE,
)
OF_OTHERS = re.compile(
    r"\b(?:GDP|gross domestic product|OBR|the (?:UK|nation)|across the (?:country|UK))\b"
    r"|\b[Pp]ublic[ -]sector (?:net|spending|debt|borrowing|receipts|finances)\b"
    r"|\b[Nn]ational(?:ly| average| account)|(?:\b(?i:all|most|many|other|some)|(?:%|per cent) of) "
    r"(?:\w+ ){0,2}?(?:councils|authorities)\b"
)
SUPPOSES = re.compile(
    rf"{_ENUMERATED}(?:for )?(?:each|every|an?)\b[^.;]{{0,30}}?(?:\d\s?(?:%|per ?cent)|£\d[\d.,]*)"
    r"[^;]{0,80}?\b(?:would|could|(?:generate|equate|cost|raise|yield|add|equal)s?"
    r"|is (?:worth|equal|equivalent))\b",
    re.IGNORECASE,
)


def asks(text: str) -> bool:
    """Return whether a sentence is or reports a question: what answers it comes after."""
    return ASKS.search(text) is not None


def announces(text: str) -> bool:
    """Return whether a sentence says what a paper is for, or what its readers are to do."""
    return PURPOSE.match(text) is not None


def names_the_paper(text: str) -> bool:
    """Return whether a line only says what its paper is called, or when it was published."""
    return NAMES_THE_PAPER.match(text) is not None


def speaks_of_others(text: str) -> bool:
    """Return whether a sentence tells of the nation's affairs, or of councils at large."""
    return OF_OTHERS.search(text) is not None


def supposes(text: str) -> bool:
    """Return whether a sentence says what each so much would come to: "Each 1% raises"."""
    return SUPPOSES.match(text) is not None
