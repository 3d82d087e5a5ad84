"""What a title is about: its words without numbers, references and what every paper is called."""

from __future__ import annotations

import re
from functools import lru_cache

from indexer.terms import snowball


def words(text: str) -> frozenset[str]:
    """Return the words of `text`."""
    return frozenset(text.split())


REFERENCE = re.compile(
    r"\(?\b(?:key\s+decision\s+)?\d{2}[/-]\d{4,6}(?:[/-][A-Z]{2,5})?\b\)?", re.IGNORECASE
)
LEADS = re.compile(
    r"^\s*(?:(?:item|agenda\s+item)\s+\d+\s*[-:\u2013]?\s*|\d{1,3}\s*[.)-]\s+|"
    r"record\s+of\s+(?:executive\s+)?decision\s*[-:\u2013]?\s*|decision\s+notice\s*[-:\u2013]?\s*|"
    r"supplementary\s*-\s*|call-in\s+of\s*:?\s*|petition\s*:\s*|motions?\s+on\s+notice\s*:?\s*|"
    r"[-:\u2013]\s*)+",
    re.IGNORECASE,
)
TAILS = re.compile(
    r"\s*(?:\(pages?\s+\d+[^)]*\)|[-\u2013]\s*(?:report|final|prod))\s*$", re.IGNORECASE
)
STREET = re.compile(
    r",?\s*(?:\d+[A-Za-z]?\s+)?(?:[A-Z][\w'\u2019]+\s+){1,2}(?:Street|Road|Lane|Avenue|Close|Drive|"
    r"Square|Terrace|Crescent)\b"
)
YEARS = re.compile(r"\b(?:19|20)\d\d\s?[/\u2013-]\s?(?:(?:19|20)?\d\d)\b")
WORD = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")
ROUTINE = re.compile(
    r"^(?:apolog|declaration|disclosure|minutes\b|(?:\w+\s+)?announcements?\b|(?:\w+\s+)*questions?\b|"
    r"urgent|any other|close\b|date of|next meeting|exclusion|membership|substitut|introduction|"
    r"election of|appointment of|order of proceedings|(?:chair|leader|mayor)\S*\s+(?:remarks|"
    r"report|update|announcement)|cabinet member updates?|work(?:ing)?\s+programme|forward plan|"
    r"public participation|webcast|motion to exclude|unrestricted|exempt|report by (?:the )?leader|"
    r"appeals\b|petitions?$|chair'?s? remarks)",
    re.IGNORECASE,
)
APPENDIX = re.compile(r"\b(?:appendix|annex|eqia|equality impact|dpia)\b", re.IGNORECASE)
PLAIN = words(
    "a about after all an and any are as at be by for from has have her his if in into is it its "
    "more no not of off on or our out over per than that the their them then they this to under "
    "up was were what when which who will with without your keep"
)
USUAL = words(
    "report review update progress annual quarter quarterly monitoring draft final revised amended "
    "proposed proposal decision record key recommendation outcome consultation answer response "
    "motion notice new future question month six year yearly summary request change grant award "
    "preferred reference scrutiny cabinet council committee meeting full county borough district "
    "city town reconsidered independent plan approval adoption cost item paper leaflet"
)
"""What papers of all matters are called."""
MONEY = words(
    "revenue capital budget tax finance financial outturn programme treasury management strategy "
    "policy account audit internal external risk register setting medium term mtfp"
)
"""What papers about money, and policies, are called."""


@lru_cache(maxsize=4096)
def about(title: str) -> str:
    """Return a title without its reference, its item number and what the paper is called."""
    plain = TAILS.sub("", REFERENCE.sub(" ", title))
    while plain != (plain := LEADS.sub("", TAILS.sub("", plain.strip()))):
        pass
    return " ".join(plain.split()).strip(" :-\u2013,()")


@lru_cache(maxsize=4096)
def terms(title: str, names: frozenset[str] = frozenset()) -> frozenset[str]:
    """Return what tells a title from others: stems of its words; `names` are left out.

    Streets are left out too: what stands in the same street is not the same matter.
    """
    kept = {
        _stem(word)
        for word in WORD.findall(STREET.sub("", about(title)).casefold())
        if len(word) > 1 and word not in PLAIN and _stem(word) not in _stems(USUAL)
    }
    return frozenset(kept - names)


def weak(stems: frozenset[str]) -> frozenset[str]:
    """Return those of `stems` that half of all papers about money share."""
    return stems & _stems(MONEY)


def years(title: str) -> frozenset[str]:
    """Return the financial years that a title names, as 2025/26."""
    return frozenset(f"{match[0][:4]}/{match[0][-2:]}" for match in YEARS.finditer(title))


def routine(title: str) -> bool:
    """Return whether an item stands on every agenda: apologies, minutes, questions."""
    return bool(ROUTINE.match(about(title))) or not about(title)


@lru_cache(maxsize=8192)
def _stem(word: str) -> str:
    return snowball(word.replace("\u2019", "'"))


@lru_cache
def _stems(words: frozenset[str]) -> frozenset[str]:
    return frozenset(_stem(word) for word in words)
