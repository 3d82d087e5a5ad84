"""Timing the indexer on a folder of records, as its own command line does it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import msgspec

from eval.speed.figures import IndexingFigures, Stage
from eval.speed.timing import disk_size, largest_memory
from indexer.errors import EvaluationError
from indexer.summary import Summary

ENCODER = "encode"
"""The stage of a run that is the encoder's."""


def measure_indexing(records: Path, home: Path) -> IndexingFigures:
    """Index the folder `records` into a new home, twice, and return how fast it was.

    It is to be called in a process that starts no other programs: their memory is measured as
    the largest of all.

    Raises
    ------
    EvaluationError
        The indexer fails; the message is its own.
    """
    first = _indexed(records, home)
    memory = largest_memory(children=True)
    again = _indexed(records, home)
    passages = first.embedded + first.reused
    staged = sum(stage.seconds for stage in first.stages if stage.stage == ENCODER)
    return IndexingFigures(
        documents=first.created,
        pages=first.pages,
        passages=passages,
        seconds=round(first.seconds, 3),
        pages_per_second=round(first.pages / first.seconds, 2),
        passages_per_second=round(passages / first.seconds, 2),
        stages=tuple(
            Stage(stage.stage, round(stage.seconds, 3), round(stage.seconds / first.seconds, 4))
            for stage in first.stages
        ),
        outside_encoder=round(1 - staged / first.seconds, 4),
        again_seconds=round(again.seconds, 3),
        memory_bytes=memory,
        disk_bytes=disk_size(home),
    )


def _indexed(records: Path, home: Path) -> Summary:
    command = [sys.executable, "-m", "indexer", "add", str(records), "--home", str(home), "--json"]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - this project's own program
    try:
        return msgspec.json.decode(ended.stdout, type=Summary)
    except msgspec.DecodeError as error:
        said = ended.stderr.strip() or f"it ended with status {ended.returncode}"
        raise EvaluationError(f"{records}: the indexer failed: {said}") from error
