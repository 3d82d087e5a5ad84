"""What every page of runs shows alike: how a run was made, and passages cut short."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec
from msgspec import Struct

from eval.configuration import unlike_settings
from eval.environment import Environment
from eval.retrieval.runs import CONFIG, ENVIRONMENT
from indexer.errors import EvaluationError

EXCERPT = 700
"""Characters of a passage that are shown."""


class RunMade(Struct, frozen=True):
    """How a run was made: the command, the settings and the environment.

    ``unlike`` are the settings that differ from the first run's, with both values.
    """

    name: str
    command: str
    config: str
    unlike: tuple[str, ...]
    environment: Environment


def runs_made(runs: Sequence[tuple[Path, str]]) -> tuple[RunMade, ...]:
    """Return how these runs, folders with the commands that make them again, were made.

    Raises
    ------
    EvaluationError
        A file of a run is missing or broken.
    """
    made: list[RunMade] = []
    for folder, command in dict(runs).items():
        config = text_of(folder / CONFIG)
        first = made[0].config if made else config
        unlike = unlike_settings(first, config)
        made.append(RunMade(folder.name, command, config, unlike, _environment(folder)))
    return tuple(made)


def excerpt(text: str) -> str:
    """Return the beginning of `text` on one line."""
    line = " ".join(text.split())
    return line if len(line) <= EXCERPT else f"{line[:EXCERPT]}…"


def text_of(file: Path) -> str:
    """Return what stands in a file of a run.

    Raises
    ------
    EvaluationError
        It cannot be read.
    """
    try:
        return file.read_text(encoding="utf-8")
    except OSError as error:
        raise EvaluationError(
            f"{file}: cannot be read: {error.strerror}. Score the run, or make it again."
        ) from error


def _environment(folder: Path) -> Environment:
    try:
        return msgspec.json.decode(text_of(folder / ENVIRONMENT), type=Environment)
    except msgspec.DecodeError as error:
        raise EvaluationError(f"{folder / ENVIRONMENT}: is broken: {error}.") from error
