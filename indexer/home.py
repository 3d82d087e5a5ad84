"""The home: the one folder that holds everything kept.

::

    home.json           the format's number
    writing.lock        held by the one process that writes
    catalogue.sqlite    what is known (unless `catalogue_url` names a database elsewhere)
    originals/ab/abcd…  the files as published
    vectors.sqlite      vectors once computed, and those of passages' words, by the digest of text
    generations/1/      the vector store of a generation, where it is embedded
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
from filelock import FileLock, Timeout

from indexer.errors import HomeError, HomeLocked, HomeTooNew

FORMAT = 1
"""The number of this layout; a home of a higher number was made by a newer Moothall."""


class _Mark(msgspec.Struct, frozen=True):
    format: int


class Home:
    """The folder `folder` and the names of what is in it. Make it by `open_home`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.originals = folder / "originals"
        self.vectors = folder / "vectors.sqlite"

    @property
    def catalogue_url(self) -> str:
        """The SQLAlchemy URL of the catalogue kept in this home."""
        return f"sqlite:///{self.folder / 'catalogue.sqlite'}"

    def generation(self, number: int) -> Path:
        """Return the folder of the generation `number`."""
        return self.folder / "generations" / str(number)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the home as its one writer.

        Raises
        ------
        HomeLocked
            Another process writes to it.
        HomeError
            The folder cannot be written.
        """
        lock = FileLock(self.folder / "writing.lock")
        try:
            lock.acquire(timeout=0)
        except Timeout as error:
            raise HomeLocked(
                f"{self.folder}: another Moothall is writing to this home. "
                "Wait until it has ended, or give another folder with --home."
            ) from error
        except OSError as error:
            raise _unwritable(self.folder, error) from error
        try:
            yield
        finally:
            lock.release()


def open_home(folder: Path, create: bool = False) -> Home:
    """Return the home at `folder`, made there first if `create` is true and there is none.

    Raises
    ------
    HomeTooNew
        A newer Moothall made it.
    HomeError
        There is none, or the folder is something else or cannot be written.
    """
    folder = folder.absolute()
    mark = folder / "home.json"
    try:
        if not mark.exists():
            if not create:
                raise HomeError(
                    f"{folder}: no index is here. Make one with "
                    "'python -m indexer add FOLDER', or name another folder with --home."
                )
            _make(folder, mark)
        number = msgspec.json.decode(mark.read_bytes(), type=_Mark).format
    except OSError as error:
        raise _unwritable(folder, error) from error
    except msgspec.DecodeError as error:
        raise HomeError(f"{mark}: does not say which format this home has: {error}") from error
    if number > FORMAT:
        raise HomeTooNew(
            f"{folder}: a newer Moothall made this home (format {number}; this one knows up to "
            f"{FORMAT}). Update Moothall, or give another folder with --home."
        )
    return Home(folder)


def _make(folder: Path, mark: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    if any(not path.name.startswith(".") for path in folder.iterdir()):
        raise HomeError(
            f"{folder}: is not empty, and not a home. Give a new or empty folder with --home."
        )
    written = folder / f".home-{os.getpid()}.json"
    written.write_bytes(msgspec.json.encode(_Mark(FORMAT)))
    written.replace(mark)


def _unwritable(folder: Path, error: OSError) -> HomeError:
    return HomeError(
        f"{folder}: cannot be used as a home: {error.strerror or error}. "
        "Give a folder that you may write to with --home or MOOTHALL_HOME."
    )
