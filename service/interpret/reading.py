"""Reading a question: what it names, what it asks for, and what the records cannot hold."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import timedelta
from typing import Protocol

from indexer.catalogue.values import Extent
from indexer.config import AnswerSettings
from indexer.errors import QuestionError
from indexer.records import Body, Council
from service.answers import Period, Question, Reading
from service.interpret.names import bodies_in, councils_in, kinds_in, other_councils_in
from service.interpret.periods import periods_in
from service.interpret.sought import sought_by
from service.language import REFERENCE, content_terms

COMMAND = re.compile(
    r"\b(?:ignore|disregard|forget)\b.{0,40}\b(?:instruction|prompt|document|record|rule)s?\b"
    r"|\bsystem prompt\b|\byou are now\b|\b(?:reply|respond|answer) only\b|\bpretend (?:to|that)\b"
    r"|<\s*script\b|\bdrop\s+table\b|\bunion\s+select\b",
    re.IGNORECASE | re.DOTALL,
)
OPINION = re.compile(
    r"\bshould i vote\b|\bwho should i\b|\bdo you (?:think|believe|like|agree)\b|\byour opinion\b"
    r"|\bis [\w ]+ (?:a|an|the) (?:good|bad|better|worse|best|worst|great|honest|corrupt)\b"
    r"|\b(?:better|worse) (?:\w+ ){1,5}than\b.*\bwould (?:be|make)\b",
    re.IGNORECASE,
)
REPORTED = re.compile(
    r"\b(?:did|was|were|had|approved|agreed|replied|responded|voted|spent|paid)\b", re.IGNORECASE
)
PLANNED = re.compile(
    r"\b(?:to be|will|due|plan\w*|propos\w*|forecast\w*|draft|set aside|expect\w*|intend\w*)\b",
    re.IGNORECASE,
)
FOLLOWS = re.compile(
    r"^(?:and|but|so|then|also|what about|how about|why\s*\?*$|who (?:voted|proposed|seconded))\b"
    r"|\b(?:it|that|they|them|those|this|these|he|she)\b",
    re.IGNORECASE,
)
FOLLOWING_TERMS = 4
"""A question of more terms than this stands alone, whatever pronouns are in it."""


class Held(Protocol):
    """What reading a question needs to know of the records."""

    def councils(self) -> Sequence[Council]:
        """Return the councils held."""

    def bodies(self) -> Sequence[Body]:
        """Return the bodies held."""

    def extent(self) -> Extent | None:
        """Return the first and last day of the records, None where there are none."""


def interpret(question: Question, held: Held, settings: AnswerSettings) -> Reading:
    """Return what `question` was read as.

    Raises
    ------
    QuestionError
        It is empty, or longer than the settings allow.
    """
    text = tidied(question.text, settings.max_question_characters)
    follows = _followed(text, question.earlier, settings.max_question_characters)
    whole = f"{follows} {text}" if follows else text
    councils = tuple(held.councils())
    extent = held.extent()
    periods = periods_in(text, extent) or periods_in(whole, extent)
    bodies = bodies_in(whole, held.bodies())
    named = councils_in(whole, councils)
    kinds = kinds_in(whole)
    # A single council held is meant anyway: naming it prefers nothing.
    preferred = named if len(councils) > 1 else ()
    bodies = tuple(b for b in bodies if not preferred or b.council in preferred) or bodies
    meetings = [period for period in periods if not period.financial]
    return Reading(
        text=whole,
        councils=preferred,
        bodies=bodies,
        kinds=kinds,
        periods=periods,
        references=tuple(f"{year}/{number}" for year, number in REFERENCE.findall(whole)),
        sought=sought_by(text),
        looked_first_at=", ".join(
            dict.fromkeys(
                [
                    *(council.name for council in preferred),
                    *(body.name for body in bodies),
                    *(kind.value.replace("_", " ") for kind in kinds),
                    *(_said(period) for period in meetings),
                ]
            )
        ),
        out_of_reach=(
            *(() if named else _other_councils(whole, councils)),
            *_beyond(whole, periods, bool(bodies), extent),
        ),
        not_a_question=_refused(text, whole),
        follows=follows,
        narrowing=question.narrowing,
    )


def tidied(text: str, longest: int) -> str:
    """Return `text` without control characters, its white space collapsed.

    Raises
    ------
    QuestionError
        Nothing is left, or more than `longest` characters.
    """
    plain = "".join(
        " " if unicodedata.category(c) in {"Cc", "Zl", "Zp"} else c
        for c in unicodedata.normalize("NFC", text)
        if unicodedata.category(c) not in {"Cf", "Cs", "Co", "Cn"}
    )
    plain = " ".join(plain.split())
    if not plain:
        raise QuestionError("The question is empty. Write what you would like to know.")
    if len(plain) > longest:
        raise QuestionError(
            f"The question has {len(plain):,} characters, more than the {longest:,} that are read. "
            "Ask it more shortly."
        )
    return plain


def _followed(text: str, earlier: Sequence[str], longest: int) -> str:
    if not earlier or not FOLLOWS.search(text) or len(content_terms(text)) > FOLLOWING_TERMS:
        return ""
    try:
        return tidied(earlier[-1], longest)
    except QuestionError:
        return ""


def _refused(text: str, whole: str) -> str:
    if COMMAND.search(text):
        return "It gives an instruction, and the records can only be asked."
    if OPINION.search(text):
        return "It asks for an opinion, and the records hold none."
    if not any(len(term) > 1 for term in content_terms(whole)):
        return "It has no word to look for."
    return ""


def _other_councils(text: str, held: Sequence[Council]) -> tuple[str, ...]:
    names = " and ".join(council.name for council in held) or "no council"
    return tuple(
        f"{other} is another council; the records held are of {names}."
        for other in other_councils_in(text, held)
    )


def _beyond(
    text: str, periods: Sequence[Period], of_a_meeting: bool, extent: Extent | None
) -> tuple[str, ...]:
    """Say which periods the records cannot report on.

    A day of a meeting must lie within the records. A period that begins more than a year after
    the last record may be planned for in them, but nothing in them reports what was done in it.
    """
    if extent is None:
        return ()
    reach = f"the records held are of {_day(extent.first)} to {_day(extent.last)}."
    reported = REPORTED.search(text) and not PLANNED.search(text)
    beyond = []
    for period in periods:
        single = period.since == period.until
        before_or_after = period.until < extent.first or period.since > extent.last
        ahead = period.since > extent.last + timedelta(days=366)
        if (single and of_a_meeting and before_or_after) or (ahead and reported):
            beyond.append(f"{period.words} is out of their reach: {reach}")
    return tuple(beyond)


def _said(period: Period) -> str:
    if period.since == period.until:
        return _day(period.since)
    words = re.sub(r"^(?:in|during|since)\s+", "", period.words, flags=re.IGNORECASE)
    return words[:1].upper() + words[1:]


def _day(day: object) -> str:
    return f"{day:%-d %B %Y}"
