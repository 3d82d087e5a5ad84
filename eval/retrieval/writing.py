"""Writing a run of retrieval, query by query."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec
from msgspec import Struct

from eval.configuration import config_text, unlike_settings
from eval.files import drop_half_a_line, read, read_lines, unwritable, write, write_json
from eval.retrieval.runs import (
    CONFIG,
    PASSAGES,
    RETRIEVED,
    RUN,
    Retrieved,
    RunDescription,
    ShownPassage,
    read_description,
)
from indexer.config import Settings
from indexer.errors import EvaluationError


class RetrievalWriter:
    """Writes a run line by line, so that one that was broken off can be gone on with.

    A query's line is written last: what it refers to is on disk before it.
    """

    def __init__(self, folder: Path, description: RunDescription, settings: Settings) -> None:
        """Open the run in `folder`; ``done`` are the ids of the queries that it has already.

        Raises
        ------
        EvaluationError
            The folder cannot be written, or holds something else.
        """
        self._folder = folder
        try:
            folder.mkdir(parents=True, exist_ok=True)
            held = {file.name for file in folder.iterdir() if not file.name.startswith(".")}
            if held - {CONFIG} and RUN not in held:
                raise EvaluationError(
                    f"{folder}: holds other things than a run of retrieval. Name an empty or new "
                    "folder with --out."
                )
            if RUN in held:
                _check_same(folder, description, settings)
            else:
                write_config(folder, settings)
                # written last: from here on the folder is a run
                write_json(folder / RUN, description)
            for name in (RETRIEVED, PASSAGES):
                drop_half_a_line(folder / name)
        except OSError as error:
            raise unwritable(folder, error) from error
        self.done = frozenset(each.query for each in read_lines(folder / RETRIEVED, Retrieved))
        self._passages = {each.id for each in read_lines(folder / PASSAGES, ShownPassage)}

    def write(self, retrieved: Retrieved, passages: Iterable[ShownPassage]) -> None:
        """Add a query with the passages that it refers to."""
        new = [each for each in passages if each.id not in self._passages]
        self._append(PASSAGES, new)
        self._append(RETRIEVED, [retrieved])
        self._passages.update(each.id for each in new)

    def _append(self, name: str, records: Sequence[Struct]) -> None:
        if records:
            with (self._folder / name).open("ab") as file:
                file.write(b"".join(msgspec.json.encode(record) + b"\n" for record in records))


def write_config(folder: Path, settings: Settings) -> None:
    """Write every setting that has a value into the run in `folder`; passwords are left out."""
    write(folder / CONFIG, config_text(settings).encode())


def _check_same(folder: Path, description: RunDescription, settings: Settings) -> None:
    held = read_description(folder)
    unlike = [
        name
        for name in RunDescription.__struct_fields__
        if name != "command" and getattr(held, name) != getattr(description, name)
    ]
    unlike += unlike_settings(read(folder / CONFIG).decode(), config_text(settings))
    if unlike:
        raise EvaluationError(
            f"{folder}: holds a run of another kind ({'; '.join(unlike)}). Name another folder "
            "with --out, or remove this one."
        )
