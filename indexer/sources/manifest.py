"""The manifest of a folder: one JSON object a line, each telling of one file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path, PurePosixPath

import msgspec
from msgspec import Struct

from indexer.records import Description, DocumentKind

MANIFEST = "manifest.jsonl"


class Fault(Struct, frozen=True):
    """Something wrong in a source: the place (a file, or a line of one), and what to do."""

    place: str
    message: str


class Line(Struct, frozen=True, forbid_unknown_fields=True):
    """A line of a manifest: the file's path from the manifest's folder, and what is known of it."""

    path: str
    title: str | None = None
    kind: DocumentKind | None = None
    council: str | None = None
    body: str | None = None
    meeting_date: date | None = None
    published: date | None = None
    url: str | None = None

    @property
    def description(self) -> Description:
        """What the line states of its file."""
        fields = {name: getattr(self, name) for name in self.__struct_fields__ if name != "path"}
        return Description(**fields)


def read_manifest(manifest: Path, root: Path, faults: list[Fault]) -> Mapping[str, Description]:
    """Return what `manifest` states of the files beneath `root`, by their path.

    Lines that are wrong are added to `faults` and left out.
    """
    stated: dict[str, Description] = {}
    for number, raw in enumerate(manifest.read_bytes().splitlines(), start=1):
        content = raw.removeprefix(b"\xef\xbb\xbf").strip()
        if not content:
            continue
        line = _line(content)
        fault = line if isinstance(line, str) else _misplaced(line, root, stated)
        if fault is not None:
            faults.append(Fault(f"{manifest.name}, line {number}", fault))
        elif isinstance(line, Line):
            stated[line.path] = line.description
    return stated


def _line(content: bytes) -> Line | str:
    """Return a line as read, or what is wrong with it."""
    try:
        return msgspec.json.decode(content, type=Line)
    except msgspec.ValidationError as error:
        return f"{error}. Known fields: {', '.join(Line.__struct_fields__)}."
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        return f"is not a JSON object in UTF-8: {error}"


def _misplaced(line: Line, root: Path, stated: Mapping[str, Description]) -> str | None:
    """Return what is wrong with a line's path, if anything."""
    path = PurePosixPath(line.path)
    if path.is_absolute() or ".." in path.parts or "\\" in line.path:
        return f"{line.path!r} leads out of the folder; give a path within it, with '/' between"
    if not (root / path).is_file():
        return f"{line.path!r} is not in the folder; correct the path or add the file"
    if line.path in stated:
        return f"{line.path!r} is named by an earlier line too; keep one"
    return None
