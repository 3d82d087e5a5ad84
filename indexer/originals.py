"""The files as published: kept under their SHA-256, written whole or not at all, never altered."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

from indexer.errors import HomeError, NotFound
from indexer.records import digest

_NAME = re.compile(r"[0-9a-f]{64}")


class Originals:
    """A folder of files named by the SHA-256 of their bytes: ``ab/abcd...``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, content: bytes) -> str:
        """Keep `content` and return its digest. What is on return survives a loss of power.

        Raises
        ------
        HomeError
            The folder cannot be written.
        """
        name = digest(content)
        path = self._path(name)
        if path.exists():
            return name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(file.name).replace(path)
            _sync_folder(path.parent)
        except OSError as error:
            raise HomeError(f"{path}: cannot be written: {error.strerror}") from error
        return name

    def get(self, name: str) -> bytes:
        """Return the bytes of the digest `name`, checked against it.

        Raises
        ------
        NotFound
            No such original is kept.
        HomeError
            It cannot be read, or its bytes are no longer those that were kept.
        """
        path = self._path(name)
        try:
            content = path.read_bytes()
        except FileNotFoundError as error:
            raise NotFound(f"{path}: this original is missing from the home") from error
        except OSError as error:
            raise HomeError(f"{path}: cannot be read: {error.strerror}") from error
        if digest(content) != name:
            raise HomeError(f"{path}: its bytes have changed since they were kept")
        return content

    def path(self, name: str) -> Path:
        """Return where the original `name` is kept.

        Raises
        ------
        NotFound
            No such original is kept.
        """
        path = self._path(name)
        if not path.is_file():
            raise NotFound(f"{path}: this original is missing from the home")
        return path

    def names(self) -> Iterator[str]:
        """Yield the digest of every original kept, in order."""
        for path in sorted(self.folder.glob("??/*")):
            if _NAME.fullmatch(path.name):
                yield path.name

    def forget(self, name: str) -> None:
        """Delete the original `name`; one that is not kept is no error."""
        self._path(name).unlink(missing_ok=True)

    def sweep(self) -> None:
        """Delete what a killed process left half-written. Only the holder of the home does this."""
        for path in self.folder.glob("??/.*"):
            path.unlink(missing_ok=True)

    def _path(self, name: str) -> Path:
        if not _NAME.fullmatch(name):
            raise NotFound(f"{name!r} is not the digest of an original")
        return self.folder / name[:2] / name


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # Windows has no descriptors of folders, and renames durably without.
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
