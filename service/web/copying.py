"""An answer as plain text, to be pasted elsewhere with its citations."""

from __future__ import annotations

from service.cited import Citation
from service.web.answering import GivenAnswer
from service.web.citing import on_one_line
from service.wording import source_of


def as_text(answer: GivenAnswer, base: str) -> str:
    """Return `answer` with a numbered source for each statement; links begin with `base`."""
    said = [
        f"“{on_one_line(statement.text)}” [{number}]"
        for number, statement in enumerate(answer.statements, start=1)
    ]
    sources = [
        f"[{number}] {_source(statement.citations[0])}, page {proofs[0].page}: "
        f"{base}{proofs[0].path}"
        for number, (statement, proofs) in enumerate(
            zip(answer.statements, answer.proofs, strict=True), start=1
        )
    ]
    body = [*said, "", *sources] if said else [answer.introduction]
    return "\n".join([answer.question, "", *body, "", f"{base}{answer.link}"])


def _source(citation: Citation) -> str:
    title = citation.document.title
    source = source_of(citation.document, citation.meeting)
    return title if source == title else f"{title} ({source})"
