"""What was decided: decisions, votes and attendance, each with the words that prove it.

Everything is kept as it is printed. What contradicts itself is not mended but said: `Remark`.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from msgspec import Struct

from indexer.records import AgendaItem


class DecisionKind(StrEnum):
    """What was decided upon."""

    RESOLUTION = "resolution"
    MOTION = "motion"
    AMENDMENT = "amendment"
    NOTICE = "notice"


class Outcome(StrEnum):
    """How it ended. A notice may tell of a decision that is only proposed."""

    CARRIED = "carried"
    LOST = "lost"
    WITHDRAWN = "withdrawn"
    PROPOSED = "proposed"


class Action(StrEnum):
    """What a decision does, by its own verbs."""

    AGREED = "agreed"
    APPROVED = "approved"
    ADOPTED = "adopted"
    ENDORSED = "endorsed"
    NOTED = "noted"
    REFERRED = "referred"
    RECOMMENDED = "recommended"
    DELEGATED = "delegated"
    APPOINTED = "appointed"
    GRANTED = "granted"
    REFUSED = "refused"
    DEFERRED = "deferred"


class Remark(StrEnum):
    """What a reader must know of a record before relying on it."""

    FIGURES_DIFFER_FROM_NAMES = "figures_differ_from_names"
    NAME_ON_TWO_SIDES = "name_on_two_sides"
    OUTCOME_DIFFERS_FROM_FIGURES = "outcome_differs_from_figures"
    VOTE_ACROSS_PAGES = "vote_across_pages"


class ProofOf(StrEnum):
    """What a quotation proves of a decision."""

    DECIDED = "decided"
    MOVED = "moved"
    VOTED = "voted"


class Proof(Struct, frozen=True):
    """Words of a page: ``collapsed(page.text[start:stop]) == quote``, letter by letter."""

    of: ProofOf
    page: int
    start: int
    stop: int
    quote: str


class Side(Struct, frozen=True):
    """One side of a vote: the figure as printed, and the names as printed.

    ``count`` is None where no figure is printed; ``names`` is None where no names are.
    """

    count: int | None = None
    names: tuple[str, ...] | None = None

    @property
    def number(self) -> int | None:
        """How many voted so: the figure, else as many as there are names."""
        if self.count is not None or self.names is None:
            return self.count
        return len(self.names)


class Vote(Struct, frozen=True):
    """How members voted. ``unanimous`` is what the record says in words."""

    in_favour: Side = Side()
    against: Side = Side()
    abstained: Side = Side()
    unanimous: bool = False

    @property
    def named(self) -> bool:
        """Whether any names are recorded."""
        return any(
            side.names is not None for side in (self.in_favour, self.against, self.abstained)
        )


class Decision(Struct, frozen=True):
    """Something put to a meeting and decided, or a record of an executive decision.

    ``id`` comes from its place: the document, the agenda item, and which of the item's decisions
    it is. ``text`` is what was decided, or of a motion that fell what was moved. ``decided_on``
    and ``key_decision`` are None where the document does not say.
    """

    id: str
    document_id: str
    ordinal: int
    section: int
    kind: DecisionKind
    outcome: Outcome
    text: str
    proofs: tuple[Proof, ...]
    actions: tuple[Action, ...] = ()
    agenda_item: AgendaItem | None = None
    references: tuple[str, ...] = ()
    proposer: str | None = None
    seconder: str | None = None
    vote: Vote | None = None
    decision_maker: str | None = None
    decided_on: date | None = None
    key_decision: bool | None = None
    remarks: tuple[Remark, ...] = ()

    @property
    def page(self) -> int:
        """The page where what was decided begins."""
        decided = [proof.page for proof in self.proofs if proof.of is ProofOf.DECIDED]
        return (decided or [proof.page for proof in self.proofs])[0]


class Presence(StrEnum):
    """In what way somebody is on record."""

    PRESENT = "present"
    ALSO_PRESENT = "also_present"
    OFFICER = "officer"
    APOLOGIES = "apologies"
    ABSENT = "absent"


class Attendee(Struct, frozen=True):
    """A person on record; ``role`` is what stands in brackets after the name, or empty."""

    name: str
    presence: Presence
    role: str = ""


class Attendance(Struct, frozen=True):
    """Who was there and who was not, and the words that say so."""

    people: tuple[Attendee, ...] = ()
    proofs: tuple[Proof, ...] = ()

    def of(self, presence: Presence) -> tuple[Attendee, ...]:
        """Return the people so recorded, in the order printed."""
        return tuple(each for each in self.people if each.presence is presence)


class Proceedings(Struct, frozen=True):
    """What was read of one document's decisions, and of who was there.

    ``first_page`` is where its part begins that records them: 1 of the document as a whole.
    """

    document_id: str
    decisions: tuple[Decision, ...] = ()
    attendance: Attendance = Attendance()
    first_page: int = 1

    @property
    def empty(self) -> bool:
        """Whether nothing was read."""
        return not self.decisions and not self.attendance.people
