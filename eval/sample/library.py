"""The sources as a library: every source, its includes, and its line in the manifest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import quote

from eval.sample.markup import Block, Include, MarkupError, Source, read_source

SOURCES = Path(__file__).parent / "sources"
RECORDS = Path(__file__).parent / "records"
COUNCIL = "Hathermere Borough Council"
NOTICE = f"Invented sample record: {COUNCIL} does not exist"
SITE = "https://records.hathermere.example"

# Days between a meeting and the publication of its papers, where the header gives no date.
_PUBLISHED_AFTER = {
    "agenda_frontsheet": -8,
    "report": -8,
    "reports_pack": -8,
    "minutes": 12,
    "decision_notice": 2,
    "meeting_summary": 5,
}


@dataclass(frozen=True)
class Library:
    """All sources by their path (as written in ``@include``)."""

    sources: dict[str, Source]

    def blocks(self, source: Source) -> Iterator[Block]:
        """Yield the blocks of `source`, each include followed by the blocks it stands for."""
        for block in source.blocks:
            yield block
            if isinstance(block, Include):
                if block.source not in self.sources:
                    raise MarkupError(f"{source.path}: no source {block.source!r}")
                yield from self.blocks(self.sources[block.source])


def read_library(root: Path = SOURCES) -> Library:
    """Read every source under `root`."""
    paths = sorted(root.rglob("*.txt"))
    return Library({str(path.relative_to(root)): read_source(path, root) for path in paths})


def record_path(source: Source) -> Path:
    """Where the rendered record stands, relative to the records folder."""
    return source.path.with_suffix("." + source.header.get("format", "pdf"))


def meeting_date(source: Source) -> date | None:
    """Return the date of the meeting the source was published with, from its folder."""
    try:
        return date.fromisoformat(source.path.parent.name)
    except ValueError:
        return None


def manifest_line(source: Source) -> dict[str, str]:
    """One line of the manifest: what a publisher's site would tell about the record.

    A header's ``omit`` names the fields the manifest leaves for the reader to infer.
    """
    header = source.header
    path = record_path(source)
    line = {"path": str(path), "title": header["title"], "kind": header["kind"], "council": COUNCIL}
    met = meeting_date(source)
    if met:
        line |= {"body": header["body"], "meeting_date": met.isoformat()}
    if "published" in header:
        line["published"] = header["published"]
    elif met:
        published = met + timedelta(days=_PUBLISHED_AFTER[header["kind"]])
        line["published"] = published.isoformat()
    line["url"] = f"{SITE}/{quote(str(path))}"
    omitted = {field.strip() for field in header.get("omit", "").split(",")}
    return {field: value for field, value in line.items() if field not in omitted}
