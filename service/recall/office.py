"""Who holds the office that a question asks for, as the records say it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct

from indexer.catalogue.values import place_of
from indexer.records import DocumentKind
from indexer.terms import terms
from service.answers import Candidate, Reading
from service.language import content_terms
from service.ranking.vocabulary import Bridge, vocabulary
from service.recall.holders import OFFICES, offices_held, terms_of_office
from service.recall.values import Recalled, Records

_WHO_IS = r"who(?:['’]s|\s+is|\s+are)\s+(?:(?:currently|now)\s+)?(?:the\s+|our\s+|your\s+)?"
BY_NAME = re.compile(
    rf"{_WHO_IS}(?P<said>(?:[\w&’'-]+\s+){{0,4}}(?:{OFFICES})s?\b"
    r"(?:\s+(?:of|for|at|to)\b)?(?:\s+[\w&’'-]+){0,7})\s*\??",
    re.IGNORECASE,
)
BY_MATTER = re.compile(
    rf"(?:{_WHO_IS}(?:in charge of|in control of|responsible for|running|leading on)|"
    r"who\s+(?:runs|leads|looks after))\s+(?P<said>[\w&’'-]+(?:\s+[\w&’'-]+){0,5})\s*\??",
    re.IGNORECASE,
)
MORE = re.compile(
    r"\b(?:who|that|which|when|or|did|does|voted?|said|going|say|at|in|on)\b", re.IGNORECASE
)
"""Words of a question that asks for more than who holds an office."""
ANY, COUNCILLOR, OFFICER = map(re.compile, ("", "Member|Holder", "Director|Head"))
"""Offices: the last two are in charge of a matter, a councillor's often of several."""
FARTHEST = 2
"""How far an officer's office may be from the one asked for: "Head of Finance Policy, Planning and
Strategy" is not the head of planning."""
CHAIR = "chair"
HEADS = frozenset(terms(OFFICES))
OTHERS = frozenset(terms("deputy vice assistant former acting shadow group opposition party"))
"""Terms of an office that is another one than that without them."""
COUNCIL = frozenset(terms("council county borough city district town"))
"""Terms that say of which council somebody is: they tell no office from another there."""
VAGUE = frozenset(terms("cabinet member holder director head officer manager secretary corporate"))
"""Terms of offices of which a council has many: alone they name none."""
OWN_RECORDS = frozenset({DocumentKind.MINUTES, DocumentKind.AGENDA_FRONTSHEET, None})
"""Records in which a chair is that of the body whose they are; those of no kind are its pages."""


class Office(Struct, frozen=True):
    """An office that a question asks for: by its name, or by what it is in charge of."""

    terms: frozenset[str]
    by_matter: bool


class Holder(Struct, frozen=True):
    """Words that say who holds an office.

    ``apart`` says how far its name is from the one asked for: by terms that only one of them has.
    """

    words: Recalled
    office: str
    apart: float
    day: date


def office_asked_for(question: str) -> Office | None:
    """Return the office whose holder `question` asks for, where it asks for nothing else."""
    for pattern in (BY_MATTER, BY_NAME):
        match = pattern.fullmatch(question.strip())
        if match and not MORE.search(match["said"]):
            found = terms_of_office(match["said"])
            if found - COUNCIL - VAGUE:
                return Office(found, by_matter=pattern is BY_MATTER)
    return None


def on_office(
    office: Office, reading: Reading, candidates: Sequence[Candidate], records: Records
) -> Iterator[Recalled]:
    """Yield the words that say who holds an office, the nearest to its name, of these the newest.

    Of those in charge of a matter, one is a councillor and one an officer.
    """
    found = sorted(
        _holders(office, reading, candidates, records),
        key=lambda each: (each.apart, -each.day.toordinal(), each.words.document.path),
    )
    for kind in (COUNCILLOR, OFFICER) if office.by_matter else (ANY,):
        yield from [each.words for each in found if kind.search(each.office)][:1]


def _holders(
    office: Office, reading: Reading, candidates: Sequence[Candidate], records: Records
) -> Iterator[Holder]:
    own = COUNCIL.union(*(content_terms(council.name) for council in records.councils()))
    bridges = vocabulary().bridges(reading.text)
    for candidate in candidates:
        place = place_of(candidate.document.description)
        of_body = candidate.document.description.kind in OWN_RECORDS
        body = frozenset(content_terms(place.body.name if place.body and of_body else ""))
        for held in offices_held(candidate.passage.text):
            said = terms_of_office(held.office)
            missing = office.terms - said - body
            other = {term for term in missing if not _said_otherwise(term, said, bridges)}
            # a chair is that of a body, which its own records alone leave unsaid
            if (other if CHAIR in office.terms else other - own) or (said & OTHERS) - office.terms:
                continue
            apart = len(said - office.terms - own - HEADS) + len(missing) / 2
            if apart <= FARTHEST or COUNCILLOR.search(held.office):
                words = Recalled(candidate.document, candidate.passage.pages[0], held.words)
                yield Holder(words, held.office, apart, place.day or date.min)


def _said_otherwise(term: str, said: frozenset[str], bridges: Sequence[Bridge]) -> bool:
    """Return whether a matter is said under another name; an office has its own."""
    names = (name for bridge in bridges if term in bridge.said for name in bridge.called)
    return term not in HEADS and any(said.issuperset(name) for name in names)
