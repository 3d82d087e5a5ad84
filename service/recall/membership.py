"""Who belongs to a body: what asks for it, and the list on the body's own page."""

from __future__ import annotations

import re

from msgspec.structs import replace

from indexer.records import Section
from indexer.store.schema import EVERYTHING, Narrowing
from indexer.terms import terms
from service.answers import Reading
from service.recall.naming import matter_said
from service.recall.values import Recalled, Recollection, Records

_ALL = r"(?:(?:currently|now|the|our|my|your|all|current) )*"
MEMBERS = re.compile(
    rf"\bwho (?:are|is|sits?|serves?) {_ALL}(?:councillors? |members? |membership )?(?:of|on|in)\b"
    r"|\b(?:which|what) (?:councillors|members) (?:are|sit|serve) (?:of|on|in)\b"
    rf"|\b(?:who are|who(?:['’]s| is) in|list|name) {_ALL}(?:[\w&’'-]+ ){{0,4}}"
    r"(?:members|councillors)(?: of\b|\W*$)",
    re.IGNORECASE,
)
"""Asks who belongs to a body."""
NO_MATTER = frozenset(
    terms("member members membership councillor sit serve belong list name current my")
)
"""Terms that ask who belongs to a body, and not for what they did."""
HEADING = re.compile(
    r"(?:current |committee )*(?:members(?:hip)?|councillors)(?: of .+)?", re.IGNORECASE
)
LONGEST = 1600
"""Characters of a list of members that are quoted; of more, the beginning."""


def body_asked_for(reading: Reading) -> str | None:
    """Return the id of the one body of which a question asks who its members are now, no more."""
    if len(reading.bodies) != 1 or reading.periods or not MEMBERS.search(reading.text):
        return None
    return None if matter_said(reading, NO_MATTER) else reading.bodies[0].id


def on_membership(body: str, records: Records, within: Narrowing = EVERYTHING) -> Recollection:
    """Return the list of members on the first page of the body, of those `within`, that has one."""
    of_body = replace(within, bodies=(body,))
    for document in sorted(records.documents(of_body), key=lambda each: each.path):
        if document.description.kind is None:
            for section in records.sections(document.id):
                if words := _listed(section):
                    found = Recalled(document, section.pieces[0].page, words)
                    return Recollection((found,), certain=True)
    return Recollection()


def _listed(section: Section) -> str:
    """Return what stands under a heading of members."""
    if not section.headings or not HEADING.fullmatch(section.headings[-1].strip(" :")):
        return ""
    words = section.text.partition("\n")[2].strip()
    if len(words) <= LONGEST:
        return words
    cut = max(words.rfind("\n", 0, LONGEST), words.rfind(", ", 0, LONGEST))
    return words[:cut].strip() if cut > 0 else ""
