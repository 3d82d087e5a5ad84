"""The ruled grids of a PDF page: where lines and shaded cells divide it into rows and columns."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Sequence

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from indexer.partition.pdf.grid import Edge, Grid
from indexer.partition.pdf.words import Box, Turn, Word

THIN = 2.5
"""A shape thinner than this, in points, is a line."""
NEAR = 3.0
"""Edges nearer than this are one."""
BAND_WIDTH = 0.35
"""A line between rows is longer than this share of the page's width."""
FREE = 4.0
"""A gap wider than this, in points, in all of a table's rows parts two columns."""
MAX_SEGMENTS = 400
"""A path of more segments is a drawing, not a grid."""


def grids(
    page: pdfium.PdfPage, words: Sequence[Word], turn: Turn, width: float, height: float
) -> tuple[Grid, ...]:
    """Return the grids of `page`, from the top.

    Tables that are ruled only between their rows have their columns where no word of theirs
    stands.
    """
    horizontal: list[Edge] = []
    vertical: list[Edge] = []
    shaded: list[Box] = []
    for box in _shapes(page, turn):
        if box.x1 - box.x0 > 0.97 * width and box.y1 - box.y0 > 0.97 * height:
            continue
        if not _add_line(box, horizontal, vertical):
            shaded.append(box)
    ruled = [
        Grid(*lines)
        for lines in _connected(_merged(horizontal), _merged(vertical))
        if _rule(*lines)
    ]
    sides: list[Edge] = []
    for box in shaded:
        _add_sides(box, sides, vertical)
    horizontal += _between_rows(_merged(sides), ruled)
    found = []
    alone: list[Edge] = []
    for rows, columns in _connected(_merged(horizontal), _merged(vertical)):
        if _rule(rows, columns):
            found.append(Grid(rows, columns))
        else:
            alone += [edge for edge in rows if edge.stop - edge.start > BAND_WIDTH * width]
    for rows in _bands(alone):
        columns = _free_columns(rows, words)
        if len(columns) > 3:
            found.append(Grid(rows, columns))
    return tuple(sorted(found, key=lambda grid: (grid.box.y0, grid.box.x0)))


def _rule(rows: Sequence[Edge], columns: Sequence[Edge]) -> bool:
    """Return whether lines that cross one another make a table: two columns at least."""
    return len({edge.at for edge in rows}) > 1 and len({edge.at for edge in columns}) > 2


def _between_rows(sides: Sequence[Edge], ruled: Sequence[Grid]) -> list[Edge]:
    """Return the sides of what is shaded that part rows.

    Within a table that lines rule those do not which run through less than half of it: the words
    of one cell are shaded line by line.
    """
    through: dict[float, float] = {}
    for side in sides:
        through[side.at] = through.get(side.at, 0.0) + side.stop - side.start
    around = [
        (side, grid.box.x1 - grid.box.x0)
        for side in sides
        for grid in ruled
        if grid.cell((side.start + side.stop) / 2, side.at)
    ]
    within = {side for side, width in around if through[side.at] < width / 2}
    return [side for side in sides if side not in within]


def _bands(edges: Sequence[Edge]) -> Iterable[list[Edge]]:
    """Yield the sets of three or more horizontal lines that start and stop together."""
    sets: list[list[Edge]] = []
    for edge in sorted(edges):
        for members in sets:
            if (
                abs(members[0].start - edge.start) < 2 * NEAR
                and abs(members[0].stop - edge.stop) < 2 * NEAR
            ):
                members.append(edge)
                break
        else:
            sets.append([edge])
    for members in sets:
        if len(members) > 2:
            start, stop = members[0].start, members[0].stop
            yield [Edge(edge.at, start, stop) for edge in members]


def _free_columns(rows: Sequence[Edge], words: Sequence[Word]) -> list[Edge]:
    """Return vertical lines at the sides of the bands and where no word stands between them."""
    top, bottom = rows[0].at, rows[-1].at
    inside = sorted(
        (word.box.x0, word.box.x1)
        for word in words
        if top < word.box.middle[1] < bottom and rows[0].start <= word.box.middle[0] <= rows[0].stop
    )
    columns = [Edge(rows[0].start, top, bottom), Edge(rows[0].stop, top, bottom)]
    reach = inside[0][1] if inside else 0.0
    for x0, x1 in inside:
        if x0 - reach > FREE:
            columns.append(Edge((reach + x0) / 2, top, bottom))
        reach = max(reach, x1)
    return sorted(columns)


