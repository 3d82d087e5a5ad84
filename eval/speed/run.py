"""A run of speed on disk: the figures as they come, ``metrics.json``, and plots of growth.

::

    speed.jsonl    what was asked for, then each thing that was measured: one a line
    metrics.json   all figures
    growth_*.svg   how time, memory and disk grow
"""

from __future__ import annotations

from pathlib import Path

import msgspec
from msgspec import Struct

from eval.files import unwritable, write, write_json
from eval.retrieval.runs import METRICS
from eval.speed.figures import EngineFigures, IndexingFigures, ServiceFigures, SpeedFigures
from indexer.errors import EvaluationError

MEASURED = "speed.jsonl"


class Asked(Struct, frozen=True, tag=True):
    """What a run was asked for; two runs that differ in it are not mixed."""

    home: str
    records: str
    recall: float
    seconds: float


Figures = IndexingFigures | ServiceFigures | EngineFigures
_decoder = msgspec.json.Decoder(Asked | IndexingFigures | ServiceFigures | EngineFigures)


class Kept:
    """What a run measured so far: kept on disk at once, so that one broken off goes on.

    Without a folder it is kept in memory alone.
    """

    def __init__(self, folder: Path | None, asked: Asked) -> None:
        """Open the run in `folder`, made first if need be.

        Raises
        ------
        EvaluationError
            The folder cannot be used, or holds a run that was asked for otherwise.
        """
        self._file = folder / MEASURED if folder else None
        self.indexing: IndexingFigures | None = None
        self._services: dict[int, ServiceFigures] = {}
        self._engines: dict[tuple[int, str], EngineFigures] = {}
        if self._file is None:
            return
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            if not self._file.exists():
                self._write(asked)
            lines = self._file.read_bytes().split(b"\n")
        except OSError as error:
            raise unwritable(self._file, error) from error
        for number, line in enumerate(lines, start=1):
            self._take(number, line, asked)

    def has_service(self, size: int) -> bool:
        """Return whether the whole service was measured with so many passages."""
        return size in self._services

    def has_engine(self, name: str, size: int) -> bool:
        """Return whether an engine was measured with so many passages."""
        return (size, name) in self._engines

    def keep(self, figures: Figures) -> None:
        """Keep what was measured."""
        self._add(figures)
        if self._file:
            try:
                self._write(figures)
            except OSError as error:
                raise unwritable(self._file, error) from error

    def figures(self, missing_peers: tuple[str, ...]) -> SpeedFigures:
        """Return everything that was measured, by size; the order of engines stays."""
        return SpeedFigures(
            indexing=self.indexing,
            services=tuple(self._services[size] for size in sorted(self._services)),
            engines=tuple(sorted(self._engines.values(), key=lambda each: each.passages)),
            missing_peers=missing_peers,
        )

    def _take(self, number: int, line: bytes, asked: Asked) -> None:
        if not line:
            return
        try:
            read = _decoder.decode(line)
        except msgspec.DecodeError as error:
            raise EvaluationError(
                f"{self._file}, line {number}: is no figure of speed: {error}. Remove the line, "
                "and what it says is measured again."
            ) from error
        if not isinstance(read, Asked):
            self._add(read)
        elif read != asked:
            raise EvaluationError(
                f"{self._file}: holds a run that was asked for otherwise ({read}). Name another "
                "folder with --out."
            )

    def _add(self, figures: Figures) -> None:
        if isinstance(figures, IndexingFigures):
            self.indexing = figures
        elif isinstance(figures, ServiceFigures):
            self._services[figures.passages] = figures
        else:
            self._engines[figures.passages, figures.engine] = figures

    def _write(self, record: Asked | Figures) -> None:
        if self._file:
            with self._file.open("ab") as opened:
                opened.write(msgspec.json.encode(record) + b"\n")


def write_speed(figures: SpeedFigures, folder: Path) -> None:
    """Write all figures and their plots into `folder`.

    Raises
    ------
    EvaluationError
        The folder cannot be written.
    """
    # matplotlib takes a second to import
    from eval.speed.plots import growth_plots

    for name, plot in growth_plots(figures).items():
        write(folder / f"{name}.svg", plot.encode())
    write_json(folder / METRICS, figures)
