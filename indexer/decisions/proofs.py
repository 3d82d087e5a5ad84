"""From words of a section to the page: quotations that stand there letter by letter."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from indexer.decisions.paragraphs import Span
from indexer.decisions.records import Proof, ProofOf
from indexer.records import Page, Section

INVISIBLE = re.compile(r"[\s\u00ad\u200b]+")
LINE_END_HYPHEN = re.compile(r"\ufffe|[-\u2010](?=[^\S\n\r]*[\r\n])")


def proofs_of(
    spans: Iterable[Span],
    of: ProofOf,
    sections: Sequence[Section],
    page_of: Callable[[int], Page],
) -> tuple[Proof, ...]:
    """Return quotations for `spans`, one for each page and each stretch of it, in reading order.

    A page's own characters are quoted, from the first that the span's words are to the last; what
    stands between (a footer) parts a quotation in two.
    """
    found: list[tuple[int, int, int]] = []
    for span in sorted(spans):
        for page, start, stop in _stretches(sections[span.section], span, page_of):
            last = found[-1] if found else None
            if last and last[0] == page and start - last[2] >= 0:
                between = page_of(page).text[last[2] : start]
                if not INVISIBLE.sub("", LINE_END_HYPHEN.sub("", between)):
                    found[-1] = (page, last[1], stop)
                    continue
            found.append((page, start, stop))
    return tuple(
        Proof(of, page, start, stop, " ".join(page_of(page).text[start:stop].split()))
        for page, start, stop in found
        if page_of(page).text[start:stop].strip()
    )


def _stretches(
    section: Section, span: Span, page_of: Callable[[int], Page]
) -> Iterable[tuple[int, int, int]]:
    for piece in section.pieces:
        if piece.stop <= span.start or piece.start >= span.stop:
            continue
        block = page_of(piece.page).blocks[piece.block]
        first, last = max(span.start, piece.start), min(span.stop, piece.stop)
        for run in block.runs:
            start = max(run.start, first - piece.start)
            stop = min(run.start + run.length, last - piece.start)
            if start < stop:
                offset = run.page_start - run.start
                yield piece.page, start + offset, stop + offset