def _shapes(page: pdfium.PdfPage, turn: Turn) -> Iterable[Box]:
    """Yield the bounds of each path; of a path of many segments, the bounds of each segment."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    for index in range(pdfium_c.FPDFPage_CountObjects(page.raw)):
        shape = pdfium_c.FPDFPage_GetObject(page.raw, index)
        if pdfium_c.FPDFPageObj_GetType(shape) != pdfium_c.FPDF_PAGEOBJ_PATH:
            continue
        segments = pdfium_c.FPDFPath_CountSegments(shape)
        if segments > MAX_SEGMENTS:
            continue
        if segments > 5:
            yield from _segments(shape, segments, turn)
        elif pdfium_c.FPDFPageObj_GetBounds(shape, left, bottom, right, top):
            yield turn(left.value, bottom.value, right.value, top.value)


def _segments(shape: pdfium_c.FPDF_PAGEOBJECT, count: int, turn: Turn) -> Iterable[Box]:
    matrix = pdfium_c.FS_MATRIX()
    pdfium_c.FPDFPageObj_GetMatrix(shape, matrix)
    x, y = ctypes.c_float(), ctypes.c_float()
    before: tuple[float, float] | None = None
    for index in range(count):
        segment = pdfium_c.FPDFPath_GetPathSegment(shape, index)
        pdfium_c.FPDFPathSegment_GetPoint(segment, x, y)
        point = (
            matrix.a * x.value + matrix.c * y.value + matrix.e,
            matrix.b * x.value + matrix.d * y.value + matrix.f,
        )
        if before and pdfium_c.FPDFPathSegment_GetType(segment) == pdfium_c.FPDF_SEGMENT_LINETO:
            xs, ys = sorted((before[0], point[0])), sorted((before[1], point[1]))
            yield turn(xs[0], ys[0], xs[1], ys[1])
        before = point


def _add_line(box: Box, horizontal: list[Edge], vertical: list[Edge]) -> bool:
    """Add the line that `box` is; return whether it is one, or a dot."""
    x0, y0, x1, y1 = box
    flat, narrow = y1 - y0 < THIN, x1 - x0 < THIN
    if flat and not narrow:
        horizontal.append(Edge((y0 + y1) / 2, x0, x1))
    elif narrow and not flat:
        vertical.append(Edge((x0 + x1) / 2, y0, y1))
    return flat or narrow


def _add_sides(box: Box, horizontal: list[Edge], vertical: list[Edge]) -> None:
    x0, y0, x1, y1 = box
    if y1 - y0 > 6 and x1 - x0 > 6:
        horizontal += [Edge(y0, x0, x1), Edge(y1, x0, x1)]
        vertical += [Edge(x0, y0, y1), Edge(x1, y0, y1)]


def _merged(edges: list[Edge]) -> list[Edge]:
    """Return `edges` with those that lie on one line and touch made one."""
    lines: list[list[Edge]] = []
    for edge in sorted(edges):
        if lines and edge.at - lines[-1][0].at < NEAR:
            lines[-1].append(edge)
        else:
            lines.append([edge])
    merged = []
    for line in lines:
        at = line[0].at
        start, stop = None, 0.0
        for edge in sorted(line, key=lambda edge: edge.start):
            if start is None:
                start, stop = edge.start, edge.stop
            elif edge.start <= stop + NEAR:
                stop = max(stop, edge.stop)
            else:
                merged.append(Edge(at, start, stop))
                start, stop = edge.start, edge.stop
        if start is not None:
            merged.append(Edge(at, start, stop))
    return merged


def _connected(
    horizontal: list[Edge], vertical: list[Edge]
) -> Iterable[tuple[list[Edge], list[Edge]]]:
    """Yield the horizontal and vertical lines of each set that cross one another."""
    parent = list(range(len(horizontal) + len(vertical)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for i, across in enumerate(horizontal):
        for j, down in enumerate(vertical, start=len(horizontal)):
            if (
                across.start - NEAR <= down.at <= across.stop + NEAR
                and down.start - NEAR <= across.at <= down.stop + NEAR
            ):
                parent[root(i)] = root(j)
    members: dict[int, tuple[list[Edge], list[Edge]]] = {}
    for index in range(len(parent)):
        rows, columns = members.setdefault(root(index), ([], []))
        if index < len(horizontal):
            rows.append(horizontal[index])
        else:
            columns.append(vertical[index - len(horizontal)])
    yield from members.values()
