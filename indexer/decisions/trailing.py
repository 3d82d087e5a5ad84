"""Who moved what was resolved, where minutes say it after the resolution, as parishes do.

"RESOLVED to mend the gate. Proposed by Cllr Ash, seconded by Cllr Elm." names the movers of what
stands before. The same words before a resolution name those of what follows; where it could be
either, nobody is named.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.decisions.ballots import Draft, add_vote
from indexer.decisions.counting import Counting
from indexer.decisions.events import MOVER, SECONDER, Event, Labelled, Moved, Resolved, events_in
from indexer.decisions.outcomes import Ended
from indexer.decisions.paragraphs import Paragraph
from indexer.decisions.records import DecisionKind, Outcome
from indexer.decisions.votes import written_vote
from indexer.decisions.wording import says

MOVES_NOTHING = re.compile(
    r"\s*[.;](?:\s|$)|[\s,.;:]*(?:$|(?:and\s+|all\s+|it\s+was\s+|was\s+|were\s+|duly\s+|unanimously\s+)*"
    r"(?:carried|agreed|approved|passed|in\s+favou?r|unanimous(?:ly)?|vot(?:e|ed|ing)|\d+\s)"
    r"(?!\s+(?:to|that)\b))",
    re.IGNORECASE,
)
"""What may follow the names where they move nothing new: the end, or how it was carried."""
DONE = re.compile(
    r"\b(?:was|were|be)\s+(?:\w+ly\s+)?(?:approved|agreed|accepted|adopted|confirmed|resolved|ratified)\b"
)
"""A sentence before the names that says itself that it was decided."""
TO_BE_DONE = re.compile(
    r"^\W*(?:(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)]\s*)?To\s+(?:approve|adopt|accept|agree|pay|ratify)\b"
)
"""How an agenda says what is to be decided, which minutes repeat above who moved it."""
FOLLOWING = re.compile(r"\bfollowing\s+(?:resolution|motion|ordinance)\b", re.IGNORECASE)
"""What was voted on is set out below, be it as what is resolved."""
WORDS_FOLLOW = re.compile(r"\W*(?:that|THAT|That|to|To)\s|\s*[\"\u201c\u2018]")


def moves_nothing(paragraph: Paragraph, event: Moved) -> bool:
    """Return whether a paragraph names movers, and nothing that they move."""
    inside = paragraph.text[event.start : event.stop]
    short = re.search(r"\b(?:that|to)\s", inside) is None
    bracketed = paragraph.text[: event.start].rstrip().endswith("(")
    return short and not bracketed and MOVES_NOTHING.match(paragraph.text, event.stop) is not None


def leads(ahead: Sequence[Paragraph], place: str, *, any_event: bool = False) -> bool:
    """Return whether what movers are named for may still follow in `ahead`: a resolution, or words.

    With ``any_event`` it may also be a vote on it, or its outcome.
    """
    for paragraph in ahead:
        if paragraph.place != place:
            return False
        if MOVER.match(paragraph.text) or SECONDER.match(paragraph.text):
            continue
        events = events_in(paragraph.text)
        resolves = bool(events) and (any_event or isinstance(events[0], Resolved))
        return resolves or WORDS_FOLLOW.match(paragraph.text) is not None
    return False


class NamingMovers(Counting):
    """Takes who moved and seconded what was resolved before, or what stands in the same paragraph.

    ``last`` is the paragraph before, ``resolved`` the last one of a resolution, and ``awaits`` says
    that all words of a resolution are still to come.
    """

    def __init__(self) -> None:
        super().__init__()
        self.last: Paragraph | None = None
        self.resolved: Paragraph | None = None
        self.awaits = False

    def names_movers(self, paragraph: Paragraph, event: Event, ahead: Sequence[Paragraph]) -> bool:
        """Take who moved and seconded what the paragraphs before resolved, where it is said after.

        Where it may as well be said of what follows, it is left unread.
        """
        resolution = self.resolution
        if resolution is None or self.last is None or self.last is not self.resolved:
            return False
        if isinstance(event, Labelled):
            told = resolution.seconder if event.seconds else resolution.proposer
            if not event.name or told is not None or leads(ahead, paragraph.place):
                return False
            resolution.name(event.name, paragraph.part(event.start, event.stop), event.seconds)
        elif isinstance(event, Moved) and moves_nothing(paragraph, event):
            if resolution.proposer is not None:
                return False
            if not leads(ahead, paragraph.place):
                self._tell_movers(resolution, paragraph, event, len(paragraph.text))
        else:
            return False
        self.resolved = paragraph
        return True

    def moves_what_stands_before(
        self, paragraph: Paragraph, events: Sequence[Event], ahead: Sequence[Paragraph]
    ) -> bool:
        """Read names alone at a paragraph's end: what they moved stands before, or is not told.

        They move nothing that is resolved further down: "The accounts were approved. Proposed by".
        """
        event = events[0]
        if not isinstance(event, Moved) or not moves_nothing(paragraph, event):
            return False
        before = paragraph.text[: event.start]
        if self._approves_what_was_to_be_done(paragraph, events, ahead):
            return True
        if DONE.search(before):
            span = paragraph.part(0, event.start)
            self.close_ballot()
            draft = Draft(
                DecisionKind.RESOLUTION, Outcome.CARRIED, paragraph, [span], [span],
                proposer=event.mover, seconder=event.seconder,
                moved=[paragraph.part(event.start, event.stop)],
            )  # fmt: skip
            self.drafts.append(draft)
            self.resolution = None
            return True
        return len(events) == 1 and not leads(ahead, paragraph.place, any_event=True)

    def _approves_what_was_to_be_done(
        self, paragraph: Paragraph, events: Sequence[Event], ahead: Sequence[Paragraph]
    ) -> bool:
        """Read who moved and that it was carried, and nothing else: of what the line before says.

        Where that line says what is to be done ("To approve payments"), it was done; else what
        was carried is not told, and no later resolution is of these movers.
        """
        event, ended = events[0], events[-1]
        whole = (
            len(events) == 2
            and isinstance(event, Moved)
            and not says(paragraph.text[: event.start])
        )
        if not whole or not isinstance(ended, Ended) or ended.outcome is not Outcome.CARRIED:
            return False
        if isinstance(event, Moved) and not leads(ahead, paragraph.place, any_event=True):
            if self.last is None or not TO_BE_DONE.match(self.last.text):
                return False
            self.close_ballot()
            self.motions = []
            decided = [self.last.part(0), paragraph.part(0)]
            self.drafts.append(
                Draft(
                    DecisionKind.RESOLUTION, Outcome.CARRIED, paragraph, [self.last.part(0)],
                    decided, vote=ended.vote, voted=[paragraph.part(0)] if ended.vote else [],
                    proposer=event.mover, seconder=event.seconder,
                    moved=[paragraph.part(event.start, event.stop)],
                )
            )  # fmt: skip
            self.resolution = None
            return True
        return False

    def names_movers_within(self, paragraph: Paragraph, event: Moved) -> bool:
        """Take who moved and seconded what is resolved in the same paragraph."""
        resolution = self.resolution
        if resolution is None or resolution.paragraph is not paragraph or resolution.proposer:
            return False
        between = paragraph.text[resolution.words[0].start - paragraph.span.start : event.start]
        if not says(between):
            stop = max(resolution.words[0].stop - paragraph.span.start, event.stop)
            resolution.words[0] = paragraph.part(event.stop, stop)
            self.awaits = not says(paragraph.text[event.stop : stop])
            self.words = resolution.words
        elif not moves_nothing(paragraph, event):
            return False
        self._tell_movers(resolution, paragraph, event, event.stop)
        return True

    def _tell_movers(
        self, resolution: Draft, paragraph: Paragraph, event: Moved, stop: int
    ) -> None:
        resolution.name(event.mover, paragraph.part(event.start, stop), False)
        resolution.seconder = event.seconder
        vote = written_vote(paragraph.text[event.stop :])
        if vote is not None and resolution.vote is None:
            add_vote(resolution, vote, paragraph.part(event.stop))
