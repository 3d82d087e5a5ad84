"""What a whole council spends: the row of its accounts, and the words that say its budget."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from indexer.records import Document, Passage
from service.compose.sentences import units_of
from service.recall.accounts import APART, SOME, AccountRow

CALLED = "total budget requirement, net revenue budget, total net expenditure"
"""What the row of a whole council is called."""
DECIDED = "resolved that the net revenue budget requirement of £m be approved"
"""What is said where a budget is proposed or approved."""
LABEL = re.compile(
    r"(?:total )?(?:(?:net|gross|revenue|general fund|council) )*"
    r"(?:budget requirement|(?:budget|expenditure)(?: total)?)",
    re.IGNORECASE,
)
OF_ALL = re.compile(r"\b(?:net|requirement|total)\b", re.IGNORECASE)
"""What a label has that is that of a whole council's row."""
SAID = re.compile(
    r"\b(?:net|total|general fund)\b[\w ]{0,20}\bbudget(?: requirement)?\b[^.;:£]{0,40}"
    r"£\s?(?P<figure>\d[\d,]*(?:\.\d+)?)\s?(?P<unit>bn|billion|m|million)?\b",
    re.IGNORECASE,
)
OF_A_PART = re.compile(
    r"\b(?:directorate|department|division|services?|schools?|committee|capital|gap|savings?"
    r"|increase[ds]?|reserves?|group|base|changes?)\b",
    re.IGNORECASE,
)
"""What a sentence says before a sum that is not the whole council's."""
CLAUSE_END = re.compile(r"[,;.]\s")
UNITS = {"bn": 1e9, "billion": 1e9, "m": 1e6, "million": 1e6}


class SaidBudget(Struct, frozen=True):
    """Words that say a budget: ``text`` from ``start`` of a section, and the ``sum`` in pounds.

    ``clause`` is the part of the text that has the sum.
    """

    document: Document
    page: int
    section: int
    start: int
    text: str
    clause: str
    sum: float


def is_of_all(row: AccountRow) -> bool:
    """Return whether a row is that of the whole council: its last figure is not nought."""
    label = APART.sub("", row.label).strip(" :–-")
    called = LABEL.fullmatch(label) and OF_ALL.search(label)
    return bool(called and SOME.search(row.figures[-1]))


def budgets_said(
    passages: Sequence[Passage], documents: Mapping[str, Document]
) -> Iterator[SaidBudget]:
    """Yield what the sentences of `passages` say of a net or total budget."""
    for passage in passages:
        if passage.document_id not in documents:
            continue
        for unit in units_of(passage.text):
            text = passage.text[unit.start : unit.stop]
            said = SAID.search(text)
            if said and "\t" not in text and not OF_A_PART.search(text, 0, said.end()):
                yield SaidBudget(
                    document=documents[passage.document_id].at(passage.pages[0]),
                    page=passage.pages[0],
                    section=passage.section,
                    start=passage.start + unit.start,
                    text=text,
                    clause=text[: said.end()] + CLAUSE_END.split(text[said.end() :])[0],
                    sum=float(said["figure"].replace(",", ""))
                    * UNITS.get((said["unit"] or "").casefold(), 1.0),
                )
