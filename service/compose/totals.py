"""The row of a table with the sum, where a question asks how much in all."""

from __future__ import annotations

import re
from collections.abc import Sequence

from service.answers import Sought
from service.compose.choosing import Scored
from service.compose.extremes import Row, rows_of
from service.compose.traits import Choice
from service.language import content_terms
from service.stretch import Stretch

SUM = re.compile(r"(?:(?:grand |sub-?)?totals?|all|sum|overall)\b", re.IGNORECASE)
WORDS = re.compile(r"[^\W\d_]{3}")
"""What no figure holds, nor what stands for none."""
SEVERAL, AS_GOOD = 3, 2.0
"""So many rows of one table, none more than that below the best of them (in logarithms of odds),
say that the question is about none of them alone."""
COUNTED = frozenset({Sought.AMOUNT, Sought.NUMBER})


def total_row(
    question: str, sought: Sequence[Sought], taken: Sequence[Scored]
) -> tuple[Scored, Stretch] | None:
    """Return the row with the sum of the table of which several rows were chosen, with the best.

    None where no figures are asked for, or no table has several rows as good as its best and below
    them a sum that is of nothing else: "Total prices" is none for a question about bus passes.
    """
    if not COUNTED.intersection(sought):
        return None
    for best in taken:
        table = [each for each in taken if _of_one_table(each.choice, best.choice)]
        rows = [each.choice for each in table if each.score >= table[0].score - AS_GOOD]
        if len(rows) < SEVERAL:
            continue
        last = max(choice.start for choice in rows)
        for row in rows_of(best.choice.section, best.choice.header):
            if row.stretch.start >= last and _is_sum(row) and _is_of(row.label, question):
                return best, row.stretch
    return None


def _is_sum(row: Row) -> bool:
    """Return whether a row is called a sum and has nothing but figures beside that."""
    return bool(SUM.match(row.label)) and not any(
        WORDS.search(cell) for cell in row.cells if cell != row.label
    )


def _is_of(label: str, question: str) -> bool:
    """Return whether the label of a sum says of what it is in a word of the question, if at all."""
    named = set(content_terms(SUM.sub("", label)))
    return not named or not named.isdisjoint(content_terms(question))


def _of_one_table(first: Choice, second: Choice) -> bool:
    return (
        "\t" in first.text
        and first.header == second.header
        and first.section == second.section
        and first.candidate.document.id == second.candidate.document.id
    )
