"""Reading a question: what it names, what it asks for, and what the records cannot hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set
from datetime import date
from functools import partial
from typing import Protocol

from msgspec.structs import replace

from indexer.catalogue.values import Extent
from indexer.config import AnswerSettings
from indexer.records import Body, Council, DocumentKind
from indexer.store.schema import Narrowing
from indexer.terms import REFERENCE
from service.answers import Period, Question, Reading
from service.interpret.figured_days import FIGURED, days_put_in_words
from service.interpret.following import read_with
from service.interpret.kinds import kinds_in
from service.interpret.named_times import says
from service.interpret.names import bodies_in, councils_in
from service.interpret.no_question import refused
from service.interpret.people import people_in
from service.interpret.periods import asks_of_now, periods_in
from service.interpret.reach import beyond, other_councils, period_said, private
from service.interpret.sought import sought_by
from service.interpret.tidying import tidied
from service.searched import Searched

AT_A_MEETING = re.compile(
    r"\b(?:meetings?|minutes?|minuted|agendas?|agree[ds]?|decide[ds]?|resolve[ds]?"
    r"|(?:what|which) (?:\w+ ){0,2}decisions|vot(?:e[ds]?|ing)|motions?|approve[ds]?|amend\w*"
    r"|chair\w*|apolog\w*|debate[ds]?|propose[ds]?|seconded|told|adopt\w*|endorse[ds]?|called in"
    r"|call-in|session|committees?|councillors|members)\b",
    re.IGNORECASE,
)
STOOD = re.compile(
    r"\b(?:owe[ds]?|owing|hold|held|ha(?:ve|s|d)|stood|outstanding|worth|invested|employ\w*)\b",
    re.IGNORECASE,
)
"""What asks how things stood at a time, which the records of a later meeting may tell."""


class Held(Searched, Protocol):
    """What reading a question needs to know of the records."""

    def councils(self) -> Sequence[Council]:
        """Return the councils held."""

    def bodies(self) -> Sequence[Body]:
        """Return the bodies held."""

    def extent(self, narrowing: Narrowing) -> Extent | None:
        """Return the first and last day of what meets `narrowing`, None where there are none."""

    def days(self, narrowing: Narrowing) -> Set[date]:
        """Return the days that the records that meet `narrowing` are of."""


def interpret(
    question: Question, held: Held, settings: AnswerSettings, rewritten: str | None = None
) -> Reading:
    """Return what `question` was read as, where it was `rewritten` to stand alone by that.

    Raises
    ------
    QuestionError
        It is empty, or longer than the settings allow.
    """
    longest = settings.max_question_characters
    asked, *earlier = _in_words((question.text, *question.earlier), question.narrowing, held)
    # a day in words is longer than in figures
    text = tidied(asked, longest + len(asked) - len(question.text))
    whole, follows = read_with(text, earlier, longest)
    if rewritten and question.earlier:
        whole = tidied(rewritten, longest)
        follows = question.earlier[-1] if whole != text else ""
    councils = tuple(held.councils())
    bodies = bodies_in(whole, held.bodies())
    named = councils_in(whole, councils)
    kinds = kinds_in(whole)
    # A single council held is meant anyway: naming it prefers nothing.
    preferred = named if len(councils) > 1 else ()
    bodies = tuple(b for b in bodies if not preferred or b.council in preferred) or bodies
    at_a_meeting = bool(bodies or kinds or AT_A_MEETING.search(whole))
    of_a_meeting = bool(bodies and (AT_A_MEETING.search(whole) or not STOOD.search(whole)))
    extent = held.extent(question.narrowing)
    theirs = _asked_of(question.narrowing, named, ())
    said_in_them = partial(says, records=held, narrowing=theirs)
    days = held.days(_asked_of(question.narrowing, named, bodies))
    periods = periods_in(text, extent, at_a_meeting, days) or periods_in(
        whole, extent, at_a_meeting, days
    )
    return Reading(
        text=whole,
        councils=preferred,
        bodies=bodies,
        kinds=kinds,
        periods=periods,
        as_of=extent.last if extent and not periods and asks_of_now(whole) else None,
        references=tuple(f"{year}/{number}" for year, number in REFERENCE.findall(whole)),
        people=people_in(whole, _names(councils, held.bodies())),
        sought=sought_by(text) or sought_by(whole),
        looked_first_at=_looked_first_at(preferred, bodies, kinds, periods),
        out_of_reach=(
            *(() if named else other_councils(whole, councils)),
            *beyond(whole, periods, of_a_meeting, extent, said_in_them),
            *private(whole),
        ),
        not_a_question=refused(text, whole),
        follows=follows,
        narrowing=question.narrowing,
        named=named,
    )


def _in_words(texts: Sequence[str], narrowing: Narrowing, held: Held) -> list[str]:
    """Return `texts` with their days in figures in words, by the records that they ask of."""
    whole = " ".join(texts)
    if not FIGURED.search(whole):
        return list(texts)
    councils, bodies = councils_in(whole, held.councils()), bodies_in(whole, held.bodies())
    days = held.days(_asked_of(narrowing, councils, bodies))
    return [days_put_in_words(text, days) for text in texts]


def _asked_of(
    narrowing: Narrowing, councils: Iterable[Council], bodies: Iterable[Body]
) -> Narrowing:
    """Return `narrowing`, where it leaves that open, to the councils and bodies named."""
    return replace(
        narrowing,
        councils=narrowing.councils or tuple(council.id for council in councils),
        bodies=narrowing.bodies or tuple(body.id for body in bodies),
    )


def _looked_first_at(
    councils: Iterable[Council],
    bodies: Iterable[Body],
    kinds: Iterable[DocumentKind],
    periods: Iterable[Period],
) -> str:
    said = [
        *(council.name for council in councils),
        *(body.name for body in bodies),
        *(kind.value.replace("_", " ") for kind in kinds),
        *(period_said(period) for period in periods if period.of_meeting),
    ]
    return ", ".join(dict.fromkeys(said))


def _names(councils: Iterable[Council], bodies: Iterable[Body]) -> list[str]:
    return [*(council.name for council in councils), *(body.name for body in bodies)]
