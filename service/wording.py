"""What an answer says around its quotations: their sources, what was searched, what was ranked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from indexer.catalogue.values import Extent
from service.amending import amends
from service.answers import Candidate, Explained, Reading, Sought, Status
from service.cited import CitedDocument, CitedMeeting, Statement


def introduction(
    status: Status,
    reading: Reading,
    statements: Sequence[Statement],
    extent: Extent | None,
    written: bool = False,
    note: str = "",
) -> str:
    """Return the line over an answer. It states nothing but where the words are from.

    `written` says that a model wrote the statements; `note` is what else is to be known, of that
    or of why nothing is answered.
    """
    if status is Status.NOT_A_QUESTION:
        return f"This is no question to the records. {reading.not_a_question}"
    if status is Status.NOT_IN_RECORDS:
        searched = (
            f"Searched were records of {_span_of(extent)}."
            if extent
            else "No record with a date was searched."
        )
        why = (*reading.out_of_reach, note)
        parts = ("No answer was found in the records held.", *why, searched)
        return " ".join(part for part in parts if part)
    sources = list(
        dict.fromkeys(
            source_of(citation.document, citation.meeting)
            for statement in statements
            for citation in statement.citations
        )
    )
    part = "A part of this is answered. " if status is Status.PARTLY_ANSWERED else ""
    how = "Written by a language model and checked against" if written else "Quoted from"
    return f"{part}{how} {_listed(sources)}. {note}".strip()


def note_on_missing(missing: Sequence[Sought]) -> str:
    """Return what is said where the nearest records hold nothing of the kinds asked for."""
    return f"What was found nearest to it gives no {' and no '.join(missing)}."


def note_on_writing(failed: bool, written: bool) -> str:
    """Return what an answer says of a model that failed, or wrote nothing that can be shown."""
    if failed and written:
        return "The model broke off: there may be more to say."
    if failed:
        return "These are quotations because the model that writes answers failed."
    return "" if written else "These are quotations: nothing that the model wrote could be shown."


def note_on_speech(speaker: str) -> str:
    """Return what an answer says where nothing that somebody of that name said answers."""
    return f"Nothing was found that {speaker} said of it."


def source_of(document: CitedDocument, meeting: CitedMeeting | None) -> str:
    """Return a document's source in words: ``minutes of the Cabinet, 9 January 2025``."""
    kind = document.kind.replace("_", " ") if document.kind != "other" else "a record"
    if amends(document.kind, document.title):
        kind = "a proposed amendment"
    if meeting is None:
        return f"the {kind} “{document.title}”" if document.kind != "other" else document.title
    day = f", {spoken(meeting.date)}" if meeting.date else ""
    article = "" if meeting.body.casefold().startswith("the ") else "the "
    council = f" of {meeting.council}" if meeting.council else ""
    return f"{kind} of {article}{meeting.body}{council}{day}"


def spoken(day: date) -> str:
    """Return `day` as people write it: 9 January 2025."""
    return f"{day.day} {day:%B %Y}"


def explained(
    candidates: Sequence[Candidate], rejected: Sequence[Candidate]
) -> tuple[Explained, ...]:
    """Return every candidate as an explanation shows it, in the order of their ranks."""
    why = {candidate.passage.id: candidate.rejected for candidate in rejected}
    return tuple(
        Explained(
            rank=rank,
            passage=candidate.passage.id,
            title=candidate.document.description.title or candidate.document.path,
            pages=candidate.passage.pages,
            score=round(candidate.score, 4),
            fused=round(candidate.fused, 4),
            preference=round(candidate.preference, 4),
            dense=candidate.dense,
            sparse=candidate.sparse,
            rejected=why.get(candidate.passage.id, candidate.rejected),
            also_in=tuple(other.passage.id for other in candidate.also_in),
            relevance=candidate.relevance,
            signals=candidate.signals,
            recorded=bool(candidate.recorded),
            marked=candidate.marked,
        )
        for rank, candidate in enumerate(candidates, start=1)
    )


def _span_of(extent: Extent) -> str:
    first, last = spoken(extent.first), spoken(extent.last)
    return first if first == last else f"{first} to {last}"


def _listed(sources: Sequence[str]) -> str:
    if len(sources) < 2:
        return "".join(sources) or "the records"
    return f"{', '.join(sources[:-1])} and {sources[-1]}"
