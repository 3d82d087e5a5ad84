"""Reading and writing the files of runs: what is written is whole or not there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from msgspec import Struct

from indexer.errors import EvaluationError

Record = TypeVar("Record", bound=Struct)


def read_lines(file: Path, kind: type[Record]) -> Iterator[Record]:
    """Yield the records of a file of JSON Lines; none where there is no file.

    Raises
    ------
    EvaluationError
        A line is broken; the message names the file and the line.
    """
    if not file.exists():
        return
    decoder: msgspec.json.Decoder[Any] = msgspec.json.Decoder(kind)
    for number, line in enumerate(read(file).splitlines(), start=1):
        try:
            yield decoder.decode(line)
        except msgspec.DecodeError as error:
            raise EvaluationError(
                f"{file}, line {number}: is no line of a run: {error}. Make the run again."
            ) from error


def write_json(file: Path, content: object) -> None:
    """Write `content` as JSON for people and programs, whole or not at all."""
    write(file, msgspec.json.format(msgspec.json.encode(content), indent=2) + b"\n")


def write_lines(file: Path, records: Iterable[object]) -> None:
    """Write `records` as JSON Lines, whole or not at all."""
    write(file, b"".join(msgspec.json.encode(record) + b"\n" for record in records))


def write(file: Path, content: bytes) -> None:
    """Write a file, whole or not at all.

    Raises
    ------
    EvaluationError
        It cannot be written.
    """
    making = file.with_name(f".{file.name}.making")
    try:
        making.write_bytes(content)
        making.replace(file)
    except OSError as error:
        raise unwritable(file, error) from error


def drop_half_a_line(file: Path) -> None:
    """Cut off what a killed run wrote of its last line."""
    if not file.exists():
        return
    content = file.read_bytes()
    whole = content.rfind(b"\n") + 1
    if whole != len(content):
        with file.open("r+b") as opened:
            opened.truncate(whole)


def read(file: Path) -> bytes:
    """Return the content of a file.

    Raises
    ------
    EvaluationError
        It cannot be read.
    """
    try:
        return file.read_bytes()
    except OSError as error:
        raise EvaluationError(f"{file}: cannot be read: {error.strerror}.") from error


def unwritable(place: Path, error: OSError) -> EvaluationError:
    """Return the error that says why `place` cannot be written."""
    return EvaluationError(f"{place}: cannot be written: {error.strerror}.")
