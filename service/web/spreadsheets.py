"""Lines of CSV that spreadsheets open as they are meant."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

MARK = "\ufeff"
"""Spreadsheets read UTF-8 where a file begins with this."""
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins with one of these is a formula to a spreadsheet."""


def line(cells: Iterable[object]) -> str:
    """Return `cells` as a line of CSV; text that would be taken for a formula is marked as text."""
    written = io.StringIO()
    csv.writer(written).writerow(
        f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell for cell in cells
    )
    return written.getvalue()
