"""What a report recommends: what stands there under that heading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from indexer.records import Document, DocumentKind, title_of
from indexer.terms import REFERENCE, terms
from service.answers import Candidate, Reading
from service.recall.naming import matter_said
from service.recall.values import Recalled, Recollection, Records

_WORD = r"[\w’'/-]+"
ASKED = re.compile(
    rf"\bwhat (?:does|do|did) (?:(?:{_WORD} ){{0,6}}(?:report|paper)\b[^?,;]*?|"
    rf"(?:the )?(?:{_WORD} )?officers? )recommend|"
    r"\bwhat (?:is|are|was|were) (?:the )?recommendations? (?:of|in)\b[^?]*\b(?:report|paper)\b|"
    r"\bwhat (?:is|was) [^?,;]*\basked to (?:agree|approve|consider|decide|endorse|note)\b",
    re.IGNORECASE,
)
HEADING = re.compile(r"\W*(?:\d+(?:\.\d+)*\W*)?recommendations?\b(?:\(s\))?", re.IGNORECASE)
"""How a section begins that says what a report recommends."""
NO_MATTER = frozenset(
    terms(
        "recommend recommended recommends recommendation report paper officer ask asked agree "
        "approve consider decide endorse note cabinet council committee"
    )
)
"""Terms that ask for a recommendation, and do not say on what."""
LONGEST = 1600
"""Characters of a recommendation that are quoted; of more, the beginning."""
ENDS = re.compile(r"\n+")


def matter_recommended(reading: Reading) -> frozenset[str]:
    """Return the terms of the matter of which a question asks what a report on it recommends.

    Those of a report's reference are among them. There are none where that is not asked for.
    """
    if not ASKED.search(reading.text):
        return frozenset()
    return matter_said(reading, NO_MATTER)


def on_recommendation(
    matter: frozenset[str], reading: Reading, candidates: Sequence[Candidate], records: Records
) -> Recollection:
    """Return what the first report of the candidates recommends that is called by the `matter`.

    Its title, or what stands over its passages, has all terms of the matter.
    """
    every = [each for candidate in candidates for each in (candidate, *candidate.also_in)]
    called = {
        each.document.id: each.document
        for each in every
        if each.document.description.kind is DocumentKind.REPORT and _called(each, matter, reading)
    }
    found = [words for each in called.values() for words in _recommendation(each, records)]
    others = "Other reports on it recommend something too: this is the one that was found first."
    return Recollection(tuple(found[:1]), certain=bool(found), note=others if found[1:] else "")


def _recommendation(document: Document, records: Records) -> Iterator[Recalled]:
    """Yield what a report recommends: once, though many say it at the beginning and at the end."""
    for section in document.own(records.sections(document.id)):
        if HEADING.match(section.text):
            yield Recalled(document, section.pieces[0].page, _beginning(section.text))
            return


def _called(candidate: Candidate, matter: frozenset[str], reading: Reading) -> bool:
    over = f"{title_of(candidate.document)} {candidate.passage.context}".replace("-", "/")
    named = {f"{year}/{number}" for year, number in REFERENCE.findall(over)}
    return bool(named.intersection(reading.references)) or matter <= set(terms(over))


def _beginning(text: str) -> str:
    """Return the first lines of a recommendation, as many as are not too long."""
    if len(text) <= LONGEST:
        return text
    ends = [match.start() for match in ENDS.finditer(text, 0, LONGEST)]
    return text[: ends[-1]] if ends else text[:LONGEST]
