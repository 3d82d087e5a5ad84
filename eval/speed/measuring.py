"""How fast and how large: indexing, the whole service, and its store beside its peers."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from msgspec.structs import replace

from eval.speed.corpus import Base, read_base, save_base
from eval.speed.engines.named import MOOTHALL, engine, installed_peers, missing_peers, version
from eval.speed.figures import EngineFigures, ServiceFigures, SpeedFigures
from eval.speed.indexing import measure_indexing
from eval.speed.run import Kept
from eval.speed.workers import (
    Effort,
    Questions,
    apart,
    ask_service,
    build_engine,
    build_service,
    find_truth,
    save_questions,
    search_engine,
)
from indexer.catalogue import open_catalogue
from indexer.config import Settings
from indexer.errors import ConfigurationError
from indexer.generations import current_generation
from indexer.home import open_home
from indexer.vector_cache import VectorCache

ASKED = 200
"""Questions that are asked of each store."""
LARGE = 1_000_000
SMALLEST = 100
WORDS_OF_A_QUESTION = 12
TURNS = 20
"""How often words are taken out of each passage before it is given up."""
SEED = 7

Tell = Callable[[str], None]


def measure(
    settings: Settings,
    questions: Sequence[str],
    sizes: Sequence[int],
    work: Path,
    tell: Tell,
    kept: Kept,
    records: Path,
    resample_indexed: bool,
    effort: Effort,
) -> SpeedFigures:
    """Measure everything, in `work`, a folder that is there and empty.

    Parameters
    ----------
    settings
        Name the home that real passages and their vectors are resampled from.
    questions
        Real questions, asked of every store; words of passages make up for more.
    sizes
        How many passages the stores have.
    work
        Where stores are built; they are removed once measured.
    tell
        Hears what is done next.
    kept
        What was measured already, and where more is kept as it comes.
    records
        A folder of records that is indexed anew and timed.
    resample_indexed
        Whether passages are resampled from the index just made of `records`, and not from the
        home of `settings`.
    effort
        How much is measured.

    Raises
    ------
    EvaluationError
        The home holds too few passages, or the indexer fails.
    HomeError, NotFound, GenerationMismatch, StoreError, EmbeddingError
        The home cannot be used.
    """
    indexed = work / "indexed"
    if kept.indexing is None or resample_indexed:
        tell(f"indexing {records}")
        figures = apart(measure_indexing, records, indexed)
        if kept.indexing is None:
            kept.keep(figures)
    if resample_indexed:
        settings = settings.model_copy(update={"home": indexed, "catalogue_url": None})
    tell("reading real passages and their vectors")
    base = work / "base"
    base.mkdir()
    fingerprint = apart(prepare, settings, tuple(questions), base)
    for size in sizes:
        if not kept.has_service(size):
            tell(f"{size:,} passages: the whole service")
            kept.keep(_service(size, base, settings, fingerprint, work, effort))
        names = [name for name in (MOOTHALL, *installed_peers()) if not kept.has_engine(name, size)]
        if names:
            apart(find_truth, size, base)
        for name in names:
            tell(f"{size:,} passages: {name}")
            kept.keep(_engine(name, size, base, work, effort))
    return kept.figures(missing_peers())


def sizes_of(text: str) -> tuple[int, ...]:
    """Return the sizes in `text`, parted by commas, the smallest first.

    Raises
    ------
    ConfigurationError
        One of them is no number of passages.
    """
    parts = [part.strip().replace("_", "") for part in text.split(",")]
    if not all(part.isdecimal() and int(part) >= SMALLEST for part in parts):
        raise ConfigurationError(
            f"--sizes {text!r}: give numbers of passages from {SMALLEST} on, parted by commas."
        )
    return tuple(sorted({int(part) for part in parts}))


def prepare(settings: Settings, questions: Sequence[str], folder: Path) -> str:
    """Keep real passages, their vectors and `ASKED` questions in `folder`.

    Returns
    -------
    str
        The fingerprint of the generation that they are from.
    """
    from indexer.embedding import open_embedder

    home = open_home(settings.home)
    catalogue = open_catalogue(settings.catalogue_url or home.catalogue_url)
    cache = VectorCache(home.vectors)
    try:
        generation = current_generation(catalogue, settings)
        embedder = open_embedder(settings.embedding)
        base = read_base(catalogue.reader(generation), embedder, cache)
    finally:
        cache.close()
        catalogue.close()
    save_base(base, folder)
    texts = asked_questions(questions, base)
    vectors = tuple(tuple(map(float, embedder.encode_query(text))) for text in texts)
    save_questions(Questions(texts, vectors), folder)
    return generation.fingerprint


def asked_questions(questions: Sequence[str], base: Base) -> tuple[str, ...]:
    """Return different questions, `ASKED` at most: those given, then words out of passages.

    There are fewer where the passages are too few and too short to make up for them.
    """
    random = np.random.default_rng(SEED)
    found = dict.fromkeys(questions[:ASKED])
    for place in [*random.permutation(len(base.passages))] * TURNS:
        if len(found) == ASKED:
            break
        said = base.passages[place].text.split()
        start = int(random.integers(len(said)))
        words = " ".join(said[start : start + WORDS_OF_A_QUESTION])
        if any(letter.isalpha() for letter in words):
            found[words] = None
    return tuple(found)


def _service(
    size: int, base: Path, settings: Settings, fingerprint: str, work: Path, effort: Effort
) -> ServiceFigures:
    home = work / f"home-{size}"
    there = settings.model_copy(update={"home": home, "catalogue_url": None})
    try:
        seconds = apart(build_service, size, base, there, fingerprint)
        figures = apart(ask_service, size, base, there, effort)
    finally:
        shutil.rmtree(home, ignore_errors=True)
    return replace(figures, build_seconds=round(seconds, 2))


def _engine(name: str, size: int, base: Path, work: Path, effort: Effort) -> EngineFigures:
    largest = engine(name).largest
    if largest is not None and size > largest:
        why = f"not made for more than {largest:,} passages"
        return EngineFigures(name, version(name), size, left_out=why)
    folder = work / f"{name}-{size}"
    try:
        seconds = apart(build_engine, name, size, base, folder)
        figures = apart(search_engine, name, size, base, folder, effort)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return replace(figures, build_seconds=round(seconds, 2))
