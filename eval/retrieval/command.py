"""The command that measures retrieval on a benchmark."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from indexer.errors import EvaluationError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from eval.retrieval.arms import Arm
    from indexer.config import Settings

Benchmark = Annotated[
    str,
    typer.Option(
        "--benchmark",
        help="A folder in the form of BEIR or TREC, or irds:NAME where ir_datasets is installed.",
        metavar="DIR",
    ),
]
Config = Annotated[
    list[Path] | None,
    typer.Option("--config", help="A TOML file of settings; later ones win.", show_default=False),
]
Out = Annotated[Path, typer.Option("--out", help="The folder for the run.", metavar="RUN")]
Cache = Annotated[
    Path | None,
    typer.Option(
        "--cache",
        help="Where vectors are kept from run to run. By default 'evaluation' in the home.",
        show_default=False,
    ),
]
Split = Annotated[
    str | None,
    typer.Option("--split", help="Which qrels of a BEIR folder; by default test.", metavar="NAME"),
]
Depth = Annotated[int, typer.Option("--depth", min=1, help="Documents kept of each ranking.")]
Whole = Annotated[
    bool | None,
    typer.Option(
        "--whole/--passages",
        help="Take each document as one passage, as published figures mostly do, or cut it into "
        "passages as an index does and go by the best. By default whole, unless the settings "
        "say how to cut: [passages].",
        show_default=False,
    ),
]


def add_commands(app: typer.Typer) -> None:
    """Add the commands of this module to `app`."""
    app.command()(retrieval)


def retrieval(
    benchmark: Benchmark,
    out: Out,
    config: Config = None,
    arms: Annotated[
        str, typer.Option("--arms", help="Which ways to search are measured.")
    ] = "bm25,dense,fused,full",
    split: Split = None,
    depth: Depth = 100,
    whole: Whole = None,
    cache: Cache = None,
) -> None:
    """Measure retrieval on a benchmark: what is found for its queries, against its judgements.

    'bm25' and 'dense' are the two arms of the store by themselves, 'fused' is both, 'full' is
    what a search serves, and 'read' what an answer rests on. Passages, vectors, store, ranking and
    reading are those of the service.
    """
    from eval.benchmarks import load_benchmark
    from eval.configuration import takes_whole
    from eval.progress import watched
    from eval.retrieval.deferred import DeferredEmbedder
    from eval.retrieval.report import print_metrics
    from eval.retrieval.scoring import score_retrieval
    from eval.retrieval.searching import make_run
    from indexer.config import load_settings

    chosen = parse_arms(arms)
    loaded = load_benchmark(benchmark, split)
    settings = load_settings(config or ())
    as_one = takes_whole(settings, whole)
    with watched() as report:
        report("loading the model", 0, 0)
        make_run(
            loaded,
            settings,
            DeferredEmbedder(settings.embedding),
            out,
            cache_folder(cache, settings),
            arms=chosen,
            depth=depth,
            whole=as_one,
            command=_command(benchmark, out, config, arms, loaded.split, depth, as_one),
            report=report,
        )
        metrics = score_retrieval(out)
    print_metrics(metrics)


def parse_arms(text: str) -> tuple[Arm, ...]:
    """Return the arms named in `text`, between commas, in the order of their definition.

    Raises
    ------
    EvaluationError
        One is not known, or there is none.
    """
    from eval.retrieval.arms import Arm

    names = {name.strip() for name in text.split(",") if name.strip()}
    unknown = names - set(Arm)
    if unknown or not names:
        raise EvaluationError(
            f"--arms {text!r}: there is no arm {', '.join(sorted(unknown)) or 'named'}. "
            f"Known: {', '.join(Arm)}."
        )
    return tuple(arm for arm in Arm if arm in names)


def cache_folder(cache: Path | None, settings: Settings) -> Path:
    """Return where vectors are kept: `cache`, or a folder in the home, which is made if need be."""
    from indexer.home import open_home

    return cache or open_home(settings.home, create=True).folder / "evaluation"


def _command(
    benchmark: str,
    out: Path,
    config: Sequence[Path] | None,
    arms: str,
    split: str,
    depth: int,
    whole: bool,
) -> str:
    parts = ["python", "-m", "eval", "retrieval", "--benchmark", benchmark]
    if not benchmark.startswith("irds:"):
        parts += ["--split", split]
    for file in config or ():
        parts += ["--config", str(file)]
    parts += ["--arms", arms, "--depth", str(depth), "--whole" if whole else "--passages"]
    return shlex.join([*parts, "--out", str(out)])
