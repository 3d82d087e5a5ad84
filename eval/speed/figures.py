"""What measuring speed gives: frozen figures, in seconds, milliseconds and bytes."""

from __future__ import annotations

from msgspec import Struct


class Latency(Struct, frozen=True):
    """How long single searches took, one after the other, in milliseconds."""

    p50: float
    p95: float
    p99: float
    count: int


class Clients(Struct, frozen=True):
    """What so many clients got who asked at once, each again as soon as it was answered.

    ``per_second`` is of all together; ``p95`` is what one of them waited, in milliseconds.
    """

    clients: int
    per_second: float
    p95: float


class EngineFigures(Struct, frozen=True, tag=True):
    """An engine with so many passages.

    ``build_seconds`` is from texts and vectors to a finished index. ``memory_bytes`` is the
    largest resident size of a process that does nothing but search it, ``disk_bytes`` the size of
    its folder. ``recall`` is the share of the ten truly nearest passages that it finds, searching
    with ``effort``: the least with which it reaches the recall asked for, else the most there is.
    ``hybrid`` is None where the engine does not fuse. ``left_out`` is why it was not measured.
    """

    engine: str
    version: str
    passages: int
    build_seconds: float = 0.0
    memory_bytes: int = 0
    disk_bytes: int = 0
    effort: int = 0
    recall: float = 0.0
    dense: Latency | None = None
    hybrid: Latency | None = None
    clients: tuple[Clients, ...] = ()
    left_out: str = ""


class ServiceFigures(Struct, frozen=True, tag=True):
    """The whole service with so many passages, the encoder and the catalogue included.

    ``retrieval`` is from a question's words to its candidates, ``answer`` to the checked answer.
    ``clients`` are of retrieval. ``memory_bytes`` is the largest resident size of its process,
    the encoder's model included, ``disk_bytes`` the size of the home.
    """

    passages: int
    build_seconds: float
    retrieval: Latency
    answer: Latency
    clients: tuple[Clients, ...]
    memory_bytes: int
    disk_bytes: int


class Stage(Struct, frozen=True):
    """A stage of indexing: its seconds and its share of the whole."""

    stage: str
    seconds: float
    share: float


class IndexingFigures(Struct, frozen=True, tag=True):
    """How fast a folder of records was indexed, from nothing to a searchable index.

    ``outside_encoder`` is the share of the time that did not go to the encoder.
    ``again_seconds`` is a second run over the same folder, in which nothing had changed.
    """

    documents: int
    pages: int
    passages: int
    seconds: float
    pages_per_second: float
    passages_per_second: float
    stages: tuple[Stage, ...]
    outside_encoder: float
    again_seconds: float
    memory_bytes: int
    disk_bytes: int


class SpeedFigures(Struct, frozen=True):
    """Everything that was measured; ``missing_peers`` are not installed."""

    indexing: IndexingFigures | None
    services: tuple[ServiceFigures, ...]
    engines: tuple[EngineFigures, ...]
    missing_peers: tuple[str, ...]
