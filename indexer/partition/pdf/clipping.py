"""Text that a page holds and does not show: clipped away, as the hidden rows of a sheet are."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

Bounds = tuple[float, float, float, float]
"""Left, bottom, right and top, in the page's own space."""


def clipped_text(page: pdfium.PdfPage) -> frozenset[int]:
    """Return the addresses of the page's text objects of which nothing shows."""
    return frozenset(
        address_of(text)
        for text in _text_objects(page)
        if (shown := _shown(text)) and (bounds := _bounds(text)) and _apart(bounds, shown)
    )


def address_of(page_object: Any) -> int:
    """Return what tells an object of a page from the others; 0 for none."""
    return ctypes.cast(page_object, ctypes.c_void_p).value or 0


def _text_objects(page: pdfium.PdfPage) -> Iterable[Any]:
    for index in range(pdfium_c.FPDFPage_CountObjects(page.raw)):
        found = pdfium_c.FPDFPage_GetObject(page.raw, index)
        if pdfium_c.FPDFPageObj_GetType(found) == pdfium_c.FPDF_PAGEOBJ_TEXT:
            yield found


def _shown(text: Any) -> list[Bounds]:
    """Return the bounds of the paths that a text is clipped to."""
    clip = pdfium_c.FPDFPageObj_GetClipPath(text)
    paths = range(max(0, pdfium_c.FPDFClipPath_CountPaths(clip)))
    return [bounds for path in paths if (bounds := _bounds_of_path(clip, path))]


def _bounds_of_path(clip: Any, path: int) -> Bounds | None:
    x, y = ctypes.c_float(), ctypes.c_float()
    xs, ys = [], []
    for index in range(pdfium_c.FPDFClipPath_CountPathSegments(clip, path)):
        segment = pdfium_c.FPDFClipPath_GetPathSegment(clip, path, index)
        if pdfium_c.FPDFPathSegment_GetPoint(segment, x, y):
            xs.append(x.value)
            ys.append(y.value)
    return (min(xs), min(ys), max(xs), max(ys)) if xs else None


def _bounds(text: Any) -> Bounds | None:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium_c.FPDFPageObj_GetBounds(text, left, bottom, right, top):
        return None
    return left.value, bottom.value, right.value, top.value


def _apart(one: Bounds, others: Iterable[Bounds]) -> bool:
    return any(
        one[0] >= other[2] or other[0] >= one[2] or one[1] >= other[3] or other[1] >= one[3]
        for other in others
    )
