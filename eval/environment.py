"""What a run was made with: versions, digests, hardware."""

from __future__ import annotations

import importlib.metadata
import os
import platform
from pathlib import Path

from msgspec import Struct

from eval.benchmarks import Digests

PACKAGES = (
    "moothall",
    "qdrant-edge-py",
    "torch",
    "sentence-transformers",
    "transformers",
    "tokenizers",
    "langchain-text-splitters",
    "numpy",
    "scipy",
    "ir-measures",
    "pytrec-eval-terrier",
)
"""The packages whose versions can change a figure."""


class Hardware(Struct, frozen=True):
    """The machine: the cores that this process may use, and its memory in 10^9 bytes."""

    processor: str
    cores: int
    memory_gb: float
    system: str


class Environment(Struct, frozen=True):
    """All that a run was made with.

    ``model`` is a digest of the model's files and the precision computed in, None where no vector
    was needed.
    """

    python: str
    versions: dict[str, str]
    digests: Digests
    model: str | None
    hardware: Hardware


def environment(digests: Digests, model: str | None) -> Environment:
    """Return the environment of this process."""
    return Environment(
        python=platform.python_version(),
        versions={name: _version(name) for name in PACKAGES},
        digests=digests,
        model=model,
        hardware=hardware(),
    )


def hardware() -> Hardware:
    """Return what this machine is."""
    return Hardware(
        processor=_processor(),
        cores=len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else _cores(),
        memory_gb=round(_memory() / 1e9, 1),
        system=f"{platform.system()} {platform.machine()}",
    )


def _version(package: str) -> str:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return "not installed"


def _cores() -> int:
    return os.cpu_count() or 1


def _processor() -> str:
    information = Path("/proc/cpuinfo")
    if information.is_file():
        for line in information.read_text(encoding="utf-8", errors="replace").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or "unknown"


def _memory() -> int:
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        return 0
