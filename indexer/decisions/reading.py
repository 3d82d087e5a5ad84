"""From a document's sections to what it records of decisions, each proved on its page."""

from __future__ import annotations

import re
import uuid
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from msgspec.structs import replace

from indexer.decisions.actions import actions_in, references_in
from indexer.decisions.attendance import attendance_of
from indexer.decisions.ballots import Draft
from indexer.decisions.minutes import drafts_of
from indexer.decisions.notices import notice_of
from indexer.decisions.paragraphs import Paragraph, Span, paragraphs_of
from indexer.decisions.proofs import proofs_of
from indexer.decisions.records import (
    Attendance,
    Attendee,
    Decision,
    DecisionKind,
    Outcome,
    Proceedings,
    Proof,
    ProofOf,
    Remark,
)
from indexer.decisions.restated import told_once
from indexer.decisions.votes import remarks_on
from indexer.records import (
    NAMESPACE,
    AgendaItem,
    Description,
    Document,
    DocumentKind,
    Page,
    Section,
)
from indexer.slugs import slug

RULES = 5
"""The number of these rules: documents read by others are read again."""
READ = (DocumentKind.MINUTES, DocumentKind.DECISION_NOTICE)

LED = re.compile(
    r"\A(?:the\s+|an\s+)?(?:above\s+|following\s+)?(?:motion|amendment)\b[^:\n\u201c\"]{0,80}?"
    r"(?:[:,]|\bthat)?\s*(?=[\n\u201c\"])"
)
LEADS = re.compile(r"^[\s:,\u2013\u2014-]+(?=(?:[Tt]hat|THAT|to)\b)")
PARTED_NAME = re.compile(r"(\w+)\ufffe\s*([A-Z]\w+)")
KEY = re.compile(r"\bkey\s+decision\b", re.IGNORECASE)
PageOf = Callable[[int], Page]


def proceedings_in(
    document: Document, sections: Sequence[Section], page_of: PageOf
) -> tuple[Proceedings, ...]:
    """Return what a document records, and what each of its parts does."""
    return tuple(
        proceedings_of(
            document.id, paper.description, sections, page_of, paper.own(sections), paper.first_page
        )
        for paper in document.papers
    )


def proceedings_of(
    document_id: str,
    description: Description,
    sections: Sequence[Section],
    page_of: PageOf,
    own: Sequence[Section] | None = None,
    first_page: int = 1,
) -> Proceedings:
    """Return the decisions, votes and attendance that a document records.

    Only minutes and records of decision are read: what other papers say of a decision is not the
    record of it. `page_of` gives a page by its number. Of a part of a document, which begins on
    `first_page`, ``own`` are the sections.
    """
    paragraphs = paragraphs_of(sections if own is None else own)
    if description.kind is DocumentKind.DECISION_NOTICE:
        notice = _notice(document_id, description, paragraphs, sections, page_of)
        if notice is not None:
            return Proceedings(document_id, (notice,))
        # A list of what a meeting decided has no labels: it is written as minutes are.
    elif description.kind is not DocumentKind.MINUTES:
        return Proceedings(document_id, first_page=first_page)
    named = document_id if first_page == 1 else f"{document_id}:{first_page}"
    body = description.recorded_body or description.body
    decisions: list[Decision] = []
    within: Counter[str] = Counter()
    for draft in drafts_of(paragraphs):
        within[draft.paragraph.place] += 1
        place = f"{named}:{slug(draft.paragraph.place)}:{within[draft.paragraph.place]}"
        made = _decision(draft, place, document_id, len(decisions), body, sections, page_of)
        if made is not None:
            decisions.append(made)
    found = list(attendance_of(paragraphs))
    spans = sorted({span for _, span in found})
    proofs = proofs_of(spans, ProofOf.DECIDED, sections, page_of)
    people = tuple(dict.fromkeys(_hyphenated(person, proofs) for person, _ in found))
    attendance = Attendance(people, proofs)
    return Proceedings(document_id, told_once(decisions, sections), attendance, first_page)


