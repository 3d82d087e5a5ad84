"""A manifest: what is known of a folder's files, one JSON object a line."""

from __future__ import annotations

import codecs
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from indexer.errors import ManifestError
from indexer.records import Description, DocumentKind

_Words = Annotated[str, Meta(min_length=1)]


class Fault(Struct, frozen=True):
    """Something wrong at one place of a source; the rest of it goes on."""

    place: str
    message: str


class Manifest(Struct, frozen=True):
    """What a manifest states, by the path of the file as it is on disk, and what is wrong in it."""

    described: Mapping[str, Description]
    faults: tuple[Fault, ...]


class Line(Struct, frozen=True, forbid_unknown_fields=True):
    """A line of a manifest. ``path`` is relative to the folder, with forward slashes."""

    path: _Words
    title: _Words | None = None
    kind: DocumentKind | None = None
    council: _Words | None = None
    body: _Words | None = None
    meeting_date: date | None = None
    published: date | None = None
    url: _Words | None = None


class _Wrong(Exception):
    """A line is wrong; the message says how, and what to do."""


def read_manifest(file: Path, folder: Path) -> Manifest:
    """Return what the manifest `file` states of the files in `folder`.

    Lines that are wrong are faults; the others are read. A path may be written in any form of
    Unicode: file systems differ in how they store accents.

    Raises
    ------
    ManifestError
        The manifest as a whole cannot be read.
    """
    described: dict[str, Description] = {}
    faults = []
    lines_of: dict[str, int] = {}
    for number, content in _lines(file):
        try:
            line = _parsed(content)
            path = _place(line.path, folder)
            if path in lines_of:
                raise _Wrong(
                    f"{line.path!r} is described in line {lines_of[path]} already. Keep one line."
                )
        except _Wrong as wrong:
            faults.append(Fault(f"{file}, line {number}", str(wrong)))
            continue
        lines_of[path] = number
        described[path] = Description(
            title=line.title,
            kind=line.kind,
            council=line.council,
            body=line.body,
            meeting_date=line.meeting_date,
            published=line.published,
            url=line.url,
        )
    return Manifest(described, tuple(faults))


def _lines(file: Path) -> Iterator[tuple[int, bytes]]:
    """Yield the lines that are not blank, with their numbers."""
    try:
        content = file.read_bytes()
    except OSError as error:
        raise ManifestError(
            f"{file}: the manifest cannot be read: {error.strerror}. Check that it is there."
        ) from error
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise ManifestError(f"{file}: the manifest is UTF-16. Save it as UTF-8.")
    content = content.removeprefix(codecs.BOM_UTF8)
    for number, line in enumerate(content.split(b"\n"), 1):
        if line.strip():
            yield number, line.strip()


def _parsed(content: bytes) -> Line:
    try:
        content.decode()
    except UnicodeDecodeError as error:
        raise _Wrong("is not UTF-8. Save the manifest as UTF-8.") from error
    try:
        return msgspec.json.decode(content, type=Line)
    except msgspec.ValidationError as error:
        raise _Wrong(
            f"{error}. A line has a path and any of "
            f"{', '.join(name for name in Line.__struct_fields__ if name != 'path')}; "
            f"kind is one of {', '.join(DocumentKind)}; dates are as 2025-01-30."
        ) from error
    except msgspec.DecodeError as error:
        raise _Wrong(f"is not JSON: {error}. Each line is one whole JSON object.") from error


def _place(path: str, folder: Path) -> str:
    """Return `path` as it is on disk, once it is known to name a file within `folder`."""
    given = PurePosixPath(path)
    if given.is_absolute() or ".." in given.parts or "\\" in path or "\0" in path:
        raise _Wrong(
            f"{path!r} does not name a file within {folder}. "
            "Write it relative to the folder, with forward slashes and without '..'."
        )
    found = _found(given, folder)
    if found is None:
        raise _Wrong(f"{path!r} is not in {folder}. Correct the path, or take the line out.")
    if not found.is_file():
        raise _Wrong(f"{path!r} is no file. Name the files in it instead.")
    if not found.resolve().is_relative_to(folder.resolve()):
        raise _Wrong(
            f"{path!r} is a link that leads out of {folder}. Put the file itself into the folder."
        )
    return found.relative_to(folder).as_posix()


def _found(given: PurePosixPath, folder: Path) -> Path | None:
    for form in (None, "NFC", "NFD"):
        name = str(given) if form is None else unicodedata.normalize(form, str(given))
        try:
            if (folder / name).exists():
                return folder / name
        except OSError:
            # A name too long for any file system.
            return None
    return None
