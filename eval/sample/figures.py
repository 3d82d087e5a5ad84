"""Reckon the totals of a table, so that printed sums are always right.

A cell may hold a formula instead of a figure:

========  =====================================================================
``=``     the column's figures above it, since the last row of ``=`` cells
``==``    all the column's figures above it that are not themselves sums
``{..}``  other cells of its row by column letter: ``{b+c-d}``, ``{c-b}``
========  =====================================================================

Negative figures are printed in brackets, as in a council's accounts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

_FIGURE = re.compile(r"\(?-?£?[\d,]+(?:\.\d+)?\)?")
_TERM = re.compile(r"([+-]?)([a-z])")


def reckon(rows: Sequence[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    """Return `rows` with each formula replaced by its figure; the first row is the header."""
    done: list[list[str]] = [list(rows[0])]
    is_sum = [False]
    for row in rows[1:]:
        cells = list(row)
        sums = any(cell.strip("*") in ("=", "==") for cell in row)
        for column, cell in enumerate(row):
            formula = cell.strip("*")
            if formula in ("=", "=="):
                above = _above(done, is_sum, column, since_last=formula == "=")
                cells[column] = cell.replace(formula, _show(above))
        for column, cell in enumerate(row):
            formula = cell.strip("*")
            if formula.startswith("{"):
                cells[column] = cell.replace(formula, _show([_row_sum(cells, formula)]))
        done.append(cells)
        is_sum.append(sums)
    return tuple(tuple(cells) for cells in done)


def _above(
    rows: list[list[str]], is_sum: list[bool], column: int, since_last: bool
) -> list[Decimal]:
    figures = []
    for row, skip in zip(reversed(rows[1:]), reversed(is_sum[1:]), strict=True):
        if skip and since_last:
            break
        if not skip and (figure := _read(row[column])) is not None:
            figures.append(figure)
    return figures


def _row_sum(cells: list[str], formula: str) -> Decimal:
    total = Decimal(0)
    for sign, letter in _TERM.findall(formula):
        figure = _read(cells[ord(letter) - ord("a")]) or Decimal(0)
        total += -figure if sign == "-" else figure
    return total


def _read(cell: str) -> Decimal | None:
    text = cell.strip("*")
    if not _FIGURE.fullmatch(text):
        return None
    figure = Decimal(re.sub(r"[(),£-]", "", text))
    return -figure if text.startswith(("(", "-")) else figure


def _show(figures: list[Decimal]) -> str:
    total = sum(figures, Decimal(0))
    return f"({-total:,})" if total < 0 else f"{total:,}"
