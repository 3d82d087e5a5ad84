"""A folder of records as a source: any tree of files, told of by a manifest where there is one."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

from indexer.errors import SourceError, UnreadableDocument
from indexer.records import Description, PublishedDocument, slug
from indexer.sources.manifest import MANIFEST, Fault, read_manifest

NEVER_RECORDS = frozenset(
    {".json", ".jsonl", ".csv", ".xml", ".ini", ".db", ".lock", ".py", ".css", ".js"}
)
"""Suffixes of what keeps records company: data and programs. Hidden files are left out too."""
ABOUT_THE_FOLDER = frozenset({"readme", "source", "licence", "license"})
"""Names, but for their suffix, of files that tell of the folder itself."""


class FolderSource:
    """The files beneath a folder, in the order of their paths.

    Parameters
    ----------
    folder
        Where the records are. A link that leads out of it is a fault.
    manifest
        What tells of the files; by default ``manifest.jsonl`` in the folder, if there is one.
    name
        What the source is known by; by default the folder's name as a slug.

    Raises
    ------
    SourceError
        The folder or the manifest named is not there.
    """

    def __init__(self, folder: Path, manifest: Path | None = None, name: str | None = None) -> None:
        if not folder.is_dir():
            what = "is a file; name the folder it is in" if folder.is_file() else "is not there"
            raise SourceError(f"{folder}: {what}")
        if manifest is not None and not manifest.is_file():
            raise SourceError(f"{manifest}: the manifest is not there")
        self.root = folder.resolve()
        self.name = name or slug(self.root.name) or "records"
        beside = self.root / MANIFEST
        self._manifest = manifest.resolve() if manifest else beside if beside.is_file() else None
        self.faults: list[Fault] = []

    def __iter__(self) -> Iterator[PublishedDocument]:
        """Yield every file as a published document; faults are complete afterwards."""
        self.faults.clear()
        files = self._files()
        stated: Mapping[str, Description] = {}
        if self._manifest:
            stated = read_manifest(self._manifest, self.root, self.faults)
        for path, file in sorted(files.items()):
            yield PublishedDocument(
                self.name, path, stated.get(path, Description()), partial(_bytes, file)
            )

    def _files(self) -> dict[str, Path]:
        """Return the files that may be records, by their POSIX path within the folder."""
        found: dict[str, Path] = {}
        for folder, folders, names in os.walk(self.root, onerror=self._unlisted):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in names:
                file = Path(folder) / name
                if _keeps_company(file):
                    continue
                path = file.relative_to(self.root).as_posix()
                if file.resolve().is_relative_to(self.root):
                    found[path] = file
                else:
                    self.faults.append(Fault(path, "is a link out of the folder; copy the file in"))
        return found

    def _unlisted(self, error: OSError) -> None:
        self.faults.append(Fault(str(error.filename), f"cannot be listed: {error.strerror}"))


def _keeps_company(file: Path) -> bool:
    return (
        file.name.startswith(".")
        or file.suffix.lower() in NEVER_RECORDS
        or file.stem.lower() in ABOUT_THE_FOLDER
    )


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise UnreadableDocument(f"{file.name}: cannot be read: {error.strerror}") from error