def _hyphenated(person: Attendee, proofs: Sequence[Proof]) -> Attendee:
    """Return `person` with the hyphen of a name that a line's end parts: "Crow-Brown".

    In running words such a hyphen mostly only parts a word; before a capital it belongs to a name.
    """
    name = person.name
    for proof in proofs:
        for parted in PARTED_NAME.finditer(proof.quote):
            name = name.replace(parted[1] + parted[2], f"{parted[1]}-{parted[2]}")
    return replace(person, name=name)


def _decision(
    draft: Draft,
    place: str,
    document_id: str,
    ordinal: int,
    body: str | None,
    sections: Sequence[Section],
    page_of: PageOf,
) -> Decision | None:
    """Return the record of a draft; None where what was decided stands on no page."""
    proofs = (
        *proofs_of(draft.decided, ProofOf.DECIDED, sections, page_of),
        *proofs_of(draft.moved, ProofOf.MOVED, sections, page_of),
        *proofs_of(draft.voted, ProofOf.VOTED, sections, page_of),
    )
    if not any(proof.of is ProofOf.DECIDED for proof in proofs):
        return None
    lines = [_words(span, sections) for span in draft.words]
    text = _tidy("\n".join(LEADS.sub("", line) for line in lines if line))
    item = draft.paragraph.item
    carried = draft.outcome is Outcome.CARRIED
    return Decision(
        id=uuid.uuid5(NAMESPACE, f"decision:{place}").hex[:12],
        document_id=document_id,
        ordinal=ordinal,
        section=min(draft.decided).section,
        kind=draft.kind,
        outcome=draft.outcome,
        text=text,
        proofs=proofs,
        actions=actions_in([_words(span, sections) for span in draft.decided]) if carried else (),
        agenda_item=item,
        references=references_in(f"{item.title if item else ''}\n{text}"),
        proposer=draft.proposer,
        seconder=draft.seconder,
        vote=draft.vote,
        decision_maker=body,
        key_decision=True if item and KEY.search(item.title) else None,
        remarks=tuple(_remarks(draft, proofs)),
    )


def _remarks(draft: Draft, proofs: Iterable[Proof]) -> Iterable[Remark]:
    if draft.vote is None:
        return
    yield from remarks_on(draft.vote, draft.outcome)
    if len({proof.page for proof in proofs if proof.of is ProofOf.VOTED}) > 1:
        yield Remark.VOTE_ACROSS_PAGES


def _notice(
    document_id: str,
    description: Description,
    paragraphs: Sequence[Paragraph],
    sections: Sequence[Section],
    page_of: PageOf,
) -> Decision | None:
    notice = notice_of(paragraphs)
    if notice is None:
        return None
    proofs = proofs_of(notice.words, ProofOf.DECIDED, sections, page_of)
    if not proofs:
        return None
    lines = [_words(span, sections) for span in notice.words]
    title = notice.title or description.title or ""
    return Decision(
        id=uuid.uuid5(NAMESPACE, f"decision:{document_id}::1").hex[:12],
        document_id=document_id,
        ordinal=0,
        section=notice.words[0].section,
        kind=DecisionKind.NOTICE,
        outcome=Outcome.PROPOSED if notice.proposed else Outcome.CARRIED,
        text=_tidy("\n".join(lines)),
        proofs=proofs,
        actions=actions_in(lines),
        agenda_item=AgendaItem(title) if title else None,
        references=notice.references or references_in(title.replace("-", "/")),
        decision_maker=notice.maker or description.body,
        decided_on=notice.day,
        key_decision=notice.key,
    )


def _words(span: Span, sections: Sequence[Section]) -> str:
    return " ".join(sections[span.section].text[span.start : span.stop].split())


def _tidy(text: str) -> str:
    """Return what was decided without the colon that led to it, or "the following motion:"."""
    return LED.sub("", text.lstrip(" ,;:.-\u2013")).strip()
