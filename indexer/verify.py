"""Verifying that the catalogue, the originals and the store agree, and every passage is found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from indexer.catalogue import Reader
from indexer.errors import MoothallError
from indexer.index import Index
from indexer.records import Document, Page, Passage, Piece, Section, digest


class VerifyFault(Struct, frozen=True):
    """Something that does not agree: where, and how."""

    place: str
    message: str


def verify(index: Index) -> Iterator[VerifyFault]:
    """Yield every fault: none in an index that is whole.

    Checked are the references within the catalogue; that each original is there with its own
    bytes, and no other; that each passage is the text of its section, each piece of a section the
    text of its block, and each block's runs the text of its page; that the store holds each
    passage's point with the digest of its text, and no other; and that no work is left undone.
    """
    for line in index.catalogue.broken_keys():
        yield VerifyFault("catalogue", line)
    yield from _originals(index)
    reader = index.reader
    for document in reader.documents():
        yield from _document(reader, document)
    yield from _points(index)


def repair(index: Index) -> None:
    """Mark what the store lacks to be written, and what it holds too much to be deleted."""
    held, wanted = dict(index.store.digests()), index.reader.digests()
    lacking = [name for name, text in wanted.items() if held.get(name) != text]
    with index.catalogue.writing() as writer:
        writer.to_embed(index.generation.id, sorted(lacking))
        writer.stale(index.generation.id, sorted(held.keys() - wanted.keys()))


def _originals(index: Index) -> Iterator[VerifyFault]:
    wanted = index.catalogue.originals()
    for name in wanted:
        try:
            index.originals.get(name)
        except MoothallError as error:
            yield VerifyFault("originals", str(error))
    for name in sorted(set(index.originals.names()) - set(wanted)):
        yield VerifyFault("originals", f"{name}: is kept, but no document has these bytes")


def _document(reader: Reader, document: Document) -> Iterator[VerifyFault]:
    pages = {page.number: page for page in reader.pages(document.id)}
    sections = {section.ordinal: section for section in reader.sections(document.id)}
    if sorted(pages) != list(range(1, document.pages + 1)):
        yield VerifyFault(document.path, f"has pages {sorted(pages)}, not 1 to {document.pages}")
    for page in pages.values():
        for fault in page_faults(page):
            yield VerifyFault(document.path, fault)
    for section in sections.values():
        for fault in section_faults(section, pages):
            yield VerifyFault(document.path, fault)
    for passage in reader.passages_of(document.id):
        for fault in passage_faults(passage, sections[passage.section]):
            yield VerifyFault(document.path, fault)


def page_faults(page: Page) -> Iterator[str]:
    """Yield a line for each run of a block that is not the page's own text."""
    for place, block in enumerate(page.blocks):
        for start, page_start, length in (
            (run.start, run.page_start, run.length) for run in block.runs
        ):
            if block.text[start : start + length] != page.text[page_start : page_start + length]:
                yield f"page {page.number}, block {place}: its text is not the page's at {start}"


def section_faults(section: Section, pages: dict[int, Page]) -> Iterator[str]:
    """Yield a line for each piece of a section that is not the text of its block."""
    for piece in section.pieces:
        page = pages.get(piece.page)
        block = page.blocks[piece.block] if page and piece.block < len(page.blocks) else None
        if block is None or block.text != section.text[piece.start : piece.stop]:
            yield (
                f"section {section.ordinal}: what it holds of page {piece.page}, block "
                f"{piece.block} is not that block's text"
            )


def passage_faults(passage: Passage, section: Section) -> Iterator[str]:
    """Yield a line if a passage is not its section's text, or not on the pages it names."""
    if section.text[passage.start : passage.stop] != passage.text or not passage.text:
        yield f"passage {passage.ordinal}: is not the text of section {section.ordinal}"
    touched = _pages_of(section.pieces, passage)
    if not touched or (min(touched), max(touched)) != passage.pages:
        yield f"passage {passage.ordinal}: is not on pages {passage.pages[0]} to {passage.pages[1]}"


def _pages_of(pieces: Sequence[Piece], passage: Passage) -> list[int]:
    return [
        piece.page for piece in pieces if piece.start < passage.stop and passage.start < piece.stop
    ]


def _points(index: Index) -> Iterator[VerifyFault]:
    wanted, held = index.reader.digests(), dict(index.store.digests())
    pending, stale = index.reader.pending_count(), index.catalogue.stale_points(index.generation.id)
    if pending or stale:
        yield VerifyFault(
            "store",
            f"{pending} passages are still to be embedded and {len(stale)} points to be deleted: "
            "run 'python -m indexer add' again, or 'verify --repair'",
        )
    for passage in index.reader.passages(sorted(wanted)):
        if digest(passage.embedded_text) != wanted[passage.id]:
            yield VerifyFault("catalogue", f"passage {passage.id}: its digest is of another text")
    for name in sorted(wanted.keys() - held.keys()):
        yield VerifyFault("store", f"passage {name}: has no point")
    for name in sorted(held.keys() - wanted.keys()):
        yield VerifyFault("store", f"point {name}: belongs to no passage")
    for name in sorted(wanted.keys() & held.keys()):
        if held[name] != wanted[name]:
            yield VerifyFault("store", f"point {name}: is of another text than its passage")
