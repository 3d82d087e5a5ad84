"""Prove the sample: records equal sources, quotes stand on their pages, weekdays are right."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from html import unescape
from pathlib import Path

import pypdfium2
from docx import Document

SAMPLE = Path(__file__).parent
_MONTHS = [date(2025, month, 1).strftime("%B") for month in range(1, 13)]
_DAY = re.compile(
    r"\b(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? (\d{1,2})(?:st|nd|rd|th)? "
    rf"({'|'.join(_MONTHS)}),? (\d{{4}})"
)


def problems(fresh: Path, records: Path) -> list[str]:
    """Say what is wrong with `records`, freshly rendered into `fresh`; empty when all is well."""
    return [
        *_differences(fresh, records),
        *_wrong_weekdays(records),
        *misplaced_quotes(records),
        *_wrong_matters(records),
    ]


@cache
def pages(path: Path) -> tuple[str, ...]:
    """Return the text of each page of a record, white space collapsed.

    A record that is not a PDF is one page.
    """
    if path.suffix == ".pdf":
        with pypdfium2.PdfDocument(path) as document:
            return tuple(_collapsed(page.get_textpage().get_text_range()) for page in document)
    if path.suffix == ".docx":
        document = Document(str(path))
        cells = [c.text for table in document.tables for row in table.rows for c in row.cells]
        return (_collapsed(" ".join([p.text for p in document.paragraphs] + cells)),)
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".html":
        text = unescape(re.sub(r"<[^>]+>", " ", text))
    return (_collapsed(text),)


def misplaced_quotes(records: Path) -> list[str]:
    """Name every gold quote that does not stand verbatim on its page."""
    found = []
    lines = [
        line
        for file in sorted(SAMPLE.glob("*questions.jsonl"))
        for line in file.read_text(encoding="utf-8").splitlines()
    ]
    for question in map(json.loads, lines):
        for gold in question.get("gold", []):
            page = _page(records, gold["file"], gold["page"])
            if page is None or gold["quote"] not in page:
                place = f"{gold['file']} page {gold['page']}"
                found.append(f"{question['id']}: {gold['quote']!r} is not on {place}")
    return found


def _wrong_matters(records: Path) -> Iterator[str]:
    """Name every page of a matter that mentions none of the matter's names or references."""
    for matter in json.loads((SAMPLE / "matters.json").read_text(encoding="utf-8")):
        words = [word.lower() for word in [*matter["references"], *matter["names"]]]
        for document in matter["documents"]:
            for number in document["pages"]:
                page = (_page(records, document["file"], number) or "").lower()
                if not any(word in page for word in words):
                    yield f"{matter['id']}: no mention on {document['file']} page {number}"


def _page(records: Path, file: str, number: int) -> str | None:
    path = records / file
    if not path.exists() or number > len(pages(path)):
        return None
    return pages(path)[number - 1]


def _differences(fresh: Path, records: Path) -> Iterator[str]:
    made = {path.relative_to(fresh) for path in fresh.rglob("*") if path.is_file()}
    kept = {path.relative_to(records) for path in records.rglob("*") if path.is_file()}
    yield from (f"{path} has no record; render anew" for path in sorted(made - kept))
    yield from (f"{path} has no source" for path in sorted(kept - made))
    for path in sorted(made & kept):
        if (fresh / path).read_bytes() != (records / path).read_bytes():
            yield f"{path} differs from its source; render anew"


def _wrong_weekdays(records: Path) -> Iterator[str]:
    for path in sorted(records.rglob("*.*")):
        if path.name == "manifest.jsonl":
            continue
        for text in pages(path):
            for weekday, day, month, year in _DAY.findall(text):
                when = date(int(year), _MONTHS.index(month) + 1, int(day))
                if when.strftime("%A") != f"{weekday}day":
                    yield f"{path.name}: {day} {month} {year} is a {when:%A}, not a {weekday}day"


def _collapsed(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
