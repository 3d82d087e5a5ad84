"""Files read line by line, so that what is wrong with one can be named by its line."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from indexer.errors import EvaluationError


def numbered_lines(file: Path) -> Iterator[tuple[str, str]]:
    """Yield each line that is not blank, with where it stands: file and line.

    Raises
    ------
    EvaluationError
        The file cannot be read, or is not UTF-8.
    """
    try:
        with file.open("rb") as content:
            for number, line in enumerate(content, start=1):
                place = f"{file}, line {number}"
                try:
                    text = line.decode("utf-8-sig" if number == 1 else "utf-8")
                except UnicodeDecodeError as error:
                    raise EvaluationError(f"{place}: is not UTF-8 text: {error}.") from error
                if text.strip():
                    yield place, text.rstrip("\r\n")
    except OSError as error:
        raise unreadable(file, error) from error


def whole_text(file: Path) -> str:
    """Return the text of a file; what is not UTF-8 is read as Latin-1, as TREC's files are.

    Raises
    ------
    EvaluationError
        The file cannot be read.
    """
    try:
        content = file.read_bytes()
    except OSError as error:
        raise unreadable(file, error) from error
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("latin-1")


def digest_of(file: Path) -> str:
    """Return the SHA-256 of a file, as ``sha256sum`` prints it.

    Raises
    ------
    EvaluationError
        The file cannot be read.
    """
    try:
        with file.open("rb") as content:
            return hashlib.file_digest(content, "sha256").hexdigest()
    except OSError as error:
        raise unreadable(file, error) from error


def unreadable(file: Path, error: OSError) -> EvaluationError:
    """Return the error that says why `file` cannot be read."""
    return EvaluationError(f"{file}: cannot be read: {error.strerror}.")
