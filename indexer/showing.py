"""Printing how one document was read: its description, blocks, sections and passages."""

from __future__ import annotations

import msgspec
from rich.console import Console

from indexer.catalogue import Reader
from indexer.records import Block, Document, Section
from indexer.terminal import console


def print_document(reader: Reader, document: Document) -> None:
    """Print what is known of a document, and the headings of its sections."""
    out = console()
    out.print(f"{document.id}  {document.source}: {document.path}", soft_wrap=True)
    for name, value in msgspec.structs.asdict(document.description).items():
        if value is not None:
            inferred = "  (inferred)" if name in document.inferred else ""
            out.print(f"  {name.replace('_', ' ')}: {value}{inferred}", soft_wrap=True)
    without = ", ".join(map(str, document.pages_without_text))
    out.print(f"  {document.media_type}, {document.pages} pages" + _note("without text", without))
    for part in document.parts:
        held = part.description
        of = f"{held.recorded_body}, {held.recorded_date}"
        out.print(f"  pages {part.first} to {part.last}: {held.kind} of {of}", soft_wrap=True)
    for version in reader.versions(document.id):
        state = f"superseded {version.superseded:%d %B %Y}" if version.superseded else "newest"
        out.print(f"  version {version.number}: {version.digest[:12]}, {state}")
    for link in reader.likenesses([document.id]):
        other = reader.document(link.other)
        out.print(
            f"  {link.containment:.0%} of it stands in {other.id} {other.path}", soft_wrap=True
        )
    for section in reader.sections(document.id):
        out.print(f"  {_heading(section)}", soft_wrap=True)


def print_blocks(reader: Reader, document: Document) -> None:
    """Print the blocks of every page, each under its kind."""
    out = console()
    for page in reader.pages(document.id):
        how = "  (recognised on an image)" if page.ocr else ""
        out.rule(f"page {page.number}{how}", align="left")
        for block in page.blocks:
            _print_block(out, block)


def print_sections(reader: Reader, document: Document) -> None:
    """Print the text of every section."""
    out = console()
    for section in reader.sections(document.id):
        out.rule(_heading(section), align="left")
        out.print(section.text, soft_wrap=True)


def print_passages(reader: Reader, document: Document) -> None:
    """Print every passage as the embedder sees it."""
    out = console()
    for passage in reader.passages_of(document.id):
        first, last = passage.pages
        pages = f"page {first}" if first == last else f"pages {first} to {last}"
        out.rule(f"passage {passage.ordinal}, section {passage.section}, {pages}", align="left")
        out.print(passage.embedded_text, soft_wrap=True)


def _print_block(out: Console, block: Block) -> None:
    level = f" {block.level}" if block.level else ""
    out.print(f"[{block.kind}{level}]")
    if block.header:
        out.print(f"  header: {block.header}", soft_wrap=True)
    for line in block.text.splitlines():
        out.print(f"  {line}", soft_wrap=True)


def _heading(section: Section) -> str:
    item = section.agenda_item
    number = f"  [item {item.item or '-'}, minute {item.minute or '-'}]" if item else ""
    return f"section {section.ordinal}: {' > '.join(section.headings) or '(no heading)'}{number}"


def _note(name: str, value: str) -> str:
    return f", {name}: {value}" if value else ""
