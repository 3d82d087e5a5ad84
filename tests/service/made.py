"""Documents and candidates, made of little, for tests that need no index."""

from __future__ import annotations

from indexer.records import Description, Document, Passage
from service.answers import Candidate

NOTHING_KNOWN = Description()


def made_document(name: str, description: Description = NOTHING_KNOWN) -> Document:
    return Document(name, "invented", f"{name}.txt", description, (), 1, "", "text/plain", 1, ())


def made_candidate(
    text: str, name: str = "document", page: int = 1, description: Description = NOTHING_KNOWN
) -> Candidate:
    passage = Passage(f"passage of {name}", name, 0, 0, 0, len(text), text, (page, page), "", "")
    document = made_document(name, description)
    return Candidate(passage, document, dense=None, sparse=None, fused=0.0)
