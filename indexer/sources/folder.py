"""A folder of records as a source: any tree of files, described by a manifest or by themselves."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path, PurePosixPath

from msgspec.structs import replace

from indexer.errors import SourceError, UnreadableDocument
from indexer.offered import PublishedDocument
from indexer.records import Description
from indexer.slugs import slug
from indexer.sources.manifest import Fault, read_manifest

MANIFEST = "manifest.jsonl"

_NOT_RECORDS = frozenset({
    ".json", ".jsonl", ".css", ".js", ".map", ".ico", ".png", ".jpg", ".jpeg", ".gif", ".svg",
    ".webp", ".bmp", ".woff", ".woff2", ".ttf", ".db", ".ini", ".tmp", ".log", ".sha256", ".py",
    ".pyc",
})  # fmt: skip
"""What lies about among records and is none: metadata, parts of web pages, systems' own files."""
_OF_THE_FOLDER = frozenset({"licence", "license", "readme", "source"})
"""The names, but for their suffixes, of files that tell of the folder itself."""


class FolderSource:
    """The files in a folder and all folders under it, in the order of their paths.

    A manifest describes the files that it names; the others are published all the same, with
    nothing stated. Left out are hidden files and folders, and files that are never records (images,
    JSON, style sheets, a folder's README), unless the manifest names them. Files of other formats
    that cannot be read are published, so that they are reported and not lost.

    Attributes
    ----------
    name : str
        The source's name: the one given, or the folder's as a slug.
    root : Path
        The folder, absolute.
    faults : tuple of Fault
        What was wrong with the manifest or the tree, complete once the source was iterated over.
    left_out : tuple of str
        The paths of visible files that were left out, complete at the same time.
    """

    def __init__(
        self,
        folder: Path,
        manifest: Path | None = None,
        name: str | None = None,
        council: str | None = None,
    ) -> None:
        """Take the folder, its `manifest` (by default ``manifest.jsonl`` in it, if there is one).

        `council` is stated of every document of which the manifest states none.

        Raises
        ------
        SourceError
            The folder is not there or is none, or it has no name to go by.
        """
        if not folder.is_dir():
            wrong = "is not a folder" if folder.exists() else "does not exist"
            raise SourceError(f"{folder}: {wrong}. Name a folder of records.")
        self.root = folder.resolve()
        self.name = name if name is not None else slug(self.root.name)
        if not self.name:
            raise SourceError(f"{folder}: has no name that a source could go by. Give a --name.")
        self.faults: tuple[Fault, ...] = ()
        self.left_out: tuple[str, ...] = ()
        self._manifest = manifest
        self._council = council

    def __iter__(self) -> Iterator[PublishedDocument]:
        """Yield the documents in the order of their paths.

        Raises
        ------
        ManifestError
            The manifest as a whole cannot be read.
        """
        file = self._manifest or self.root / MANIFEST
        described: dict[str, Description] = {}
        faults: list[Fault] = []
        if self._manifest or file.exists():
            manifest = read_manifest(file, self.root)
            described, faults = dict(manifest.described), list(manifest.faults)
        paths = {path for path in self._paths(faults) if self.root / path != file.resolve()}
        records = {path for path in paths if _may_be_a_record(path)} | described.keys()
        self.faults = tuple(faults)
        self.left_out = tuple(sorted(paths - records))
        for path in sorted(records):
            yield PublishedDocument(
                source=self.name,
                path=path,
                stated=self._stated(described.get(path, Description())),
                fetch=partial(_fetch, self.root / path, path),
            )

    def _stated(self, described: Description) -> Description:
        return replace(described, council=described.council or self._council)

    def _paths(self, faults: list[Fault]) -> Iterator[str]:
        """Yield the paths of all visible files; add to `faults` what cannot be taken."""

        def unreadable(error: OSError) -> None:
            faults.append(
                Fault(
                    str(error.filename),
                    f"the folder cannot be read: {error.strerror}. Check its permissions.",
                )
            )

        for folder, folders, files in os.walk(self.root, onerror=unreadable):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in sorted(files):
                file = Path(folder, name)
                if name.startswith((".", "~$")):
                    continue
                path = file.relative_to(self.root).as_posix()
                wrong = _wrong(path, file, self.root)
                if wrong:
                    faults.append(Fault(ascii(path)[1:-1], wrong))
                else:
                    yield path


def _may_be_a_record(path: str) -> bool:
    file = PurePosixPath(path)
    return file.suffix.lower() not in _NOT_RECORDS and file.stem.lower() not in _OF_THE_FOLDER


def _wrong(path: str, file: Path, root: Path) -> str | None:
    """Return why the file cannot be taken, and what to do, or ``None``."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return "the file's name is not UTF-8. Rename it."
    if not file.is_file():
        return "is a link to nothing, or no file at all. Take it out of the folder."
    if file.is_symlink() and not file.resolve().is_relative_to(root):
        return f"is a link that leads out of {root}. Put the file itself into the folder."
    return None


def _fetch(file: Path, path: str) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise UnreadableDocument(
            f"{path}: cannot be read: {error.strerror}. Check that it is there and its permissions."
        ) from error
